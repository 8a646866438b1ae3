"""Invents logs of pain, of which it is known whether anything really changes."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import sqrt
from random import Random
from typing import Final, Literal, NamedTuple

from tracker.core.series import Point, daily

Flare = Literal["none", "short", "fast week", "slow week"]
"""A log begins in none, in one of three days, or in one of a week that fades fast or slowly."""

FIRST: Final = date(2026, 3, 2)

USUAL: Final = 4.0
DAY_SD: Final = 1.2
"""How much the days differ, whatever they have in common with the day before."""

RATING_SD: Final = 1.0
"""How much the ratings of one day differ."""

FLARE: Final = 2.7
SHORT_DAYS: Final = 3
WEEK_DAYS: Final = 7
LEFT_A_DAY: Final = 0.6

LOWEST: Final = 0
HIGHEST: Final = 10


class Log(NamedTuple):
    """How a log comes about.

    `alike` is the autocorrelation from day to day, `missing` the share of days without a rating,
    `fall` the points by which pain really falls in a straight line from the first day to the last.
    """

    days: int
    alike: float = 0.0
    a_day: int = 1
    missing: float = 0.0
    flare: Flare = "none"
    fall: float = 0.0

    def points(self, random: Random) -> tuple[Point, ...]:
        """Return the day medians of one such log."""
        return daily("invented", self._ratings(random)).points

    def levels(self, random: Random) -> Iterator[float]:
        """Yield the true pain of each day."""
        away = random.gauss(0, DAY_SD)
        for number in range(self.days):
            fallen = self.fall * number / (self.days - 1)
            yield USUAL + away - fallen + extra(self.flare, number)
            fresh = random.gauss(0, DAY_SD * sqrt(1 - self.alike**2))
            away = self.alike * away + fresh

    def _ratings(self, random: Random) -> Iterator[tuple[date, float, str]]:
        for number, level in enumerate(self.levels(random)):
            # The first day is always rated: with it a log begins.
            if number and random.random() < self.missing:
                continue
            for which in range(self.a_day):
                value = float(rating(level, random))
                yield on(number), value, f"{number}/{which}"


def on(number: int) -> date:
    """Return the day with this number, the first of the log being 0."""
    return FIRST + timedelta(days=number)


def rating(level: float, random: Random) -> int:
    """Return the whole number 0–10 that somebody names on a day of this level."""
    return min(HIGHEST, max(LOWEST, round(random.gauss(level, RATING_SD))))


def extra(flare: Flare, number: int) -> float:
    """Return what a flare adds on a day: 2.7 points on the first.

    Of a short one a third goes each day, of a slow week a seventh; a fast week is each day 0.6 of
    the day before.
    """
    match flare:
        case "none":
            return 0.0
        case "short":
            return FLARE * max(0.0, 1 - number / SHORT_DAYS)
        case "fast week":
            return FLARE * LEFT_A_DAY**number
        case "slow week":
            return FLARE * max(0.0, 1 - number / WEEK_DAYS)
