"""R6: older histories are brought up to date whole, newer and foreign ones left as they are."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from tests.faults.commands import unkink
from tests.faults.promise import Figure, Size, counted
from tests.store.samples import dump, fingerprint
from tracker.migrations import APPLICATION_ID, CHANGES
from tracker.store.listing import listed

SESSIONS = {"quick": 20, "long": 2000}
AT = "2026-11-20T06:05:00.000Z"
NOTES = ("", "sore", "naïve – ü 背中", 'it\'s "quoted"; DROP TABLE session', "x" * 500)
COMMANDS = (("history",), ("rate", 4, "--for", "now"), ("backup",))

Values = dict[str, tuple[int, str]]


def measure(size: Size, folder: Path) -> list[Figure]:
    """Open a history of every version by the real command, and compare all that was entered."""
    olds = range(1, len(CHANGES) + 1)
    troubles = [
        trouble
        for version in olds
        if (trouble := upgrade(version, folder / f"version-{version}", SESSIONS[size]))
    ]
    refused = strangers()
    wrong = [
        trouble
        for nth, marks in enumerate(refused)
        if (trouble := refuse(marks, folder / f"refused-{nth}"))
    ]
    return [
        Figure(
            f"{len(olds)} versions of the schema",
            "equal rows and values; an older one backed up first",
            "; ".join(troubles) or f"{counted(len(olds), len(olds))} equal",
            not troubles,
        ),
        Figure(
            f"{len(refused)} newer or foreign files",
            "refused, not a byte changed",
            "; ".join(wrong) or f"{counted(len(refused), len(refused))} unchanged",
            not wrong,
        ),
    ]


def strangers() -> list[tuple[int, int]]:
    """Return pairs of application_id and user_version that are not for this unkink."""
    newer = [(APPLICATION_ID, len(CHANGES) + more) for more in (1, 2, 1000)]
    return [*newer, (123456, len(CHANGES)), (123456, 1), (-1, 0)]


def upgrade(version: int, home: Path, sessions: int) -> str:
    """Bring one history up to date; return what went wrong, or nothing."""
    path = build(home, version, sessions)
    before, whole = values(path), dump(path)
    said = unkink(home, "history", "--json")
    if said.code != 0:
        return f"version {version}: {said.err.strip()}"
    if len(json.loads(said.out)) != sessions:
        return f"version {version}: {len(json.loads(said.out))} sessions are listed"
    if values(path, before) != before:
        return f"version {version}: other values"
    backups = [one for one in listed(path) if one.made.why == "before-upgrade"]
    if version == len(CHANGES):
        return f"version {version}: backed up for nothing" if backups else ""
    is_backed_up = len(backups) == 1 and dump(backups[0].path) == whole
    return "" if is_backed_up else f"version {version}: no equal backup"


def refuse(marks: tuple[int, int], home: Path) -> str:
    """Try every command on a file with these marks; return what went wrong, or nothing."""
    path = build(home, len(CHANGES), 20)
    with closing(sqlite3.connect(path)) as connection:
        if marks[0] != APPLICATION_ID:
            connection.execute("DROP TABLE rating")
        connection.execute(f"PRAGMA application_id = {marks[0]}")
        connection.execute(f"PRAGMA user_version = {marks[1]}")
    before = fingerprint(path)
    for command in COMMANDS:
        said = unkink(home, *command)
        if said.code != 2 or str(path) not in said.err or not said.is_orderly:
            return f"{marks}: {command[0]} ended with {said.code}: {said.err.strip()}"
    return "" if fingerprint(path) == before else f"{marks}: changed"


def values(path: Path, of: Values | None = None) -> Values:
    """Return for each table the number of its rows, and a hash of all values.

    With `of`, of those tables and columns alone; its keys are "table(column, …)".
    """
    with closing(sqlite3.connect(path)) as connection:
        asked = list(of) if of is not None else columns(connection)
        found = {}
        for table in asked:
            name, _, names = table.rstrip(")").partition("(")
            rows = connection.execute(f"SELECT {names} FROM {name} ORDER BY 1").fetchall()
            found[table] = len(rows), sha256(repr(rows).encode()).hexdigest()
        return found


def columns(connection: sqlite3.Connection) -> list[str]:
    """Return every table with its columns, as "table(column, …)"."""
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    return [
        f"{table}({', '.join(row[1] for row in connection.execute(f'PRAGMA table_info({table})'))})"
        for (table,) in tables
    ]


def build(home: Path, version: int, sessions: int) -> Path:
    """Write a history as the first version did, and let it go through the changes up to one."""
    home.mkdir(parents=True, mode=0o700)
    path = home / "unkink.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        CHANGES[0](connection)
        fill(connection, sessions, Random(version))
        for change in CHANGES[1:version]:
            change(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    return path


def fill(connection: sqlite3.Connection, sessions: int, random: Random) -> None:
    """Write rows into every table of the first version."""

    def id_() -> str:
        return str(UUID(int=random.getrandbits(128), version=4))

    def insert(table: str, *row: Any) -> None:
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    insert("routine_version", "a" * 64, "article-1", "Article 1", '{"the": "routine"}')
    for nth in range(sessions):
        session, day = id_(), f"2026-{1 + nth % 12:02}-{1 + nth % 28:02}"
        at, end = (f"{day}T0{hour}:05:00.000Z" for hour in (6, 7))
        about = random.choice([None, 284.5]), random.choice(NOTES), "practice", None
        insert(
            *("session", session, "article-1", "Article 1", "a" * 64, day, at, 60, end, 60),
            *("finished", None, *about),
        )
        insert(
            *("step", id_(), session, 1, 0, "hold", "knee-to-chest", None, "left", 1, None),
            *(30.0, random.uniform(0, 30), random.choice(["done", "hurt"]), 1, end, 60),
        )
        for asked_for in ("before", "after"):
            pain = random.randint(0, 10)
            insert("rating", id_(), session, asked_for, pain, day, at, 60, "practice", None, 0)
        insert("rating", id_(), None, "day", random.randint(0, 10), day, at, 60, "logged", None, 0)
        insert("change", id_(), "session", session, "note", "", "a note", at, 60)
    for kind in ("peg", "red flags", "screening"):
        insert("questionnaire", id_(), kind, "0", '{"now": false}', "2026-11-20", AT, 60)
    insert("day", "2026-11-19", "ill", AT, 60)
