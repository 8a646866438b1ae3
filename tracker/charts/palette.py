"""The colours of a chart, and text in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Colour = tuple[int, int, int]
"""Red, green and blue, 0–255 each."""
Parts = list[tuple[str, str]]
"""Words, each with the name of its colour in the palette."""

BLUE: Final = (118, 147, 186)
"""Seen on dark and on light ground alike, for a palette that names no colour of its own."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart; the background stays the terminal's own."""

    before: Colour
    after: Colour
    median: Colour
    grid: Colour
    text: Colour
    trend: Colour = BLUE

    @property
    def faint(self) -> Colour:
        """Return the colour of medians of fewer days than usual: half-way to the grid's."""
        red, green, blue = ((a + b) // 2 for a, b in zip(self.median, self.grid, strict=True))
        return red, green, blue


def painted(text: str, palette: Palette | None, colour: str) -> str:
    """Return the text in a colour named as in the palette; unchanged where nothing would show."""
    if palette is None or not text or text.isspace():
        return text
    red, green, blue = getattr(palette, colour)
    return f"\x1b[38;2;{red};{green};{blue}m{text}\x1b[0m"


def joined_parts(parts: Iterable[tuple[str, str]], palette: Palette | None) -> str:
    """Return the words as one text, each in its colour."""
    return "".join(painted(text, palette, colour) for text, colour in parts)
