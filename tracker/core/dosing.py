"""Two ways to do less of a routine: half a dose after a sore day, and a gentle one on a bad day.

Both are product rules of section 4.2 of the project's clinical notes.
"""

from math import ceil
from typing import Final

from tracker.core.routine import Item, Routine

SHORTEST_HOLD_SECONDS: Final = 5.0
"""What a halved hold lasts at the least; a shorter one stays as it is."""


def halved(routine: Routine) -> Routine:
    """Return the routine with its holds halved, to five seconds at the least, and its reps too."""
    return routine._replace(items=tuple(_halved(item) for item in routine.items))


def gentle(routine: Routine) -> Routine:
    """Return the routine with its reps halved and rounded up; a single one halves its hold."""
    return routine._replace(items=tuple(_gentle(item) for item in routine.items))


def _halved(item: Item) -> Item:
    dose, hold = item.dose, item.dose.hold_seconds
    if hold is not None:
        hold = min(hold, max(SHORTEST_HOLD_SECONDS, hold / 2))
    return item._replace(dose=dose._replace(hold_seconds=hold, reps=ceil(dose.reps / 2)))


def _gentle(item: Item) -> Item:
    dose = item.dose
    if dose.reps > 1:
        return item._replace(dose=dose._replace(reps=ceil(dose.reps / 2)))
    hold = None if dose.hold_seconds is None else dose.hold_seconds / 2
    return item._replace(dose=dose._replace(hold_seconds=hold))
