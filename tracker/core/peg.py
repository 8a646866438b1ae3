"""The weekly questionnaire PEG (Krebs 2009): three questions, each 0–10, and their mean.

The items stand word for word as they were published; what is not validated, bands and sums, is not
there (section 3.6 of the project's clinical notes).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from tracker.core.safety import Answered

EVERY_DAYS: Final = 7
BAD_AS_IMAGINED: Final = ("No pain", "Pain as bad as you can imagine")
INTERFERES: Final = ("Does not interfere", "Completely interferes")


class Question(NamedTuple):
    """One question, by the name it is stored under, and what 0 and 10 mean."""

    name: str
    words: str
    ends: tuple[str, str]


QUESTIONS: Final = (
    Question(
        "pain",
        "What number best describes your pain on average in the past week?",
        BAD_AS_IMAGINED,
    ),
    Question(
        "enjoyment",
        "What number best describes how, during the past week, pain has interfered with your "
        "enjoyment of life?",
        INTERFERES,
    ),
    Question(
        "activity",
        "What number best describes how, during the past week, pain has interfered with your "
        "general activity?",
        INTERFERES,
    ),
)


class Peg(NamedTuple):
    """The three answers of one week, each 0–10, and the id of their row."""

    id: str
    day: date
    pain: int
    enjoyment: int
    activity: int

    @property
    def score(self) -> float:
        """Return the mean of the three, 0–10; higher is worse."""
        return (self.pain + self.enjoyment + self.activity) / len(QUESTIONS)


def read_pegs(rows: Iterable[Answered]) -> list[Peg]:
    """Return what was answered; a week without all three has no score, and is not among them."""
    return [
        Peg(row.id, row.day, *(row.answers[one.name] for one in QUESTIONS))
        for row in rows
        if row.kind == "peg" and _is_whole(row.answers)
    ]


def is_due(rows: Iterable[Answered], today: date) -> bool:
    """Return whether a week has passed since it was answered, or passed over, or never was."""
    days = [row.day for row in rows if row.kind == "peg"]
    return not days or (today - max(days)).days >= EVERY_DAYS


def _is_whole(answers: Mapping[str, Any]) -> bool:
    return all(
        type(given := answers.get(one.name)) is int and 0 <= given <= 10 for one in QUESTIONS
    )
