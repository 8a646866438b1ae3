"""All sessions, newest first: to look into, to delete and to bring back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar, Final, overload

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from tracker.core import words
from tracker.core.record import SessionRecord, local_day
from tracker.library import Library
from tracker.store import Store
from tracker.ui.screens.room import Room
from tracker.ui.screens.summary import SummaryScreen
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.lines import Lines
from tracker.ui.widgets.strips import MARKS
from tracker.ui.widgets.title_bar import TitleBar

PAGE: Final = 64
"""Sessions read at once."""

ROOMY: Final = 72
"""Columns from which on a row says in words what its mark says."""


class Pages(Sequence[SessionRecord]):
    """All sessions of a store, newest first, read a page at a time as they come into sight."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._length = store.count_sessions()
        self._pages: dict[int, list[SessionRecord]] = {}

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, nth: int) -> SessionRecord: ...
    @overload
    def __getitem__(self, nth: slice) -> Sequence[SessionRecord]: ...
    def __getitem__(self, nth: int | slice) -> SessionRecord | Sequence[SessionRecord]:
        if isinstance(nth, slice):
            return [self[n] for n in range(*nth.indices(self._length))]
        if not -self._length <= nth < self._length:
            raise IndexError(nth)
        page, line = divmod(nth % self._length, PAGE)
        if page not in self._pages:
            self._pages[page] = self._store.sessions(limit=PAGE, offset=page * PAGE)
        return self._pages[page][line]


class HistoryScreen(Room[None]):
    """Lists the sessions of a store."""

    DEFAULT_CSS = """
    HistoryScreen #sessions { padding: 1 1; }
    """
    ABOUT = "Every session, newest first. A full dot was done to the end, a half one in part."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="history.open", tooltip="See this session"),
        Binding("d", "delete", "Delete", id="history.delete", tooltip="Take it out of everything"),
        Binding("u", "undo", "Undo", id="history.undo", tooltip="Bring the last deleted one back"),
        Binding("escape", "close", "Back", id="history.close", tooltip="Back to Today"),
    ]

    def __init__(self, library: Library, store: Store, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._names = words.stretch_names(library.stretches.values(), library.routines.values())
        self._store = store
        self._now = now
        self._deleted: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out one list."""
        empty = Content("No sessions yet. Escape, then Enter on a routine, starts the first one.")
        yield TitleBar("History")
        yield Lines([], self._draw, empty=empty, id="sessions")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the sessions."""
        self._load()
        self.query_one(Lines).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Undo only what was deleted here."""
        return bool(self._deleted) if action == "undo" else True

    def on_lines_chosen(self) -> None:
        """Open what was chosen."""
        self.action_open()

    def action_open(self) -> None:
        """Show the session under the cursor."""
        if isinstance(session := self.query_one(Lines).row, SessionRecord):
            steps = self._store.steps(session.id)
            self.app.push_screen(SummaryScreen(session, steps, self._names))

    def action_delete(self) -> None:
        """Delete the session under the cursor; it can be brought back."""
        if isinstance(session := self.query_one(Lines).row, SessionRecord):
            self._store.delete(session.id, self._now())
            self._deleted.append(session.id)
            self._load()

    def action_undo(self) -> None:
        """Bring the session that was deleted last back."""
        if self._deleted:
            self._store.undelete(self._deleted.pop(), self._now())
            self._load()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _load(self) -> None:
        sessions = Pages(self._store)
        self.query_one(Lines).show(sessions)
        deleted = f"{len(self._deleted)} deleted, u brings it back · " if self._deleted else ""
        self.query_one(TitleBar).right = deleted + words.count(len(sessions), "session")
        self.refresh_bindings()

    def _draw(self, session: SessionRecord, width: int) -> Content:
        today = local_day(self._now())
        day = words.day(local_day(session.started_at), today)
        mark, style = MARKS["finished" if session.outcome == "finished" else "stopped"]
        more = "  ".join(filter(None, [_how(session), session.note]))
        held = "" if session.held_seconds is None else words.clock(session.held_seconds)
        name_width = max(10, min(24, width - 40))
        return Content.assemble(
            (f"{mark} ", style),
            f"{day:<{12 if width < ROOMY else 16}}",
            (f"{session.started_at:%H:%M}  ", "$muted"),
            Content(session.routine_name).truncate(name_width, ellipsis=True, pad=True),
            f"  {held:>6}",
            (f"  {words.pain_change(session):>7}", "bold"),
            (f"  {more}" if width >= ROOMY else "", "$muted"),
        ).truncate(width, ellipsis=True)


def _how(session: SessionRecord) -> str:
    how = {"finished": "", "stopped": "stopped early", None: "not finished"}[session.outcome]
    source = {"practice": "", "logged": "logged", "sample": "sample"}[session.source]
    return ", ".join(filter(None, [how, source]))
