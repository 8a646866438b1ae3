"""A small picture of dots that comes out as braille cells, each in the ink of what is nearest."""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache, reduce
from itertools import groupby
from math import ceil, floor, sqrt
from operator import or_
from typing import Final

DOTS_WIDE: Final = 2
DOTS_HIGH: Final = 4
"""The dots of one cell; a cell is about twice as high as wide, so a dot is about square."""

BLANK: Final = "\u2800"
FULL: Final = "\u28ff"
_BITS: Final = ((0, 1, 8, 9), (0, 2, 16, 18), (0, 4, 32, 36), (0, 64, 128, 192))
"""By row of a cell, what its two dots add to the code point, the left one the lower bit (Unicode,
Braille Patterns)."""

_FINE: Final = 4
"""Places and sizes are drawn to this part of a dot, so that few shapes have to be worked out."""


class Ink(IntEnum):
    """What a dot belongs to, the most important last: of two alike a cell has that one."""

    ROOM = 0
    FAR = 1
    BODY = 2
    WORKING = 3


Run = tuple[str, Ink | None]
"""Neighbouring cells of one ink; None where nothing is drawn."""


def dots_of(text: str) -> list[str]:
    """Return the rows of dots of a line of cells: a full cell a dot, a blank one for none."""
    codes = [ord(cell) for cell in text]  # of which the last eight bits are the dots
    return [
        "".join(FULL if code & bits[side] else BLANK for code in codes for side in (1, 2))
        for bits in _BITS
    ]


class Canvas:
    """Dots in rows from the top, x to the right and y down, both in dots; outside is ignored."""

    def __init__(self, columns: int, rows: int) -> None:
        self.width = columns * DOTS_WIDE
        self.height = rows * DOTS_HIGH
        self._layers = [[0] * self.height for _ in Ink]  # a bit a dot, the leftmost the lowest

    def disc(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """Fill a disc; a small one is one dot at least."""
        layer = self._layers[ink]
        for row, mask in self._rows(x, y, radius):
            layer[row] |= mask

    def clear(self, x: float, y: float, radius: float) -> None:
        """Take away every dot of a body in a disc, so that what is drawn over it stands apart."""
        for row, mask in self._rows(x, y, radius):
            for layer in self._layers[Ink.FAR :]:
                layer[row] &= ~mask

    def runs(self) -> Iterator[list[Run]]:
        """Yield the runs of each row of cells, the blanks between them included."""
        for top in range(0, self.height, DOTS_HIGH):
            cells = groupby(self._cells(top), key=lambda cell: cell[1])
            yield [("".join(text for text, _ in run), ink) for ink, run in cells]

    def _rows(self, x: float, y: float, radius: float) -> Iterator[tuple[int, int]]:
        """Yield each row that a disc covers, with the mask of its dots there."""
        left, top = floor(x), floor(y)
        fine = floor((x - left) * _FINE), floor((y - top) * _FINE), round(radius * _FINE)
        for row, first, last in _disc(*fine):
            if 0 <= top + row < self.height and (end := left + last + 1) > 0:
                yield top + row, (1 << end) - (1 << max(0, left + first))

    def _cells(self, top: int) -> Iterator[Run]:
        layers = [layer[top : top + DOTS_HIGH] for layer in self._layers]
        rows = [_united(each) for each in zip(*layers, strict=True)]
        for left in range(0, self.width, DOTS_WIDE):
            code = sum(bits[row >> left & 3] for bits, row in zip(_BITS, rows, strict=True))
            if code:
                yield chr(ord(BLANK) + code), _most(layers, left)
            else:
                yield BLANK, None


def _most(layers: list[list[int]], left: int) -> Ink:
    """Return the ink that has the most dots of a cell; what is nearer comes first."""
    counts = [sum((row >> left & 3).bit_count() for row in layer) for layer in layers]
    return max(Ink, key=lambda ink: (counts[ink] and min(ink, Ink.BODY), counts[ink], ink))


def _united(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)


@lru_cache(1024)
def _disc(x: int, y: int, radius: int) -> tuple[tuple[int, int, int], ...]:
    """Return row, first and last dot of a disc; places and size are in fine parts of a dot."""
    middle_x, middle_y, size = x / _FINE, y / _FINE, radius / _FINE
    if size < 0.75:
        return ((round(middle_y), round(middle_x), round(middle_x)),)
    rows = []
    for row in range(ceil(middle_y - size), floor(middle_y + size) + 1):
        half = sqrt(size**2 - (row - middle_y) ** 2)
        first, last = ceil(middle_x - half), floor(middle_x + half)
        if first <= last:
            rows.append((row, first, last))
    return tuple(rows)
