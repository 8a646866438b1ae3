"""The two forms of the history: add a session that was done elsewhere, change one that is there."""

from collections.abc import Callable
from datetime import datetime

from tracker.core import words
from tracker.core.entry import check_worth, read_note, read_pain, read_when
from tracker.core.record import SessionRecord
from tracker.library import Library
from tracker.store import Store
from tracker.store.rows import asking_again, logged
from tracker.ui.screens.entry import EntryScreen, Field

PAIN_HINT = "0 to 10, empty where it was not rated"
NOTE_HINT = "whatever you want to remember, 500 characters"


def add_form(
    store: Store, library: Library, now: Callable[[], datetime], day_begins: int
) -> EntryScreen:
    """Return the form for a session that was done elsewhere."""
    known = ", ".join(library.routines)
    fields = (
        Field("routine", "Routine", f"empty, or one of {known}"),
        Field("at", "When", "07:30, or 2026-11-20 07:30; empty means now"),
        Field("before", "Pain before", PAIN_HINT),
        Field("after", "Pain after", PAIN_HINT),
        Field("note", "Note", NOTE_HINT),
    )

    def save(texts: dict[str, str]) -> None:
        routine = texts["routine"].strip() or None
        name = library.routine(routine).name if routine else words.ELSEWHERE
        started_at = read_when(texts["at"], "When", now(), datetime.astimezone, day_begins)
        before = read_pain(texts["before"], "Pain before")
        after = read_pain(texts["after"], "Pain after")
        note = read_note(texts["note"], "Note")
        check_worth(routine, before, after, note)
        past = logged(routine, name, started_at, (before, after), note, day_begins)
        store.add([past], answers=asking_again(note, now(), day_begins))

    return EntryScreen("Add a session that was done elsewhere", fields, save)


def edit_form(store: Store, session: SessionRecord, now: Callable[[], datetime]) -> EntryScreen:
    """Return the form for the ratings and the note of a session."""
    fields = (
        Field("before", "Pain before", PAIN_HINT, _text(session.pain_before)),
        Field("after", "Pain after", PAIN_HINT, _text(session.pain_after)),
        Field("note", "Note", NOTE_HINT, session.note),
    )

    def save(texts: dict[str, str]) -> None:
        before = read_pain(texts["before"], "Pain before")
        after = read_pain(texts["after"], "Pain after")
        untouched = texts["note"] == session.note  # then it stays as it is, whoever wrote it
        note = session.note if untouched else read_note(texts["note"], "Note")
        store.edit(session.id, before, after, note, now())

    return EntryScreen(f"{session.routine_name}, {words.when(session)}", fields, save)


def _text(pain: int | None) -> str:
    return "" if pain is None else str(pain)
