"""Judges what hurts in one session, writes it into its journal, and says where it goes on."""

from collections.abc import Callable
from datetime import datetime

from tracker.core.hurting import Feeling, Limits, Verdict, judge, judge_rested
from tracker.core.plan import plan
from tracker.core.player import next_stretch, rep_start
from tracker.core.record import HurtRecord
from tracker.core.routine import Routine
from tracker.journal import Journal


class Hurts:
    """What hurt in a session of `routine`, by its `limits`; every verdict becomes a row."""

    def __init__(
        self, journal: Journal, routine: Routine, limits: Limits, now: Callable[[], datetime]
    ) -> None:
        self.limits = limits
        self._journal = journal
        self._routine = routine
        self._steps = plan(routine)
        self._now = now

    def name(self, index: int) -> str:
        """Return the name of the stretch that a step belongs to."""
        return self._routine.items[self._steps[index].item].stretch.name

    def judge(self, index: int, pain: int | None, feeling: Feeling | None) -> Verdict:
        """Return what follows from a pain 0–10 (None: skipped) in a step."""
        return self._kept(index, pain, feeling, judge(pain, feeling, self.limits))

    def judge_rested(self, index: int, pain: int | None, feeling: Feeling | None) -> Verdict:
        """Return what follows from the pain after the rest."""
        verdict = judge_rested(pain, self.limits, feeling)
        return self._kept(index, pain, feeling, verdict, rested=True)

    def goes_on_at(self, index: int, verdict: Verdict) -> int | None:
        """Return the step at which it goes on; None after the last stretch."""
        if verdict.way == "ease off":
            return rep_start(self._steps, index)
        to = next_stretch(self._steps, index)
        return to if to < len(self._steps) else None

    def _kept(
        self,
        index: int,
        pain: int | None,
        feeling: Feeling | None,
        verdict: Verdict,
        *,
        rested: bool = False,
    ) -> Verdict:
        step = self._steps[index]
        stretch, at = self._routine.items[step.item].stretch, self._now()
        where = (index, stretch.id, stretch.variation, step.side)
        self._journal.hurt(
            HurtRecord(*where, pain, feeling, verdict.way, verdict.reason, at, rested)
        )
        return verdict
