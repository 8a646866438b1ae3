"""Waits, at the end of a session, for a disk that does not take it yet."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.journal import Journal
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.title_bar import TitleBar

TRY_AGAIN_SECONDS: Final = 1.0


class SavingScreen(Room[bool]):
    """Tries again every second; returns whether all was saved, or given up by the person."""

    DEFAULT_CSS = """
    SavingScreen #question Static { margin-bottom: 1; }
    SavingScreen #trouble { color: $warning; }
    """
    ABOUT = (
        "The last steps of your session are not in your history yet. unkink keeps trying, and says "
        "what becomes of them if you leave."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "try", "Try now", id="saving.try", tooltip="Try to save now"),
        Binding(
            "g", "give_up", "Leave", id="saving.give_up", tooltip="Go on without waiting any longer"
        ),
    ]

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    def compose(self) -> ComposeResult:
        """Say what is going on."""
        yield TitleBar("unkink", "not saved")
        with Vertical(id="question"):
            yield Static(Content("The end of this session is not saved yet. Trying again …"))
            yield Static(Content(self._journal.trouble or ""), id="trouble")
            yield Static(Content(self._fate()), id="fate")
        yield KeyBar()

    def _fate(self) -> str:
        """Return what becomes of the rest if it is left here."""
        journal = self._journal
        if journal.kept is None:
            return f"Nothing else could take it. If you leave now, this is lost: {journal.unsaved}."
        return (
            f"Not in your history yet: {journal.unsaved}. It is kept in {journal.kept}. If you "
            "leave now, unkink writes it down the next time it opens."
        )

    def on_mount(self) -> None:
        """Begin to try."""
        self.set_interval(TRY_AGAIN_SECONDS, self.action_try)

    def action_try(self) -> None:
        """Try once; go on when it worked."""
        if self._journal.flush():
            self.dismiss(True)
            return
        self.query_one("#trouble", Static).update(Content(self._journal.trouble or ""))
        self.query_one("#fate", Static).update(Content(self._fate()))

    def action_give_up(self) -> None:
        """Go on without what is not saved."""
        self.dismiss(False)
