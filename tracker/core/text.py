"""Keeps text that others wrote from acting on the terminal: control and direction characters."""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

_FORBIDDEN: Final = (
    r"\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction marks, embeddings, isolates
    r"\u2028\u2029\ufeff\ufff9-\ufffb"  # line separators, BOM, annotations
    r"\ud800-\udfff\U000e0000-\U000e007f"  # lone surrogates, tag characters
)
STAND_IN: Final = "·"
LONGEST_STORED: Final = 500
"""Characters of a stored text that are read: more than of any that unkink writes for people."""


def clean(text: str, columns: Callable[[str], int] = len) -> str:
    """Return the text with every control or direction character shown as a middle dot.

    `columns` says how many dots stand for one: one, unless the text has its place already.
    """
    if text.isprintable():
        return text
    return _pattern().sub(lambda found: STAND_IN * columns(found[0]), text)


def beginning(text: str) -> str:
    """Return the text, or of one of more than 500 characters the first ones and "…"."""
    return text if len(text) <= LONGEST_STORED else f"{text[: LONGEST_STORED - 1]}…"


def one_line(text: str) -> str:
    """Return the text with a blank for every line break: 500 of them would fill ten screens."""
    return " ".join(text.splitlines())


def first_forbidden(text: str) -> str | None:
    """Return the code of the first character that may not be there, as "U+001B", or None."""
    found = None if text.isprintable() else _pattern().search(text)
    return f"U+{ord(found[0]):04X}" if found else None


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern; none of its characters is printable, so most text never needs it."""
    return re.compile(f"[{_FORBIDDEN}]")
