"""The ways in which a history is damaged: cut, flipped, zeroed, swapped, replaced, gone."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tracker.migrations import CHANGES

PAGE = 4096
HEADER = 100
SCHEMA_ENDS = 2 * PAGE

CUT_OFF = """
import os, sqlite3, sys
one = sqlite3.connect(sys.argv[1], isolation_level=None)
one.execute("PRAGMA cache_size = 1")
one.execute("BEGIN IMMEDIATE")
one.execute("UPDATE session SET note = 'half of it'")
one.execute("UPDATE step SET held_seconds = 1")
one.execute("CREATE TABLE big AS WITH RECURSIVE n(x) AS "
            "(SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 9000) SELECT x, randomblob(90) FROM n")
os._exit(0)
"""


@dataclass(frozen=True, slots=True)
class Damage:
    """One way to damage the history at a path; `kind` is what it is counted under."""

    kind: str
    name: str
    do: Callable[[Path], None]


def write(change: Callable[[bytearray], object]) -> Callable[[Path], None]:
    """Return how to change the bytes of a file."""

    def do(path: Path) -> None:
        content = bytearray(path.read_bytes())
        change(content)
        path.write_bytes(content)

    return do


def replace(content: bytes) -> Callable[[Path], None]:
    """Return how to put something else in the place of a file."""

    def do(path: Path) -> None:
        path.write_bytes(content)

    return do


def flip(at: int) -> Callable[[bytearray], None]:
    """Return how to turn every bit of one byte."""

    def do(content: bytearray) -> None:
        content[at] ^= 0xFF

    return do


def cut(size: int) -> Callable[[bytearray], None]:
    """Return how to leave only so many bytes."""

    def do(content: bytearray) -> None:
        del content[size:]

    return do


def zero(page: int) -> Callable[[bytearray], None]:
    """Return how to zero a page, the first being 0."""

    def do(content: bytearray) -> None:
        content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)

    return do


def swap(one: int, other: int) -> Callable[[bytearray], None]:
    """Return how to let two pages change places."""

    def do(content: bytearray) -> None:
        first, second = (slice(page * PAGE, (page + 1) * PAGE) for page in (one, other))
        content[first], content[second] = content[second], content[first]

    return do


def damages(size: int, random: Random) -> Iterator[Damage]:
    """Yield every damage that is done to a file of this size."""
    pages = size // PAGE
    for nth in range(1, 30):
        at = size * nth // 30 + random.randrange(PAGE)
        yield Damage("cut short", f"at {at}", write(cut(at)))
    for at in (1, 15, 16, 99, 100, 512, PAGE - 1, PAGE, PAGE + 1, size - 1):
        yield Damage("cut short", f"at {at}", write(cut(at)))
    for at in range(HEADER):
        yield Damage("header", f"byte {at}", write(flip(at)))
    for at in random.sample(range(HEADER, SCHEMA_ENDS), 30):
        yield Damage("schema", f"byte {at}", write(flip(at)))
    for at in random.sample(range(SCHEMA_ENDS, size), 40):
        yield Damage("rows", f"byte {at}", write(flip(at)))
    for page in range(pages):
        yield Damage("zeroed page", f"page {page}", write(zero(page)))
    for _ in range(20):
        one, other = random.sample(range(pages), 2)
        yield Damage("swapped pages", f"{one} and {other}", write(swap(one, other)))
    yield from others(random)


def others(random: Random) -> Iterator[Damage]:
    """Yield what stands where the history was, or lies beside it."""
    yield Damage("something else", "empty", replace(b""))
    yield Damage("something else", "text", replace(b"Monday: 5\n" * 3000))
    yield Damage("something else", "JPEG", replace(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(20000)))
    yield Damage("something else", "noise", replace(random.randbytes(50000)))
    yield Damage("something else", "zeros", replace(bytes(50000)))
    yield Damage("something else", "header alone", write(cut(HEADER)))
    yield Damage("something else", "gone", Path.unlink)
    yield Damage("something else", "another program's", foreign)
    yield Damage("something else", "newer", newer)
    yield Damage("beside it", "a journal of another history", foreign_journal)
    yield Damage("beside it", "a wal of another history", foreign_wal)


def foreign(path: Path) -> None:
    """Put the database of another program in its place."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE session (id)")
        connection.execute("PRAGMA application_id = 123456")
        connection.commit()


def newer(path: Path) -> None:
    """Let it be of a version that does not exist yet."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(CHANGES) + 1}")


def foreign_journal(path: Path) -> None:
    """Put the journal of a larger history beside it, of a write that was cut off."""
    other = path.with_name("other.db")
    shutil.copy(path, other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("DELETE FROM step WHERE rowid % 3 = 0")
        connection.execute("UPDATE session SET note = 'other ' || id")
        connection.commit()
        connection.execute("VACUUM")
    subprocess.run([sys.executable, "-c", CUT_OFF, str(other)], check=True)
    other.with_name("other.db-journal").replace(path.with_name(f"{path.name}-journal"))
    other.unlink()


def foreign_wal(path: Path) -> None:
    """Put the write-ahead log of another history beside it."""
    other = path.with_name("other.db")
    shutil.copy(path, other)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("DELETE FROM session")
        shutil.copy(other.with_name("other.db-wal"), path.with_name(f"{path.name}-wal"))
    other.unlink()
