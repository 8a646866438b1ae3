"""Makes routine files that nobody would write: real ones that were damaged, and plain noise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from tracker.library.rules import ITEM, OWN_STRETCH, ROUTINE
from tracker.paths import built_in

REAL = [file.read_bytes() for file in sorted(built_in().rglob("*.toml"))]
KEYS = sorted({*ROUTINE, *ITEM, *OWN_STRETCH, "figure.poses.start", "é", "'a b'"})
PIECES = [
    *("[", "]", "[[", "]]", "{", "}", "=", ",", ".", "#", "\n", "\r\n", "\r", "\t", " "),
    *('"', "'", '"""', "'''", "\\", "\\u001b", "\\U000e0041", "\\ud800", "\x00", "\x1b[2J"),
    *("nan", "inf", "-inf", "true", "false", "0", "-1", "1e999", "0xffffffffffffffffff", "9" * 400),
    *(
        "1979-05-27T07:32:00Z",
        "99:99:99",
        "2026-02-30",
        "\u202e",
        "\ufeff",
        "\u2028",
        "é",
        "e\u0301",
    ),
    *(
        "日本語",
        "👩‍👩‍👧",
        "%s%n",
        "{0.__class__}",
        "$name",
        "[@click=app.quit]",
        "[/]",
        "../../etc/passwd",
    ),
    *("a." * 30, "[" * 12, "{a=" * 12, "x" * 2100, "name", "[[items]]\n", "stretch = 'cat-cow'\n"),
]
"""What is put where it does not belong."""

Change = Callable[[bytes, Random], bytes]


def _flip(text: bytes, dice: Random) -> bytes:
    flipped = bytearray(text)
    for _ in range(dice.randint(1, 8)):
        flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
    return bytes(flipped)


def _cut(text: bytes, dice: Random) -> bytes:
    start = dice.randrange(len(text))
    return text[:start] + text[start + dice.randint(1, 200) :]


def _end_early(text: bytes, dice: Random) -> bytes:
    return text[: dice.randrange(len(text))]


def _put_in(text: bytes, dice: Random) -> bytes:
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text) + 1)
        text = text[:at] + dice.choice(PIECES).encode("utf-8", "surrogatepass") + text[at:]
    return text


def _other_values(text: bytes, dice: Random) -> bytes:
    lines = text.split(b"\n")
    for _ in range(dice.randint(1, 5)):
        nth = dice.randrange(len(lines))
        key, equals, _ = lines[nth].partition(b" = ")
        lines[nth] = key + equals + _value(dice, 2).encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def _shuffled(text: bytes, dice: Random) -> bytes:
    lines = text.split(b"\n")
    dice.shuffle(lines)
    return b"\n".join(lines[: dice.randint(1, len(lines))])


def _spliced(text: bytes, dice: Random) -> bytes:
    other = dice.choice(REAL)
    return text[: dice.randrange(len(text))] + other[dice.randrange(len(other)) :]


def _twice(text: bytes, dice: Random) -> bytes:
    return text * dice.randint(2, 20)


CHANGES: Sequence[Change] = (
    *(_flip, _cut, _end_early, _put_in, _other_values, _shuffled, _spliced, _twice),
)


def fuzzed(number: int, dice: Random) -> Iterator[bytes]:
    """Yield so many files: two of three are real ones with one to three changes."""
    for nth in range(number):
        if nth % 3:
            text = dice.choice(REAL)
            for change in dice.choices(CHANGES, k=dice.randint(1, 3)):
                text = change(text, dice) or b"\n"
            yield text
        elif nth % 2:
            yield _document(dice).encode("utf-8", "surrogatepass")
        else:
            pieces = dice.choices(PIECES, k=dice.randint(1, 60))
            yield "".join(pieces).encode("utf-8", "surrogatepass")


def _document(dice: Random) -> str:
    lines = []
    for _ in range(dice.randint(1, 25)):
        if dice.random() < 0.2:
            lines.append(dice.choice([f"[[{dice.choice(KEYS)}]]", f"[{dice.choice(KEYS)}.x]"]))
        lines.append(f"{dice.choice(KEYS)} = {_value(dice, 3)}")
    return "\n".join(lines)


def _value(dice: Random, depth: int) -> str:
    if depth and dice.random() < 0.3:
        inner = [_value(dice, depth - 1) for _ in range(dice.randint(0, 5))]
        if dice.random() < 0.5:
            return "[" + ", ".join(inner) + "]"
        return "{" + ", ".join(f"{dice.choice(KEYS)} = {one}" for one in inner) + "}"
    return dice.choice(["1", "30", "'held'", "'knee-to-chest'", "['Stand.']", "{}", *PIECES])
