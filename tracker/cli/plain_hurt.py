"""What happens in lines after "this hurts": asked, judged and kept as on the screens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tracker.cli.keys import Keys
from tracker.core.hurting import REST_SECONDS, Feeling, Reason, Verdict
from tracker.core.record import HIGHEST_PAIN
from tracker.core.safety_words import FEELINGS, LET_GO, WARNING_HINT, outcome_words
from tracker.hurts import Hurts

ASK: Final = "Pain now, 0 to 10; Enter alone skips the question: "
ASK_AGAIN: Final = "Type a whole number from 0 to 10, or Enter alone to skip."
FEELING_KEYS: Final[dict[str, Feeling]] = {"a": "sore", "b": "sharp", "w": "warning sign"}
HURT: Final = "Pain now, 0 to 10, or a, b, w; Enter alone skips the question: "
HURT_AGAIN: Final = "Type a whole number from 0 to 10, or a, b, w, or Enter alone to skip."
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

    def hurt(self) -> tuple[int | None, Feeling | None]:
        """Return the pain and what it is like, each None where it was skipped.

        What it is like may be typed at once: then the number is not asked for any more.
        """
        while typed := self.line(HURT):
            if typed.isdecimal() and typed.isascii() and int(typed) <= HIGHEST_PAIN:
                return int(typed), self.feeling()
            if feeling := FEELING_KEYS.get(typed.lower()):
                return None, feeling
            self._say(HURT_AGAIN)
        return None, self.feeling()

    def feeling(self) -> Feeling | None:
        """Return what it is like, or None when the question was skipped."""
        while typed := self.line(FEEL):
            if feeling := FEELING_KEYS.get(typed.lower()):
                return feeling
            self._say(FEEL_AGAIN)
        return None


@dataclass(frozen=True, slots=True)
class After:
    """The step at which it goes on (None: that was the last stretch), or why the session ends."""

    index: int | None = None
    reason: Reason | None = None


class PlainHurt:
    """Asks in lines what `hurts` judges, and says how the session goes on."""

    def __init__(self, ask: Asker, say: Callable[..., None], hurts: Hurts) -> None:
        self._ask = ask
        self._say = say
        self._hurts = hurts

    def after(self, index: int, rest: Callable[[float], None]) -> After:
        """Return how it goes on after the step at `index` hurt; `rest` lets seconds pass."""
        self._say(LET_GO)
        for key, one in FEELING_KEYS.items():
            self._say(f"  {key}: {FEELINGS[one]}")
        self._say(f"  {WARNING_HINT}")
        verdict = self._hurts.judge(index, *self._ask.hurt())
        if verdict.rest:
            self._say(REST)
            rest(REST_SECONDS)
            verdict = self._hurts.judge_rested(index, *self._ask.hurt())
        return self._follow(index, verdict)

    def _follow(self, index: int, verdict: Verdict) -> After:
        if verdict.reason != "warning sign":  # what to do about that is said elsewhere
            for paragraph in outcome_words(verdict, self._hurts.limits):
                self._say(paragraph)
        if verdict.way == "end session":
            return After(reason=verdict.reason)
        while (typed := self._ask.line(ENDS)) != "":
            if typed is None or typed.lower() == "e":
                return After(reason="own choice")
        return After(self._hurts.goes_on_at(index, verdict))
