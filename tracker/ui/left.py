"""How a practice was left: what its screen returns, and what "this hurts" makes of it."""

from dataclasses import dataclass
from typing import Literal

from tracker.core.hurting import Reason
from tracker.core.record import SessionOutcome


@dataclass(frozen=True, slots=True)
class Left:
    """How the practice was left, the step at which it goes on, why, and whether it may at all."""

    outcome: SessionOutcome | Literal["hurt", "going on"]
    index: int
    reason: Reason | None = None
    may_go_on: bool = True
