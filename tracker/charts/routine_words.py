"""The words of each routine: beside its interval on one line or two, or alone where none fits."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from tracker.charts.cells import MORE, cells, cut
from tracker.charts.intervals import in_words
from tracker.core.comparing import FEWEST_SESSIONS, Changes
from tracker.core.text import clean

GAP: Final = 2
LONGEST_NAME: Final = 28
SHORTEST_NAME: Final = 8


class Words(NamedTuple):
    """A routine's name, how many sessions, the change in words, and how often it was which."""

    name: str
    n: str
    change: str
    counts: str


class Beside(NamedTuple):
    """One line of words left and right of the axis; `nth` routine begins on it, where one does."""

    left: str
    right: str
    nth: int | None = None


def words(changes: Changes) -> Words:
    """Return the words of a routine; nothing but its name and n where there is not enough."""
    name = clean(changes.name)
    if not changes.is_enough:
        return Words(name, "", "", f"not enough yet ({changes.n} of {FEWEST_SESSIONS})")
    counts = f"better {changes.better}, same {changes.same}, worse {changes.worse}"
    return Words(name, f"n {changes.n}", in_words(changes), counts)


def on_one_line(said: Sequence[Words]) -> list[list[Beside]]:
    """Return each routine as one line, its parts under one another."""
    name, n, change, _ = (max(map(cells, column)) for column in zip(*said, strict=True))
    name, gap = min(name, LONGEST_NAME), " " * GAP
    return [
        [
            Beside(
                cut(each.name, name, MORE) + gap + each.n.rjust(n),
                each.change.ljust(change) + gap + each.counts,
                nth,
            )
        ]
        for nth, each in enumerate(said)
    ]


def on_two_lines(said: Sequence[Words]) -> list[list[Beside]]:
    """Return each routine as two lines: its name and the change, then the counts and n."""
    name = max(len(each.counts) for each in said)
    return [
        [Beside(cut(each.name, name, MORE), each.change, nth), Beside(each.counts, each.n)]
        for nth, each in enumerate(said)
    ]


def alone(said: Sequence[Words], width: int, height: int) -> list[str]:
    """Return the words without an axis: a line of name and change, a line of n and counts."""
    shown = fitting(len(said), height, 2)
    lines = []
    for each in said[:shown]:
        room = width - len(each.change) - GAP
        fits = each.change and room >= SHORTEST_NAME
        name = cut(each.name, room if fits else width, MORE)
        lines += [f"{name}{' ' * GAP}{each.change}" if fits else name]
        lines += [" " * GAP + ", ".join(filter(None, [each.n, each.counts]))]
    return lines + more(len(said) - shown)


def fitting(count: int, rows: int, lines: int) -> int:
    """Return how many of so many routines fit, with a line for how many more where not all do."""
    return count if count * lines <= rows else max(0, rows - 1) // lines


def more(count: int) -> list[str]:
    """Return the line that says how many there is no room for, where there are any."""
    return [f"and {count} more"] if count else []


def widest(beside: Iterable[Beside]) -> tuple[int, int]:
    """Return how many cells the words left and right of the axis take."""
    left, right = zip(*((cells(line.left), cells(line.right)) for line in beside), strict=True)
    return max(left), max(right)
