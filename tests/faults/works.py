"""The pieces of work that are broken in the middle: what is there before, and what is done."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from tests.faults.runner import Work
from tests.faults.shim import Disk
from tests.store.samples import AT, later, new_session, past, rating, step
from tracker.core.plan import plan
from tracker.core.player import StepEnded
from tracker.core.record import HurtRecord
from tracker.journal import Journal
from tracker.library import load
from tracker.migrations import APPLICATION_ID, CHANGES
from tracker.paths import built_in
from tracker.settings import save
from tracker.store import Store, open_store

SESSION: Final = "00000000-0000-4000-8000-000000000001"
LIBRARY: Final = load(built_in(), None)
ROUTINE: Final = LIBRARY.routine("desk-break")
STEPS: Final = 6
"""How many steps of it a session has here."""

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
    """One piece of work, by its name, with what has to be in the folder before."""

    name: str
    prepare: Callable[[Path], object]
    work: Work


def database(folder: Path) -> Path:
    """Return where the history of a folder is."""
    return folder / "data" / "unkink.db"


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
    Task("setting", lambda folder: save(folder / "settings.toml", "bell", True), set_target),
)
"""What is killed at every call. A new way to write is one more line."""


def entries(journal: Journal) -> Iterable[tuple[str, Callable[[], None]]]:
    """Yield what is written in a session, one entry after the other, with a name for each."""
    yield "begin", lambda: journal.begin(LIBRARY.document(ROUTINE), 5)
    steps = plan(ROUTINE)
    for index in range(STEPS):
        ended = StepEnded(index, steps[index], steps[index].seconds, "done", index + 1)
        yield f"step {index}", partial(journal.end_step, ended)
    hurt = HurtRecord(
        STEPS, "knee-to-chest", None, "left", 4, "sore", "ease off", "own choice", AT, False
    )
    yield "hurt", partial(journal.hurt, hurt)
    yield "finish", lambda: journal.finish("finished", later(9), 3, None)


def session(folder: Path, disk: Disk) -> list[str]:
    """Tell a session on a broken disk, mend it, and save what waits; return what went wrong."""
    wrong = []
    with closing(open_store(database(folder))) as store:
        journal = Journal(store, ROUTINE, lambda: AT, SESSION, day_begins=4)
        for name, write in entries(journal):
            try:
                write()
            except Exception as error:
                wrong.append(f"{name}: {type(error).__name__}: {error}")
        disk.mend()
        if not journal.flush():
            wrong.append(f"never saved: {journal.unsaved}. {journal.trouble}")
    return wrong


def session_under_limit(folder: Path, disk: Disk) -> list[str]:
    """Tell a session while no file may grow beyond what the history has, until that is lifted."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    wrong = []
    with closing(open_store(database(folder))) as store:
        journal = Journal(store, ROUTINE, lambda: AT, SESSION, day_begins=4)
        writes = list(entries(journal))
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        for _, write in writes:
            write()
        if journal.trouble is None:
            wrong.append("the limit was not felt")
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        if not journal.flush():
            wrong.append(f"never saved: {journal.unsaved}. {journal.trouble}")
    return wrong


def noted_session(synchronous: str = "") -> Work:
    """Return a session that notes every entry whose commit has returned.

    With another `synchronous` than unkink's own it waits less for the disk.
    """

    def run(folder: Path, disk: Disk) -> None:
        with closing(open_store(database(folder))) as store:
            if synchronous:
                store.db.execute(f"PRAGMA synchronous = {synchronous}")
            journal = Journal(store, ROUTINE, lambda: AT, SESSION, day_begins=4)
            for name, write in entries(journal):
                write()
                disk.note(name)

    return run


def states_of_a_session(folder: Path) -> list[Any]:
    """Return what there is in an empty folder before a session, and after each of its entries."""
    with closing(open_store(database(folder))) as store:
        journal = Journal(store, ROUTINE, lambda: AT, SESSION, day_begins=4)
        states = [state(folder)]
        for _, write in entries(journal):
            write()
            states.append(state(folder))
    return states


def every_kind_of_call(folder: Path, disk: Disk) -> None:
    """Do everything that is counted once, writes twice."""
    inner = folder / "in"
    inner.mkdir()
    with (inner / "file").open("w+b", buffering=0) as file:
        file.write(b"a" * 1500)
        file.write(b"b")
        os.fsync(file.fileno())
        file.truncate(1000)
        file.seek(0)
        os.read(file.fileno(), 10)
    disk.note("written")
    os.link(inner / "file", inner / "second")
    (inner / "second").rename(inner / "third")
    (inner / "third").unlink()
    descriptor = os.open(inner, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def write_elsewhere(folder: Path, disk: Disk) -> None:
    """Write into a folder beside this one, whose name only begins like it."""
    (folder.with_name(f"{folder.name}-2") / "file").write_bytes(b"words")


def mend(folder: Path, disk: Disk) -> list[bool]:
    """Write twice, once before and once after the disk is mended; return whether it failed."""
    failed = []
    for _ in range(2):
        try:
            (folder / "file").write_bytes(b"words")
            failed.append(False)
        except OSError:
            failed.append(True)
        disk.mend()
    return failed


WORKS: Final[dict[str, Work]] = {
    **{task.name: task.work for task in TASKS},
    "open": in_store(opened),
    "session": session,
    "session under a limit": session_under_limit,
    "every kind of call": every_kind_of_call,
    "write elsewhere": write_elsewhere,
    "mend": mend,
    "noted session": noted_session(),
    "session with synchronous FULL": noted_session("FULL"),
    "session with synchronous OFF": noted_session("OFF"),
}
"""All that a runner can be asked for, by name."""


def state(folder: Path) -> Any:
    """Return everything that a person has in this folder, without the ids made at random.

    None stands for a history that is not there. Raises sqlite3.Error for one that is broken.
    """
    settings = folder / "settings.toml"
    said = settings.read_text("utf-8") if settings.exists() else None
    file = database(folder)
    if not file.exists():
        return said, None
    with closing(sqlite3.connect(file)) as connection:
        check = connection.execute("PRAGMA integrity_check").fetchall()
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if check != [("ok",)] or broken:
            raise sqlite3.DatabaseError(f"{check} {broken}")
        schema = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY 1").fetchall()
        version = connection.execute("PRAGMA user_version").fetchone()
        return said, version, schema, _rows(connection)


def _rows(connection: sqlite3.Connection) -> dict[str, list[str]]:
    connection.row_factory = sqlite3.Row
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    ]
    kept = {}
    for table in tables:
        rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
        known = [{k: v for k, v in row.items() if k != "id"} for row in rows]
        kept[table] = sorted(map(str, known))
    return kept
