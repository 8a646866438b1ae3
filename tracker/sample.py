"""Makes twelve weeks of sample data for the demo; sessions and ratings are marked as samples."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from tracker.core.noting import note
from tracker.core.peg import QUESTIONS
from tracker.core.plan import Step, plan, planned_seconds
from tracker.core.player import StepEnded
from tracker.core.record import HurtRecord, StepRecord, local_day
from tracker.core.routine import Routine
from tracker.library import Library
from tracker.store import Store
from tracker.store.rows import NewAnswer, NewRating, NewSession, PastSession, new_id

DAYS: Final = 84
AWAY: Final = range(38, 50)
"""Days back on which nothing was done, so that the chart shows an open gap."""

SORE: Final = "knee-to-chest"
SORE_EVERY: Final = 4
MOST_SORE: Final = 24
"""A hold was sore in each fourth of so many first sessions."""

FAVOURITES: Final = ("article-1", "bedtime", "article-2-short", "morning-5", "bends-easier")


def fill(store: Store, library: Library, now: datetime, random: Random) -> None:
    """Write twelve weeks of sample data into an empty history. Raises StoreError."""
    sessions = [*twelve_weeks(library, now, random)]
    store.add(sessions, days_of_rest(sessions, now, random), weekly_answers(now, random))
    for past in sessions[:MOST_SORE:SORE_EVERY]:
        if hurt := _hurt(past):
            store.hurt(past.session.id, hurt, past.session.day_begins)
    for back in AWAY:
        store.mark_day(local_day(now - timedelta(days=back)), "away", now)


def days_of_rest(
    sessions: Sequence[PastSession], now: datetime, random: Random
) -> Iterator[NewRating]:
    """Yield the day's average for some of the evenings without a session, oldest first."""
    practised = {local_day(one.session.started_at) for one in sessions}
    for back in range(DAYS - 1, 0, -1):
        at = (now - timedelta(days=back)).replace(hour=20, minute=30)
        if local_day(at) not in practised and random.random() < 0.4:
            yield NewRating("day", _score(random.gauss(_usual(back), 1.0)), at, source="sample")


def weekly_answers(now: datetime, random: Random) -> Iterator[NewAnswer]:
    """Yield the questions about the week, answered on every seventh day, oldest first."""
    for back in range(DAYS - 4, 0, -7):
        if back not in AWAY:
            said = {one.name: _score(random.gauss(_usual(back), 0.8)) for one in QUESTIONS}
            yield NewAnswer("peg", said, now - timedelta(days=back))


def twelve_weeks(library: Library, now: datetime, random: Random) -> Iterator[PastSession]:
    """Yield sample sessions up to yesterday, oldest first, in the usual ups and downs."""
    for back in range(DAYS - 1, 0, -1):
        if back in AWAY or random.random() < 0.32:
            continue
        before = _score(random.gauss(_usual(back), 1.2))
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


def _hurt(past: PastSession) -> HurtRecord | None:
    """Return that one stretch of a session hurt a little; None where it is not in it."""
    sore = next((step for step in past.steps if step.kind == "hold" and step.stretch == SORE), None)
    if sore is None:
        return None
    return HurtRecord(
        sore.step_index,
        sore.stretch,
        sore.variation,
        sore.side,
        past.session.pain_before,
        "sore",
        "ease off",
        "inside the limits",
        sore.ended_at,
    )


def _usual(back: int) -> float:
    """Return the usual pain so many days ago: it falls over the twelve weeks."""
    return 3.2 + 2.4 * back / DAYS


def _score(value: float) -> int:
    return max(0, min(10, round(value)))
