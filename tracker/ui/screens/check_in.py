"""Asks for one rating from 0 to 10; nothing is preset."""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.core import words
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.pain_scale import PAIN, Ends, PainScale
from tracker.ui.widgets.title_bar import TitleBar

Moment = Literal[
    "before", "after a finish", "after a stop", "after an end", "the day after", "again", "day"
]


class Asked(NamedTuple):
    """What is asked: words before it, the question, what stands at the right of the title.

    `ends` are what 0 and 10 mean. Without `may_go_back` there is nothing to go back to.
    """

    lead: str
    question: str = words.QUESTION_NOW
    right: str = "after"
    ends: Ends = PAIN
    may_go_back: bool = True


MOMENTS: Final[dict[Moment, Asked]] = {
    "before": Asked("Before you start.", right="before"),
    "after a finish": Asked("That was the last stretch. Rest a moment.", may_go_back=False),
    "after a stop": Asked("You stopped here. What you did counts."),
    "after an end": Asked("Rest a moment. What you did counts.", may_go_back=False),
    "the day after": Asked("The day after that session.", right="the day after"),
    "again": Asked("Some time has passed. Before you go on:", right="going on"),
    "day": Asked("On average, the good hours and the bad ones.", words.QUESTION_DAY, "24 hours"),
}
HINT: Final = "Press a number, t for ten, or ← →.\nNothing is chosen for you."
CONFIRM: Final = "Enter keeps this answer.\nAnother number changes it."


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: 0–10, or None where it was skipped."""

    pain: int | None


class CheckInScreen(Room[Answer | None]):
    """Returns an answer; None when the person goes back, which a finish does not allow."""

    DEFAULT_CSS = """
    CheckInScreen Center { height: auto; margin: 1 0; }
    CheckInScreen #lead, CheckInScreen #hint { color: $muted; }
    CheckInScreen #ask { text-style: bold; }
    """
    ABOUT = (
        "One number from 0 to 10. Nothing is chosen for you, and you may skip it: then it stays "
        "missing."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "Confirm", id="check-in.confirm", tooltip="Keep this number"),
        Binding("s", "skip", "Skip", id="check-in.skip", tooltip="Give no rating this time"),
        Binding("escape", "back", "Back", id="check-in.back", tooltip="Go back"),
    ]

    def __init__(self, asked: Asked | Moment, title: str) -> None:
        super().__init__()
        self._asked = asked if isinstance(asked, Asked) else MOMENTS[asked]
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out the question over the scale, in the middle of the screen."""
        yield TitleBar(self._title, self._asked.right)
        with Vertical(id="question"):
            yield Static(Content(self._asked.lead), id="lead")
            yield Static(Content(self._asked.question), id="ask")
            with Center():
                yield PainScale(self._asked.ends)
            yield Static(Content(HINT), id="hint")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Confirm only what was chosen; go back only where there is something to go back to."""
        if action == "confirm":
            return self.query_one(PainScale).pain is not None
        if action == "back":
            return self._asked.may_go_back
        return True

    def on_pain_scale_changed(self) -> None:
        """Say how to go on."""
        self.refresh_bindings()
        self.query_one("#hint", Static).update(Content(CONFIRM), layout=False)

    def action_confirm(self) -> None:
        """Return the number that was chosen."""
        self.dismiss(Answer(self.query_one(PainScale).pain))

    def action_skip(self) -> None:
        """Return without a number: it stays missing."""
        self.dismiss(Answer(None))

    def action_back(self) -> None:
        """Return to where one came from, nothing answered."""
        self.dismiss(None)
