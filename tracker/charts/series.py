"""Turns series into signs on the canvas: the days as dots, their rolling median as a line."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import isfinite
from operator import attrgetter
from typing import Final

from tracker.charts.canvas import MOST_PAIN, Canvas, Cell
from tracker.core.series import Point, Series, rolling_median, smoothing_width, unbroken
from tracker.core.text import clean

BEFORE: Final = "●"
AFTER: Final = "○"
BOTH: Final = "◉"
LINE: Final = "─"
UPRIGHT: Final = "│"
UP: Final = ("╯", "╭")
DOWN: Final = ("╮", "╰")

Line = dict[Cell, tuple[str, bool]]
"""The signs of a line by their cells, and whether each stands for a whole window of days."""


def within(series: Series, since: date, until: date) -> Series:
    """Return what may be drawn: days of the period, finite values, none beyond the axis.

    Both days belong to the period; a value below 0 or above 10 stands at that end of the axis.
    """
    points, day = series.points, attrgetter("day")
    period = points[bisect_left(points, since, key=day) : bisect_right(points, until, key=day)]
    kept = tuple(
        p if 0 <= p.value <= MOST_PAIN else Point(p.day, float(MOST_PAIN * (p.value > 0)), p.ids)
        for p in period
        if isfinite(p.value)
    )
    return Series(clean(series.name), kept)


def dots(points: Sequence[Point], canvas: Canvas) -> set[Cell]:
    """Return the cells that have a dot, for points with values 0–10 in order of days."""
    values = [point.value for point in points]
    return {(column, row) for column, row, _, _ in canvas.dots(points, values)}


def median_line(points: Sequence[Point], canvas: Canvas) -> Line:
    """Return the rolling median as a line of steps, with a free column between unbroken runs."""
    width = smoothing_width(len(points))
    line: Line = {}
    if width is None:
        return line
    free = 0
    for run in unbroken(points):
        levels = {at: level for at, level in _levels(run, width, canvas).items() if at >= free}
        if len(run) > 1 and levels:
            line |= steps(levels)
            free = max(levels) + 2
    return line


def _levels(run: Sequence[Point], width: int, canvas: Canvas) -> dict[int, tuple[int, bool]]:
    """Return the row of the median in each column, and whether its window was whole."""
    edge, last = width // 2, len(run) - width // 2
    return {
        column: (row, end > edge and start < last)
        for column, row, start, end in canvas.dots(run, rolling_median(run, width))
    }


def joined(dots: Sequence[Cell]) -> Line:
    """Return steps from dot to dot, in order of columns; each keeps its level half the way."""
    levels = {column: (row, True) for column, row in dots[:1]}
    for (column, row), (later, level) in pairwise(dots):
        levels |= {column: (row, True), (column + later + 1) // 2: (level, True)}
        levels[later] = level, True
    return steps(levels)


def steps(levels: dict[int, tuple[int, bool]]) -> Line:
    """Return the cells of a line that keeps each level until the next, and goes straight there.

    A level is the row of a column, and whether a whole window of days stands behind it.
    """
    line: Line = {}
    row, whole = levels[min(levels)]
    for column in range(min(levels), max(levels) + 1):
        old = row
        row, whole = levels.get(column, (row, whole))
        if row == old:
            line[column, row] = (LINE, whole)
            continue
        for between in range(min(old, row) + 1, max(old, row)):
            line[column, between] = (UPRIGHT, whole)
        leave, arrive = UP if row > old else DOWN
        line[column, old], line[column, row] = (leave, whole), (arrive, whole)
    return line
