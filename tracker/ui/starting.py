"""Begins sessions, and goes on with unfinished ones: the one way past the gate."""

from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from textual.app import App

from tracker.core.errors import RoutineError
from tracker.core.record import Unfinished
from tracker.core.routine import Routine
from tracker.library import routine_from_document
from tracker.offers import Offers
from tracker.settings import Settings
from tracker.store import Store
from tracker.ui.gate import Gate
from tracker.ui.screens.room import attempt

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from tracker.core.hurting import Reason
    from tracker.core.player import Reading
    from tracker.cues import Sounds
    from tracker.ui.session import SessionStory

    Surroundings = Callable[[Settings], AbstractContextManager[Sounds]]
    """Opens what sounds in a session, and closes it; meanwhile the screen stays awake."""

    Alone = Callable[[], AbstractContextManager[bool]]
    """Sees to it that no other window leads a session meanwhile; tells whether none does."""


OLDEST: Final = timedelta(days=1)
"""How long after its last step a session may go on: our own choice."""

ELSEWHERE: Final = (
    "A session is under way in another window of unkink: end it there first. Here you can look "
    "at everything."
)


class Starting:
    """Starts one session at a time on the screens of `app`; `is_busy` while one is under way."""

    def __init__(
        self,
        app: App[int],
        store: Store,
        gate: Gate,
        offers: Callable[[], Offers],
        *,
        clock: "Callable[[], Reading]",
        now: Callable[[], datetime],
        settings: Callable[[], Settings],
        surroundings: "Surroundings | None",
        alone: "Alone | None",
    ) -> None:
        self.is_busy = False
        self._app = app
        self._store = store
        self._gate = gate
        self._offers = offers
        self._clock = clock
        self._now = now
        self._settings = settings
        self._surroundings = surroundings
        self._alone = alone or (lambda: nullcontext(True))

    async def begin(self, id_: str) -> None:
        """Begin a routine, once all is answered that has to be, if anything of it is left."""
        with self._alone() as is_alone:
            if not is_alone:
                self._app.notify(ELSEWHERE, severity="warning", markup=False)
            elif await self._gate.open():
                await self._begin(self._offers().routine(id_))

    async def _begin(self, routine: Routine) -> None:
        if not routine.items:
            said = "Your answers leave out all of it: d shows why, s changes them."
            self._app.notify(said, markup=False)
            return
        await self._in_story(routine, lambda story: story.begin())

    async def offer_unfinished(self) -> bool:
        """Ask what to do with an unfinished session; return whether it was gone on with."""
        unfinished = self._store.unfinished()
        if unfinished is None:
            return False
        with self._alone() as is_alone:
            if is_alone:
                return not await self._had_to_end(unfinished) and await self._offer(unfinished)
        self._app.notify(ELSEWHERE, severity="warning", markup=False)
        return False

    async def _offer(self, unfinished: Unfinished) -> bool:
        from tracker.store.days import last_sign
        from tracker.ui.screens.resume import ResumeScreen

        session, at = unfinished.session, unfinished.next_index
        try:
            routine = routine_from_document(session.routine or "", unfinished.document)
        except RoutineError:
            routine = None
        is_old = self._now() - last_sign(self._store, session.id) > OLDEST
        screen = ResumeScreen(unfinished, routine, is_old=is_old)
        choice = await self._app.push_screen_wait(screen)
        if choice == "keep":
            self._keep(unfinished)
        if choice != "resume" or routine is None or not await self._gate.open():
            return False
        if self._is_left_out(routine, at):
            self._keep(unfinished)
            said = "Your answers leave out some of what is left. What was done is kept."
            self._app.notify(said, markup=False)
            return False
        await self._in_story(routine, lambda story: story.resume(session.id, at))
        return True

    async def _had_to_end(self, unfinished: Unfinished) -> bool:
        """End a session that was cut off just after something hurt too much to go on with it."""
        hurts = self._store.hurts(unfinished.session.id)
        if not hurts or hurts[-1].way != "end session":
            return False
        self._keep(unfinished, hurts[-1].reason)
        if hurts[-1].reason == "warning sign" and not self._gate.safety.is_blocked:
            await self._gate.emergency()
        return True

    def _is_left_out(self, routine: Routine, at: int) -> bool:
        """Return whether the answers leave out any of the stretches from a step on."""
        from tracker.core.adapting import adapt
        from tracker.core.plan import plan

        items = {step.item for step in plan(routine)[at:]}
        left = routine._replace(items=tuple(routine.items[nth] for nth in sorted(items)))
        safety = self._gate.safety._replace(half_dose=False)
        return adapt(left, safety, self._offers().library.stretches).is_changed

    def _keep(self, unfinished: Unfinished, reason: "Reason" = "own choice") -> None:
        """End a session where it was."""
        from tracker.store.days import last_sign

        id_ = unfinished.session.id
        ended_at = last_sign(self._store, id_)
        attempt(self._app, lambda: self._store.finish(id_, "stopped", ended_at, None, reason))

    async def _in_story(
        self, routine: Routine, tell: "Callable[[SessionStory], Awaitable[None]]"
    ) -> None:
        """Tell a session from beginning to end; the app cannot be left meanwhile."""
        from tracker.ui.session import Parts, SessionStory

        settings = self._settings()
        around = self._surroundings(settings) if self._surroundings else nullcontext()
        self.is_busy = True
        try:
            with around as sounds:
                parts = Parts(self._app, self._store, self._clock, self._now, settings, sounds)
                await tell(SessionStory(parts, self._gate, self._offers(), routine))
        finally:
            self.is_busy = False
