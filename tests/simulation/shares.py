"""Counts in how many invented logs a trend or a meaningful change is said."""

from random import Random
from typing import Final, NamedTuple

from tests.simulation.logs import Log, on
from tracker.core.meaningful import change
from tracker.core.series import Point, Series
from tracker.core.trends import look, verdict, window

NOTHING: Final = Series("before", ())


class Looking(NamedTuple):
    """How often somebody looks: on the last day alone, or every so many days from the first on.

    `evaluations` is 1 where one evaluation decides on a direction, and 2 where two must agree.
    """

    name: str
    every_days: int | None = None
    evaluations: int = 2

    def days(self, log: Log) -> range:
        """Return the numbers of the days with a look."""
        if self.every_days is None:
            return range(log.days - 1, log.days)
        return range(self.every_days - 1, log.days, self.every_days)


ONE_EVALUATION: Final = Looking("one evaluation", evaluations=1)
ONCE: Final = Looking("once")
EVERY_WEEK: Final = Looking("every week", 7)
EVERY_DAY: Final = Looking("every day", 1)


class Shares(NamedTuple):
    """The shares of logs with a claim at any look; `lower` is None where none could be made."""

    direction: float
    lower: float | None


def shares(log: Log, looking: Looking, runs: int) -> Shares:
    """Return what is said of so many logs of one kind, the same ones every time."""
    random = Random(str(log))
    directions = lowers = possible = 0
    for _ in range(runs):
        points = log.points(random)
        directions += any(says_direction(points, log, looking, day) for day in looking.days(log))
        changes = [change(points, on(day)) for day in looking.days(log)]
        possible += any(one.now for one in changes if one)
        lowers += any(one.is_lower for one in changes if one)
    return Shares(directions / runs, lowers / runs if possible else None)


def says_direction(points: tuple[Point, ...], log: Log, looking: Looking, day: int) -> bool:
    """Return whether a direction is said on a day; where pain really falls, the true one."""
    if looking.evaluations == 1:
        trend = look(window(points, on(day)))
        said = trend.direction if trend else None
    else:
        said = verdict(Series("daily", points), NOTHING, on(day)).direction
    return said == "falling" or (said == "rising" and not log.fall)
