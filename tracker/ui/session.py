"""The story of one session, from the first question to the summary."""

from collections.abc import Callable
from datetime import datetime

from textual.app import App

from tracker.core import words
from tracker.core.plan import plan
from tracker.core.player import Player, Reading
from tracker.core.routine import Routine
from tracker.cues import Sounds
from tracker.journal import Journal
from tracker.settings import Settings
from tracker.store import Store
from tracker.ui.screens.check_in import Answer, CheckInScreen, Moment
from tracker.ui.screens.practice import Left, PracticeScreen
from tracker.ui.screens.saving import SavingScreen
from tracker.ui.screens.summary import SummaryScreen


class SessionStory:
    """Tells one session of `routine` on the screens of `app`, writing into `store` as it goes."""

    def __init__(
        self,
        app: App[int],
        store: Store,
        routine: Routine,
        *,
        clock: Callable[[], Reading],
        now: Callable[[], datetime],
        settings: Settings,
        sounds: Sounds | None,
    ) -> None:
        self._app = app
        self._store = store
        self._routine = routine
        self._clock = clock
        self._now = now
        self._settings = settings
        self._sounds = sounds

    async def begin(self, document: str) -> None:
        """Ask for the pain, then lead through the whole routine."""
        answer = await self._app.push_screen_wait(CheckInScreen("before", self._routine.name))
        if answer is None:
            return
        journal = self._journal()
        journal.begin(document, answer.pain)
        await self._practise(journal, 0)

    async def resume(self, session: str, index: int) -> None:
        """Go on with a session that was begun earlier, at this step, once the person is ready."""
        journal = self._journal(session)
        await self._practise(journal, index, self._store.last_sign(session))

    def _journal(self, session: str | None = None) -> Journal:
        day_begins = self._settings.day_begins
        return Journal(self._store, self._routine, self._now, session, day_begins=day_begins)

    async def _practise(
        self, journal: Journal, index: int, ended_at: datetime | None = None
    ) -> None:
        """Lead through the steps from `index` on; `ended_at` is when an earlier part ended."""
        steps = plan(self._routine)
        at_once = ended_at is None
        answer: Answer | None = None
        left = Left("finished", index)
        while answer is None:
            if left.index < len(steps):
                player = Player(steps, self._clock, left.index)
                screen = PracticeScreen(
                    self._routine,
                    player,
                    journal,
                    at_once=at_once,
                    settings=self._settings,
                    sounds=self._sounds,
                )
                left = await self._app.push_screen_wait(screen)
                ended_at, at_once = self._now(), False
            moment: Moment = "after a finish" if left.outcome == "finished" else "after a stop"
            answer = await self._app.push_screen_wait(CheckInScreen(moment, self._routine.name))
        journal.finish(left.outcome, ended_at or self._now(), answer.pain)
        await self._sum_up(journal)

    async def _sum_up(self, journal: Journal) -> None:
        if not journal.flush() and not await self._app.push_screen_wait(SavingScreen(journal)):
            return
        session = self._store.session(journal.session)
        steps = self._store.steps(journal.session)
        names = words.stretch_names((), [self._routine])
        await self._app.push_screen_wait(SummaryScreen(session, steps, names))
