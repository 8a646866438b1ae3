"""What is remembered: sessions, their steps and ratings, and the day each belongs to."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from tracker.core.plan import Outcome, StepKind
from tracker.core.routine import Side

if TYPE_CHECKING:
    from tracker.core.hurting import Feeling, Reason, Way

SessionOutcome = Literal["finished", "stopped"]
Source = Literal["practice", "logged", "sample"]
AskedFor = Literal["before", "after", "now", "day"]

ROUNDING: Final = 0.5
"""Seconds by which a session may miss its plan and still be done in full."""

LOWEST_PAIN: Final = 0
HIGHEST_PAIN: Final = 10
DAY_STARTS_AT: Final = 4
"""The hour at which a new day begins: someone stretching at one in the morning is still up."""


class StepRecord(NamedTuple):
    """One attempt at one step; the seconds are those that count as held (0 for set-up, easing)."""

    step_index: int
    kind: StepKind
    stretch: str
    variation: str | None
    side: Side | None
    rep: int
    half: str | None
    planned_seconds: float
    held_seconds: float
    outcome: Outcome
    next_index: int
    ended_at: datetime


class HurtRecord(NamedTuple):
    """One "this hurts": where, how much (0–10, None: skipped), and what followed from it.

    `rested` is for the second question, after a rest.
    """

    step_index: int
    stretch: str
    variation: str | None
    side: Side | None
    pain: int | None
    feeling: "Feeling | None"
    way: "Way"
    reason: "Reason"
    at: datetime
    rested: bool = False


class SessionRecord(NamedTuple):
    """One session; whatever is None was never asked, skipped or not measured, and is never 0.

    `routine` is the routine's id, None for a session logged without one. `outcome` is None while
    the session is unfinished. Instants carry the offset of the place where they were written, and
    `day` is the one that was written down then, whatever hour a day begins at by now.
    """

    id: str
    routine: str | None
    routine_name: str
    started_at: datetime
    day: date
    ended_at: datetime | None
    outcome: SessionOutcome | None
    reason: str | None
    pain_before: int | None
    pain_after: int | None
    planned_seconds: float | None
    held_seconds: float | None
    note: str
    source: Source
    deleted: bool = False

    @property
    def in_full(self) -> bool:
        """Return whether it was done to the end, nothing of it left out or cut short."""
        if self.outcome != "finished":
            return False
        if self.planned_seconds is None or self.held_seconds is None:
            return True
        return self.held_seconds >= self.planned_seconds - ROUNDING


class Unfinished(NamedTuple):
    """A session that never ended, with the routine text it ran and the step to go on at."""

    session: SessionRecord
    document: str
    next_index: int


def local_day(at: datetime, day_starts_at: int = DAY_STARTS_AT) -> date:
    """Return the day an instant belongs to, by its own offset and the hour a day starts (0–23)."""
    return (at - timedelta(hours=day_starts_at)).date()
