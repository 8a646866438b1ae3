"""Looks whether a file is whole and ours, and counts what is in it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from tracker.migrations import APPLICATION_ID, CHANGES, version
from tracker.store.connecting import Trouble, connect_to_read

FOREIGN: Final = "belongs to another program"
NEWER: Final = "was made by a newer version of unkink"

Schema = dict[str, tuple[str, str | None]]
"""Kind and SQL of everything in a database, by its name."""


class Facts(NamedTuple):
    """What a history holds: sessions and ratings that are not deleted, and the newest day."""

    sessions: int
    ratings: int
    last_day: str | None


def read_facts(connection: sqlite3.Connection) -> Facts:
    """Return what is in a history of any version. Raises sqlite3.Error."""
    if version(connection) == 0:
        return Facts(0, 0, None)
    sessions, last_session = connection.execute(
        "SELECT count(*), max(day) FROM session WHERE deleted_at IS NULL"
    ).fetchone()
    ratings, last_rating = connection.execute(
        "SELECT count(*), max(day) FROM rating WHERE deleted_at IS NULL AND session_deleted = 0"
    ).fetchone()
    return Facts(sessions, ratings, max(last_session or "", last_rating or "") or None)


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has. Raises sqlite3.Error."""
    tables = [name for name, (kind, _) in read_schema(connection).items() if kind == "table"]
    counts = {}
    for table in tables:
        quoted = table.replace('"', '""')
        counts[table] = int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])
    return counts


def find_flaw(path: Path) -> str | None:
    """Return what is wrong with a file that nobody writes, None where it is ours and whole."""
    try:
        with closing(connect_to_read(path)) as connection:
            return find_flaw_in(connection)
    except Trouble as error:
        return f"is damaged ({error})"


def find_flaw_in(connection: sqlite3.Connection) -> str | None:
    """Return what is wrong in words that follow the file's name, None where all is well.

    Looks at every page, so that it takes half a second for ten years. Raises sqlite3.Error where
    the file is too damaged to be looked at.
    """
    return find_stranger(connection) or _find_damage(connection)


def find_stranger(connection: sqlite3.Connection) -> str | None:
    """Return why this is not a history for this version of unkink. Raises sqlite3.Error."""
    schema = read_schema(connection)
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        if {"session", "step", "rating", "routine_version"} <= schema.keys():
            return "is damaged (its header does not say any more that it is unkink's)"
        return FOREIGN
    return NEWER if version(connection) > len(CHANGES) else None


def _find_damage(connection: sqlite3.Connection) -> str | None:
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)")]
    if found != ["ok"]:
        return f"is damaged ({_one_line(found[0])})"
    lost = connection.execute("PRAGMA foreign_key_check").fetchone()
    if lost:
        return f"is damaged (a row of {lost[0]} belongs to a row of {lost[2]} that is gone)"
    wrong = _differs(read_schema(connection), version(connection))
    return f"is damaged (its {wrong} is not as unkink made it)" if wrong else None


def _differs(found: Schema, seen: int) -> str | None:
    """Return what is not as after so many changes; what others have added does not count."""
    whole, wanted = schema_of(len(CHANGES)), schema_of(seen)
    for name, (kind, _) in whole.items():
        if found.get(name) != wanted.get(name):
            return f"{kind} {name}"
    return None


def schema_of(changes: int) -> Schema:
    """Return the schema after so many changes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for change in CHANGES[:changes]:
            change(connection)
        return read_schema(connection)


def read_schema(connection: sqlite3.Connection) -> Schema:
    """Return the schema of an open file. Raises sqlite3.Error."""
    rows = connection.execute(
        "SELECT name, type, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    )
    return {str(name): (str(kind), sql) for name, kind, sql in rows}


def _one_line(text: str) -> str:
    return " ".join(text.removeprefix("*** in database main ***").split())
