"""A routine: stretches in order, each with the dose that this routine asks for."""

from typing import Literal, NamedTuple

from tracker.core.stretch import Dose, Position, Stretch

Side = Literal["left", "right"]
Easing = Literal["bending", "arching"]
BOTH: tuple[Side, ...] = ("left", "right")


class Item(NamedTuple):
    """One stretch (already the variation that is meant) with its dose in this routine.

    `sides` are the sides to do, in order; empty where the stretch has none. `rest_seconds` is the
    pause between two reps of the same side.
    """

    stretch: Stretch
    dose: Dose
    sides: tuple[Side, ...]
    rest_seconds: float


class Routine(NamedTuple):
    """A named, ordered list of items; `eases` says for whose backs it was put together."""

    id: str
    name: str
    about: str
    note: str
    items: tuple[Item, ...]
    eases: Easing | None = None

    @property
    def positions(self) -> tuple[Position, ...]:
        """Return the starting positions in order, each change once."""
        order: list[Position] = []
        for item in self.items:
            if not order or order[-1] != item.stretch.position:
                order.append(item.stretch.position)
        return tuple(order)


def item(
    stretch: Stretch,
    *,
    hold_seconds: float | None = None,
    reps: int | None = None,
    rest_seconds: float = 0.0,
    side: Side | None = None,
) -> Item:
    """Build an item from a stretch and what the routine overrides; None keeps the stretch's own."""
    dose = stretch.dose
    if hold_seconds is not None:
        dose = dose._replace(hold_seconds=hold_seconds)
    if reps is not None:
        dose = dose._replace(reps=reps)
    sides: tuple[Side, ...] = ()
    if dose.sides != "none":
        sides = BOTH if side is None else (side,)
    return Item(stretch, dose, sides, rest_seconds)
