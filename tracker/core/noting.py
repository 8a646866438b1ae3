"""Turns a step that has ended into the record that is kept of it."""

from datetime import datetime

from tracker.core.player import StepEnded
from tracker.core.record import StepRecord
from tracker.core.routine import Routine


def note(ended: StepEnded, routine: Routine, ended_at: datetime) -> StepRecord:
    """Return the record of one attempt at a step of this routine."""
    step, stretch = ended.step, routine.items[ended.step.item].stretch
    return StepRecord(
        step_index=ended.index,
        kind=step.kind,
        stretch=stretch.id,
        variation=stretch.variation,
        side=step.side,
        rep=step.rep,
        half=step.half,
        planned_seconds=step.planned_seconds,
        held_seconds=ended.held_seconds,
        outcome=ended.outcome,
        next_index=ended.next_index,
        ended_at=ended_at,
    )
