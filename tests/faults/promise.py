"""What a promise is, and what was measured of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Size = Literal["quick", "long"]
"""How much is broken: as much as a build can wait for, or as much as was promised."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was broken, what was promised, and what came of it.

    `measured` is in words and numbers that were counted, never what was hoped for.
    """

    broken: str
    promised: str
    measured: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise, by its number in the README, and how its figures are measured.

    `measure` gets the size and an empty folder of its own, and returns a figure for each thing
    that it broke. It raises nothing that a broken unkink could cause: that is a figure, too.
    `why_not` returns why it cannot be measured on this machine; empty where it can.
    """

    name: str
    measure: Callable[[Size, Path], list[Figure]]
    why_not: Callable[[], str] = str


def slack(size: Size) -> float:
    """Return by how much a bound in seconds is widened: a build may run on a busy machine.

    There it counts what happens; how fast it does is for the long run, on a quiet one.
    """
    return 5.0 if size == "quick" else 1.0


def counted(found: int, of: int) -> str:
    """Return "3 of 100", as the table has it."""
    return f"{found} of {of}"
