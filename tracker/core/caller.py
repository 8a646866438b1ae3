"""Calls out a session: looks at the player, and says which calls came due since the last look."""

from collections.abc import Iterable
from typing import Final

from tracker.core.calls import DONE, GO_ON, HALFWAY, PAUSED, Call, closing, schedule
from tracker.core.plan import Step
from tracker.core.player import ROUNDING, Event, Finished, Player, StepEnded, StepStarted
from tracker.core.routine import Routine

LATE_TONE_SECONDS: Final = 0.5
"""How late a tone may sound: one that tells a moment which is long over misleads."""

UNHEARD: Final = -1.0
"""The second up to which a step is called out before its first call."""

Passed = tuple[float, Call]
"""A call and its instant, in seconds credited since the step of the last look began."""


class Caller:
    """Calls out each step of `routine` once an attempt, whenever it is asked.

    It is asked after every tick and every verb of the player, with the events that came of it.
    While the player stands still nothing is called but the pause; what came due by then follows.
    """

    def __init__(self, routine: Routine) -> None:
        self._routine = routine
        self._called: Step | None = None
        self._heard = UNHEARD
        self._halfway_called = False
        self._running = False

    def due(self, player: Player, events: Iterable[Event]) -> tuple[Call, ...]:
        """Return the calls to be made now, in order.

        After a late look that is what can still be told: of several words the last ones, and no
        tone that is more than half a second late.
        """
        passed: list[Passed] = []
        if player.phase == "running" and not self._running:
            passed.append((0.0, GO_ON))
        begun = 0.0
        for event in events:
            match event:
                case StepStarted():
                    self._heard, self._halfway_called = UNHEARD, False
                case StepEnded():
                    if _ran_out(event):
                        passed += self._pass(event.step, event.seconds, event.seconds, begun)
                        passed += _ending(event, begun)
                    begun += event.seconds
                case Finished():
                    passed.append((begun, DONE))
        now = begun if player.phase == "over" else begun + player.elapsed
        if player.phase == "running":
            passed += self._pass(player.step, player.elapsed, player.length, begun)
        elif player.phase == "paused" and self._running:
            passed.append((now, PAUSED))
        self._running = player.phase == "running"
        return _still_to_be_told(passed, now)

    def next_in(self, player: Player) -> float | None:
        """Return the seconds until the next call is due; None while the player stands still.

        That is never later than the end of the step in hand, at which the next one is called.
        """
        if player.phase != "running":
            return None
        coming = schedule(self._routine, player.step, player.length, self._called)
        instants = [due.at for due in coming if self._is_new(due.at, due.call)]
        return max(0.0, min([*instants, player.length]) - player.elapsed)

    def _pass(self, step: Step, until: float, length: float, begun: float) -> list[Passed]:
        """Return the calls of a step up to one of its seconds, and take them as called."""
        passed: list[Passed] = []
        until += ROUNDING
        for due in schedule(self._routine, step, length, self._called):
            if due.at <= until and self._is_new(due.at, due.call):
                passed.append((begun + due.at, due.call))
                self._halfway_called |= due.call is HALFWAY
        self._heard, self._called = max(self._heard, until), step
        return passed

    def _is_new(self, at: float, call: Call) -> bool:
        return at > self._heard and not (call is HALFWAY and self._halfway_called)


def _ran_out(event: StepEnded) -> bool:
    """Return whether a step came to its end by the clock, and was not left by a key."""
    return event.next_index > event.index and event.outcome in ("done", "cut short")


def _ending(event: StepEnded, begun: float) -> list[Passed]:
    call = closing(event.step)
    return [] if call is None else [(begun + event.seconds, call)]


def _still_to_be_told(passed: list[Passed], now: float) -> tuple[Call, ...]:
    """Return the last words and the tones that are not late; what falls together is one call."""
    calls: list[Passed] = []
    spoken = max((nth for nth, (_, call) in enumerate(passed) if call.words), default=None)
    for nth, (at, call) in enumerate(passed):
        said = call.words if nth == spoken else ""
        tone = call.tone if now - at <= LATE_TONE_SECONDS + ROUNDING else None
        if calls and calls[-1][0] == at:
            _, together = calls.pop()
            said, tone = said or together.words, tone or together.tone
        if said or tone:
            calls.append((at, Call(said, tone)))
    return tuple(call for _, call in calls)
