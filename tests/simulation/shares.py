"""Counts in how many invented logs a trend or a meaningful change is said."""

from random import Random
from typing import Final, NamedTuple

from tests.simulation.logs import Log, on
from tracker.core.meaningful import change
from tracker.core.series import Point, Series
from tracker.core.trends import Direction, look, verdict, window

NOTHING: Final = Series("before", ())


class Looking(NamedTuple):
    """How often somebody looks: on the last day alone, or every so many days from the first on."""

    name: str
    every_days: int | None = None

    def days(self, log: Log) -> range:
        """Return the numbers of the days with a look."""
        if self.every_days is None:
            return range(log.days - 1, log.days)
        return range(self.every_days - 1, log.days, self.every_days)


AT_THE_END: Final = Looking("at the end")
EVERY_WEEK: Final = Looking("every week", 7)
EVERY_DAY: Final = Looking("every day", 1)


class Shares(NamedTuple):
    """The shares of logs with a claim at any look.

    `one_look` is a direction that a look by itself would claim, `said` one that the app says, for
    the look a week before agrees. `lower` is None where no meaningful change could be said.
    """

    one_look: float
    said: float
    lower: float | None


def shares(log: Log, looking: Looking, runs: int) -> Shares:
    """Return what is said of so many logs of one kind, the same ones every time."""
    random = Random(str(log))
    ones = saids = lowers = possible = 0
    for _ in range(runs):
        points = log.points(random)
        claimed = [day for day in looking.days(log) if one_look_claims(points, log, day)]
        ones += bool(claimed)
        # The app claims nothing that the look on that very day would not.
        saids += any(is_said(points, log, day) for day in claimed)
        changes = [change(points, on(day)) for day in looking.days(log)]
        possible += any(one.now for one in changes if one)
        lowers += any(one.is_lower for one in changes if one)
    return Shares(ones / runs, saids / runs, lowers / runs if possible else None)


def one_look_claims(points: tuple[Point, ...], log: Log, day: int) -> bool:
    """Return whether the look on a day would by itself claim a direction."""
    trend = look(window(points, on(day)))
    return trend is not None and _counts(trend.direction, log)


def is_said(points: tuple[Point, ...], log: Log, day: int) -> bool:
    """Return whether the app says a direction on a day."""
    return _counts(verdict(Series("daily", points), NOTHING, on(day)).direction, log)


def _counts(direction: Direction | None, log: Log) -> bool:
    """Where pain really falls, the true direction alone counts."""
    return direction == "falling" or (direction == "rising" and not log.fall)
