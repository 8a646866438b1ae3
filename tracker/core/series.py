"""Turns dated ratings into what a chart may show: points, a rolling median, and open gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

FEWEST_FOR_A_MEDIAN: Final = 5
"""Below this many rated days only the dots are shown (clinical gates)."""

FEWEST_FOR_WIDE: Final = 14
WIDE: Final = 7
NARROW: Final = 5
LONGEST_JOINED_DAYS: Final = 7
"""Dots further apart than this are never joined."""


@dataclass(frozen=True, slots=True)
class Point:
    """The median of one day's values, and the ids of the rows that it came from."""

    day: date
    value: float
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Dated numbers under one name, one point a day, in order of days; missing days are missing."""

    name: str
    points: tuple[Point, ...]

    @property
    def n(self) -> int:
        """Return the number of single ratings behind the points."""
        return sum(len(point.ids) for point in self.points)


def daily(name: str, values: Iterable[tuple[date, float, str]]) -> Series:
    """Return the day medians of (day, value, row id) in any order."""
    days: dict[date, list[tuple[float, str]]] = {}
    for day, value, row_id in values:
        days.setdefault(day, []).append((value, row_id))
    return Series(
        name,
        tuple(
            Point(day, float(median(v for v, _ in rows)), tuple(i for _, i in rows))
            for day, rows in sorted(days.items())
        ),
    )


def smoothing_width(n: int) -> int | None:
    """Return how many points a rolling median takes for `n` rated days; None: dots only."""
    if n < FEWEST_FOR_A_MEDIAN:
        return None
    return NARROW if n < FEWEST_FOR_WIDE else WIDE


def rolling_median(points: Sequence[Point], width: int) -> tuple[float, ...]:
    """Return the median around each point, over `width` points, fewer at the edges.

    Raises ValueError when the width is not odd and positive.
    """
    if width < 1 or width % 2 == 0:
        raise ValueError(f"a rolling median needs an odd width, not {width}")
    half = width // 2
    values = [point.value for point in points]
    return tuple(float(median(values[max(0, i - half) : i + half + 1])) for i in range(len(values)))


def unbroken(
    points: Sequence[Point], longest_days: int = LONGEST_JOINED_DAYS
) -> tuple[tuple[Point, ...], ...]:
    """Return the runs of points in which no two neighbours lie more than so many days apart."""
    runs: list[list[Point]] = []
    for point in points:
        if not runs or (point.day - runs[-1][-1].day).days > longest_days:
            runs.append([])
        runs[-1].append(point)
    return tuple(tuple(run) for run in runs)
