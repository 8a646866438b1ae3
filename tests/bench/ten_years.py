"""Writes the file on which the budgets are measured: ten years of three sessions a day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tracker.core.record import StepRecord
from tracker.store import open_store
from tracker.store.rows import NewAnswer, NewSession, PastSession, new_id

DAYS = 3_650
HOURS = (7, 13, 21)
STEPS = 9  # holds a session: about a hundred thousand rows in all
HOLD_SECONDS = 30.0


def write_ten_years(path: Path) -> None:
    """Write a file of ten years of three sessions a day to `path`, through unkink's own store.

    The questions about safety are answered in it, for a month from now.
    """
    now = datetime.now(UTC)
    with closing(open_store(path)) as store:
        store.add(ten_years(now, Random(1)), answers=no_to_all(now))


def ten_years(now: datetime, random: Random) -> Iterator[PastSession]:
    """Yield the sessions, the oldest first, the last one yesterday evening."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for back in range(DAYS, 0, -1):
        for hour in HOURS:
            yield _session(midnight - timedelta(days=back) + timedelta(hours=hour), random)


def no_to_all(now: datetime) -> list[NewAnswer]:
    """Return the answers of someone to whom nothing of it applies, those of the week among them."""
    return [
        NewAnswer("disclaimer", {"accepted": True}, now),
        NewAnswer("red flags", {"now": False, "soon": False, "routine": False}, now),
        NewAnswer("screening", {"flags": []}, now),
        NewAnswer("peg", {"skipped": True}, now),
    ]


def _session(started_at: datetime, random: Random) -> PastSession:
    before, after = random.randint(0, 10), random.randint(0, 10)
    planned = STEPS * HOLD_SECONDS
    new = NewSession(
        new_id(), "article-1", "Article 1", "{}", started_at, planned, before, source="sample"
    )
    steps = tuple(_step(index, started_at) for index in range(STEPS))
    return PastSession(new, "finished", steps[-1].ended_at, after, steps)


def _step(index: int, started_at: datetime) -> StepRecord:
    return StepRecord(
        step_index=index,
        kind="hold",
        stretch="knee-to-chest",
        variation=None,
        side="left" if index % 2 else "right",
        rep=1 + index // 2,
        half=None,
        planned_seconds=HOLD_SECONDS,
        held_seconds=HOLD_SECONDS,
        outcome="done",
        next_index=index + 1,
        ended_at=started_at + timedelta(seconds=(index + 1) * HOLD_SECONDS),
    )
