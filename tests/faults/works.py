"""The pieces of work that are broken in the middle: what is there before, and what is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.runner import Work
from tests.faults.sessions import SESSION, noted_session, session, session_under_limit
from tests.faults.shim import Disk
from tests.faults.shim_works import every_kind_of_call, mend, write_elsewhere
from tests.faults.states import database
from tests.store.samples import AT, later, new_session, past, rating, step
from tracker.core.errors import StoreError
from tracker.migrations import APPLICATION_ID, CHANGES
from tracker.settings import save
from tracker.store import Store, open_store
from tracker.store.entries import Begun, Ended, Entry, Stepped
from tracker.store.rescue import Rescue

OLD_ROWS: Final = """
INSERT INTO routine_version VALUES (
    '41a1f654dc79a9ac645afa553c31d51fd115eca8dd1cb9e6c67ae03e52718e8b', 'bedtime', 'Bedtime',
    'the text');
INSERT INTO session (id, routine, routine_name, routine_version, day, started_at, started_offset,
    planned_seconds, note, source) VALUES ('00000000-0000-4000-8000-000000000001', 'bedtime',
    'Bedtime', '41a1f654dc79a9ac645afa553c31d51fd115eca8dd1cb9e6c67ae03e52718e8b', '2026-11-19',
    '2026-11-19T06:05:00.000Z', 60, 300.0, 'a note', 'practice');
INSERT INTO step VALUES ('00000000-0000-4000-8000-000000000002',
    '00000000-0000-4000-8000-000000000001', 1, 0, 'hold', 'knee-to-chest', NULL, 'left', 1, NULL,
    30.0, 30.0, 'done', 1, '2026-11-19T06:06:00.000Z', 60);
INSERT INTO rating VALUES ('00000000-0000-4000-8000-000000000003',
    '00000000-0000-4000-8000-000000000001', 'before', 5, '2026-11-19', '2026-11-19T06:05:00.000Z',
    60, 'practice', NULL, 0);
INSERT INTO questionnaire VALUES ('00000000-0000-4000-8000-000000000004', 'peg', '1', '{"a": 1}',
    '2026-11-19', '2026-11-19T06:05:00.000Z', 60);
INSERT INTO day VALUES ('2026-11-18', 'ill', '2026-11-19T06:05:00.000Z', 60);
INSERT INTO change VALUES ('00000000-0000-4000-8000-000000000005', 'day', '2026-11-18', 'mark',
    NULL, 'ill', '2026-11-19T06:05:00.000Z', 60)
"""
"""A row for every table of the first schema."""


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work, by its name, with what has to be in the folder before.

    `is_one` is false where it is several writes, the rest of which the next run does.
    """

    name: str
    prepare: Callable[[Path], object]
    work: Work
    is_one: bool = True


def nothing(folder: Path) -> None:
    """Leave the folder empty."""


def of_schema(number: int) -> Callable[[Path], None]:
    """Return how to make a history of the schema after so many changes, with rows in it."""

    def prepare(folder: Path) -> None:
        file = database(folder)
        file.parent.mkdir(mode=0o700)
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            for nth, change in enumerate(CHANGES[:number]):
                change(connection)
                if nth == 0:
                    connection.executescript(OLD_ROWS)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
        file.chmod(0o600)

    return prepare


def of_store(fill: Callable[[Store], object]) -> Callable[[Path], None]:
    """Return how to make a history of today's schema and fill it."""

    def prepare(folder: Path) -> None:
        with closing(open_store(database(folder))) as store:
            fill(store)

    return prepare


def in_store(work: Callable[[Store], object]) -> Work:
    """Return a piece of work that opens the history, does one thing with it, and closes it."""

    def run(folder: Path, disk: Disk) -> None:
        with closing(open_store(database(folder))) as store:
            work(store)

    return run


def opened(store: Store) -> None:
    """Do nothing more than open it."""


def begun(store: Store) -> None:
    """Begin a session and end one step of it."""
    store.begin(new_session(id=SESSION))
    store.end_step(SESSION, step())


def finish(store: Store) -> None:
    """End that session, with a rating."""
    after = rating(3, asked_for="after", session=SESSION, id=SESSION)
    store.finish(SESSION, "finished", later(9), after)


def past_session(store: Store) -> None:
    """Write a session that is over, whole."""
    store.add([past(id=SESSION)])


def deleted(store: Store) -> None:
    """Write a session that is over, and delete it."""
    past_session(store)
    store.delete(SESSION, later(20))


def set_target(folder: Path, disk: Disk | None = None) -> None:
    """Change one setting."""
    save(folder / "settings.toml", "weekly_target", 3)


def put_aside_and_back(folder: Path, disk: Disk) -> None:
    """Keep a session elsewhere, as if the history took none, and write it as a next start does."""
    after = rating(3, asked_for="after", session=SESSION, id=SESSION)
    whole: list[Entry] = [
        Begun(new_session(id=SESSION)),
        *(Stepped(f"{SESSION[:-1]}{nth}", SESSION, step(nth)) for nth in range(2, 4)),
        Ended(SESSION, "stopped", later(9), after, None),
    ]
    with closing(open_store(database(folder))) as store:
        Rescue(database(folder), [folder / "elsewhere"]).keep(SESSION, whole, len(whole))
        Rescue(database(folder), [folder / "elsewhere"]).bring_back(store)


def tried_twice(id_: str) -> Work:
    """Return a piece of work that writes one step again, on a mended disk, where that failed."""

    def run(folder: Path, disk: Disk) -> None:
        with closing(open_store(database(folder))) as store:
            try:
                store.end_step(SESSION, step(1), id_)
            except StoreError:
                disk.mend()
                store.end_step(SESSION, step(1), id_)

    return run


TASKS: Final = (
    Task("first start", nothing, in_store(opened)),
    *(
        Task(f"migration from schema {number}", of_schema(number), in_store(opened))
        for number in range(1, len(CHANGES))
    ),
    Task("begin", of_store(opened), in_store(lambda store: store.begin(new_session(id=SESSION)))),
    Task("step", of_store(begun), in_store(lambda store: store.end_step(SESSION, step(1)))),
    Task("finish", of_store(begun), in_store(finish)),
    Task("whole session", of_store(opened), in_store(past_session)),
    Task("edit", of_store(past_session), in_store(lambda s: s.edit(SESSION, 8, 2, "ok", AT))),
    Task("delete", of_store(past_session), in_store(lambda store: store.delete(SESSION, AT))),
    Task("undo", of_store(deleted), in_store(lambda store: store.undelete(SESSION, AT))),
    Task("put aside and brought back", of_store(opened), put_aside_and_back, is_one=False),
    Task("setting", lambda folder: save(folder / "settings.toml", "bell", True), set_target),
)
"""What is killed at every call. A new way to write is one more line."""


WORKS: Final[dict[str, Work]] = {
    **{task.name: task.work for task in TASKS},
    "open": in_store(opened),
    "session": session,
    "session under a limit": session_under_limit,
    "step with an id, twice": tried_twice(f"{SESSION[:-1]}9"),
    "step without an id, twice": tried_twice(""),
    "every kind of call": every_kind_of_call,
    "write elsewhere": write_elsewhere,
    "mend": mend,
    "noted session": noted_session(),
    "session with synchronous FULL": noted_session("FULL"),
    "session with synchronous OFF": noted_session("OFF"),
}
"""All that a runner can be asked for, by name."""
