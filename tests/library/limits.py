"""The limits of a routine file, each with a text just inside it and one just outside."""

from typing import Final

Limit = tuple[str | bytes, str | bytes, str]
"""What is inside, what is outside, and what is said of the latter."""

KILOBYTE: Final = 1024
LYING: Final = "{{ stretch = 'prone-press-up', variation = 'lying', hold_seconds = {} }}"
ROLLS: Final = "{{ stretch = 'knee-rolls', reps = {} }}"
KNEE: Final = "{{ stretch = 'knee-to-chest', {} }}"


def routine(*items: str, words: str = "name = 'Mine'") -> str:
    return f"{words}\nitems = [\n" + ",\n".join(items) + "\n]\n"


GOOD: Final = routine("{ stretch = 'cat-cow' }")


def padded(size: int) -> bytes:
    """Return a good routine in exactly so many bytes."""
    lines, rest = divmod(size - len(GOOD), KILOBYTE)
    return (GOOD + ("#" * (KILOBYTE - 1) + "\n") * lines + "#" * rest).encode()


BEFORE_THE_PARSER: Final[dict[str, Limit]] = {
    "a file of 256 KB": (padded(256 * KILOBYTE), padded(256 * KILOBYTE + 1), "larger than 256 KB"),
    "a line of 2,000 characters": (
        GOOD + "#" * 2000,
        GOOD + "#" * 2001,
        "5: the line has more than 2,000 characters",
    ),
    "a line of 2,000 wide characters": (
        GOOD + "#" + "日" * 1999,
        GOOD + "#" + "日" * 2000,
        "5: the line has more than 2,000 characters",
    ),
    "a key of four parts": ("a.b.c.d = 1", "a.b.c.d.e = 1", "1: a key has more than 4 parts"),
    "a quoted key of four parts": (
        "'a'.\"b\".c.d = 1",
        "'a'.\"b\".c.d.'e' = 1",
        "1: a key has more than 4 parts",
    ),
    "a key with blanks of four parts": (
        "a . b\t. c .d = 1",
        "a . b\t. c .d. e = 1",
        "1: a key has more than 4 parts",
    ),
    "a table of four parts": ("[a.b.c.d]", "[a.b.c.d.e]", "1: a key has more than 4 parts"),
    "tables of four parts": ("[[a.b.c.d]]", "[[a.b.c.d.e]]", "1: a key has more than 4 parts"),
    "an inline key of four parts": (
        "x = {y = 1, a.b.c.d = 1}",
        "x = {y = 1, a.b.c.d.e = 1}",
        "1: a key has more than 4 parts",
    ),
}
"""What is checked before the parser."""

BEYOND: Final[dict[str, Limit]] = {
    "60 items": (
        routine(*["{ stretch = 'cat-cow', reps = 1 }"] * 60),
        routine(*["{ stretch = 'cat-cow', reps = 1 }"] * 61),
        "'items': this is a list of 61, wanted 1 to 60 tables",
    ),
    "600 steps": (
        routine(*[ROLLS.format(99)] * 6),
        routine(*[ROLLS.format(99)] * 5, ROLLS.format(100)),
        "'items': makes 601 steps, wanted at most 600",
    ),
    "four hours": (
        routine(*[LYING.format(3590)] * 4),
        routine(*[LYING.format(3590)] * 3, LYING.format(3600)),
        "'items': takes 241 minutes, wanted at most 4 hours",
    ),
    "a second": (
        routine(LYING.format(1)),
        routine(LYING.format(0.999)),
        "'items[1].hold_seconds': 0.999 is out of range, wanted a number from 1 to 3600",
    ),
    "an hour": (
        routine(LYING.format(3600)),
        routine(LYING.format(3600.001)),
        "'items[1].hold_seconds': 3600.001 is out of range, wanted a number from 1 to 3600",
    ),
    "a rest of an hour": (
        routine(KNEE.format("rest_seconds = 3600, reps = 2")),
        routine(KNEE.format("rest_seconds = 3601, reps = 2")),
        "'items[1].rest_seconds': 3601 is out of range, wanted a number from 0 to 3600",
    ),
    "100 repetitions": (
        routine(ROLLS.format(100)),
        routine(ROLLS.format(101)),
        "'items[1].reps': 101 is out of range, wanted a whole number from 1 to 100",
    ),
    "a name of 80 characters": (
        routine(ROLLS.format(1), words=f"name = '{'日' * 80}'"),
        routine(ROLLS.format(1), words=f"name = '{'日' * 81}'"),
        "'name': 81 characters, wanted at most 80",
    ),
    "a note of 500 characters": (
        routine(ROLLS.format(1), words=f"name = 'Mine'\nnote = '{'n' * 500}'"),
        routine(ROLLS.format(1), words=f"name = 'Mine'\nnote = '{'n' * 501}'"),
        "'note': 501 characters, wanted at most 500",
    ),
}
"""What is checked after it."""
