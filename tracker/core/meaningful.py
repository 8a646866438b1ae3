"""Decides whether a week's pain is lower by more than a rating's own noise.

The rule and its numbers are section 3.2 of the project's clinical notes. It is about weeks: never
about one session's before and after.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from tracker.core.series import Point

DAYS: Final = 7
WITHIN_DAYS: Final = 14
PASSED_OVER_DAYS: Final = 3
"""The first days of a log, which people begin in a flare, are passed over."""

APART_DAYS: Final = 14
LOWER_BY: Final = 2
LOWER_BY_SHARE: Final = 0.3


class Change(NamedTuple):
    """The seven rated days at the start, and the seven last ones, where there are so many."""

    start: tuple[Point, ...]
    now: tuple[Point, ...] = ()

    @property
    def start_mean(self) -> float:
        """Return the mean pain 0–10 at the start."""
        return _total(self.start) / DAYS

    @property
    def now_mean(self) -> float | None:
        """Return the mean pain 0–10 of the last seven rated days."""
        return _total(self.now) / DAYS if self.now else None

    @property
    def lower_at(self) -> float:
        """Return the mean pain 0–10 from which on downwards it is meaningfully lower."""
        return self.start_mean - max(LOWER_BY, LOWER_BY_SHARE * self.start_mean)

    @property
    def is_lower(self) -> bool:
        """Return whether it is meaningfully lower: by 2 points, and by 30 %.

        Sums are compared, since sevenths have no exact float.
        """
        if not self.now:
            return False
        start = _total(self.start)
        fallen = start - _total(self.now)
        return fallen >= LOWER_BY * DAYS and 10 * fallen >= 3 * start


def change(points: Sequence[Point], today: date) -> Change | None:
    """Return both weeks as they stand today; None where the start has too few rated days.

    `points` are the day medians of one whole log, oldest first. `now` is empty where the last 14
    days have too few rated days, or where they are too close to the start.
    """
    if not points:
        return None
    since = points[0].day + timedelta(days=PASSED_OVER_DAYS)
    start = _between(points, since, since + timedelta(days=WITHIN_DAYS - 1))[:DAYS]
    if len(start) < DAYS or start[-1].day > today:
        return None
    now = _between(points, today - timedelta(days=WITHIN_DAYS - 1), today)[-DAYS:]
    if len(now) < DAYS or (now[0].day - start[-1].day).days < APART_DAYS:
        return Change(start)
    return Change(start, now)


def _between(points: Sequence[Point], since: date, until: date) -> tuple[Point, ...]:
    return tuple(point for point in points if since <= point.day <= until)


def _total(points: Sequence[Point]) -> float:
    return sum(point.value for point in points)
