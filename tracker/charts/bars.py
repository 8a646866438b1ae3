"""Bars of minutes in eighths of a row, each under a mark of what was planned."""

from collections.abc import Mapping
from math import ceil
from typing import Final

from tracker.charts.blocks import Block, Places
from tracker.charts.drawing import UNDER, Signs

EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
PLANNED: Final = "▁─▔"
"""The mark in the lower, middle and upper part of a row."""
ROUND: Final = (10, 20, 30, 40, 50, 60, 80, 100)
"""The tops of an axis of minutes, these and their tens, hundreds and so on."""


def round_top(minutes: float) -> int:
    """Return the first round number of minutes that is not less, at least 10."""
    tens = 1
    while minutes > ROUND[-1] * tens:
        tens *= 10
    return next(number * tens for number in ROUND if number * tens >= minutes)


def minutes_beside(top: int, rows: int) -> dict[int, str]:
    """Return the words beside rows: the top, its half where a row is half-way, 0 at the axis."""
    half = {rows // 2: str(top // 2)} if rows % 2 and rows > 4 else {}
    return {rows - 1: str(top), **half, UNDER: "0"}


def bars(blocks: Mapping[int, Block], where: Places, rows: int, top: int) -> Signs:
    """Return the bars of minutes 0–`top`; a mark stands wherever the bar stays a row below it."""
    signs: Signs = {}
    for nth, block in blocks.items():
        held, planned = (ceil(8 * rows * part / top) for part in (block.held, block.planned))
        for column in _columns(nth, where):
            for row in range(ceil(held / 8)):
                signs[column, row] = (EIGHTHS[min(8, held - 8 * row)], "after")
            if ceil(planned / 8) > ceil(held / 8):
                mark = PLANNED[(planned - 1) % 8 * 3 // 8]
                signs[column, ceil(planned / 8) - 1] = (mark, "text")
    return signs


def _columns(nth: int, where: Places) -> range:
    """Return the columns of a bar round its middle, an odd number; all of a narrow place."""
    start, end = where.start(nth), where.start(nth + 1)
    if not where.is_even or end - start == 1:
        return range(start, end)
    half = (3 * (end - start) // 4 - 1) // 2
    middle = where.middle(nth)
    return range(middle - half, middle + half + 1)
