"""What may lie over the rules of a chart of pain: a trend's line, and a level that means something.

A line of dots in quarters of a row cannot be taken for the steps of a median, nor for a rule.
"""

from collections.abc import Set as AbstractSet
from math import isfinite
from typing import Final

from tracker.charts.canvas import MOST_PAIN, Canvas, Cell
from tracker.charts.drawing import Signs
from tracker.core.trends import Trend

QUARTERS: Final = "⣀⠤⠒⠉"
"""The trend's line in the lowest to the highest quarter of a row."""
TREND: Final = QUARTERS[2]
LEVEL: Final = "╌"
LOWER: Final = "meaningfully lower"


def trend_line(trend: Trend | None, canvas: Canvas) -> Signs:
    """Return the line over the days of its window alone, as far as they and 0–10 are on the canvas.

    Where it leaves the axis it ends: it would be flat there, which says something else.
    """
    if trend is None:
        return {}
    start, end = trend.points[0].day, trend.points[-1].day
    since, until = max(start, canvas.since), min(end, canvas.until)
    level, signs = trend.at(start), Signs()
    if since > until or not isfinite(level) or not isfinite(trend.slope):
        return signs
    first, last = since.toordinal(), until.toordinal()
    for column in range(int(canvas.x(first)), int(canvas.x(last)) + 1):
        day = min(last, max(first, canvas.day(column)))
        pain = level + trend.slope * (day - start.toordinal())
        if 0 <= pain <= MOST_PAIN:
            quarters = int(4 * (pain / MOST_PAIN * (canvas.rows - 1) + 0.5))
            signs[column, quarters // 4] = (QUARTERS[quarters % 4], "trend")
    return signs


def level_line(level: float | None, canvas: Canvas) -> Signs:
    """Return a level of pain across the canvas; nothing where it is not between 0 and 10."""
    if level is None or not 0 <= level <= MOST_PAIN:
        return {}
    return {(column, canvas.row(level)): (LEVEL, "text") for column in range(canvas.columns)}


def level_label(line: Signs, canvas: Canvas, taken: AbstractSet[Cell]) -> Signs:
    """Return what the level means, on its line or over it, as far to the right as there is room.

    Empty where the words would cover anything.
    """
    words = f" {LOWER} "
    level = [row for _, row in line][:1]
    for row in (row for at in level for row in (at, at + 1) if row < canvas.rows):
        for start in range(canvas.columns - len(words) - 1, -1, -1):
            place = [(start + nth, row) for nth in range(len(words))]
            if taken.isdisjoint(place):
                return {cell: (sign, "text") for cell, sign in zip(place, words, strict=True)}
    return {}
