"""The chart of routines side by side: how pain changed within sessions of each, and how surely."""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from tracker.charts.canvas import AXIS
from tracker.charts.cells import cut
from tracker.charts.drawing import Panel, Signs, available, drawn
from tracker.charts.intervals import NO_CHANGE, Axis, axis_for, interval_signs
from tracker.charts.page import filled, nothing, page
from tracker.charts.pain import FEWEST_ROWS
from tracker.charts.palette import Palette, painted
from tracker.charts.routine_words import (
    GAP,
    Beside,
    alone,
    fitting,
    more,
    on_one_line,
    on_two_lines,
    widest,
    words,
)
from tracker.core.comparing import FEWEST_SESSIONS, Changes, Compared

LEAST_AXIS: Final = 9
ROOMY_AXIS: Final = 29
"""So many columns are left for the axis before all words of a routine go on one line."""
WAYS: Final = ("less pain ← → more pain", "less ← → more")
NOTHING: Final = (
    "Nothing to show yet: routines stand here side by side once sessions are rated before and "
    f"after, at least {FEWEST_SESSIONS} of each routine."
)


def routines_compared(
    compared: Compared, *, width: int, height: int, palette: Palette | None
) -> str:
    """Return a row for each routine: its median change in its interval, among similar starts.

    The text is `height` lines of `width` columns. Where no axis fits beside the words (below about
    54 columns), below six rows, or without plotext, the words stand there alone.
    """
    routines = compared.similar
    if compared.start is None or not routines:
        return page(nothing(NOTHING, width, height), width, height, palette)
    head = "Sessions that began at {} to {}".format(*compared.start)
    said = [words(changes) for changes in routines]
    for laid_out, least in ((on_one_line, ROOMY_AXIS), (on_two_lines, LEAST_AXIS)):
        lines = laid_out(said)
        room = width - sum(widest(chain(*lines))) - 2 * GAP
        if room >= least and height >= FEWEST_ROWS and available():
            beside, shown = _shown(lines, height - 1 - AXIS)
            axis = axis_for(routines[:shown], room)
            return filled(_chart(head, routines, beside, axis, width, palette), width, height)
    return page([head, *alone(said, width, height - 1)], width, height, palette)


def _shown(lines: Sequence[list[Beside]], rows: int) -> tuple[list[Beside], int]:
    """Return the lines that there are rows for, and of how many routines.

    Where there is room, a line stays free over them, and between two routines.
    """
    each = len(lines[0])
    shown = fitting(len(lines), rows, each)
    air = [Beside("", "")] * (len(lines) * (each + 1) - 1 <= rows)
    beside = [line for routine in lines[:shown] for line in (*routine, *air)]
    beside[len(beside) - len(air) :] = [Beside(said, "") for said in more(len(lines) - shown)]
    return [Beside("", "")] * (len(beside) < rows) + beside, shown


def _chart(
    head: str,
    routines: Sequence[Changes],
    beside: Sequence[Beside],
    axis: Axis,
    width: int,
    palette: Palette | None,
) -> list[str]:
    left, right = widest(beside)
    free = " " * (width - left - GAP - axis.columns - right)
    plotted = drawn(_plot(routines, beside, axis), palette)
    lines = [_head(head, left + GAP + axis.column(0), width, palette)]
    for words_beside, line in zip([*beside, *[Beside("", "")] * AXIS], plotted, strict=True):
        colour = "text" if words_beside.nth is None else "median"
        start, end = cut(words_beside.left, left + GAP), cut(words_beside.right, right)
        lines.append(painted(start, palette, colour) + line + free + painted(end, palette, colour))
    return lines


def _plot(routines: Sequence[Changes], beside: Sequence[Beside], axis: Axis) -> Panel:
    """Return the intervals, each on the line that its routine begins on, over no change."""
    zero, rows = axis.column(0), len(beside)
    signs: Signs = {(zero, row): (NO_CHANGE, "grid") for row in range(rows)}
    for at, line in enumerate(beside):
        if line.nth is not None:
            signs |= interval_signs(routines[line.nth], axis, rows - 1 - at)
    return Panel(axis.columns, rows, signs, along=axis.along(), gutter=0)


def _head(head: str, zero: int, width: int, palette: Palette | None) -> str:
    """Return the line over the rows; which way is less pain stands over no change, if it may."""
    centred = [(zero + 1 - ways.index("→"), ways) for ways in WAYS]
    for start, ways in (*centred, *((width - len(ways), ways) for ways in WAYS)):
        if len(head) + GAP <= start <= width - len(ways):
            head = head.ljust(start) + ways
            break
    return painted(cut(head, width), palette, "text")
