"""The chart of pain over days: a dot a day, a rolling median, and what may be said of them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tracker.charts.canvas import AXIS, GUTTER, MOST_PAIN, Canvas
from tracker.charts.dates import along
from tracker.charts.drawing import Panel, Signs, available, drawn, scale
from tracker.charts.legend import LEVEL_PART, TREND_PART, legend_parts
from tracker.charts.overlays import level_label, level_line, trend_line
from tracker.charts.page import nothing, page
from tracker.charts.palette import Palette, Parts, joined_parts
from tracker.charts.series import AFTER, BEFORE, BOTH, dots, median_line, within
from tracker.charts.table import NOTHING, as_table
from tracker.core.series import Series
from tracker.core.trends import Trend

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
    trend: Trend | None = None,
    meaningful: float | None = None,
) -> str:
    """Return the chart of pain 0–10 before and after sessions, both days included.

    The text is `height` lines of `width` columns, with 24-bit colours, plain without a palette.
    `trend` is one of the ratings before, drawn over its own days; `meaningful` is the pain from
    which on downwards it is meaningfully lower. Where a chart does not fit (below 20 × 6), or
    plotext cannot be had, the table stands there, cut to size.
    """
    first, second = (within(series, since, until) for series in (before, after))
    if not first.points and not second.points:
        return page(nothing(NOTHING, width, height), width, height, palette)
    if width < FEWEST_COLUMNS or height < FEWEST_ROWS or not available():
        table = as_table(before, after, since=since, until=until, width=width, height=height)
        return page(table.split("\n"), width, height, palette)
    lines = days_of_pain(
        (first, second), (since, until), (width, height), palette, trend, meaningful
    )
    return "\n".join(lines)


def days_of_pain(
    series: tuple[Series, Series],
    period: tuple[date, date],
    size: tuple[int, int],
    palette: Palette | None,
    trend: Trend | None,
    meaningful: float | None,
) -> list[str]:
    """Return the lines of the chart, for series that `within` has made fit to be drawn."""
    width, height = size
    rows = height - 1 - AXIS
    air = (rows - 1) % 5 if rows > 6 * ((rows - 1) % 5) and rows > MOST_PAIN else 0
    canvas = Canvas(*period, width - GUTTER, rows - air, air)
    parts, signs = plotted(*series, canvas, trend, meaningful)
    panel = Panel(canvas.columns, canvas.rows, signs, *scale(canvas), along(canvas))
    head = " " * GUTTER + joined_parts(parts, palette)
    return [head, *[" " * width] * air, *drawn(panel, palette)]


def plotted(
    before: Series,
    after: Series,
    canvas: Canvas,
    trend: Trend | None = None,
    meaningful: float | None = None,
) -> tuple[Parts, Signs]:
    """Return the legend and the signs: dots lie over lines, lines over the level.

    A level that neither the legend nor a label explains is not drawn.
    """
    first, second = dots(before.points, canvas), dots(after.points, canvas)
    median, sloped = median_line(before.points, canvas), trend_line(trend, canvas)
    signs: Signs = {
        cell: (s, "median" if whole else "faint") for cell, (s, whole) in median.items()
    }
    signs |= sloped
    signs |= dict.fromkeys(first, (BEFORE, "before"))
    signs |= dict.fromkeys(second, (AFTER, "after"))
    signs |= dict.fromkeys(first & second, (BOTH, "before"))
    level = level_line(meaningful, canvas)
    label = level_label(level, canvas, signs.keys())
    over: Sequence[tuple[str, str]] = [TREND_PART] * bool(sloped) + [LEVEL_PART] * bool(level)
    parts = legend_parts(before, after, canvas, bool(median), bool(first & second), over)
    if label or LEVEL_PART in parts:
        signs = level | label | signs
    return parts, signs
