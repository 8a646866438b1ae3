"""Everything that a person has in a folder, so that two folders can be compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

FOLLOWING: Final = frozenset({"seal"})
"""Tables all of which follows from others and from ids made at random."""


def database(folder: Path) -> Path:
    """Return where the history of a folder is."""
    return folder / "data" / "unkink.db"


def state(folder: Path) -> Any:
    """Return everything that a person has in this folder, without the ids made at random.

    That are the settings, the history (None where there is none), and every other history with
    a final name, which is a backup. Raises sqlite3.Error for one that is broken.
    """
    settings, history = folder / "settings.toml", database(folder)
    said = settings.read_text("utf-8") if settings.exists() else None
    others = [
        each
        for each in folder.rglob("*.db")
        if each != history
        and not any(part.startswith(".") for part in each.relative_to(folder).parts)
    ]
    found = _history(history) if history.exists() else None
    return said, found, sorted(str(_history(each)) for each in others)


def fits(found: Any, wanted: Sequence[Any]) -> bool:
    """Return whether settings and history are as in one of these states, and each backup whole."""
    whole = {str(one[1]) for one in wanted} | {each for one in wanted for each in one[2]}
    return found[:2] in [one[:2] for one in wanted] and whole.issuperset(found[2])


def _history(file: Path) -> Any:
    with closing(sqlite3.connect(file)) as connection:
        check = connection.execute("PRAGMA integrity_check").fetchall()
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if check != [("ok",)] or broken:
            raise sqlite3.DatabaseError(f"{file.name}: {check} {broken}")
        schema = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY 1").fetchall()
        version = connection.execute("PRAGMA user_version").fetchone()
        return version, schema, _rows(connection)


def _rows(connection: sqlite3.Connection) -> dict[str, list[str]]:
    connection.row_factory = sqlite3.Row
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table'"
    kept = {}
    for table in {row[0] for row in connection.execute(tables)} - FOLLOWING:
        rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
        known = [{k: v for k, v in row.items() if k != "id"} for row in rows]
        kept[table] = sorted(map(str, known))
    return kept
