"""Two panels over each other with the same columns and dates, each under a legend of its own."""

from typing import Final

from tracker.charts.canvas import AXIS
from tracker.charts.drawing import Panel, drawn
from tracker.charts.palette import Palette, Parts, joined_parts

AROUND: Final = 2 + AXIS
"""Rows of two panels that are not canvas: both legends, the axis and its dates."""
FEWEST_ROWS: Final = AROUND + 3 + 3
"""With fewer there is no room for 0, 5 and 10 in both."""


def shares(height: int) -> tuple[int, int]:
    """Return the rows of the upper and the lower canvas, odd where that costs little.

    So there is a row half-way up, for 5. What is left over is air between the two.
    """
    rows = height - AROUND
    upper = rows // 2
    upper += 1 - upper % 2
    lower = rows - upper
    return upper, lower - (lower % 2 == 0 and lower > 4)


def stacked(
    upper: tuple[Parts, Panel],
    lower: tuple[Parts, Panel],
    size: tuple[int, int],
    palette: Palette | None,
) -> str:
    """Return both, each under its legend; columns that the panels do not have stay empty."""
    width, height = size
    first, second = (_under(parts, panel, width, palette) for parts, panel in (upper, lower))
    air = [" " * width] * (height - len(first) - len(second))
    return "\n".join([*first, *air, *second])


def _under(parts: Parts, panel: Panel, width: int, palette: Palette | None) -> list[str]:
    rest = " " * (width - panel.gutter - panel.columns)
    legend = " " * panel.gutter + joined_parts(parts, palette)
    return [legend, *(line + rest for line in drawn(panel, palette))]
