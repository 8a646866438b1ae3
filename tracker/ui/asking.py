"""What Today asks and says beside the routines: the day after, what weeks say, the half dose."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final, Literal, NamedTuple

from textual.app import App

from tracker.core.errors import StoreError
from tracker.core.escalation import (
    LATE_WEEKS,
    Course,
    Rule,
    notice,
    pain_weeks,
    three_stops,
)
from tracker.core.peg import is_due
from tracker.core.record import SessionRecord, local_day
from tracker.core.safety import Kind, NextDay, Safety
from tracker.core.safety_words import (
    LESS_ATTENTION,
    NO_DIAGNOSIS,
    NOTICES,
    SIGNS_SOON,
    TIER_ADVICE,
    half_dose_offer,
    leave_out_offer,
)
from tracker.core.usual import usual
from tracker.settings import Settings, Value
from tracker.store import Store
from tracker.store.days import last_practised
from tracker.store.rows import NewAnswer, NewRating
from tracker.ui.gate import Gate
from tracker.ui.screens.room import attempt

Other = Literal["peg", "low attention", "soon"]
"""The week's questions, the offer to make less of pain, a sign that a doctor should see soon."""

LATEST: Final = timedelta(hours=48)
"""How long after a session its next day can be asked for: our own choice."""


class Asked(NamedTuple):
    """One thing that Today has to ask or to say: a line, and what it is.

    `about` is the session whose next day it is, or the rule, or something else; None where only
    the line is said.
    """

    line: str
    about: SessionRecord | Rule | Other | None = None


class Asking:
    """Decides what is asked on Today, asks it on the screens of `app`, and writes it down."""

    def __init__(
        self,
        app: App[int],
        store: Store,
        gate: Gate,
        *,
        now: Callable[[], datetime],
        settings: Callable[[], Settings],
        change: Callable[[str, Value], None],
    ) -> None:
        self._app = app
        self._change = change
        self._store = store
        self._gate = gate
        self._now = now
        self._settings = settings

    def due(self) -> Asked | None:
        """Return what comes first today. Raises StoreError."""
        safety = self._gate.safety
        if safety.is_blocked:
            return Asked("A warning sign stands. Enter says what to do.")
        if self._should_see_a_doctor(safety):
            return Asked("A sign you named: speak to a doctor today or tomorrow.", "soon")
        course = self._gate.course()
        if session := self._yesterdays(safety, course):
            return Asked("How is your back the day after?", session)
        if rule := notice(course, safety):
            return Asked(NOTICES[rule][0], rule)
        if course.first is not None and is_due(self._store.answers(), course.today):
            return Asked("Three questions about your week are due.", "peg")
        if safety.half_dose or safety.dropped:
            return Asked("You do less for now. f brings all of it back.")
        if self._may_offer_less_attention(safety, course):
            return Asked(LESS_ATTENTION[0], "low attention")
        return None

    async def ask(self) -> None:
        """Ask it, or show the page behind the line."""
        try:
            asked = self.due()
            if asked is None or asked.about is None:
                return
            if isinstance(asked.about, SessionRecord):
                await self._next_day(asked.about)
            elif asked.about == "peg":
                await self._week()
            elif asked.about == "soon":
                await self._see_a_doctor()
            elif asked.about == "low attention":
                await self._less_attention()
            else:
                await self._tell(asked.about)
        except StoreError as error:
            self._app.notify(str(error), severity="error", markup=False)

    async def ask_day(self) -> None:
        """Ask for the average of the last 24 hours, and write it down."""
        from tracker.ui.screens.check_in import CheckInScreen

        answer = await self._app.push_screen_wait(CheckInScreen("day", "The day's pain"))
        if answer is None or answer.pain is None:
            return
        rating = NewRating("day", answer.pain, self._now(), day_begins=self._begins)
        if attempt(self._app, lambda: self._store.add(ratings=[rating])):
            self._app.notify(f"Kept: {answer.pain}, the last 24 hours on average.", markup=False)

    async def may_start(self) -> bool:
        """Show what comes before a session after three stops; return whether one may start."""
        try:
            if three_stops(self._gate.course(), self._gate.safety):
                return await self._tell("three stops")
        except StoreError as error:
            self._app.notify(str(error), severity="error", markup=False)
            return False
        return True

    def do_all_again(self) -> None:
        """Do the whole dose of everything again. Raises StoreError."""
        safety = self._gate.safety
        answers = [self._answer("half dose", {"on": False})] if safety.half_dose else []
        for stretch in sorted(safety.dropped):
            answers.append(self._answer("dropped", {"stretch": stretch, "on": False}))
        self._gate.answer(*answers)

    def _yesterdays(self, safety: Safety, course: Course) -> SessionRecord | None:
        """Return the session whose next day is now, where that was not asked yet."""
        session = last_practised(self._store)
        if session is None or _usual(session, course) is None:
            return None
        if self._is_low and not self._store.hurts(session.id):
            return None
        today = local_day(self._now(), self._settings().day_begins)
        ended_at = session.ended_at or session.started_at
        if session.day >= today or self._now() - ended_at > LATEST:
            return None
        asked = any(one.session == session.id for one in safety.next_days)
        return None if asked else session

    async def _next_day(self, session: SessionRecord) -> None:
        from tracker.ui.screens.check_in import CheckInScreen

        screen = CheckInScreen("the day after", session.routine_name)
        answer = await self._app.push_screen_wait(screen)
        if answer is None:
            return
        usual_pain = _usual(session, self._gate.course())
        assert usual_pain is not None
        said: dict[str, object] = {
            "session": session.id,
            "pain": answer.pain,
            "usual": usual_pain,
        }
        rating = None
        if answer.pain is not None:
            rating = NewRating("now", answer.pain, self._now(), day_begins=self._begins)
        self._gate.answer(self._answer("next day", said), rating=rating)
        checks = self._gate.safety.next_days
        if checks[-1].is_worse:
            await self._offer_less(checks)

    def _should_see_a_doctor(self, safety: Safety) -> bool:
        """Return whether a sign was named that should be seen soon, and that was not put away."""
        read = safety.dismissed.get("soon", date.min)
        named = safety.signs is not None and bool(safety.signs.soon)
        return named and (safety.signs_day is None or read < safety.signs_day)

    async def _see_a_doctor(self) -> None:
        """Say it once more, until it is put away."""
        from tracker.ui.screens.sheet import NoticeScreen

        about = [f"You said yes to one of these: {'; '.join(SIGNS_SOON)}.", NO_DIAGNOSIS]
        screen = NoticeScreen("Warning signs", TIER_ADVICE["soon"], about)
        if await self._app.push_screen_wait(screen):
            self._gate.answer(self._answer("notice", {"rule": "soon"}))

    def _may_offer_less_attention(self, safety: Safety, course: Course) -> bool:
        """Return whether the pain is young, there is any on Today, and it was not offered yet."""
        weeks = pain_weeks(safety, course.today)
        young = weeks is not None and weeks < LATE_WEEKS and course.first is not None
        return young and "low attention" not in safety.dismissed and not self._is_low

    async def _less_attention(self) -> None:
        """Offer to make less of pain on Today; the answer is not asked for again."""
        from tracker.ui.screens.sheet import QuietScreen

        headline, *rest = LESS_ATTENTION
        wanted = await self._app.push_screen_wait(QuietScreen("Today", headline, rest))
        if wanted and not attempt(self._app, lambda: self._change("attention", "low")):
            return
        self._gate.answer(self._answer("notice", {"rule": "low attention"}))

    async def _week(self) -> None:
        """Ask the three questions about the week; one that is skipped leaves the week out."""
        from tracker.ui.weekly import ask_week

        given = await ask_week(self._app)
        if given is not None:
            self._gate.answer(self._answer("peg", given))
            self._app.notify("Kept. The trends show your weeks under 5.", markup=False)

    async def _offer_less(self, checks: tuple[NextDay, ...]) -> None:
        """Offer half the dose; the second time running, to leave out what hurt as well."""
        from tracker.ui.screens.sheet import OfferScreen

        if not self._gate.safety.half_dose:
            headline, *rest = half_dose_offer(checks[-1].usual)
            if await self._app.push_screen_wait(OfferScreen("The day after", headline, rest)):
                self._gate.answer(self._answer("half dose", {"on": True}))
        if len(checks) < 2 or not checks[-2].is_worse:
            return
        hurts = [hurt for one in checks[-2:] for hurt in self._store.hurts(one.session)]
        left = {hurt.stretch for hurt in hurts} - self._gate.safety.dropped
        for stretch in sorted(left):
            headline, *rest = leave_out_offer(stretch.replace("-", " "))
            if await self._app.push_screen_wait(OfferScreen("The day after", headline, rest)):
                self._gate.answer(self._answer("dropped", {"stretch": stretch, "on": True}))

    async def _tell(self, rule: Rule) -> bool:
        """Show the page of a rule; return whether it was put away."""
        from tracker.ui.screens.sheet import NoticeScreen

        headline, more = NOTICES[rule]
        screen = NoticeScreen("Your weeks", headline, [more, NO_DIAGNOSIS])
        if not await self._app.push_screen_wait(screen):
            return False
        self._gate.answer(self._answer("notice", {"rule": rule}))
        return True

    @property
    def _is_low(self) -> bool:
        return self._settings().attention == "low"

    @property
    def _begins(self) -> int:
        return self._settings().day_begins

    def _answer(self, kind: Kind, said: dict[str, object]) -> NewAnswer:
        return NewAnswer(kind, said, self._now(), self._begins)


def _usual(session: SessionRecord, course: Course) -> float | None:
    """Return what is usual, or else the rating before the session; None: neither is known."""
    found = usual(course.ratings, course.today)
    return session.pain_before if found is None else found
