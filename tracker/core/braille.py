"""A small black-and-white picture of dots that comes out as braille cells, each in one ink."""

from collections.abc import Iterator
from enum import IntEnum
from math import ceil, floor, sqrt
from typing import Final

DOTS_WIDE: Final = 2
DOTS_HIGH: Final = 4
"""The dots of one cell; a cell is about twice as high as wide, so a dot is about square."""

_BLANK: Final = 0x2800
_BITS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""What each dot of a cell adds to its code point, by row and column (Unicode, Braille Patterns)."""


class Ink(IntEnum):
    """What a dot belongs to, the most important last: its cell is drawn in that colour."""

    ROOM = 0
    FAR = 1
    BODY = 2
    WORKING = 3


Run = tuple[str, Ink | None]
"""Neighbouring cells of one ink; None where nothing is drawn."""


class Canvas:
    """Dots in rows from the top, x to the right and y down, both in dots; outside is ignored."""

    def __init__(self, columns: int, rows: int) -> None:
        self.width = columns * DOTS_WIDE
        self.height = rows * DOTS_HIGH
        self._all = (1 << self.width) - 1
        self._layers = [[0] * self.height for _ in Ink]  # a bit a dot, the leftmost the lowest

    def disc(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """Fill a disc."""
        layer = self._layers[ink]
        for row, mask in self._discs(x, y, radius):
            layer[row] |= mask

    def clear(self, x: float, y: float, radius: float) -> None:
        """Take away every dot of a body in a disc, so that what is drawn over it stands apart."""
        for row, mask in self._discs(x, y, radius):
            for layer in self._layers[Ink.FAR :]:
                layer[row] &= ~mask

    def runs(self) -> Iterator[list[Run]]:
        """Yield the runs of each row of cells, the blanks between them included."""
        for top in range(0, self.height, DOTS_HIGH):
            cells = [self._cell(top, left) for left in range(0, self.width, DOTS_WIDE)]
            yield _joined(cells)

    def _discs(self, x: float, y: float, radius: float) -> Iterator[tuple[int, int]]:
        """Yield each row that a disc covers, with the mask of its dots there; one dot at least."""
        if radius < 0.75:
            x, y = round(x), round(y)
        for row in range(max(0, ceil(y - radius)), min(self.height - 1, floor(y + radius)) + 1):
            half = sqrt(max(0.0, radius * radius - (row - y) ** 2))
            first, last = max(0, ceil(x - half)), floor(x + half)
            if last >= first:
                yield row, ((1 << (last + 1)) - (1 << first)) & self._all

    def _cell(self, top: int, left: int) -> Run:
        code, found = 0, None
        for ink, layer in zip(Ink, self._layers, strict=True):
            for row, (first, second) in enumerate(_BITS):
                two = layer[top + row] >> left & 3
                if two:
                    code |= (two & 1 and first) | (two & 2 and second)
                    found = ink
        return chr(_BLANK + code), found


def _joined(cells: list[Run]) -> list[Run]:
    runs: list[Run] = []
    for text, ink in cells:
        if runs and runs[-1][1] == ink:
            runs[-1] = (runs[-1][0] + text, ink)
        else:
            runs.append((text, ink))
    return runs
