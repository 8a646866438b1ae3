"""What is wrong with a file, and where: every fault is one line that its reader can act on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tracker.core.errors import RoutineError
from tracker.core.text import clean

MAX_FAULTS: Final = 50
MAX_ECHO: Final = 40

Place = tuple[str | int, ...]
"""Where in a document: keys, and the indexes of entries from 0."""
Lines = Mapping[Place, int]
"""The line, from 1, on which each place begins."""


class Problem(NamedTuple):
    """Something wrong at a place of a document, before it is known on which line that is."""

    place: Place
    message: str


class Fault(NamedTuple):
    """One thing wrong with one file.

    `line` counts from 1 and is None where no line is to blame; `field` is a path such as
    "items[2].hold_seconds" (entries count from 1), empty where no field is to blame.
    """

    file: Path
    line: int | None
    field: str
    message: str

    def __str__(self) -> str:
        """Return "FILE:LINE: field 'items[2].hold_seconds': …", in one clean line."""
        where = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        field = f"field '{self.field}': " if self.field else ""
        return clean(f"{where}: {field}{self.message}")


class ProblemsError(Exception):
    """A document has problems; whoever knows its file turns them into faults."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Take at least one problem."""
        super().__init__(problems[0].message)
        self.problems = tuple(problems)


class FaultsError(RoutineError):
    """A file cannot be used; `faults` says why, in line order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Take at least one fault; the first one is the sentence to show."""
        super().__init__(str(faults[0]))
        self.faults = tuple(faults)


def echo(value: str) -> str:
    """Return the text as it may be repeated in a message: clean, at most 40 characters."""
    return clean(value if len(value) <= MAX_ECHO else value[: MAX_ECHO - 1] + "…")


def located(file: Path, lines: Lines, problems: Iterable[Problem]) -> tuple[Fault, ...]:
    """Return the faults in line order: at most 50, then one that says how many more there are."""
    faults = sorted(_faults(file, lines, problems), key=lambda fault: fault.line or 0)
    more = len(faults) - MAX_FAULTS
    if more > 0:
        faults[MAX_FAULTS:] = [Fault(file, None, "", f"and {more} more")]
    return tuple(faults)


def field_name(place: Place) -> str:
    """Return the place as a person would write it: "items[2].hold_seconds"."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{echo(part)}" for part in place)
    return "".join(parts).removeprefix(".")


def _faults(file: Path, lines: Lines, problems: Iterable[Problem]) -> Iterator[Fault]:
    for problem in problems:
        line = _line(lines, problem.place)
        yield Fault(file, line, field_name(problem.place), clean(problem.message))


def _line(lines: Lines, place: Place) -> int | None:
    """Return the line of the place, or of the nearest thing around it."""
    for end in range(len(place), 0, -1):
        if place[:end] in lines:
            return lines[place[:end]]
    return None
