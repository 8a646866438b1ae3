"""The chart of what was held a week, under the pain of that week."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from tracker.charts.bars import EIGHTHS, PLANNED, bars, minutes_beside, round_top
from tracker.charts.blocks import Block, Places, blocks, drawable, places, runs
from tracker.charts.canvas import GUTTER, Canvas
from tracker.charts.dates import along
from tracker.charts.drawing import Panel, Signs, available, scale
from tracker.charts.legend import fitted
from tracker.charts.page import nothing, page
from tracker.charts.pain import FEWEST_COLUMNS
from tracker.charts.palette import Palette, Parts
from tracker.charts.series import BEFORE, joined
from tracker.charts.stacked import FEWEST_ROWS, shares, stacked
from tracker.charts.table import dose_table
from tracker.core import words
from tracker.core.doses import Week

NOTHING: Final = (
    "Nothing to show yet: the minutes of each week stand here, under its pain, after a session."
)
KINDS: Final = ("held", "planned", "left", "right")


def dose_under_pain(
    weeks: Sequence[Week],
    *,
    since: date,
    until: date,
    width: int,
    height: int,
    palette: Palette | None,
) -> str:
    """Return each week's median pain before sessions (0–10) over the minutes held in it.

    The text is `height` lines of `width` columns. Every week with a day of the period is shown
    whole. Where there are more weeks than columns, each place has several weeks together. Below
    20 × 10, or without plotext, a table of weeks stands there, cut to size.
    """
    kept = drawable(weeks, since, until)
    if not kept:
        return page(nothing(NOTHING, width, height), width, height, palette)
    if width < FEWEST_COLUMNS or height < FEWEST_ROWS or not available():
        return page(dose_table(kept, since, until, width, height), width, height, palette)
    return _chart(kept, (since, until), width, height, palette)


def _chart(
    weeks: Sequence[Week],
    period: tuple[date, date],
    width: int,
    height: int,
    palette: Palette | None,
    gutter: int = GUTTER,
) -> str:
    where = places(*period, width - gutter)
    found = blocks(weeks, where)
    top = round_top(max(max(block.held, block.planned) for block in found.values()))
    if len(str(top)) >= gutter:
        return _chart(weeks, period, width, height, palette, gutter + 1)
    high, low = shares(height)
    canvas, columns = _canvas(where, high), where.columns
    upper = Panel(columns, high, _pains(found, where, canvas), *scale(canvas), gutter=gutter)
    lower = Panel(
        columns,
        low,
        bars(found, where, low, top),
        beside=minutes_beside(top, low),
        along=along(canvas),
        gutter=gutter,
    )
    above, below = (
        fitted(choices, width - gutter) for choices in (_above(weeks, where), _below(weeks, where))
    )
    return stacked((above, upper), (below, lower), (width, height), palette)


def _canvas(where: Places, rows: int) -> Canvas:
    """Return the canvas of pain; with a place for every week, a Monday lies in its middle."""
    back = timedelta(3 if where.weeks == 1 else 0)
    days = timedelta(7 * where.weeks * where.count - 1)
    return Canvas(where.first - back, where.first - back + days, where.columns, rows, 0)


def _pains(found: dict[int, Block], where: Places, canvas: Canvas) -> Signs:
    signs: Signs = {}
    for run in runs(found):
        dots = [(where.middle(nth), canvas.row(found[nth].pain)) for nth in run]
        signs |= {cell: (sign, "faint") for cell, (sign, _) in joined(dots).items()}
        signs |= dict.fromkeys(dots, (BEFORE, "before"))
    return signs


def _above(weeks: Sequence[Week], where: Places) -> list[Parts]:
    """Return in ever fewer words what the points are, and how many weeks are rated."""
    rated = sum(week.pain is not None for week in weeks)
    if not rated:
        return [[("No pain was rated before a session in this time.", "text")], _none("pain")]
    count = f"{words.count(rated, 'week')} rated"
    span = "each week" if where.weeks == 1 else f"{where.weeks} weeks"
    return [
        [(f"{BEFORE} pain before, median of {span}", "before"), (count, "text")],
        [(f"{BEFORE} pain before, {count}", "before")],
        [(f"{BEFORE} {words.count(rated, 'week')}", "before")],
    ]


def _below(weeks: Sequence[Week], where: Places) -> list[Parts]:
    """Return in ever fewer words the minutes of the period, and how many weeks a bar is."""
    totals = (sum(getattr(week, kind) for week in weeks) for kind in KINDS)
    held, planned, left, right = (f"{total / 60:.0f}" for total in totals)
    if not any(week.held or week.planned for week in weeks):
        return [
            [("No minutes here; sessions done elsewhere have none.", "text")],
            _none("minutes"),
        ]
    bar = [] if where.weeks == 1 else [(f"a bar: {where.weeks} weeks", "text")]
    sides = [[(f"left {left}, right {right}{unit}", "after")] for unit in (" min", "")]
    long, short = sides if {left, right} != {"0"} else ([], [])
    mark = [(f"{PLANNED[1]} planned", "text")]
    total = [(f"{EIGHTHS[-1]} held {held} of {planned} min planned", "after")]
    brief = [(f"{EIGHTHS[-1]} {held} of {planned} min", "after")]
    least = [(f"{EIGHTHS[-1]} {held} min", "after")]
    full = (total + some + bar for some in (long + mark, long, short, mark, []))
    return [*full, brief + bar, brief, least]


def _none(what: str) -> Parts:
    return [(f"no {what}", "text")]
