"""The story of one session, from the first question to the summary."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from textual.app import App

from tracker.core import words
from tracker.core.hurting import Limits, Reason, start_of
from tracker.core.plan import plan
from tracker.core.player import Player, Reading
from tracker.core.record import SessionOutcome
from tracker.core.routine import Routine
from tracker.cues import Sounds
from tracker.hurts import Hurts
from tracker.journal import Journal
from tracker.lately import known_pain
from tracker.offers import Offers
from tracker.settings import Settings
from tracker.store import Store
from tracker.store.days import last_sign
from tracker.store.rows import NewRating
from tracker.ui.gate import Gate
from tracker.ui.hurting import Hurting
from tracker.ui.left import Left
from tracker.ui.screens.check_in import Answer, CheckInScreen, Moment
from tracker.ui.screens.practice import PracticeScreen
from tracker.ui.screens.room import attempt
from tracker.ui.screens.saving import SavingScreen
from tracker.ui.screens.summary import SummaryScreen

FRESH: Final = timedelta(hours=1)
"""How long after its last step a session goes on without a question: our own choice."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a session is told with: the app, the history, both clocks, the settings, the sounds."""

    app: App[int]
    store: Store
    clock: Callable[[], Reading]
    now: Callable[[], datetime]
    settings: Settings
    sounds: Sounds | None


class SessionStory:
    """Tells one session of `routine` on the screens of an app, writing it down as it goes."""

    def __init__(self, parts: Parts, gate: Gate, offers: Offers, routine: Routine) -> None:
        self._parts = parts
        self._app = parts.app
        self._store = parts.store
        self._gate = gate
        self._offers = offers
        self._routine = routine

    async def begin(self) -> None:
        """Ask for the pain, then lead through the routine, or what is left of it on a bad day."""
        answer = await self._app.push_screen_wait(CheckInScreen("before", self._routine.name))
        if answer is None or not await self._gate.open(answer.pain):
            return
        limits = self._limits(known_pain(self._store, answer.pain, self._parts.now()))
        start = start_of(limits)
        if start == "not now":
            await self._rest_today(limits, said=answer.pain is not None)
            return
        if start == "gentle" and not await self._is_gentle(limits):
            return
        journal = self._journal()
        journal.begin(self._offers.library.document(self._routine), answer.pain)
        await self._practise(journal, 0, self._limits(answer.pain))

    async def resume(self, session: str, index: int) -> None:
        """Go on with a session that was begun earlier, at this step, once the person is ready.

        Where some time has passed, the pain is asked for anew, and may end it.
        """
        before = self._store.session(session).pain_before
        ended_at, now = last_sign(self._store, session), self._parts.now()
        if now - ended_at > FRESH and index < len(plan(self._routine)):
            answer = await self._app.push_screen_wait(CheckInScreen("again", self._routine.name))
            if answer is None or not await self._gate.open(answer.pain):
                return
            if answer.pain is not None:
                self._keep(answer.pain)
                before = answer.pain
            limits = self._limits(known_pain(self._store, answer.pain, now))
            if start_of(limits) != "as planned":
                reason: Reason = "pain reached the limit"
                attempt(
                    self._app,
                    lambda: self._store.finish(session, "stopped", ended_at, None, reason),
                )
                await self._rest_today(limits, said=False)
                return
        await self._practise(self._journal(session), index, self._limits(before), ended_at)

    def _limits(self, before: int | None) -> Limits:
        return self._parts.settings.limits(before)

    def _keep(self, pain: int) -> None:
        """Write a rating of right now down, on its own."""
        at, day_begins = self._parts.now(), self._parts.settings.day_begins
        rating = NewRating("now", pain, at, day_begins=day_begins)
        if attempt(self._app, lambda: self._store.add(ratings=[rating])):
            self._app.notify(f"Kept: {pain}, right now.", markup=False)

    def _journal(self, session: str | None = None) -> Journal:
        day_begins = self._parts.settings.day_begins
        now = self._parts.now
        return Journal(self._store, self._routine, now, session, day_begins=day_begins)

    async def _rest_today(self, limits: Limits, *, said: bool) -> None:
        """Say that today is a day of rest, and keep the number where that is wanted.

        One that was not said just now is there already, and is not offered to be kept again.
        """
        from tracker.core.safety_words import rest_day
        from tracker.ui.screens.sheet import RestDayScreen, RestNowScreen

        assert limits.before is not None
        headline, *rest = rest_day(limits.before)
        kind = RestDayScreen if said else RestNowScreen
        kept = await self._app.push_screen_wait(kind("Not today", headline, rest))
        if kept is None:
            await self._gate.emergency()
        elif kept and said:
            self._keep(limits.before)

    async def _is_gentle(self, limits: Limits) -> bool:
        """Offer the gentle routine instead; return whether it is to be done."""
        from tracker.core.safety_words import gentle_only
        from tracker.ui.screens.sheet import AdviceScreen, GentleScreen

        assert limits.before is not None
        gentle = self._offers.gentle()
        headline, *rest = gentle_only(limits.before, gentle)
        if gentle is None:
            await self._app.push_screen_wait(AdviceScreen("Gently today", headline, rest))
            return False
        self._routine = gentle
        offer = GentleScreen("Gently today", headline, rest)
        said = await self._app.push_screen_wait(offer)
        return said is True

    async def _practise(
        self, journal: Journal, index: int, limits: Limits, ended_at: datetime | None = None
    ) -> None:
        """Lead through the steps from `index` on; `ended_at` is when an earlier part ended."""
        parts, steps = self._parts, plan(self._routine)
        hurts = Hurts(journal, self._routine, limits, parts.now)
        hurting = Hurting(parts.app, hurts, parts.clock)
        at_once = ended_at is None
        answer: Answer | None = None
        left = Left("finished", index)
        while answer is None:
            if left.index < len(steps) and left.may_go_on:
                player = Player(steps, parts.clock, left.index)
                screen = PracticeScreen(
                    self._routine,
                    player,
                    journal,
                    at_once=at_once,
                    settings=parts.settings,
                    sounds=parts.sounds,
                    care=[self._offers.care(item.stretch) for item in self._routine.items],
                )
                left = await self._app.push_screen_wait(screen)
                ended_at, at_once = parts.now(), False
                if left.outcome == "hurt":
                    left = await hurting.after(left.index)
                    if left.outcome == "going on":
                        continue
            if left.reason == "warning sign":
                break  # there are more urgent things than a number
            answer = await self._app.push_screen_wait(
                CheckInScreen(_moment(left), self._routine.name)
            )
        pain = answer.pain if answer else None
        outcome: SessionOutcome = "finished" if left.outcome == "finished" else "stopped"
        journal.finish(outcome, ended_at or parts.now(), pain, left.reason)
        if left.reason == "warning sign":
            await self._gate.emergency()
        await self._sum_up(journal, shown=left.reason != "warning sign")

    async def _sum_up(self, journal: Journal, *, shown: bool) -> None:
        if not journal.flush() and not await self._app.push_screen_wait(SavingScreen(journal)):
            return
        if not shown:
            return
        session = self._store.session(journal.session)
        steps, hurts = self._store.steps(journal.session), self._store.hurts(journal.session)
        names = words.stretch_names((), [self._routine])
        await self._app.push_screen_wait(SummaryScreen(session, steps, names, hurts))


def _moment(left: Left) -> Moment:
    """Return when the question after a session is asked: only an own stop may be taken back."""
    if left.outcome == "finished":
        return "after a finish"
    return "after a stop" if left.may_go_on else "after an end"
