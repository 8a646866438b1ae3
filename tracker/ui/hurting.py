"""What happens on the screens after "this hurts": the questions, the rest, and what follows."""

from collections.abc import Callable
from datetime import datetime

from textual.app import App

from tracker.core.hurting import Feeling, Limits, Verdict, judge, judge_rested
from tracker.core.plan import plan
from tracker.core.player import Reading, next_stretch, rep_start
from tracker.core.record import HurtRecord
from tracker.core.routine import Routine
from tracker.core.safety_words import outcome_words
from tracker.journal import Journal
from tracker.ui.left import Left
from tracker.ui.screens.hurt import HurtScreen
from tracker.ui.screens.rest import RestScreen
from tracker.ui.screens.sheet import EndScreen, OutcomeScreen


class Hurting:
    """Asks, judges by the limits of a session, writes into its journal, and says how to go on."""

    def __init__(
        self,
        app: App[int],
        journal: Journal,
        routine: Routine,
        limits: Limits,
        clock: Callable[[], Reading],
        now: Callable[[], datetime],
    ) -> None:
        self._app = app
        self._journal = journal
        self._routine = routine
        self._limits = limits
        self._clock = clock
        self._now = now
        self._steps = plan(routine)

    async def after(self, index: int) -> Left:
        """Return how the practice goes on after the step at `index` hurt."""
        name = self._routine.items[self._steps[index].item].stretch.name
        hurt = await self._app.push_screen_wait(HurtScreen(name))
        verdict = judge(hurt.pain, hurt.feeling, self._limits)
        self._write(index, hurt.pain, hurt.feeling, verdict)
        if verdict.rest:
            if not await self._app.push_screen_wait(RestScreen(name, self._clock)):
                return Left("stopped", index, "own choice", may_go_on=False)
            hurt = await self._app.push_screen_wait(HurtScreen(name, rested=True))
            verdict = judge_rested(hurt.pain, self._limits, hurt.feeling)
            self._write(index, hurt.pain, hurt.feeling, verdict, rested=True)
        return await self._follow(index, name, verdict)

    async def _follow(self, index: int, name: str, verdict: Verdict) -> Left:
        """Say what follows, and let the person end the session where it may go on."""
        if verdict.reason == "warning sign":
            return Left("stopped", index, verdict.reason, may_go_on=False)
        headline, *rest = outcome_words(verdict, self._limits)
        if verdict.way == "end session":
            await self._app.push_screen_wait(EndScreen(name, headline, rest))
            return Left("stopped", index, verdict.reason, may_go_on=False)
        if not await self._app.push_screen_wait(OutcomeScreen(name, headline, rest)):
            return Left("stopped", index, "own choice", may_go_on=False)
        if verdict.way == "ease off":
            return Left("going on", rep_start(self._steps, index))
        to = next_stretch(self._steps, index)
        return Left("going on" if to < len(self._steps) else "finished", to)

    def _write(
        self,
        index: int,
        pain: int | None,
        feeling: Feeling | None,
        verdict: Verdict,
        *,
        rested: bool = False,
    ) -> None:
        step = self._steps[index]
        stretch = self._routine.items[step.item].stretch
        at = self._now()
        self._journal.hurt(
            HurtRecord.of(index, step, stretch, pain, feeling, verdict, at, rested=rested)
        )
