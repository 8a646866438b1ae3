"""Shows a drawing made of text and colour codes in as much room as there is."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tracker.core.text import clean

Draw = Callable[[int, int], str]
"""Returns lines for a width and a height, in cells; of escapes, only 24-bit colours count."""

PIECE: Final = re.compile(
    r"(?:\x1b\[([\d;]*m))+([^\x1b]*)"
    r"|([^\x1b]+)"
    r"|\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])?"
)
"""Colour codes and the text after them, text alone, or any other escape, which is dropped."""
PLAIN: Final = Style.null()
FOREGROUND: Final = re.compile(r"(?:^|;)38;2;(\d{1,3});(\d{1,3});(\d{1,3})[;m]")


class ChartView(Widget):
    """Asks for its drawing when it is painted, and again when its size has changed."""

    DEFAULT_CSS = "ChartView { height: 1fr; }"

    def __init__(self, draw: Draw | None = None) -> None:
        super().__init__()
        self._draw = draw
        self._strips: list[Strip] = []
        self._drawn_at: Size | None = None

    def show(self, draw: Draw) -> None:
        """Show another drawing; `draw` is kept, and called with the width and height in cells."""
        self._draw = draw
        self._drawn_at = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line of the drawing."""
        size = self.content_size
        if self._draw is not None and self._drawn_at != size:
            lines = strips(self._draw(size.width, size.height), self.rich_style)
            self._strips = [line.adjust_cell_length(size.width, self.rich_style) for line in lines]
            self._drawn_at = size
        return self._strips[y] if y < len(self._strips) else Strip.blank(size.width)

    def notify_style_update(self) -> None:
        """Draw anew in the colours of another theme."""
        super().notify_style_update()
        self._drawn_at = None


def strips(drawing: str, base: Style = PLAIN) -> list[Strip]:
    """Return the lines of a drawing, each in the colours that its codes say, on those of `base`.

    What is blank belongs to what is before it: so there are fewer segments to paint.
    """
    lines = []
    style = base
    for line in drawing.split("\n"):
        segments: list[Segment] = []
        for code, coloured, plain in PIECE.findall(line):
            style = _style(code, base) if code else style
            text = clean(coloured or plain)
            if segments and not text.strip(" "):
                before, look, _ = segments[-1]
                segments[-1] = Segment(before + text, look)
            elif text:
                segments.append(Segment(text, style))
        lines.append(Strip(segments))
    return lines


@lru_cache(maxsize=64)
def _style(code: str, base: Style) -> Style:
    """Return `base` in the colour of a code; without a 24-bit one, `base` as it is."""
    found = FOREGROUND.search(code)
    if found is None:
        return base
    red, green, blue = (min(255, int(part)) for part in found.groups())
    return base + Style(color=Color.from_rgb(red, green, blue))
