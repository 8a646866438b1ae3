"""Asks for one rating, before the first stretch or after the last; nothing is preset."""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.core import words
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.pain_scale import PainScale
from tracker.ui.widgets.title_bar import TitleBar

Moment = Literal["before", "after a finish", "after a stop", "after an end", "the day after"]

LEADS: Final[dict[Moment, str]] = {
    "before": "Before you start.",
    "after a finish": "That was the last stretch. Rest a moment.",
    "after a stop": "You stopped here. What you did is kept.",
    "after an end": "Rest a moment. What you did is kept.",
    "the day after": "The day after that session.",
}
RIGHTS: Final[dict[Moment, str]] = {"before": "before", "the day after": "the day after"}
HINT: Final = "Press a number, t for ten, or ← →. Nothing is chosen for you."
CONFIRM: Final = "Enter keeps this answer. Another number changes it."


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: 0–10, or None where it was skipped."""

    pain: int | None


class CheckInScreen(Room[Answer | None]):
    """Returns an answer; None when the person goes back, which a finish does not allow."""

    DEFAULT_CSS = """
    CheckInScreen #question { align: center middle; height: 1fr; }
    CheckInScreen #question Static { text-align: center; }
    CheckInScreen Center { height: auto; margin: 1 0; }
    CheckInScreen #lead, CheckInScreen #hint { color: $muted; }
    CheckInScreen #ask { text-style: bold; }
    """
    ABOUT = (
        "One number for your back pain right now, from 0, no pain, to 10, as bad as you can "
        "imagine. Nothing is chosen for you, and you may skip it: then it stays missing."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "Confirm", id="check-in.confirm", tooltip="Keep this number"),
        Binding("s", "skip", "Skip", id="check-in.skip", tooltip="Give no rating this time"),
        Binding("escape", "back", "Back", id="check-in.back", tooltip="Go back"),
    ]

    def __init__(self, moment: Moment, title: str) -> None:
        super().__init__()
        self._moment = moment
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out the question over the scale, in the middle of the screen."""
        yield TitleBar(self._title, RIGHTS.get(self._moment, "after"))
        with Vertical(id="question"):
            yield Static(Content(LEADS[self._moment]), id="lead")
            yield Static(Content(words.QUESTION_NOW), id="ask")
            with Center():
                yield PainScale()
            yield Static(Content(HINT), id="hint")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Confirm only what was chosen; go back only where there is something to go back to."""
        if action == "confirm":
            return self.query_one(PainScale).pain is not None
        if action == "back":
            return self._moment not in ("after a finish", "after an end")
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
