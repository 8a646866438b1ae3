"""Adds up what was held a week, beside what was planned and how strong the pain was."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from tracker.core.glance import monday
from tracker.core.series import Series


class Held(NamedTuple):
    """The seconds that one session planned, and that its holds and reps came to, by side too.

    What has no sides is in `held` alone. `id` is the session's.
    """

    id: str
    day: date
    planned: float
    held: float
    left: float
    right: float


class Week(NamedTuple):
    """One week from a Monday on: the seconds held and planned, the sides, the median pain before.

    `pain` is None where nothing was rated. `ids` are the sessions behind the seconds.
    """

    monday: date
    planned: float
    held: float
    left: float
    right: float
    pain: float | None
    ids: tuple[str, ...]


def weeks(sessions: Iterable[Held], before: Series, since: date, until: date) -> tuple[Week, ...]:
    """Return every week that has a day of the period, oldest first, empty ones included."""
    rows: dict[date, list[Held]] = {}
    for one in sessions:
        rows.setdefault(monday(one.day), []).append(one)
    pains: dict[date, list[float]] = {}
    for point in before.points:
        pains.setdefault(monday(point.day), []).append(point.value)
    return tuple(
        _week(first, rows.get(first, []), pains.get(first)) for first in _mondays(since, until)
    )


def _mondays(since: date, until: date) -> Iterator[date]:
    first = monday(since)
    while first <= until:
        yield first
        first += timedelta(days=7)


def _week(first: date, rows: list[Held], pains: list[float] | None) -> Week:
    return Week(
        first,
        sum(row.planned for row in rows),
        sum(row.held for row in rows),
        sum(row.left for row in rows),
        sum(row.right for row in rows),
        float(median(pains)) if pains else None,
        tuple(row.id for row in rows),
    )
