"""Finds where in an SQLite file the bytes of each value are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

LEAF, INTERIOR = 0x0D, 0x05
WHOLE_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8}
"""Bytes of a number, by its serial type."""
ZERO_AND_ONE = (8, 9)
"""Serial types that are a value by themselves."""


class Value(NamedTuple):
    """One value of one row: where its bytes begin in the file, and how many there are."""

    table: str
    column: str
    offset: int
    length: int


class _File(NamedTuple):
    content: bytes
    page_size: int


def values(path: Path, table: str) -> list[Value]:
    """Return every value of a table that is not NULL, as far as it lies on the row's own page."""
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        sql = "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?"
        [(root,)] = connection.execute(sql, [table]).fetchall()
        [(page_size,)] = connection.execute("PRAGMA page_size").fetchall()
    file = _File(path.read_bytes(), page_size)
    return [
        Value(table, columns[nth], offset, length)
        for start in _cells(file, root)
        for nth, offset, length in _record(file, start)
    ]


def _cells(file: _File, page: int) -> Iterator[int]:
    """Yield where each row's cell begins, of all pages below this one."""
    start = (page - 1) * file.page_size
    header = start + (100 if page == 1 else 0)
    kind, count = file.content[header], _number(file, header + 3, 2)
    array = header + (12 if kind == INTERIOR else 8)
    cells = [start + _number(file, array + 2 * nth, 2) for nth in range(count)]
    if kind == LEAF:
        yield from cells
        return
    for child in [*(_number(file, cell, 4) for cell in cells), _number(file, header + 8, 4)]:
        yield from _cells(file, child)


def _record(file: _File, cell: int) -> Iterator[tuple[int, int, int]]:
    """Yield column, offset and length of the values in one cell."""
    payload, at = _varint(file, cell)
    _, start = _varint(file, at)
    end = start + _local(payload, file.page_size)
    header, at = _varint(file, start)
    body, nth = start + header, 0
    while at < start + header:
        kind, after = _varint(file, at)
        length = WHOLE_NUMBERS.get(kind, (kind - 12) // 2 if kind >= 12 else 0)
        if kind in ZERO_AND_ONE:
            yield nth, at, 1
        elif length and body + length <= end:
            yield nth, body, length
        at, body, nth = after, body + length, nth + 1


def _local(payload: int, page_size: int) -> int:
    """Return how many bytes of a payload are on its own page, by the format's own formula."""
    if payload <= page_size - 35:
        return payload
    least = (page_size - 12) * 32 // 255 - 23
    local = least + (payload - least) % (page_size - 4)
    return local if local <= page_size - 35 else least


def _number(file: _File, offset: int, length: int) -> int:
    return int.from_bytes(file.content[offset : offset + length], "big")


def _varint(file: _File, offset: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and where the next one begins."""
    number = 0
    for nth in range(9):
        byte = file.content[offset + nth]
        number = number << 8 | byte if nth == 8 else number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, offset + nth + 1
    return number, offset + 9
