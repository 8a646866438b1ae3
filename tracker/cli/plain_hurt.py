"""What happens in lines after "this hurts": asked, judged and kept as on the screens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tracker.cli.keys import Keys
from tracker.core.hurting import (
    REST_SECONDS,
    Feeling,
    Limits,
    Reason,
    Verdict,
    judge,
    judge_rested,
)
from tracker.core.plan import plan
from tracker.core.player import next_stretch, rep_start
from tracker.core.record import HIGHEST_PAIN, HurtRecord
from tracker.core.routine import Routine
from tracker.core.safety_words import CENTRALISING, FEELINGS, WARNING_HINT, outcome_words
from tracker.journal import Journal

ASK: Final = "Pain now, 0 to 10; Enter alone skips the question: "
ASK_AGAIN: Final = "Type a whole number from 0 to 10, or Enter alone to skip."
FEELING_KEYS: Final[dict[str, Feeling]] = {"a": "sore", "b": "sharp", "w": "warning sign"}
FEEL: Final = "What is it like? a, b or w; Enter alone skips the question: "
FEEL_AGAIN: Final = "Type a, b or w, or Enter alone to skip."
ENDS: Final = "Enter alone goes on, e ends the session here: "
REST: Final = "Rest for two minutes in whatever position is easy. Then one question follows."


class Asker:
    """Asks for single lines; what is no answer is asked for again."""

    def __init__(self, keys: Keys, say: Callable[..., None]) -> None:
        self._keys = keys
        self._say = say

    def line(self, question: str) -> str | None:
        """Return the line that was typed; None when there will be no more."""
        self._say(question, end="")
        typed = self._keys.line()
        if typed is None or not self._keys.is_terminal:
            self._say(typed or "")  # nobody has pressed Enter on this line
        return typed

    def pain(self) -> int | None:
        """Return the rating that was typed, or None when the question was skipped."""
        while typed := self.line(ASK):
            if typed.isdecimal() and typed.isascii() and int(typed) <= HIGHEST_PAIN:
                return int(typed)
            self._say(ASK_AGAIN)
        return None

    def feeling(self) -> Feeling | None:
        """Return what it is like, or None when the question was skipped."""
        while typed := self.line(FEEL):
            if feeling := FEELING_KEYS.get(typed.lower()):
                return feeling
            self._say(FEEL_AGAIN)
        return None


@dataclass(frozen=True, slots=True)
class After:
    """The step at which it goes on, or why the session ends."""

    index: int
    reason: Reason | None = None


class PlainHurt:
    """Asks, judges by the limits of a session, writes into its journal, and says how to go on."""

    def __init__(
        self,
        ask: Asker,
        say: Callable[..., None],
        routine: Routine,
        journal: Journal,
        limits: Limits,
        now: Callable[[], datetime],
    ) -> None:
        self._ask = ask
        self._say = say
        self._routine = routine
        self._journal = journal
        self._limits = limits
        self._now = now
        self._steps = plan(routine)

    def after(self, index: int, rest: Callable[[float], None]) -> After:
        """Return how it goes on after the step at `index` hurt; `rest` lets seconds pass."""
        for key, one in FEELING_KEYS.items():
            self._say(f"  {key}: {FEELINGS[one]}")
        self._say(f"  {WARNING_HINT}")
        self._say(f"  {CENTRALISING}")
        pain, feeling = self._ask.pain(), self._ask.feeling()
        verdict = judge(pain, feeling, self._limits)
        self._write(index, pain, feeling, verdict, rested=False)
        if verdict.rest:
            self._say(REST)
            rest(REST_SECONDS)
            pain, feeling = self._ask.pain(), self._ask.feeling()
            verdict = judge_rested(pain, self._limits, feeling)
            self._write(index, pain, feeling, verdict, rested=True)
        return self._follow(index, verdict)

    def _follow(self, index: int, verdict: Verdict) -> After:
        if verdict.reason != "warning sign":  # what to do about that is said elsewhere
            for paragraph in outcome_words(verdict, self._limits):
                self._say(paragraph)
        if verdict.way == "end session":
            return After(index, verdict.reason)
        if self._ask.line(ENDS) != "":
            return After(index, "own choice")
        if verdict.way == "ease off":
            return After(rep_start(self._steps, index))
        return After(next_stretch(self._steps, index))

    def _write(
        self,
        index: int,
        pain: int | None,
        feeling: Feeling | None,
        verdict: Verdict,
        *,
        rested: bool,
    ) -> None:
        step = self._steps[index]
        stretch = self._routine.items[step.item].stretch
        at = self._now()
        self._journal.hurt(
            HurtRecord.of(index, step, stretch, pain, feeling, verdict, at, rested=rested)
        )
