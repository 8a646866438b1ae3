"""Says how the weekly target went, forgivingly: what could not be done breaks nothing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from tracker.core import words
from tracker.core.glance import monday

Mark = Literal["ill", "away", "rest"]
EXCUSED: Final[frozenset[Mark]] = frozenset({"ill", "away"})
"""The marks of days on which nothing is expected; a day of rest is part of any good week."""

MARKED: Final[dict[Mark, str]] = {"ill": "ill", "away": "away", "rest": "a day of rest"}
WEEK: Final = 7


class TargetWeek(NamedTuple):
    """One week: the days with a session, whether stopped early or not, and how many were wanted."""

    monday: date
    done: int
    wanted: int

    @property
    def is_met(self) -> bool:
        """Return whether as many days as wanted had a session, or none was wanted."""
        return self.done >= self.wanted

    @property
    def counts(self) -> bool:
        """Return whether anything was wanted of it, or done in it."""
        return self.wanted > 0 or self.done > 0


class CalendarDay(NamedTuple):
    """How many sessions a day had, and how many of them were stopped early."""

    day: date
    sessions: int
    stopped: int


class CalendarFacts(NamedTuple):
    """The days with sessions, the marked days, the weeks and the period; both days belong to it.

    `run` is how many weeks in a row met the target up to now, whenever they began.
    """

    days: Mapping[date, CalendarDay]
    marks: Mapping[date, Mark]
    weeks: Sequence[TargetWeek]
    since: date
    until: date
    run: int


def target_weeks(
    practised: Iterable[date], marks: Mapping[date, Mark], target: int, today: date
) -> list[TargetWeek]:
    """Return each week from the first one with a session to this one, oldest first.

    A day ill or away takes its share of the target with it, rounded in the person's favour.
    """
    days = {day for day in practised if day <= today}
    if not days:
        return []
    first, found = monday(min(days)), []
    while first <= today:
        week = [first + timedelta(days=nth) for nth in range(WEEK)]
        open_days = sum(marks.get(day) not in EXCUSED or day in days for day in week)
        done = sum(day in days for day in week)
        found.append(TargetWeek(first, done, target * open_days // WEEK))
        first += timedelta(days=WEEK)
    return found


def in_a_row(weeks: Sequence[TargetWeek]) -> int:
    """Return how many weeks up to now met their target, one after the other.

    This week counts once it is met, and never against: it is not over. A week in which nothing was
    wanted, nor done, neither counts nor breaks anything.
    """
    run = 0
    for nth, week in enumerate(reversed(weeks)):
        if week.is_met:
            run += week.counts
        elif nth:
            break
    return run


def target_sentence(weeks: Sequence[TargetWeek], target: int, run: int) -> str:
    """Return how many weeks met the target, and how many in a row (`run`) up to now.

    This week is among them once it is met.
    """
    days = words.count(target, "day")
    over = weeks if weeks and weeks[-1].is_met else weeks[:-1]
    counted = [week for week in over if week.counts]
    if not counted:
        return f"Your target: sessions on {days} a week."
    met = sum(week.is_met for week in counted)
    now = f", {run} in a row up to now" if run > 1 else ""
    return f"{met} of {words.count(len(counted), 'week')} met your target of {days}{now}."


def day_sentence(day: date, facts: CalendarFacts) -> str:
    """Return what is known of one day of a calendar."""
    done, mark = facts.days.get(day), facts.marks.get(day)
    said = []
    if done is not None:
        early = f", {done.stopped} stopped early" if done.stopped else ""
        said.append(words.count(done.sessions, "session") + early)
    if mark is not None:
        said.append(MARKED[mark])
    when = words.day(day, facts.until)
    return f"{when[0].upper()}{when[1:]}: {'; '.join(said) or 'no session'}."
