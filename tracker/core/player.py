"""Walks a plan by a clock it is given: what has elapsed is what the clock says, never a count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tracker.core.plan import Outcome, Step, StepKind

Phase = Literal["running", "paused", "over"]

SILENCE_SECONDS: Final = 2.0
"""The longest gap between two ticks that still counts as stretching."""

WITHIN_A_REP: Final[frozenset[StepKind]] = frozenset({"hold", "ease out", "rest"})
"""The kinds of step that follow another one of the same rep, where it has one."""

ROUNDING: Final = 1e-6
"""Seconds by which two sums of the same floats may differ."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at both clocks, in seconds: `monotonic` never jumps, `wall` goes on in sleep."""

    monotonic: float
    wall: float


@dataclass(frozen=True, slots=True)
class StepStarted:
    """The step with this index has begun, or begun again."""

    index: int


@dataclass(frozen=True, slots=True)
class StepEnded:
    """One attempt at a step has ended after `seconds`; the player went on at `next_index`."""

    index: int
    step: Step
    seconds: float
    outcome: Outcome
    next_index: int

    @property
    def held_seconds(self) -> float:
        """Return the seconds that count as held: 0 for set-up, easing, switch and rest."""
        return self.seconds if self.step.counts else 0.0


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing was heard for `seconds` (negative when the wall clock went back): none is counted."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Finished:
    """The last step has ended."""


Event = StepStarted | StepEnded | Silence | Finished


class Player:
    """Plays `steps` from index `at` on; every verb returns what it brought about, in order.

    `clock` is read at every verb and at every tick. The player begins paused on its first step:
    `resume()` starts it. Raises ValueError when there are no steps or `at` is not one of them.
    """

    def __init__(self, steps: Sequence[Step], clock: Callable[[], Reading], at: int = 0) -> None:
        if not 0 <= at < len(steps):
            raise ValueError(f"there is no step {at} in a plan of {len(steps)}")
        self.steps = tuple(steps)
        self.index = at
        self.phase: Phase = "paused"
        self.elapsed = 0.0
        self.length = self.steps[at].seconds
        self._clock = clock
        self._last = clock()
        self._begun = False

    @property
    def step(self) -> Step:
        """Return the step in hand (the last one when it is over)."""
        return self.steps[self.index]

    @property
    def remaining(self) -> float:
        """Return the seconds left of the step in hand, changes of ten seconds included."""
        return self.length - self.elapsed

    @property
    def total_remaining(self) -> float:
        """Return the seconds left of the whole plan."""
        if self.phase == "over":
            return 0.0
        return self.remaining + sum(step.seconds for step in self.steps[self.index + 1 :])

    def tick(self) -> tuple[Event, ...]:
        """Credit the time since the last look, or report a silence and pause."""
        last, now = self._last, self._clock()
        self._last = now
        if self.phase != "running":
            return ()
        passed = now.monotonic - last.monotonic
        by_wall = now.wall - last.wall
        if max(passed, by_wall) > SILENCE_SECONDS or passed - by_wall > SILENCE_SECONDS:
            self.phase = "paused"
            return (Silence(by_wall if by_wall < 0 else max(passed, by_wall)),)
        return self._credit(passed)

    def pause(self) -> tuple[Event, ...]:
        """Credit up to now, then stand still until `resume`."""
        events = self.tick()
        if self.phase == "running":
            self.phase = "paused"
        return events

    def resume(self) -> tuple[Event, ...]:
        """Go on from now; what passed while paused is not counted."""
        if self.phase != "paused":
            return self.tick()
        self._last = self._clock()
        self.phase = "running"
        first, self._begun = not self._begun, True
        return (StepStarted(self.index),) if first else ()

    def next(self) -> tuple[Event, ...]:
        """Leave the step in hand as skipped, with what was held of it."""
        return self._leave("skipped", self.index + 1)

    def next_item(self) -> tuple[Event, ...]:
        """Leave what is left of the stretch in hand, every step of it as skipped."""
        item = self.step.item
        events = self.tick()
        while self.phase != "over" and self.step.item == item:
            events += self._end("skipped", self.index + 1)
        return events

    def back(self) -> tuple[Event, ...]:
        """Begin the rep before this one again; what was held of this one is kept, cut short.

        In a rest that is the rep just done.
        """
        start = rep_start(self.steps, self.index)
        if self.step.kind != "rest":
            start = rep_start(self.steps, max(0, start - 1))
        return self._leave("cut short", start)

    def restart(self) -> tuple[Event, ...]:
        """Begin the step in hand again; what was held of it is kept, cut short."""
        return self._leave("cut short", self.index)

    def lengthen(self, seconds: float) -> tuple[Event, ...]:
        """Lengthen the step in hand, or shorten it (negative), to now at the least."""
        events = self.tick()
        if self.phase != "over":
            self.length = max(self.elapsed, self.length + seconds)
        return events

    def stop(self) -> tuple[Event, ...]:
        """End here; the step in hand keeps what was held of it, cut short."""
        events = self.tick()
        if self.phase == "over":
            return events
        ended = StepEnded(self.index, self.step, self.elapsed, "cut short", self.index)
        self.phase = "over"
        return (*events, ended)

    def hurt(self) -> tuple[Event, ...]:
        """End here because it hurts; whoever goes on after that does so at the next stretch."""
        events = self.tick()
        if self.phase == "over":
            return events
        to = next_stretch(self.steps, self.index)
        self.phase = "over"
        return (*events, StepEnded(self.index, self.step, self.elapsed, "hurt", to))

    def _credit(self, seconds: float) -> tuple[Event, ...]:
        events: tuple[Event, ...] = ()
        while self.phase == "running" and self.elapsed + seconds >= self.length - ROUNDING:
            seconds = max(0.0, seconds - (self.length - self.elapsed))
            self.elapsed = self.length
            whole = self.elapsed >= self.step.seconds - ROUNDING
            events += self._end("done" if whole else "cut short", self.index + 1)
        if self.phase == "running":
            self.elapsed += seconds
        return events

    def _leave(self, outcome: Outcome, to: int) -> tuple[Event, ...]:
        """Catch up first; a step that ended of itself meanwhile is what the key was meant for."""
        index = self.index
        events = self.tick()
        if self.phase == "over" or self.index != index:
            return events
        return (*events, *self._end(outcome, to))

    def _end(self, outcome: Outcome, to: int) -> tuple[Event, ...]:
        ended = StepEnded(self.index, self.step, self.elapsed, outcome, to)
        if to >= len(self.steps):
            self.phase = "over"
            return (ended, Finished())
        self.index = to
        self.elapsed = 0.0
        self.length = self.steps[to].seconds
        self._begun = True
        return (ended, StepStarted(to))


def rep_start(steps: Sequence[Step], index: int) -> int:
    """Return where the rep of a step begins: at its easing in, if it has one."""
    step = steps[index]
    while step.kind in WITHIN_A_REP and steps[index - 1].rep == step.rep:
        index -= 1
        step = steps[index]
    return index


def next_stretch(steps: Sequence[Step], index: int) -> int:
    """Return where the stretch after that of a step begins; the number of steps after the last."""
    item = steps[index].item
    later = (nth for nth in range(index, len(steps)) if steps[nth].item != item)
    return next(later, len(steps))
