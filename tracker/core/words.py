"""How facts are said: durations, doses, days and pain, alike on screens and in commands."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from tracker.core.plan import Step
from tracker.core.record import SessionRecord
from tracker.core.routine import Item, Routine
from tracker.core.stretch import POSITION_WORDS, Dose, Stretch

StretchKey = tuple[str, str | None]
"""A stretch's id and its variation's, None for the stretch itself."""

ELSEWHERE: Final = "done elsewhere"
QUESTION_NOW: Final = "How strong is your back pain right now?"
QUESTION_DAY: Final = "How strong was your back pain on average over the last 24 hours?"
CHART_CAPTION: Final = (
    "A dot is the median of a day, or of the weeks named above. After only tells "
    "how a session felt; this cannot tell whether stretching changed it."
)
CANNOT_TELL: Final = "None of this can tell whether stretching changed it."
NUMBERS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)
DELTA_CAPTION: Final = (
    "Pain that is high when you start tends to drop anyway: "
    "one session cannot tell whether stretching changed it."
)
RISE_CAPTION: Final = "One session cannot tell whether stretching changed it."


def clock(seconds: float) -> str:
    """Return whole seconds as "9:50" or "1:02:03", rounded to the nearest."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def dose(dose: Dose) -> str:
    """Return a dose as "30 s × 3", "5 + 5 s × 5", "× 10" or "1:00" (a position kept)."""
    if dose.style == "resting":
        kept = clock(dose.hold_seconds or 0)
        return kept if dose.reps == 1 else f"{kept} × {dose.reps}"
    if dose.hold_seconds is None:
        return f"× {dose.reps}"
    holds = " + ".join([f"{dose.hold_seconds:g}"] * max(1, len(dose.halves)))
    return f"{holds} s × {dose.reps}"


def sides(item: Item) -> str:
    """Return "each leg", "each side", "left leg" and so on; empty where there are none."""
    if not item.sides:
        return ""
    if len(item.sides) > 1:
        return f"each {item.dose.sides}"
    return f"{item.sides[0]} {item.dose.sides}"


def side(item: Item, step: Step) -> str:
    """Return the side of a step as "left leg"; empty where it has none."""
    return f"{step.side} {item.dose.sides}" if step.side else ""


def positions(routine: Routine) -> str:
    """Return the way through the starting positions: "on your back → on all fours"."""
    return " → ".join(POSITION_WORDS[position] for position in routine.positions)


def severity(pain: int) -> str:
    """Return the usual word for a rating 0–10; the limits are a convention, not a measurement."""
    if pain == 0:
        return "no pain"
    return "mild" if pain <= 3 else "moderate" if pain <= 6 else "severe"


def pain_change(session: SessionRecord) -> str:
    """Return both ratings as "5 → 3", a dash for what was not rated; empty where neither was."""
    if session.pain_before is None and session.pain_after is None:
        return ""
    return f"{pain(session.pain_before)} → {pain(session.pain_after)}"


def pain(value: int | None) -> str:
    """Return a rating, or a dash for one that is missing."""
    return "–" if value is None else str(value)


def day(value: date, today: date) -> str:
    """Return "today", "yesterday", "Tue 17 Nov", or with its year when that is another one."""
    ago = (today - value).days
    if ago in (0, 1):
        return ("today", "yesterday")[ago]
    return f"{value:%a} {value.day} {value:%b}" + (
        "" if value.year == today.year else f" {value.year}"
    )


def when(session: SessionRecord) -> str:
    """Return the day and the minute a session began: "20 Nov 2026, 07:05"."""
    return f"{session.started_at.day} {session.started_at:%b %Y, %H:%M}"


def stretch_names(
    stretches: Iterable[Stretch], routines: Iterable[Routine] = ()
) -> dict[StretchKey, str]:
    """Return the name of every stretch and variation, those in routines included."""
    known = [*stretches, *(item.stretch for routine in routines for item in routine.items)]
    return {
        (stretch.id, stretch.variation): stretch.name
        for base in known
        for stretch in (base, *base.variations)
    }


def stretch_name(names: Mapping[StretchKey, str], stretch: str, variation: str | None) -> str:
    """Return a name out of `stretch_names`, or the ids where it is no longer known."""
    unknown = stretch if variation is None else f"{stretch}, {variation}"
    return names.get((stretch, variation), unknown)


def this_week(days: int, target: int) -> str:
    """Return on how many days there were sessions: "3 of 5 this week"; empty where there were none.

    Whoever did more than the target is not measured by it.
    """
    if not days:
        return ""
    return f"{days} of {target} this week" if days <= target else f"{count(days, 'day')} this week"


def count(number: int, one: str) -> str:
    """Return "1 session", "2 sessions"."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def some(texts: Sequence[str], most: int) -> str:
    """Return the first texts in a row, and how many more there are: "a; b; and 2 more"."""
    more = len(texts) - most
    return "; ".join(texts[:most]) + (f"; and {more} more" if more > 0 else "")


def number(value: int) -> str:
    """Return a count from 1 on as it is spoken: "one" to "twenty", then "21"."""
    return NUMBERS[value - 1] if value <= len(NUMBERS) else str(value)
