"""The seconds that are left, in digits as large as their room allows."""

from typing import Final

from textual.content import Content
from textual.reactive import reactive
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
    """Shows `text`, of digits and colons, as large as it may be, `word` and `left` under it."""

    text: reactive[str] = reactive("", layout=False)
    word: reactive[str] = reactive("", layout=False)
    left: reactive[str] = reactive("", layout=False)
    still: reactive[bool] = reactive(False, layout=False)

    def render(self) -> Content:
        """Return the digits and the word, both in the middle of the room."""
        width, height = self.content_size
        lines = draw(self.text, scale_for(self.text, width, height - 3)) if self.text else []
        above = max(0, (height - len(lines) - 3) // 2)
        style = "$muted" if self.still else "bold $foreground"
        digits = [Content.styled(line.center(width), style) for line in lines]
        word = Content.styled(self.word.center(width), "$warning" if self.still else "$primary")
        left = Content.styled(self.left.center(width), "$muted")
        return Content("\n").join([Content("")] * above + [*digits, Content(""), word, left])
