"""Two minutes of rest by the clock, after which it is asked whether the pain has gone down."""

from collections.abc import Callable
from math import ceil
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.core import words
from tracker.core.hurting import REST_SECONDS
from tracker.core.player import Reading
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.title_bar import TitleBar

LOOKS_SECONDS = 0.25


RestEnd = Literal["over", "ended", "sign"]
"""It is over; the session is to end instead; there is a warning sign."""


class RestScreen(Room[RestEnd]):
    """Counts the rest down, and returns how it ended."""

    DEFAULT_CSS = """
    RestScreen #rest { align: center middle; height: 1fr; }
    RestScreen #rest Static { text-align: center; margin-bottom: 1; }
    RestScreen #left { text-style: bold; color: $primary; }
    RestScreen #why { color: $muted; }
    """
    ABOUT = (
        "The stretch has ended because the pain rose. Rest as you like; after two minutes one "
        "question tells whether it has settled."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "e",
            "end",
            "End the session here",
            id="rest.end",
            tooltip="End the session here; all of it is kept",
        ),
        Binding("w", "sign", "A warning sign", id="rest.sign", tooltip="One of them is there"),
    ]

    def __init__(self, stretch: str, clock: Callable[[], Reading]) -> None:
        super().__init__()
        self._stretch = stretch
        self._clock = clock
        self._began = clock().monotonic

    def compose(self) -> ComposeResult:
        """Lay out the time left under what to do with it."""
        yield TitleBar(self._stretch, "a rest")
        with Vertical(id="rest"):
            yield Static(Content("This stretch ends here, because the pain rose."))
            yield Static(Content("Rest in whatever position is easy."))
            yield Static(id="left")
            yield Static(Content("Then say once more how strong it is."), id="why")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to look at the clock."""
        self.look()
        self.set_interval(LOOKS_SECONDS, self.look)

    def look(self) -> None:
        """Show what is left of the rest, and end with it."""
        passed = self._clock().monotonic - self._began
        left = REST_SECONDS - passed
        if left <= 0 and self.is_active:
            self.dismiss("over")
            return
        shown = Content(words.clock(ceil(max(0.0, min(left, REST_SECONDS)))))
        static = self.query_one("#left", Static)
        if static.content != shown:
            static.update(shown)

    def action_end(self) -> None:
        """End the session instead of resting."""
        self.dismiss("ended")

    def action_sign(self) -> None:
        """Say that there is a warning sign."""
        self.dismiss("sign")
