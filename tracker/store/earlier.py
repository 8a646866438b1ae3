"""Finds in the backups what a row said when it was sealed."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tracker.core.broken import Broken
from tracker.core.checkup import Backup, Examined
from tracker.core.seal import seal
from tracker.store.peeking import opened, peek
from tracker.store.seals import row_of

MOST_ROWS = 50
"""So many rows are looked for in the backups; where more are broken, a tool went over the file."""


def compare(seen: Examined, newest_first: Iterable[Backup]) -> Examined:
    """Return the facts with what the newest backup that knows it says of each broken row.

    A backup that cannot be read says nothing.
    """
    broken = list(seen.broken[:MOST_ROWS])
    for backup in newest_first:
        if all(one.before for one in broken):
            break
        broken = _with(broken, backup)
    return replace(seen, broken=(*broken, *seen.broken[MOST_ROWS:]))


def _with(broken: list[Broken], backup: Backup) -> list[Broken]:
    path = Path(backup.path)
    found = peek(path)
    if found.place != "file":
        return broken
    try:
        with opened(path, found.is_wal) as (connection, _):
            return [one if one.before else _known(connection, one, backup) for one in broken]
    except (sqlite3.Error, UnicodeDecodeError, OSError):
        return broken


def _known(connection: sqlite3.Connection, broken: Broken, backup: Backup) -> Broken:
    """Return it with what it said, where the backup has it just as it was sealed."""
    row = row_of(connection, broken.table, broken.key)
    if row is None or seal(broken.table, row) != broken.was:
        return broken
    session = row_of(connection, "session", str(row["session"])) if row.get("session") else None
    return replace(
        broken,
        before=row,
        backup_at=backup.made_at,
        session=broken.session or session or {},
    )
