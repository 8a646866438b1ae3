"""How the list of sessions is read, a page at a time, and how each row of it looks."""

from collections.abc import Sequence
from datetime import date
from typing import Final, overload

from textual.content import Content

from tracker.core import words
from tracker.core.record import SessionRecord
from tracker.core.text import clean
from tracker.store import Store
from tracker.ui.widgets.strips import MARKS

PAGE: Final = 64
"""Sessions read at once."""

ROOMY: Final = 72
"""Columns from which on a row says in words what its mark says."""

WIDE: Final = 96
"""Columns from which on long names are shown whole."""


class Pages(Sequence[SessionRecord]):
    """The sessions of a store that match, newest first, read as they come into sight."""

    def __init__(self, store: Store, matching: str = "") -> None:
        self._store = store
        self._matching = matching
        self._length = store.count_sessions(matching)
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
            self._pages[page] = self._store.sessions(
                matching=self._matching, limit=PAGE, offset=page * PAGE
            )
        return self._pages[page][line]


def session_row(session: SessionRecord, today: date, width: int) -> Content:
    """Return a session on one line: how it ended, when, what, how long, and both ratings."""
    roomy = width >= ROOMY
    mark, style = MARKS["full" if session.in_full else "part"]
    day = words.day(session.day, today)
    held = "" if session.held_seconds is None else words.clock(session.held_seconds)
    more = "  ".join(filter(None, [_how(session), session.note]))
    name_width = max(10, min(17 if width < WIDE else 24, width - 40))
    return Content.assemble(
        (f"{mark} ", style),
        f"{day:<{16 if roomy else 12}}",
        (f"{session.started_at:%H:%M}  ", "$muted"),
        Content(clean(session.routine_name)).truncate(name_width, ellipsis=True, pad=True),
        f"  {held:>6}",
        (f"  {words.pain_change(session):>7}", "bold"),
        (f"  {clean(more)}" if roomy else "", "$muted"),
    ).truncate(width, ellipsis=True)


def _how(session: SessionRecord) -> str:
    how = {
        "finished": "" if session.in_full else "in part",
        "stopped": "stopped early",
        None: "not finished",
    }[session.outcome]
    source = {"practice": "", "logged": "logged", "sample": "sample"}[session.source]
    return ", ".join(filter(None, [how, source]))
