"""All sessions, newest first: to look into, find, add, change, delete and bring back."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from tracker.core import words
from tracker.core.record import SessionRecord, local_day
from tracker.library import Library
from tracker.settings import Settings
from tracker.store import Store
from tracker.ui.screens.room import Room, attempt
from tracker.ui.screens.session_forms import add_form, edit_form
from tracker.ui.screens.summary import SummaryScreen
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.lines import Lines
from tracker.ui.widgets.session_rows import Pages, session_row
from tracker.ui.widgets.title_bar import TitleBar

NONE_YET = "No sessions yet. Escape, then Enter on a routine, starts the first one."
NONE_FOUND = "Nothing found. Escape shows all sessions again."


class HistoryScreen(Room[None]):
    """Lists the sessions of a store."""

    DEFAULT_CSS = """
    HistoryScreen #sessions { padding: 1 1; }
    HistoryScreen Input { display: none; background: $panel; margin: 0 1; }
    HistoryScreen.-filtered Input { display: block; }
    """
    AUTO_FOCUS = "#sessions"
    ABOUT = "Every session, newest first. A full dot was done to the end, a half one in part."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="history.open", tooltip="See this session"),
        Binding("e", "edit", "Edit", id="history.edit", tooltip="Change its ratings or its note"),
        Binding("d", "delete", "Delete", id="history.delete", tooltip="Take it out of everything"),
        Binding("u", "undo", "Undo", id="history.undo", tooltip="Bring the last deleted one back"),
        Binding("a", "add", "Add", id="history.add", tooltip="Add one that was done elsewhere"),
        Binding(
            "slash",
            "filter",
            "Filter",
            id="history.filter",
            tooltip="Find by a part of the routine's name or of the note",
        ),
        Binding("escape", "close", "Back", id="history.close", tooltip="Back to Today"),
    ]

    def __init__(
        self,
        library: Library,
        store: Store,
        now: Callable[[], datetime],
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__()
        self._library = library
        self._names = words.stretch_names(library.stretches.values(), library.routines.values())
        self._store = store
        self._now = now
        self._settings = settings
        self._deleted = store.deleted()

    def compose(self) -> ComposeResult:
        """Lay out one list, with room for a filter over it."""
        yield TitleBar("History", self._counted(self._store.count_sessions()))
        yield Input(placeholder="part of a routine's name or of a note", compact=True)
        yield Lines(Pages(self._store), self._draw, empty=Content(NONE_YET), id="sessions")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Undo only what was deleted; offer only what there is a session for."""
        if action == "undo":
            return bool(self._deleted)
        if action in ("open", "edit", "delete"):
            return self._session is not None
        return True

    def on_lines_chosen(self) -> None:
        """Open what was clicked."""
        self.action_open()

    def on_input_changed(self) -> None:
        """Show what matches."""
        self._load()

    def on_input_submitted(self) -> None:
        """Go from the filter to what it found."""
        self.query_one(Lines).focus()

    def action_open(self) -> None:
        """Show the session under the cursor."""
        if (session := self._session) is not None:
            steps = self._store.steps(session.id)
            hurts = self._store.hurts(session.id)
            self.app.push_screen(SummaryScreen(session, steps, self._names, hurts))

    def action_edit(self) -> None:
        """Change the ratings or the note of the session under the cursor."""
        if (session := self._session) is not None:
            self.app.push_screen(edit_form(self._store, session, self._now), self._load_after)

    def action_add(self) -> None:
        """Add a session that was done elsewhere."""
        form = add_form(self._store, self._library, self._now, self._settings().day_begins)
        self.app.push_screen(form, self._load_after)

    def action_delete(self) -> None:
        """Delete the session under the cursor; it can be brought back."""
        session = self._session
        if session is not None and attempt(
            self, lambda: self._store.delete(session.id, self._now())
        ):
            self._load()

    def action_undo(self) -> None:
        """Bring the session that was deleted last back."""
        if self._deleted and attempt(
            self, lambda: self._store.undelete(self._deleted[0], self._now())
        ):
            self._load()

    def action_filter(self) -> None:
        """Ask for a part of what is looked for."""
        self.add_class("-filtered")
        self.query_one(Input).focus()

    def action_close(self) -> None:
        """Take the filter away, or go back."""
        if not self.has_class("-filtered"):
            self.dismiss(None)
            return
        self.remove_class("-filtered")
        self.query_one(Input).value = ""
        self.query_one(Lines).focus()

    @property
    def _session(self) -> SessionRecord | None:
        row = self.query_one(Lines).row
        return row if isinstance(row, SessionRecord) else None

    def _load_after(self, changed: bool | None) -> None:
        if changed:
            self._load()

    def _load(self) -> None:
        attempt(self, self._read)

    def _read(self) -> None:
        self._deleted = self._store.deleted()
        matching = self.query_one(Input).value.strip()
        sessions = Pages(self._store, matching)
        self.query_one(Lines).show(sessions, Content(NONE_FOUND if matching else NONE_YET))
        self.query_one(TitleBar).right = self._counted(len(sessions))
        self.refresh_bindings()

    def _counted(self, sessions: int) -> str:
        deleted = (
            f"{len(self._deleted)} deleted, u brings the last back · " if self._deleted else ""
        )
        return deleted + words.count(sessions, "session")

    def _draw(self, session: SessionRecord, width: int) -> Content:
        return session_row(session, local_day(self._now(), self._settings().day_begins), width)
