"""Draws ratings as text for a terminal: a chart by plotext, or a table where plotext is missing.

Importing this room does not import plotext; `available` and the first chart do.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tracker.charts.canvas import AROUND, GUTTER, MOST_PAIN, Canvas, Palette, painted
from tracker.charts.drawing import available, drawn
from tracker.charts.legend import legend_parts
from tracker.charts.series import dots, median_line, within
from tracker.charts.table import as_table, nothing
from tracker.core.series import Series

__all__ = ["Palette", "as_table", "available", "pain_over_time"]

FEWEST_COLUMNS: Final = 20
FEWEST_ROWS: Final = 6


def pain_over_time(
    before: Series,
    after: Series,
    *,
    since: date,
    until: date,
    width: int,
    height: int,
    palette: Palette | None,
) -> str:
    """Return the chart of pain 0–10 before and after sessions, both days included.

    The text is `height` lines of `width` columns, with 24-bit colours, plain without a palette.
    Where a chart does not fit (below 20 × 6), or plotext cannot be had, the table stands there,
    cut to size.
    """
    first, second = (within(series, since, until) for series in (before, after))
    if not first.points and not second.points:
        return _page(nothing(width, height), width, height, palette)
    if width < FEWEST_COLUMNS or height < FEWEST_ROWS or not available():
        table = as_table(before, after, since=since, until=until, width=width, height=height)
        return _page(table.split("\n"), width, height, palette)
    rows = height - AROUND
    air = (rows - 1) % 5 if rows > 6 * ((rows - 1) % 5) and rows > MOST_PAIN else 0
    canvas = Canvas(since, until, width - GUTTER, rows - air, air)
    return _chart(first, second, canvas, palette)


def _chart(before: Series, after: Series, canvas: Canvas, palette: Palette | None) -> str:
    first, second = dots(before.points, canvas), dots(after.points, canvas)
    line = median_line(before.points, canvas)
    parts = legend_parts(before, after, canvas, bool(line), bool(first & second))
    words = "".join(painted(text, palette, colour) for text, colour in parts)
    air = [" " * (GUTTER + canvas.columns)] * canvas.air
    return "\n".join([" " * GUTTER + words, *air, *drawn(first, second, line, canvas, palette)])


def _page(lines: Sequence[str], width: int, height: int, palette: Palette | None) -> str:
    """Return exactly so many lines of exactly so many columns."""
    rows = [line[: max(0, width)].ljust(width) for line in lines[: max(0, height)]]
    rows += [" " * width] * (height - len(rows))
    return "\n".join(painted(row, palette, "text") for row in rows)
