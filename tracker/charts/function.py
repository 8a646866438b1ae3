"""The chart of what pain keeps one from: the weekly questionnaire over the days' averages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tracker.charts.canvas import AXIS, GUTTER, Canvas
from tracker.charts.dates import along
from tracker.charts.drawing import Panel, Signs, available, drawn, scale
from tracker.charts.legend import explained, fitted
from tracker.charts.page import nothing, page
from tracker.charts.pain import FEWEST_COLUMNS, days_of_pain, plotted
from tracker.charts.pain import FEWEST_ROWS as FEWEST_ALONE
from tracker.charts.palette import Palette, Parts, joined_parts, painted
from tracker.charts.series import joined, within
from tracker.charts.stacked import FEWEST_ROWS, shares, stacked
from tracker.charts.table import function_table
from tracker.core.peg import EVERY_DAYS, Peg
from tracker.core.series import Series, daily, unbroken
from tracker.core.trends import Trend

PEG: Final = "◆"
LONGEST_JOINED_DAYS: Final = 2 * EVERY_DAYS - 1
"""It is due a week after the last one: after two weeks one was passed over, and that is a gap."""

AVERAGE: Final = "average day"
NOTHING: Final = (
    "Nothing to show yet: the weekly questionnaire and the pain of average days stand here, once "
    "either is answered."
)
NO_PEG: Final = ("No weekly questionnaire was answered in this time.", "No questionnaire yet.")
NO_AVERAGE: Final = ("No average day was rated in this time.", "No average day yet.")


def function_over_time(
    pegs: Sequence[Peg],
    averages: Series,
    *,
    since: date,
    until: date,
    width: int,
    height: int,
    palette: Palette | None,
    trend: Trend | None = None,
    meaningful: float | None = None,
) -> str:
    """Return the weekly PEG score (0–10) over the pain of average days (0–10), on two axes.

    The text is `height` lines of `width` columns. `trend` and `meaningful` are of the averages, as
    in `pain_over_time`. Where one of the two has nothing, the other has all the room but a line.
    Below 20 × 10 (7 for one alone), or without plotext, a table stands there, cut to size.
    """
    scores = daily("PEG", ((peg.day, peg.score, peg.id) for peg in pegs))
    scores, days = within(scores, since, until), within(averages, since, until)
    days = replace(days, name=AVERAGE)
    if not scores.points and not days.points:
        return page(nothing(NOTHING, width, height), width, height, palette)
    both = scores.points and days.points
    fewest = FEWEST_ROWS if both else FEWEST_ALONE + 1
    if width < FEWEST_COLUMNS or height < fewest or not available():
        table = function_table(scores, days, since, until, width, height)
        return page(table, width, height, palette)
    period = since, until
    if both:
        return _both(scores, days, period, width, height, palette, trend, meaningful)
    if scores.points:
        missing, lines = NO_AVERAGE, _alone(scores, period, width, height - 1, palette)
    else:
        size, missing = (width, height - 1), NO_PEG
        none = Series("", ())
        lines = days_of_pain((days, none), period, size, palette, trend, meaningful)
    return "\n".join([_said(missing, width, palette), *lines])


def _both(
    scores: Series,
    days: Series,
    period: tuple[date, date],
    width: int,
    height: int,
    palette: Palette | None,
    trend: Trend | None,
    meaningful: float | None,
) -> str:
    high, low = (Canvas(*period, width - GUTTER, rows, 0) for rows in shares(height))
    upper = Panel(high.columns, high.rows, _weekly(scores, high), *scale(high))
    parts, signs = plotted(days, Series("", ()), low, trend, meaningful)
    lower = Panel(low.columns, low.rows, signs, *scale(low), along(low))
    return stacked((_legend(scores, high), upper), (parts, lower), (width, height), palette)


def _alone(
    scores: Series, period: tuple[date, date], width: int, height: int, palette: Palette | None
) -> list[str]:
    canvas = Canvas(*period, width - GUTTER, height - 1 - AXIS, 0)
    signs = _weekly(scores, canvas)
    panel = Panel(canvas.columns, canvas.rows, signs, *scale(canvas), along(canvas))
    head = " " * GUTTER + joined_parts(_legend(scores, canvas), palette)
    return [head, *drawn(panel, palette)]


def _weekly(scores: Series, canvas: Canvas) -> Signs:
    """Return a point for each questionnaire, joined by steps to the next, unless one is missing."""
    signs: Signs = {}
    for run in unbroken(scores.points, LONGEST_JOINED_DAYS):
        values = [point.value for point in run]
        dots = [(column, row) for column, row, _, _ in canvas.dots(run, values)]
        signs |= {cell: (sign, "faint") for cell, (sign, _) in joined(dots).items()}
        signs |= dict.fromkeys(dots, (PEG, "after"))
    return signs


def _legend(scores: Series, canvas: Canvas) -> Parts:
    weeks, brief = explained(canvas.dot_weeks, 0)
    long = [(f"{PEG} PEG, n {scores.n}", "after")]
    what = [("the mean of its three questions on the past week", "text")]
    return fitted([long + what + weeks, long + weeks, long + brief, long], canvas.columns)


def _said(choices: Sequence[str], width: int, palette: Palette | None) -> str:
    """Return the first sentence that fits beside the gutter, or the last one cut."""
    room = width - GUTTER
    words = next((words for words in choices if len(words) <= room), choices[-1])
    return " " * GUTTER + painted(words[:room].ljust(room), palette, "text")
