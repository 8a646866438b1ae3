"""The pain scale 0–10: a row of numbers, none of them chosen until the person chooses."""

from collections.abc import Callable
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core import words
from tracker.core.record import HIGHEST_PAIN, LOWEST_PAIN

SCORES = range(LOWEST_PAIN, HIGHEST_PAIN + 1)
CELL = 5


class Ends(NamedTuple):
    """What 0 and 10 mean, and how a number is said; "" says nothing but the number."""

    low: str
    high: str
    say: Callable[[int], str] = lambda _: ""


PAIN: Final = Ends("no pain", "as bad as you can imagine", words.severity)


class PainScale(Widget, can_focus=True):
    """Eleven numbers between their two anchors; `pain` is None until a key or a click says."""

    DEFAULT_CSS = "PainScale { height: 6; width: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"choose({n})", str(n), show=False, tooltip="Choose this number")
            for n in range(10)
        ),
        Binding("t", "choose(10)", "Ten", show=False, tooltip="Choose ten"),
        Binding("left", "move(-1)", "Less", show=False, tooltip="One less"),
        Binding("right", "move(1)", "More", show=False, tooltip="One more"),
    ]

    pain: reactive[int | None] = reactive(None, layout=False)

    class Changed(Message):
        """Another number was chosen."""

    def __init__(self, ends: Ends = PAIN) -> None:
        super().__init__()
        self._ends = ends

    def get_content_width(self, *_: object) -> int:
        """Return the width of the whole scale in columns."""
        return CELL * len(SCORES)

    def render(self) -> Content:
        """Return the numbers, the chosen one framed and named, and the anchors at both ends."""
        top, middle, bottom = (Content("").join(self._row(nth)) for nth in range(3))
        width = CELL * len(SCORES)
        low, high, say = self._ends
        anchors = Content.styled(low + high.rjust(width - len(low)), "$muted")
        chosen = ""
        if self.pain is not None:
            chosen = " · ".join(filter(None, (str(self.pain), say(self.pain))))
        named = Content.styled(chosen.center(width), "bold $primary")
        return Content("\n").join([top, middle, bottom, anchors, Content(""), named])

    def _row(self, nth: int) -> list[Content]:
        frames = ("┏━━━┓", "┃{:^3}┃", "┗━━━┛")
        plain = ("     ", "{:^5}", "     ")
        return [
            Content.styled(frames[nth].format(n), "bold $primary")
            if n == self.pain
            else Content.styled(plain[nth].format(n), "$foreground")
            for n in SCORES
        ]

    def action_choose(self, pain: int) -> None:
        """Choose a number."""
        self.pain = pain
        self.post_message(self.Changed())

    def action_move(self, by: int) -> None:
        """Go one number on; the first press begins at the end it comes from, and shows it."""
        ends = {1: LOWEST_PAIN, -1: HIGHEST_PAIN}
        pain = ends[by] if self.pain is None else self.pain + by
        self.action_choose(max(LOWEST_PAIN, min(HIGHEST_PAIN, pain)))

    def on_click(self, event: events.Click) -> None:
        """Choose the number that was clicked."""
        if event.y < 3 and event.x // CELL in SCORES:
            self.action_choose(event.x // CELL)
