"""The seconds that are left, in digits as large as their room allows."""

from itertools import zip_longest
from typing import Final

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

PIXELS: Final = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": ("   ", " # ", "   ", " # ", "   "),
}
DIGIT_ROWS: Final = 5
DIGIT_COLUMNS: Final = 3
USUAL_DIGITS: Final = 2
"""A single digit is as large as two, so that nothing jumps from ten to nine."""

BLOCKS: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def scale_for(text: str, columns: int, rows: int) -> int:
    """Return by how much the digits can grow in this room; 1 at the least.

    One dot is one column wide and half a row high, which is about square.
    """
    digits = max(len(text), USUAL_DIGITS)
    wide = columns // (digits * (DIGIT_COLUMNS + 1) - 1)
    return max(1, min(wide, 2 * rows // DIGIT_ROWS))


def draw(text: str, scale: int) -> list[str]:
    """Return the lines of a text of digits and colons, each dot `scale` dots wide and high."""
    dots = [" ".join(PIXELS[character][row] for character in text) for row in range(DIGIT_ROWS)]
    grown = ["".join(dot * scale for dot in line) for line in dots for _ in range(scale)]
    if len(grown) % 2:
        grown.append(" " * len(grown[0]))
    return [
        "".join(
            BLOCKS[upper == "#", lower == "#"] for upper, lower in zip(top, bottom, strict=True)
        )
        for top, bottom in zip(grown[::2], grown[1::2], strict=True)
    ]


class Countdown(Widget):
    """Shows a text of digits and colons, as large as it may be, with two lines of words under it.

    Only the rows that have changed are painted again, for this is what moves all the time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text, self.word, self.left, self.still = "", "", "", False
        self._painted: list[tuple[str, str]] = []

    def show(self, text: str, word: str, left: str, *, still: bool) -> None:
        """Show the digits, what to do, and what is left; `still` greys it, as while paused."""
        self.text, self.word, self.left, self.still = text, word, left, still
        rows = self._rows()
        pairs = zip_longest(self._painted, rows)
        if changed := [y for y, (old, new) in enumerate(pairs) if old != new]:
            height = changed[-1] - changed[0] + 1
            self.refresh(Region(0, changed[0], self.content_size.width, height))

    def render(self) -> Content:
        """Return the digits and the words, in the middle of the room."""
        self._painted = self._rows()
        return Content("\n").join([Content.styled(*row) for row in self._painted])

    def _rows(self) -> list[tuple[str, str]]:
        """Return every row of the room with its style."""
        width, height = self.content_size
        digits = draw(self.text, scale_for(self.text, width, height - 3)) if self.text else []
        above = max(0, (height - len(digits) - 3) // 2)
        rows = [
            *[("", "")] * above,
            *(
                (line.center(width), "$muted" if self.still else "bold $foreground")
                for line in digits
            ),
            ("", ""),
            (self.word.center(width), "$warning" if self.still else "$primary"),
            (self.left.center(width), "$muted"),
        ]
        return [*rows, *[("", "")] * (height - len(rows))]
