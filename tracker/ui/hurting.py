"""What happens on the screens after "this hurts": the questions, the rest, and what follows."""

from collections.abc import Callable

from textual.app import App

from tracker.core.hurting import Verdict
from tracker.core.player import Reading
from tracker.core.safety_words import outcome_words
from tracker.hurts import Hurts
from tracker.ui.left import Left
from tracker.ui.screens.hurt import Hurt, HurtAgainScreen, HurtScreen
from tracker.ui.screens.rest import RestScreen
from tracker.ui.screens.sheet import EndScreen, OutcomeScreen


class Hurting:
    """Asks on the screens of `app` what `hurts` judges, and says how the session goes on."""

    def __init__(self, app: App[int], hurts: Hurts, clock: Callable[[], Reading]) -> None:
        self._app = app
        self._hurts = hurts
        self._clock = clock

    async def after(self, index: int) -> Left:
        """Return how the practice goes on after the step at `index` hurt."""
        name = self._hurts.name(index)
        hurt = await self._app.push_screen_wait(HurtScreen(name))
        verdict = self._hurts.judge(index, hurt.pain, hurt.feeling)
        if verdict.rest:
            rest = await self._app.push_screen_wait(RestScreen(name, self._clock))
            if rest == "ended":
                return _ended(index)
            hurt = Hurt(None, "warning sign")
            if rest == "over":
                hurt = await self._app.push_screen_wait(HurtAgainScreen(name))
            verdict = self._hurts.judge_rested(index, hurt.pain, hurt.feeling)
        return await self._follow(index, name, verdict)

    async def _follow(self, index: int, name: str, verdict: Verdict) -> Left:
        """Say what follows, and let the person end the session where it may go on."""
        if verdict.reason == "warning sign":
            return Left("stopped", index, verdict.reason, may_go_on=False)
        headline, *rest = outcome_words(verdict, self._hurts.limits)
        if verdict.way == "end session":
            await self._app.push_screen_wait(EndScreen(name, headline, rest))
            return Left("stopped", index, verdict.reason, may_go_on=False)
        if not await self._app.push_screen_wait(OutcomeScreen(name, headline, rest)):
            return _ended(index)
        to = self._hurts.goes_on_at(index, verdict)
        return Left("finished", index) if to is None else Left("going on", to)


def _ended(index: int) -> Left:
    """Return that the person ended the session, which is not taken back."""
    return Left("stopped", index, "own choice", may_go_on=False)
