"""Reads from the history what may be said about weeks, for the screens and for the command."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tracker.core.comparing import Compared, compare
from tracker.core.doses import Week, weeks
from tracker.core.glance import monday
from tracker.core.meaningful import PASSED_OVER_DAYS, WITHIN_DAYS, Change, change
from tracker.core.record import AskedFor
from tracker.core.series import Point, Series, daily
from tracker.core.targets import CalendarFacts, in_a_row, target_weeks
from tracker.core.trends import WEEK, WINDOW_DAYS, Verdict, verdict
from tracker.store import Store
from tracker.store.days import day_marks, first_day, session_days
from tracker.store.progress import held_sessions, rated_sessions

START: AskedFor = "before"
AVERAGE: AskedFor = "day"


class Progress(NamedTuple):
    """What may be said today about the pain of the last weeks, and against the start."""

    verdict: Verdict
    change: Change | None


def looked_at(today: date) -> date:
    """Return the first day that what may be said today is about, but for the start of the log."""
    return today - timedelta(days=WINDOW_DAYS - 1) - WEEK


def read_progress(store: Store, today: date, before: Series | None = None) -> Progress:
    """Return what may be said today. Raises StoreError.

    `before` are the ratings before sessions up to today, for who has read them already, from the
    day `looked_at` or an earlier one.
    """
    averages = daily(AVERAGE, store.ratings(AVERAGE, looked_at(today), today))
    if before is None:
        before = daily(START, store.ratings(START, looked_at(today), today))
    found = verdict(averages, before, today)
    kind = AVERAGE if found.series is averages else START
    return Progress(found, change(_log(store, kind, found.series.points, today), today))


def read_routines(store: Store, since: date | None, until: date) -> Compared:
    """Return how the sessions of each routine felt. Raises StoreError."""
    return compare(rated_sessions(store, since, until))


def read_weeks(store: Store, since: date, until: date) -> tuple[Week, ...]:
    """Return what was held in each week of a period, beside the pain. Raises StoreError.

    The first week is whole, from its Monday on: half a week would look like half the dose.
    """
    first = monday(since)
    before = daily(START, store.ratings(START, first, until))
    return weeks(held_sessions(store, first, until), before, first, until)


def read_calendar(store: Store, since: date | None, until: date, target: int) -> CalendarFacts:
    """Return the days of a period, from its first Monday on. Raises StoreError."""
    days, marks = session_days(store, None, until), day_marks(store, None, until)
    first = monday(since or min([*(one.day for one in days), *marks, until]))
    weeks = target_weeks((one.day for one in days), marks, target, until)
    return CalendarFacts(
        {one.day: one for one in days if one.day >= first},
        {day: mark for day, mark in marks.items() if day >= first},
        [week for week in weeks if week.monday >= first],
        first,
        until,
        in_a_row(weeks),
    )


def _log(store: Store, kind: AskedFor, recent: Sequence[Point], today: date) -> list[Point]:
    """Return the days of a log that the meaningful change looks at: its first and its last ones."""
    first = first_day(store, kind)
    if first is None:
        return []
    until = min(today, first + timedelta(days=PASSED_OVER_DAYS + WITHIN_DAYS))
    start = daily(kind, store.ratings(kind, first, until)).points
    return [*start, *(point for point in recent if point.day > until)]
