"""Lines of exactly so many columns: for a table, or for one calm sentence."""

from collections.abc import Sequence
from textwrap import wrap

from tracker.charts.cells import cut
from tracker.charts.palette import Palette, painted


def page(lines: Sequence[str], width: int, height: int, palette: Palette | None) -> str:
    """Return exactly so many lines of exactly so many columns."""
    width = max(0, width)
    rows = [cut(line, width) for line in lines[: max(0, height)]]
    rows += [" " * width] * (height - len(rows))
    return "\n".join(painted(row, palette, "text") for row in rows)


def nothing(sentence: str, width: int, height: int) -> list[str]:
    """Return the sentence for a time without anything, in the middle of so many columns and rows.

    The lines end with the sentence: there are no empty ones below it.
    """
    lines = [line.center(width) for line in wrap(sentence, max(1, width))]
    return [""] * ((height - len(lines)) // 2) + lines[: max(0, height)]


def filled(lines: Sequence[str], width: int, height: int) -> str:
    """Return drawn lines as a page, with empty ones below them."""
    return "\n".join([*lines, *[" " * width] * (height - len(lines))])
