"""Decides whether pain over weeks is falling or rising, and says no more than the numbers bear.

Every rule and number is section 3.5 of the project's clinical notes: Theil–Sen's slope, and the
Mann–Kendall test with tied and autocorrelation-adjusted variance, looked at two weeks running.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import floor, sqrt
from statistics import fmean, median
from typing import Final, Literal, NamedTuple

from tracker.core.series import Point, Series

Direction = Literal["falling", "rising", "no clear trend"]

WINDOW_DAYS: Final = 56
LONGEST_GAP_DAYS: Final = 14
"""After a gap longer than this the window begins anew."""

FEWEST_DAYS: Final = 14
FEWEST_DAILY: Final = 14
"""From so many rated days on, the days' averages are the series, not what is rated before."""

SHORTEST_SPAN_DAYS: Final = 20
"""How far the first and the last rated day are apart at the least: 21 days, both included."""

LEAST_CORRELATION: Final = 0.3
MOST_CORRELATION: Final = 0.8
CLAIMED_BEYOND: Final = 2.05
NOTHING_LEFT: Final = 1e-9
"""Squares that add up to less are no more than the noise of floats: the days lie on the line."""

WEEK: Final = timedelta(days=7)


class Trend(NamedTuple):
    """One look at a window of rated days; `slope`, `low` and `high` are pain points (0–10) a day.

    `direction` is what this look alone would say; `low` and `high` are the slopes it could be.
    """

    points: tuple[Point, ...]
    slope: float
    direction: Direction
    low: float
    high: float

    def at(self, day: date) -> float:
        """Return the pain of the line on a day: half of the rated days lie above it."""
        level = median(point.value + self.slope * (day - point.day).days for point in self.points)
        return float(level)


class Verdict(NamedTuple):
    """What may be said of a series on a day.

    `window` are the rated days that it is about. `trend` is None where they are too few or too
    close together; `direction` is claimed only where this week and the last one say the same.
    """

    series: Series
    window: tuple[Point, ...]
    trend: Trend | None = None
    direction: Direction | None = None

    @property
    def n(self) -> int:
        """Return the number of rated days."""
        return len(self.window)

    @property
    def span_days(self) -> int:
        """Return how many days lie between the first and the last rated day."""
        return (self.window[-1].day - self.window[0].day).days if self.window else 0

    @property
    def is_claimed(self) -> bool:
        """Return whether pain is said to fall or to rise."""
        return self.direction in ("falling", "rising")


def verdict(daily: Series, before: Series, today: date) -> Verdict:
    """Return what may be said today: of the days' averages where they are enough, or before."""
    own = window(daily.points, today)
    series = daily if len(own) >= FEWEST_DAILY else before
    now = window(series.points, today)
    trend = look(now)
    if trend is None:
        return Verdict(series, now)
    direction = trend.direction
    if direction != "no clear trend":
        last = look(window(series.points, today - WEEK))
        direction = direction if last and last.direction == direction else "no clear trend"
    return Verdict(series, now, trend, direction)


def window(points: Iterable[Point], today: date) -> tuple[Point, ...]:
    """Return the rated days of the last 56, without what lies before a gap of more than 14."""
    since = today - timedelta(days=WINDOW_DAYS - 1)
    kept: list[Point] = []
    for point in points:
        if not since <= point.day <= today:
            continue
        if kept and (point.day - kept[-1].day).days > LONGEST_GAP_DAYS:
            kept.clear()
        kept.append(point)
    return tuple(kept)


def look(points: tuple[Point, ...]) -> Trend | None:
    """Return what one window says; None below 14 rated days, or 21 days from first to last."""
    if len(points) < FEWEST_DAYS or (points[-1].day - points[0].day).days < SHORTEST_SPAN_DAYS:
        return None
    slopes = pair_slopes(points)
    slope = median(slopes)
    sd = sqrt(tied_variance([point.value for point in points]) * inflation(points, slope))
    # Mann–Kendall's S: a pair of days rises where its slope does, and the slopes are sorted.
    rises = len(slopes) - bisect_right(slopes, 0.0) - bisect_left(slopes, 0.0)
    claimed = abs(rises) - 1 > CLAIMED_BEYOND * sd and _sign(slope) == _sign(rises)
    direction: Direction = "no clear trend"
    if claimed:
        direction = "falling" if slope < 0 else "rising"
    edge = max(0, floor((len(slopes) - CLAIMED_BEYOND * sd) / 2))
    return Trend(points, slope, direction, slopes[edge], slopes[-1 - edge])


def pair_slopes(points: Sequence[Point]) -> list[float]:
    """Return the slopes between all pairs of days, in points a day, sorted (Theil–Sen)."""
    days = [(point.day.toordinal(), point.value) for point in points]
    return sorted([(b - a) / (later - day) for (day, a), (later, b) in combinations(days, 2)])


def tied_variance(values: Sequence[float]) -> float:
    """Return the variance of Mann–Kendall's S for these values, equal ones taken account of."""
    tied = sum(_weight(size) for size in Counter(values).values())
    return (_weight(len(values)) - tied) / 18


def inflation(points: Sequence[Point], slope: float) -> float:
    """Return by how much likeness of neighbouring days widens the variance: (1 + r) / (1 − r)."""
    first = points[0].day
    rest = [point.value - slope * (point.day - first).days for point in points]
    mean = fmean(rest)
    errors = [value - mean for value in rest]
    squares = sum(error * error for error in errors)
    lag = sum(a * b for a, b in pairwise(errors)) / squares if squares > NOTHING_LEFT else 0.0
    r = lag + (2 + 4 * lag) / len(points)
    r = min(MOST_CORRELATION, max(LEAST_CORRELATION, r))
    return (1 + r) / (1 - r)


def _weight(size: int) -> int:
    return size * (size - 1) * (2 * size + 5)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
