"""A session as lines under each other: for screen readers, plain terminals and pipes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final, Literal

from tracker.cli.keys import Keys
from tracker.cli.plain_hurt import Asker, PlainHurt
from tracker.core import words
from tracker.core.caller import Caller
from tracker.core.hurting import Limits, Reason, start_of
from tracker.core.plan import plan, total_seconds
from tracker.core.player import Event, Player, Reading, Silence, StepEnded, StepStarted
from tracker.core.record import SessionOutcome, SessionRecord
from tracker.core.routine import Routine
from tracker.core.safety_words import emergency, gentle_only, rest_day
from tracker.cues import Sounds
from tracker.hurts import Hurts
from tracker.journal import Journal
from tracker.offers import Offers
from tracker.settings import Settings

PAUSE_KEYS: Final = frozenset({" ", "\n", "\r"})
STOP_KEYS: Final = frozenset({"s", "S"})
HURT_KEYS: Final = frozenset({"x", "X"})
LONGEST_WAIT: Final = 1.0
"""Seconds between two looks at the clock at the most, well under the player's two."""

HOW: Final = (
    "Space or Enter pauses and goes on, x says that it hurts, s stops. What you did is kept, and "
    "it counts."
)
GO_ON: Final = "Space or Enter goes on from here, s stops."
GENTLE: Final = "Enter alone starts it, anything else leaves: "
KEEP: Final = "`unkink rate {pain} --for now` keeps your number as today's rating."


@dataclass(frozen=True, slots=True)
class PlainParts:
    """What a session in lines is told with; `say` prints one line, or a question.

    `check` returns what stands against a session with this rating before it, empty for nothing.
    `known` returns the pain that decides whether one starts: the rating, or that of the last hours
    where it was skipped. `journal` makes the journal of a routine.
    """

    keys: Keys
    say: Callable[..., None]
    clock: Callable[[], Reading]
    now: Callable[[], datetime]
    sounds: Sounds
    settings: Settings
    offers: Offers
    check: Callable[[int | None], str]
    known: Callable[[int | None], int | None]
    journal: Callable[[Routine], Journal]


class PlainSession:
    """Leads through one routine line by line."""

    def __init__(self, routine: Routine, parts: PlainParts) -> None:
        self._parts = parts
        self._say = parts.say
        self._keys = parts.keys
        self._ask = Asker(parts.keys, parts.say)
        self._take_up(routine)

    def run(self) -> Journal | None:
        """Ask, lead through the routine, ask again, and write it all down.

        Returns the journal; None where no session was begun. An interrupt (Ctrl-C) stops the
        session without a second question, and is raised again.
        """
        self._say(f"{self._routine.name}, {words.clock(self._length)}.")
        before = self._ask.pain()
        limits = self._parts.settings.limits(before)
        if not self._may_start(limits):
            return None
        self._journal.begin(self._parts.offers.library.document(self._routine), before)
        self._say(HOW)
        try:
            outcome, reason = self._lead(limits)
        except KeyboardInterrupt:
            self._take(self._player.stop())
            self._journal.finish("stopped", self._parts.now(), None, "own choice")
            raise
        ended_at = self._parts.now()
        if reason == "own choice":
            self._say("Stopped early. It counts all the same.")
        elif reason == "warning sign":
            self._tell(emergency(self._parts.settings.emergency_number))
        pain = None if reason == "warning sign" else self._ask.pain()
        self._journal.finish(outcome, ended_at, pain, reason)
        return self._journal

    def _take_up(self, routine: Routine) -> None:
        """Prepare to lead through a routine from its first step."""
        self._routine = routine
        self._steps = plan(routine)
        self._length = total_seconds(self._steps)
        self._journal = self._parts.journal(routine)
        self._player = Player(self._steps, self._parts.clock)
        self._caller = Caller(routine)

    def _may_start(self, limits: Limits) -> bool:
        """Say what stands against a session, or offer the gentle one; return whether one starts."""
        if against := self._parts.check(limits.before):
            self._say(f"{against[0].upper()}{against[1:]}")
            return False
        before = self._parts.known(limits.before)
        start = start_of(limits._replace(before=before))
        if before is None or start == "as planned":
            return True
        if start == "not now":
            keep = [] if limits.before is None else [KEEP.format(pain=before)]
            self._tell((*rest_day(before), *keep))
            return False
        gentle = self._parts.offers.gentle()
        self._tell(gentle_only(before, gentle))
        if gentle is None or self._ask.line(GENTLE) != "":
            return False
        self._take_up(gentle)
        return True

    def _lead(self, limits: Limits) -> tuple[SessionOutcome, Reason | None]:
        """Lead to the end or to a stop, and on again after something hurt."""
        hurts = Hurts(self._journal, self._routine, limits, self._parts.now)
        hurt = PlainHurt(self._ask, self._say, hurts)
        at_once = True
        while True:
            with self._keys:
                outcome = self._practise(at_once=at_once)
            if outcome == "finished":
                return "finished", None
            if outcome == "stopped":
                return "stopped", "own choice"
            after = hurt.after(self._player.index, self._rest)
            if after.reason is not None:
                return "stopped", after.reason
            if after.index is None:
                return "finished", None
            self._player = Player(self._steps, self._parts.clock, after.index)
            self._caller, at_once = Caller(self._routine), False
            self._say(GO_ON)

    def _practise(self, *, at_once: bool) -> Literal["finished", "stopped", "hurt"]:
        player = self._player
        if at_once:
            self._take(player.resume())
        while player.phase != "over":
            key = self._keys.wait(self._patience())
            if key in STOP_KEYS:
                self._take(player.stop())
                self._parts.sounds.hush()
                return "stopped"
            if key in HURT_KEYS:
                self._take(player.hurt())
                self._parts.sounds.hush()
                return "hurt"
            if key in PAUSE_KEYS:
                running = player.phase == "running"
                self._take(player.pause() if running else player.resume())
            else:
                self._take(player.tick())
        return "finished"

    def _rest(self, seconds: float) -> None:
        """Let so many seconds pass by the clock."""
        until = self._parts.clock().monotonic + seconds
        with self._keys:
            while (left := until - self._parts.clock().monotonic) > 0:
                self._keys.wait(min(LONGEST_WAIT, left))

    def _tell(self, paragraphs: Iterable[str]) -> None:
        for paragraph in paragraphs:
            self._say(paragraph)

    def _patience(self) -> float:
        call = self._caller.next_in(self._player)
        return LONGEST_WAIT if call is None else min(LONGEST_WAIT, call)

    def _take(self, events: tuple[Event, ...]) -> None:
        """Write what ended, say what began, and sound what is due."""
        trouble = self._journal.trouble
        self._journal.flush()
        for event in events:
            match event:
                case StepEnded():
                    self._journal.end_step(event)
                case Silence(seconds):
                    self._say(
                        f"Nothing was heard for {words.clock(abs(seconds))}, and nothing of it "
                        "counts. Space or Enter goes on, s stops."
                    )
        calls = self._caller.due(self._player, events)
        for call in calls:
            self._parts.sounds.play(call)
            if call.words:
                self._say(f"{self._passed()}  {call.words}{self._seconds(events)}")
        self._explain(events)
        if self._journal.trouble and self._journal.trouble != trouble:
            self._say(f"Not saved yet, trying again. {self._journal.trouble}")

    def _explain(self, events: Iterable[Event]) -> None:
        """Say how a stretch is done when it is set up for the first time."""
        steps = self._player.steps
        begun = [steps[event.index] for event in events if isinstance(event, StepStarted)]
        for step in begun:
            if step.kind == "set-up":
                stretch = self._routine.items[step.item].stretch
                for nth, text in enumerate(stretch.steps, start=1):
                    self._say(f"  {nth}. {text}")
                if care := self._parts.offers.care(stretch):
                    self._say(f"  With care: {care}")
                if stretch.not_feel:
                    self._say(f"  Stop at: {stretch.not_feel}")

    def _seconds(self, events: Iterable[Event]) -> str:
        step = self._player.step
        begun = any(isinstance(event, StepStarted) for event in events)
        if not begun or step.kind != "hold":
            return ""
        return f", {step.seconds:g} second{'' if step.seconds == 1 else 's'}"

    def _passed(self) -> str:
        left = self._player.total_remaining
        return words.clock(max(0, ceil(self._length - left - 1e-3)))


def sum_up(session: SessionRecord) -> str:
    """Return the session in one line: what was held, and the pain before and after."""
    planned = words.clock(session.planned_seconds or 0.0)
    held = f"Held {words.clock(session.held_seconds or 0.0)} of {planned}."
    change = words.pain_change(session)
    return f"{held} Pain {change}." if change else held
