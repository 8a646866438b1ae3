"""Flattens a routine into the steps that the player walks, and adds up their time."""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from tracker.core.routine import Item, Routine, Side

StepKind = Literal["set-up", "ease in", "hold", "ease out", "rep", "switch", "rest"]
Outcome = Literal["done", "skipped", "cut short", "hurt"]

SET_UP_SECONDS: Final = 10.0
NEW_POSITION_SECONDS: Final = 10.0
EASE_IN_SECONDS: Final = 2.0
EASE_OUT_SECONDS: Final = 3.0
SWITCH_SECONDS: Final = 5.0
TURN_SECONDS: Final = 10.0
COUNTED: Final[frozenset[StepKind]] = frozenset({"hold", "rep"})
"""The kinds of step whose seconds count as held; all others are the way there."""


class Step(NamedTuple):
    """One flat thing the player walks, `seconds` long.

    `item` is the index of the routine's item it belongs to; `side` and `half` are None where there
    are none; `rep` counts from 1 to `reps` (0 in set-up and switch). In a switch, `side` is the
    side to come. `hold_seconds` is the part of a rep that is held; a hold is held throughout.
    """

    kind: StepKind
    seconds: float
    item: int
    side: Side | None = None
    rep: int = 0
    reps: int = 0
    half: str | None = None
    hold_seconds: float = 0.0

    @property
    def counts(self) -> bool:
        """Return whether the seconds of this step count as held."""
        return self.kind in COUNTED

    @property
    def planned_seconds(self) -> float:
        """Return the seconds that count as held when the step is done: 0 for set-up and easing."""
        return self.seconds if self.counts else 0.0


def plan(routine: Routine) -> tuple[Step, ...]:
    """Return every step of the routine in order."""
    steps: list[Step] = []
    previous = None
    for index, item in enumerate(routine.items):
        moved = previous is not None and previous != item.stretch.position
        set_up = SET_UP_SECONDS + (NEW_POSITION_SECONDS if moved else 0.0)
        first = item.sides[0] if item.sides else None
        steps.append(Step("set-up", set_up, index, first))
        steps.extend(_item_steps(index, item))
        previous = item.stretch.position
    return tuple(steps)


def total_seconds(steps: Iterable[Step]) -> float:
    """Return the whole length in seconds, set-up and switches included."""
    return sum(step.seconds for step in steps)


def planned_seconds(steps: Iterable[Step]) -> float:
    """Return the seconds of holds and reps alone."""
    return sum(step.planned_seconds for step in steps)


def _item_steps(index: int, item: Item) -> Iterator[Step]:
    sides = item.sides or (None,)
    for nth, side in enumerate(sides):
        if nth:
            seconds = TURN_SECONDS if item.dose.turns else SWITCH_SECONDS
            yield Step("switch", seconds, index, side)
        for rep in range(1, item.dose.reps + 1):
            yield from _rep_steps(index, item, side, rep)
            if item.rest_seconds and rep < item.dose.reps:
                yield Step("rest", item.rest_seconds, index, side, rep, item.dose.reps)


def _rep_steps(index: int, item: Item, side: Side | None, rep: int) -> Iterator[Step]:
    dose = item.dose
    held = dose.hold_seconds or 0.0
    if dose.style == "reps":
        for half in dose.halves or (None,):
            yield Step("rep", held + dose.move_seconds, index, side, rep, dose.reps, half, held)
        return
    if dose.style == "held":
        yield Step("ease in", EASE_IN_SECONDS, index, side, rep, dose.reps)
    yield Step("hold", held, index, side, rep, dose.reps, None, held)
    if dose.style == "held":
        yield Step("ease out", EASE_OUT_SECONDS, index, side, rep, dose.reps)
