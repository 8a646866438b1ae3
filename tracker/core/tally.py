"""Adds up the steps of a session, stretch by stretch."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.core.plan import COUNTED
from tracker.core.record import StepRecord


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done of one stretch: seconds planned and held, and how many of its holds or reps.

    A hold that was begun again counts once as planned, with all that was held of it.
    """

    stretch: str
    variation: str | None
    planned_seconds: float
    held_seconds: float
    done: int
    of: int


def by_stretch(steps: Iterable[StepRecord]) -> tuple[Tally, ...]:
    """Return a tally of every stretch that was reached, in the order of the routine."""
    groups: dict[tuple[str, str | None], list[StepRecord]] = {}
    for step in steps:
        if step.kind in COUNTED:
            groups.setdefault((step.stretch, step.variation), []).append(step)
    return tuple(_tally(stretch, group) for stretch, group in groups.items())


def _tally(stretch: tuple[str, str | None], group: list[StepRecord]) -> Tally:
    planned = {step.step_index: step.planned_seconds for step in group}
    done = {step.step_index for step in group if step.outcome == "done"}
    held = sum(step.held_seconds for step in group)
    return Tally(*stretch, sum(planned.values()), held, len(done), len(planned))
