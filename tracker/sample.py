"""Makes twelve weeks of sample sessions for the demo, every one of them marked as a sample."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final

from tracker.core.noting import note
from tracker.core.plan import Step, plan, planned_seconds
from tracker.core.player import StepEnded
from tracker.core.record import StepRecord
from tracker.core.routine import Routine
from tracker.library import Library
from tracker.store.rows import NewSession, PastSession, new_id

DAYS: Final = 84
AWAY: Final = range(38, 50)
"""Days back on which nothing was done, so that the chart shows an open gap."""

FAVOURITES: Final = ("article-1", "bedtime", "article-2-short", "morning-5", "bends-easier")


def twelve_weeks(library: Library, now: datetime, random: Random) -> Iterator[PastSession]:
    """Yield sample sessions up to yesterday, oldest first, in the usual ups and downs."""
    for back in range(DAYS - 1, 0, -1):
        if back in AWAY or random.random() < 0.32:
            continue
        usual = 3.2 + 2.4 * back / DAYS
        before = _score(random.gauss(usual, 1.2))
        after = _score(random.gauss(before - 0.7, 1.0))
        minute = random.randrange(6 * 60 + 30, 9 * 60)
        midnight = (now - timedelta(days=back)).replace(hour=0, minute=0, second=0, microsecond=0)
        routine = library.routines[random.choice(FAVOURITES)]
        document = library.document(routine)
        started_at = midnight + timedelta(minutes=minute)
        yield _session(routine, document, started_at, before, after, random.random() < 0.1)


def _session(
    routine: Routine, document: str, started_at: datetime, before: int, after: int, early: bool
) -> PastSession:
    steps = plan(routine)
    walked = steps[: len(steps) * 2 // 3] if early else steps
    records = tuple(_records(routine, walked, started_at, early))
    new = NewSession(
        new_id(),
        routine.id,
        routine.name,
        document,
        started_at,
        planned_seconds(steps),
        before,
        source="sample",
    )
    ended_at = records[-1].ended_at
    return PastSession(new, "stopped" if early else "finished", ended_at, after, records)


def _records(
    routine: Routine, steps: tuple[Step, ...], started_at: datetime, early: bool
) -> Iterator[StepRecord]:
    at = started_at
    for index, step in enumerate(steps):
        at += timedelta(seconds=step.seconds)
        if early and index == len(steps) - 1:
            yield note(StepEnded(index, step, step.seconds / 2, "cut short", index), routine, at)
        else:
            yield note(StepEnded(index, step, step.seconds, "done", index + 1), routine, at)


def _score(value: float) -> int:
    return max(0, min(10, round(value)))
