"""Small true-to-life things to write into a history, and ways to look at the file from outside."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from tracker.core.record import StepRecord
from tracker.store.connecting import connect_to_read
from tracker.store.rows import NewRating, NewSession, PastSession, new_id

ROOT: Final = Path(__file__).parents[2]
PATIENCE_SECONDS: Final = 60.0
AT: Final = datetime(2026, 11, 20, 7, 5, tzinfo=timezone(timedelta(hours=1)))
"""A Friday morning, an hour ahead of UTC."""


def later(minutes: float = 0, *, days: int = 0) -> datetime:
    return AT + timedelta(minutes=minutes, days=days)


def new_session(**changes: Any) -> NewSession:
    usual = NewSession(new_id(), "article-1", "Article 1", '{"the": "routine"}', AT, 300.0, 5)
    return replace(usual, **changes)


def step(index: int = 0, **changes: Any) -> StepRecord:
    usual = StepRecord(
        step_index=index,
        kind="hold",
        stretch="knee-to-chest",
        variation=None,
        side="left",
        rep=1,
        half=None,
        planned_seconds=30.0,
        held_seconds=30.0,
        outcome="done",
        next_index=index + 1,
        ended_at=later(index + 1),
    )
    return usual._replace(**changes)


def past(days: int = 0, pain_after: int | None = 3, **changes: Any) -> PastSession:
    """Return a whole session with one step, so many days after AT."""
    new = new_session(**{"started_at": later(days=days), **changes})
    return PastSession(
        new, "finished", new.started_at + timedelta(minutes=9), pain_after, (step(),)
    )


def rating(pain: Any = 4, **changes: Any) -> NewRating:
    return replace(NewRating("day", pain, AT), **changes)


def outside(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what a second connection, opened for this one question, reads or does."""
    with second_connection(path) as connection:
        return connection.execute(sql, values).fetchall()


@contextmanager
def second_connection(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None, timeout=5)
    connection.execute("PRAGMA foreign_keys = ON")
    try:
        yield connection
    finally:
        connection.close()


def fingerprint(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def python(program: str, *arguments: object) -> "subprocess.Popen[str]":
    """Start a fresh Python on a program, with pipes for what it reads and says."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def all_at_once(processes: list["subprocess.Popen[str]"]) -> list[str]:
    """Wait until each has said a line, let them go on together; return what each said after it."""
    for process in processes:
        assert process.stdout
        process.stdout.readline()
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=PATIENCE_SECONDS) for process in processes]
    troubles = [err for process, (_, err) in zip(processes, said, strict=True) if err]
    assert troubles == []
    assert [process.returncode for process in processes] == [0] * len(processes)
    return [out for out, _ in said]


def dump(path: Path) -> list[str]:
    """Return everything in a database that nobody writes, as SQL."""
    with closing(connect_to_read(path)) as connection:
        return list(connection.iterdump())


def spoil(path: Path) -> None:
    """Zero a page in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[8 * 4096 : 9 * 4096] = bytes(4096)
    path.write_bytes(content)


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())
