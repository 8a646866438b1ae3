"""What has to be answered before a session: nothing starts past it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.app import App

from tracker.core.errors import StoreError
from tracker.core.record import local_day
from tracker.core.safety import Kind, Page, Safety, Signs, due, read_answers
from tracker.settings import Settings
from tracker.store import Store

if TYPE_CHECKING:
    from tracker.core.escalation import Course
    from tracker.store.rows import NewAnswer, NewRating


class Gate:
    """The questions about safety on the screens of `app`; `safety` is what holds of the answers.

    `changed` is called after every answer that was stored.
    """

    def __init__(
        self,
        app: App[int],
        store: Store,
        *,
        now: Callable[[], datetime],
        settings: Callable[[], Settings],
        changed: Callable[[], None],
    ) -> None:
        self._app = app
        self._store = store
        self._now = now
        self._settings = settings
        self._changed = changed
        self._unsaved: list[NewAnswer] = []
        """What is not on disk yet: a sign that came up in a session while the disk took nothing."""
        self.safety: Safety = read_answers(store.answers())

    async def open(self, rating: int | None = None) -> bool:
        """Ask what is due, with the rating that was just given; return whether one may go on.

        Each page comes once at the most, and what to do about a sign comes before all of them.
        """
        asked: set[Page] = set()
        try:
            self.answer()  # a note, or another unkink, may have added to what holds
            while await self._acknowledged():
                page = next((one for one in self._due(rating) if one not in asked), None)
                if page is None:
                    return True
                if not await self._ask(page):
                    return False
                if page != "signs" or self.safety.is_complete:
                    asked.add(page)
            return False
        except StoreError as error:
            self._tell(error)
            return False

    async def ask_again(self) -> None:
        """Ask for the warning signs and the flags anew, because the person wants to."""
        try:
            if await self._ask("signs"):
                await self._ask("screening")
        except StoreError as error:
            self._tell(error)

    async def emergency(self) -> None:
        """Take down that a sign came up in a session, and say what to do about it."""
        from tracker.store.rows import NewAnswer

        signs = Signs(now=True)._asdict()
        sign = NewAnswer("red flags", signs, self._now(), self._settings().day_begins)
        try:
            self.answer(sign)
        except StoreError as error:  # help cannot wait for a disk
            self._keep(sign)
            self.safety = self.safety._replace(acknowledged=False)
            self._tell(error)
        try:
            await self._acknowledged()
        except StoreError as error:
            self._tell(error)

    def answer(self, *answers: "NewAnswer", rating: "NewRating | None" = None) -> None:
        """Write answers, and let all that are stored hold from now on. Raises StoreError."""
        answers = (*self._unsaved, *answers)
        if answers or rating:
            self._store.add(ratings=[rating] if rating else [], answers=answers)
            if self._unsaved and self._store.rescue:
                self._store.rescue.drop(self._unsaved[0].id)
            self._unsaved.clear()
        self.safety = read_answers(self._store.answers())
        self._changed()

    def _keep(self, sign: "NewAnswer") -> None:
        """Remember a sign that the disk does not take, also for the next start."""
        from tracker.store.entries import put_aside

        self._unsaved.append(sign)
        put_aside(self._store, self._unsaved)

    def course(self) -> "Course":
        """Return how it went up to now. Raises StoreError."""
        from tracker.course import read_course

        return read_course(self._store, self._today)

    def _due(self, rating: int | None) -> tuple[Page, ...]:
        from tracker.course import read_now

        at, today = self._now(), self._today
        return due(self.safety, read_now(self._store, self.safety, at, today, rating))

    @property
    def _today(self) -> date:
        return local_day(self._now(), self._settings().day_begins)

    async def _ask(self, page: Page) -> bool:
        """Show one page, and write what was answered; false where it was left."""
        from tracker.core.safety_words import DISCLAIMER, VERSION_LINE
        from tracker.ui.screens.screening import ScreeningScreen
        from tracker.ui.screens.sheet import DisclaimerScreen
        from tracker.ui.screens.signs import SignsScreen

        if page == "disclaimer":
            headline, *rest = DISCLAIMER
            sheet = DisclaimerScreen("Before you begin", headline, rest, VERSION_LINE)
            if await self._app.push_screen_wait(sheet):
                self._write("disclaimer", {"accepted": True})
                return True
        elif page == "signs":
            if signs := await self._app.push_screen_wait(SignsScreen()):
                self._write("red flags", signs._asdict())
                return await self._advised(signs)
        else:
            known = self.safety.screening
            if said := await self._app.push_screen_wait(ScreeningScreen(known)):
                flags = sorted(said.flags)
                self._write("screening", {**said._asdict(), "flags": flags})
                return True
        return False

    async def _advised(self, signs: Signs) -> bool:
        """Say at once what follows from the signs; return whether one may go on."""
        from tracker.core.safety_words import NO_DIAGNOSIS, NOTHING_TICKED, TIER_ADVICE
        from tracker.ui.screens.sheet import AdviceScreen

        if self.safety.is_blocked:
            return await self._acknowledged()
        ticked = [TIER_ADVICE[tier] for tier in ("soon", "routine") if getattr(signs, tier)]
        headline, *rest = [*ticked, NO_DIAGNOSIS] if ticked else NOTHING_TICKED
        advice = AdviceScreen("Warning signs", headline, rest)
        said = await self._app.push_screen_wait(advice)
        return said is True

    async def _acknowledged(self) -> bool:
        """Show the emergency page while a sign stands; return whether none does any more."""
        from tracker.core.safety_words import emergency
        from tracker.ui.screens.sheet import EmergencyScreen

        if not self.safety.is_blocked:
            return True
        headline, *rest = emergency(self._settings().emergency_number)
        if not await self._app.push_screen_wait(EmergencyScreen("Warning signs", headline, rest)):
            return False
        self._write("acknowledged", {})
        return True

    def _write(self, kind: Kind, said: dict[str, object]) -> None:
        from tracker.store.rows import NewAnswer

        self.answer(NewAnswer(kind, said, self._now(), self._settings().day_begins))

    def _tell(self, error: StoreError) -> None:
        self._app.notify(str(error), severity="error", markup=False)
