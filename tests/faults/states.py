"""Everything that a person has in a folder, so that two folders can be compared."""

from __future__ import annotations

import sqlite3
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
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table'"
    kept = {}
    for table in {row[0] for row in connection.execute(tables)} - FOLLOWING:
        rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
        known = [{k: v for k, v in row.items() if k != "id"} for row in rows]
        kept[table] = sorted(map(str, known))
    return kept
