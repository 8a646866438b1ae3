"""Flips one bit in something that a person entered, and asks `unkink doctor` what it sees."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tests.faults.cells import Value, values
from tests.faults.promise import Figure, Size, counted
from tracker.core.checkup_words import history_findings
from tracker.core.finding import exit_code
from tracker.core.record import DAY_STARTS_AT, HurtRecord, StepRecord
from tracker.store import open_store
from tracker.store.examining import examine
from tracker.store.rows import NewAnswer, NewRating, NewSession, PastSession, new_id

FLIPS = {"quick": 40, "long": 500}
SESSIONS = 30
STEPS = 12
LEAST_SHARE = 0.99
ENTERED = ("session", "step", "rating", "hurt", "questionnaire", "day")
"""The tables in which there is what a person said or did."""


def measure(size: Size, folder: Path) -> list[Figure]:
    """Flip one bit of one value each time, in tables of equal weight, in a history of a month."""
    path = folder / "home" / "unkink.db"
    random = Random(6)
    write_history(path, random)
    whole = path.read_bytes()
    places = {table: values(path, table) for table in ENTERED}
    seen = by_sqlite = broke = 0
    for _ in range(FLIPS[size]):
        value = random.choice(places[random.choice(ENTERED)])
        path.write_bytes(flipped(whole, value, random))
        try:
            seen += is_seen(path)
        except Exception:
            broke += 1
        by_sqlite += is_seen_by_sqlite(path)
    path.write_bytes(whole)
    false = int(is_seen(path))
    flips = FLIPS[size]
    is_met = seen >= LEAST_SHARE * flips and not broke and not false
    measured = (
        f"{counted(seen, flips)}, {broke} tracebacks, {false} false alarms; "
        f"by SQLite's own check {counted(by_sqlite, flips)}"
    )
    promised = f"at least {LEAST_SHARE:.0%} found"
    return [Figure(f"one bit of a value, {flips} times", promised, measured, is_met)]


def flipped(content: bytes, value: Value, random: Random) -> bytes:
    """Return the file with one bit of this value turned over."""
    changed = bytearray(content)
    changed[value.offset + random.randrange(value.length)] ^= 1 << random.randrange(8)
    return bytes(changed)


def is_seen(path: Path) -> bool:
    """Return whether doctor finds that something is wrong with the history."""
    return exit_code(history_findings(examine(path))) == 1


def is_seen_by_sqlite(path: Path) -> bool:
    """Return whether SQLite's check complains."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            return connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        except sqlite3.Error:
            return True


def write_history(path: Path, random: Random) -> None:
    """Write a month with something in every table, through unkink's own store."""
    began = datetime(2026, 10, 1, 7, 5, tzinfo=UTC)
    with closing(open_store(path)) as store:
        for days in range(SESSIONS):
            at = began + timedelta(days=days)
            past = _session(at, random)
            store.add([past], [NewRating("day", random.randint(0, 10), at)], _answers(at))
            store.hurt(past.session.id, _hurt(at, random), DAY_STARTS_AT)
            store.mark_day(at.date(), random.choice(("ill", "away", "rest")), at)


def _session(at: datetime, random: Random) -> PastSession:
    note = " ".join(random.choices(("stiff", "warm", "better", "slept badly", "größer"), k=6))
    new = NewSession(
        new_id(), "article-1", "Article 1", "{}", at, 590.0, random.randint(0, 10), note=note
    )
    return PastSession(
        new,
        random.choice(("finished", "stopped")),
        at + timedelta(minutes=10),
        random.randint(0, 10),
        tuple(_steps(at, random)),
    )


def _steps(at: datetime, random: Random) -> Iterator[StepRecord]:
    for index in range(STEPS):
        yield StepRecord(
            index,
            random.choice(("hold", "rep", "set-up")),
            random.choice(("knee-to-chest", "cat-cow", "trunk-rotation")),
            random.choice((None, "figure-four-lying")),
            random.choice((None, "left", "right")),
            random.randint(0, 3),
            random.choice((None, "cat")),
            30.0,
            random.choice((30.0, 12.345, 0.0)),
            random.choice(("done", "skipped", "cut short")),
            index + 1,
            at + timedelta(seconds=40 * index),
        )


def _hurt(at: datetime, random: Random) -> HurtRecord:
    return HurtRecord(
        random.randint(0, STEPS),
        "knee-to-chest",
        None,
        random.choice((None, "left", "right")),
        random.choice((None, *range(11))),
        random.choice((None, "sore", "sharp")),
        random.choice(("ease off", "end stretch", "end session")),
        "pain rose",
        at,
    )


def _answers(at: datetime) -> list[NewAnswer]:
    flags = {"flags": ["knee", "pregnant"], "eases": "bends", "since_weeks": 7}
    return [NewAnswer("screening", flags, at), NewAnswer("red flags", {"now": False}, at)]
