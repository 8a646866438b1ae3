"""The seconds that are left, in digits as large as their room allows."""

from typing import ClassVar, Final

from rich.cells import cell_len

from tracker.core.text import clean
from tracker.ui.widgets.painted import Painted, Row

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

ROWS_OF_WORDS: Final = 5
"""The name, the side, a blank row, what to do, and what is left."""

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


class Countdown(Painted):
    """Shows what is done and on which side, and under it the seconds, as large as they may be."""

    PREFIX = "countdown"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "countdown--name",
        "countdown--place",
        "countdown--digits",
        "countdown--word",
        "countdown--left",
        "countdown--still-digits",
        "countdown--still-word",
    }
    DEFAULT_CSS = """
    Countdown .countdown--name { color: $foreground; text-style: bold; }
    Countdown .countdown--place { color: $primary; }
    Countdown .countdown--digits { color: $foreground; text-style: bold; }
    Countdown .countdown--word { color: $primary; }
    Countdown .countdown--left, Countdown .countdown--still-digits { color: $muted; }
    Countdown .countdown--still-word { color: $warning; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.heading = "", ""
        self.text, self.word, self.left, self.still = "", "", "", False

    def show(self, text: str, word: str, left: str, *, still: bool) -> None:
        """Show the digits, what to do, and what is left; `still` greys it, as while paused.

        `heading`, what is done and on which side, is painted with them.
        """
        self.text, self.word, self.left, self.still = text, word, left, still
        self.repaint()

    def rows_now(self) -> list[Row]:
        """Return every row down to the last word."""
        width, height = self.size
        room = height - ROWS_OF_WORDS
        digits = draw(self.text, scale_for(self.text, width, room)) if self.text else []
        above = max(0, (room - len(digits)) // 2)
        still = "still-" if self.still else ""
        rows = [
            *zip(map(clean, self.heading), ("name", "place"), strict=True),
            *[("", "")] * above,
            *((line, f"{still}digits") for line in digits),
            ("", ""),
            (self.word, f"{still}word"),
            (self.left, "left"),
        ]
        return [[(_centred(text, width), look)] for text, look in rows]


def _centred(text: str, width: int) -> str:
    return " " * ((width - cell_len(text)) // 2) + text
