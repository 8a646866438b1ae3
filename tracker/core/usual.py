"""What is usual for someone: the pain of the last four weeks, and the means of whole weeks."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from tracker.core.glance import median

USUAL_DAYS: Final = 28
FEWEST_DAYS: Final = 3
"""Rated days under which nothing is called usual, and no week has a mean: our own choice."""

WEEK_DAYS: Final = 7

Rating = tuple[date, int]
"""A day and a pain 0–10."""


def usual(ratings: Iterable[Rating], today: date) -> float | None:
    """Return the median of the day medians of the four weeks before today; None: too few."""
    medians = _medians(ratings, today - timedelta(days=USUAL_DAYS), today - timedelta(days=1))
    return median(medians) if len(medians) >= FEWEST_DAYS else None


def week_mean(ratings: Iterable[Rating], last: date) -> float | None:
    """Return the mean of the day medians of the seven days up to `last`; None: too few."""
    medians = _medians(ratings, last - timedelta(days=WEEK_DAYS - 1), last)
    return sum(medians) / len(medians) if len(medians) >= FEWEST_DAYS else None


def _medians(ratings: Iterable[Rating], first: date, last: date) -> list[float]:
    days: dict[date, list[int]] = {}
    for day, pain in ratings:
        if first <= day <= last:
            days.setdefault(day, []).append(pain)
    return [median(pains) for pains in days.values()]
