"""Keeps a seal for every row that is written, and finds the rows that are not as unkink left them.

A seal is a row of its own, written in the transaction of what it seals. Every row has one by
itself, steps too: so a step costs one more small row, and whatever is broken can be named.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from tracker.core.broken import Broken
from tracker.core.seal import seal

SEALED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "session": "id",
        "step": "id",
        "rating": "id",
        "hurt": "id",
        "questionnaire": "id",
        "day": "day",
        "change": "id",
        "routine_version": "hash",
    }
)
"""Every table whose rows are sealed, with the column that names a row."""


def put(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Seal one row as it stands."""
    row = row_of(connection, table, key)
    if row is not None:
        values = (table, key, seal(table, row))
        connection.execute("INSERT OR REPLACE INTO seal VALUES (?, ?, ?)", values)


def take_away(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Take away the seal of a row that is no more."""
    connection.execute("DELETE FROM seal WHERE table_name = ? AND row = ?", (table, key))


def is_whole(connection: sqlite3.Connection, table: str, key: str) -> bool:
    """Return whether a row is there as it was sealed."""
    row = row_of(connection, table, key)
    sql = "SELECT seal FROM seal WHERE table_name = ? AND row = ?"
    kept = connection.execute(sql, (table, key)).fetchone()
    return row is not None and kept == (seal(table, row),)


def broken_rows(connection: sqlite3.Connection, table: str, most: int) -> Iterator[Broken]:
    """Yield the rows of one table that are not as they were sealed: changed, added or gone.

    A table of more than `most` rows is damaged, and is not read to its end. Raises sqlite3.Error.
    """
    sql = "SELECT row, seal FROM seal WHERE table_name = ? LIMIT ?"
    kept = dict(connection.execute(sql, (table, most)).fetchall())
    for row in _rows(connection, f"SELECT * FROM {table} LIMIT ?", most):
        key, found = row[SEALED[table]], seal(table, row)
        was = kept.pop(key, None)
        if was != found:
            yield Broken(table, str(key), "changed" if was else "added", was, found, row)
    for key, was in kept.items():
        yield Broken(table, str(key), "gone", was)


def accept(connection: sqlite3.Connection, broken: Broken) -> bool:
    """Seal a row anew; return False, and leave it, where it is no longer as it was found."""
    row = row_of(connection, broken.table, broken.key)
    if (row and seal(broken.table, row)) != broken.found:
        return False
    if row is None:
        take_away(connection, broken.table, broken.key)
    else:
        put(connection, broken.table, broken.key)
    return True


def row_of(connection: sqlite3.Connection, table: str, key: str) -> dict[str, Any] | None:
    """Return one row by its key, None where it is not there."""
    sql = f"SELECT * FROM {table} WHERE {SEALED[table]} = ?"
    return next(_rows(connection, sql, key), None)


def _rows(connection: sqlite3.Connection, sql: str, value: object) -> Iterator[dict[str, Any]]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    for row in cursor.execute(sql, (value,)):
        yield dict(row)
    cursor.close()
