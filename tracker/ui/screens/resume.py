"""Asks what to do with a session that never ended: go on with it, or keep what was done."""

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.core import words
from tracker.core.plan import plan
from tracker.core.record import Unfinished
from tracker.core.routine import Routine
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.title_bar import TitleBar

Choice = Literal["resume", "keep", "later"]


class ResumeScreen(Room[Choice]):
    """Offers an unfinished session; `routine` is None when what it ran cannot be read any more.

    One that `is_old` can only be kept as it is.
    """

    DEFAULT_CSS = """
    ResumeScreen #ask { text-style: bold; margin-bottom: 1; }
    ResumeScreen #hint { color: $muted; margin-top: 1; }
    """
    ABOUT = (
        "unkink was closed in the middle of a session. You can go on with it, or end it where it "
        "was."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,r", "choose('resume')", "Resume", id="resume.go", tooltip="Go on with it"),
        Binding(
            "k",
            "choose('keep')",
            "Keep what was done",
            id="resume.keep",
            tooltip="End it there, as stopped early",
        ),
        Binding("escape", "choose('later')", "Later", id="resume.later", tooltip="Ask again later"),
    ]

    def __init__(
        self, unfinished: Unfinished, routine: Routine | None, *, is_old: bool = False
    ) -> None:
        super().__init__()
        self._unfinished = unfinished
        self._routine = None if is_old else routine
        self._is_old = is_old

    def compose(self) -> ComposeResult:
        """Lay out what is known of the session."""
        session = self._unfinished.session
        held = words.clock(session.held_seconds or 0)
        yield TitleBar("unkink", "an unfinished session")
        with Vertical(id="question"):
            yield Static(Content("One session was not finished."), id="ask")
            yield Static(Content(f"{session.routine_name}, {words.when(session)}"))
            yield Static(Content(f"{held} held so far."))
            yield Static(Content(self._where()))
            yield Static(Content("Nothing of it is lost, whichever you choose."), id="hint")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go on only where that is possible."""
        return self._routine is not None or parameters != ("resume",)

    def action_choose(self, choice: Choice) -> None:
        """Return what was chosen."""
        self.dismiss(choice)

    def _where(self) -> str:
        if self._is_old:
            return "It was left more than a day ago: it cannot go on."
        if self._routine is None:
            return "It cannot go on: its routine cannot be read any more."
        steps, at = plan(self._routine), self._unfinished.next_index
        if at >= len(steps):
            return "All stretches are done; only the rating at the end is missing."
        return f"It would go on at: {self._routine.items[steps[at].item].stretch.name}."
