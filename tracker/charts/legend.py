"""The line over the canvas: what the signs mean, and how many ratings there are."""

from collections.abc import Sequence
from typing import Final

from tracker.charts.canvas import Canvas
from tracker.charts.overlays import LEVEL, LOWER, TREND
from tracker.charts.palette import Parts
from tracker.charts.series import AFTER, BEFORE, BOTH, LINE
from tracker.core.series import Series, smoothing_width

TREND_PART: Final = (f"{TREND} trend", "trend")
LEVEL_PART: Final = (f"{LEVEL} {LOWER}", "text")


def legend_parts(
    before: Series,
    after: Series,
    canvas: Canvas,
    line: bool,
    both: bool,
    over: Sequence[tuple[str, str]] = (),
) -> Parts:
    """Return the words of the legend and the gaps between them, as wide as the canvas.

    `line` and `both` tell whether there is a median line, and a place where two dots meet; `over`
    are the parts of what lies over the chart, the most needed first. The less room there is, the
    fewer words; how many ratings there are is never left out.
    """
    kinds = (BEFORE, before, "before"), (AFTER, after, "after")
    rated = [(sign, s.name, s.n, colour) for sign, s, colour in kinds if s.points]
    dots = [(f"{sign} {name}, n {n}", colour) for sign, name, n, colour in rated]
    brief = [(f"{sign} n {n}", colour) for sign, _, n, colour in rated]
    shared = [(f"{BOTH} both", "before")] if both else []
    long, short = explained(canvas.dot_weeks, smoothing_width(len(before.points)) if line else 0)
    choices = (long + shared, long, short + shared, short)
    few = [[*over[:most]] for most in range(len(over), -1, -1)]
    full = [dots + choice + some for some in few for choice in choices]
    return fitted([*full, *(dots + some for some in few), brief], canvas.columns)


def explained(weeks: int, days: int | None) -> tuple[Parts, Parts]:
    """Return in long and in short what the line is the median of, and each dot, where any."""
    long, short = [], []
    if days:
        long.append((f"{LINE} median of {days} days", "median"))
        short.append((f"{LINE} median", "median"))
    if weeks:
        dot = f"dot: {weeks} week" + "s" * (weeks > 1)
        long.append((f"a {dot}", "text"))
        short.append((dot, "text"))
    return long, short


def fitted(choices: Sequence[Parts], columns: int) -> Parts:
    """Return the first choice that fits, with gaps of three columns or two between its parts.

    The rest of the columns is behind them. Where none fits, the last is cut.
    """
    for parts in choices:
        for gap in (3, 2):
            if sum(len(text) + gap for text, _ in parts) - gap <= columns:
                return _spread(parts, gap, columns)
    crammed = " ".join(text for text, _ in choices[-1])[:columns]
    return [(crammed.ljust(columns), "text")]


def _spread(parts: Parts, gap: int, columns: int) -> Parts:
    """Return the parts with gaps between them and the rest of the columns behind them."""
    spread = [part for text, colour in parts for part in ((" " * gap, "text"), (text, colour))][1:]
    return [*spread, (" " * (columns - sum(len(text) for text, _ in spread)), "text")]
