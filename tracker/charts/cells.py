"""How many cells of a terminal a text takes, and text cut to so many: names may be Chinese."""

from itertools import accumulate
from typing import Final
from unicodedata import category, east_asian_width

MORE: Final = "…"


def cells(text: str) -> int:
    """Return how many cells a text takes: two for a wide character, none for an accent on one."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def cut(text: str, width: int, more: str = "") -> str:
    """Return the text in exactly so many cells; `more` stands at the end of what was cut."""
    missing = width - cells(text)
    if missing >= 0:
        return text + " " * missing
    room = width - len(more)
    kept = sum(end <= room for end in accumulate(map(_cells, text)))
    start = text[: max(0, kept)].rstrip() + more
    return start[:width] + " " * (width - cells(start))


def _cells(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
