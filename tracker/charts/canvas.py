"""The cells between a chart's axes, and where days and values fall on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import median
from typing import Final

from tracker.core.series import Point

MOST_PAIN: Final = 10
GUTTER: Final = 3
"""Columns left of the canvas, for "10 "."""
AXIS: Final = 2
"""Rows below the canvas: the axis and its dates."""
CROWDED: Final = 3
"""With more days than this to a column, a dot is the median of whole weeks."""

Cell = tuple[int, int]
"""A place on the canvas: its column from the left, its row from the bottom, both from 0."""
Dot = tuple[int, int, int, int]
"""A column, a row, and where the points of the dot start and end among all points."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The room for days `since` to `until`, both included, and for values 0–10."""

    since: date
    until: date
    columns: int
    rows: int
    air: int
    """Rows left free over the canvas, where that sets the rules at even distances."""

    @property
    def days(self) -> int:
        """Return how many days there are, at least 1."""
        return (self.until - self.since).days + 1

    @property
    def dot_weeks(self) -> int:
        """Return of how many weeks a dot is the median; 0 when every day has its own."""
        if self.days <= CROWDED * self.columns:
            return 0
        return -(-self.days // (7 * self.columns))

    def x(self, day: float) -> float:
        """Return how many columns from the left the middle of a day is, given as its ordinal."""
        columns = (day - self.since.toordinal() + 0.5) * self.columns / self.days
        return min(self.columns - 0.5, max(0.0, columns))

    def day(self, column: int) -> float:
        """Return the day in the middle of a column as its ordinal, with a part of a day."""
        return self.since.toordinal() - 0.5 + (column + 0.5) * self.days / self.columns

    def row(self, value: float) -> int:
        """Return the row of a value 0–10, counted from the bottom."""
        return int(value / MOST_PAIN * (self.rows - 1) + 0.5)

    def dots(self, points: Sequence[Point], values: Sequence[float]) -> Iterator[Dot]:
        """Yield the dots of points in order of days, at the medians of their values 0–10.

        The days of one dot are counted from a Monday, so that dots stay as days go by.
        """
        if not self.dot_weeks:
            for nth, (point, value) in enumerate(zip(points, values, strict=True)):
                yield int(self.x(point.day.toordinal())), self.row(value), nth, nth + 1
            return
        days, start = 7 * self.dot_weeks, 0
        buckets = [(point.day.toordinal() - 1) // days for point in points]
        where = {b: int(self.x(b * days + 1 + (days - 1) / 2)) for b in set(buckets)}
        for column, group in groupby(where[bucket] for bucket in buckets):
            end = start + sum(1 for _ in group)
            yield column, self.row(median(values[start:end])), start, end
            start = end
