"""A session as lines under each other: for screen readers, plain terminals and pipes."""

from collections.abc import Callable, Iterable
from datetime import datetime
from math import ceil
from typing import Final

from tracker.cli.keys import Keys
from tracker.core import words
from tracker.core.caller import Caller
from tracker.core.plan import plan, total_seconds
from tracker.core.player import Event, Player, Reading, Silence, StepEnded, StepStarted
from tracker.core.record import SessionOutcome, SessionRecord
from tracker.core.routine import Routine
from tracker.cues import Sounds
from tracker.journal import Journal

PAUSE_KEYS: Final = frozenset({" ", "\n", "\r"})
STOP_KEYS: Final = frozenset({"s", "S"})
LONGEST_WAIT: Final = 1.0
"""Seconds between two looks at the clock at the most, well under the player's two."""

HOW: Final = "Space or Enter pauses and goes on, s stops. What you did is kept, and it counts."
ASK: Final = "Pain now, 0 to 10; Enter alone skips the question: "
ASK_AGAIN: Final = "Type a whole number from 0 to 10, or Enter alone to skip."


class PlainSession:
    """Leads through one routine line by line; `say` prints one line, or a question."""

    def __init__(
        self,
        routine: Routine,
        journal: Journal,
        keys: Keys,
        say: Callable[..., None],
        *,
        clock: Callable[[], Reading],
        now: Callable[[], datetime],
        sounds: Sounds,
    ) -> None:
        self._routine = routine
        self._journal = journal
        self._keys = keys
        self._say = say
        self._now = now
        self._sounds = sounds
        self._player = Player(plan(routine), clock)
        self._caller = Caller(routine)
        self._length = total_seconds(self._player.steps)

    def run(self, document: str) -> None:
        """Ask, lead through the routine, ask again, and write it all down.

        An interrupt (Ctrl-C) stops the session without a second question, and is raised again.
        """
        self._say(f"{self._routine.name}, {words.clock(self._length)}.")
        before = self._ask()
        self._journal.begin(document, before)
        self._say(HOW)
        try:
            with self._keys:
                outcome = self._practise()
        except KeyboardInterrupt:
            self._take(self._player.stop())
            self._journal.finish("stopped", self._now(), None)
            raise
        ended_at = self._now()
        if outcome == "stopped":
            self._say("Stopped early. It counts all the same.")
        self._journal.finish(outcome, ended_at, self._ask())

    def _practise(self) -> SessionOutcome:
        player = self._player
        self._take(player.resume())
        while player.phase != "over":
            key = self._keys.wait(self._patience())
            if key in STOP_KEYS:
                self._take(player.stop())
                self._sounds.hush()
                return "stopped"
            if key in PAUSE_KEYS:
                running = player.phase == "running"
                self._take(player.pause() if running else player.resume())
            else:
                self._take(player.tick())
        return "finished"

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
            self._sounds.play(call)
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

    def _ask(self) -> int | None:
        """Return the rating that was typed, or None when the question was skipped."""
        while True:
            self._say(ASK, end="")
            typed = self._keys.line()
            if typed is None or not self._keys.is_terminal:
                self._say(typed or "")  # nobody has pressed Enter on this line
            if not typed:
                return None
            if typed.isdecimal() and typed.isascii() and int(typed) <= 10:
                return int(typed)
            self._say(ASK_AGAIN)


def sum_up(session: SessionRecord) -> str:
    """Return the session in one line: what was held, and the pain before and after."""
    planned = words.clock(session.planned_seconds or 0.0)
    held = f"Held {words.clock(session.held_seconds or 0.0)} of {planned}."
    change = words.pain_change(session)
    return f"{held} Pain {change}." if change else held
