"""What is said on Today when weeks go the wrong way: each once, and never alarming.

The rules are those of section 4.3 of the project's clinical notes.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from tracker.core.safety import SEVERE_FROM, Safety
from tracker.core.usual import WEEK_DAYS, Rating, week_mean

Rule = Literal[
    "severe days",
    "three stops",
    "worse weeks",
    "worse questionnaires",
    "no better after six weeks",
    "no better after two weeks",
    "monthly review",
]
"""In the order in which they matter."""

SEVERE_DAYS: Final = 3
STOPS: Final = 3
STOP_DAYS: Final = 14
WORSE_BY: Final = 2.0
PEG_WORSE_BY: Final = 1.0
PEG_WORSE_SHARE: Final = 0.3
BETTER_BY: Final = 1.0
"""A week's mean that fell by less is no better, and one under it is nothing to better: our own
choice, since a change of 1 is inside the noise of a rating (clinical notes, 3.2)."""

EARLY_WEEKS: Final = 2
LATE_WEEKS: Final = 6
OLD_PAIN_WEEKS: Final = 12
REVIEW_DAYS: Final = 30
QUIET_DAYS: Final = 28
"""How long a notice that was read is not shown again, where it can come again at all."""

DIGITS: Final = 6
"""Digits after the point in a comparison of means: thirds and sevenths have no exact float."""

ONCE: Final[frozenset[Rule]] = frozenset({"no better after six weeks", "no better after two weeks"})
"""What is said once and never again."""


class Course(NamedTuple):
    """How it went: the days and pains of the ratings before sessions and on their own.

    `stops` are the days of stretches and sessions that were ended because something hurt. `peg`
    are the scores of the weekly questionnaire, oldest first. `first` is the day of the first entry.
    """

    today: date
    first: date | None
    ratings: Sequence[Rating]
    stops: Sequence[date] = ()
    peg: Sequence[float] = ()


class Weeks(NamedTuple):
    """The mean pain of the first week and of the last seven days."""

    start: float
    now: float

    @property
    def rise(self) -> float:
        """Return by how much the last seven days are above the first week."""
        return round(self.now - self.start, DIGITS)


def notice(course: Course, safety: Safety) -> Rule | None:
    """Return the one thing that is to be said today, if there is one."""
    for rule, holds in RULES.items():
        if _may_be_said(rule, course, safety) and holds(course, safety):
            return rule
    return None


def severe_days(course: Course, safety: Safety) -> bool:
    """Return whether the pain was 8 or more on three days running, the last of them now."""
    worst: dict[date, int] = {}
    for day, pain in course.ratings:
        worst[day] = max(pain, worst.get(day, pain))
    last = max(worst, default=course.today)
    run = [last - timedelta(days=back) for back in range(SEVERE_DAYS)]
    recent = (course.today - last).days <= 1
    return recent and all(worst.get(day, 0) >= SEVERE_FROM for day in run)


def three_stops(course: Course, safety: Safety) -> bool:
    """Return whether something hurt enough to stop three times within fourteen days.

    Those before the notice was last read do not count again.
    """
    read = safety.dismissed.get("three stops", date.min)
    since = max(course.today - timedelta(days=STOP_DAYS - 1), read + timedelta(days=1))
    return sum(since <= day <= course.today for day in course.stops) >= STOPS


def worse_weeks(course: Course, safety: Safety) -> bool:
    """Return whether the mean of the last week is two above that of the first one."""
    weeks = _weeks(course)
    return weeks is not None and weeks.rise >= WORSE_BY


def worse_questionnaires(course: Course, safety: Safety) -> bool:
    """Return whether the PEG was up by 1 and by 30 % in each of the last two weeks."""
    if not course.peg:
        return False
    first = course.peg[0]  # it is not above itself, so this takes two more
    least = max(PEG_WORSE_BY, round(first * PEG_WORSE_SHARE, DIGITS))
    return all(round(score - first, DIGITS) >= least for score in course.peg[-2:])


def no_better_early(course: Course, safety: Safety) -> bool:
    """Return whether it is no better after two weeks, and six have not passed yet."""
    too_late = _has_lasted(course, LATE_WEEKS)
    return not too_late and _no_better(course, safety, EARLY_WEEKS)


def no_better_late(course: Course, safety: Safety) -> bool:
    """Return whether it is no better after six weeks."""
    return _no_better(course, safety, LATE_WEEKS)


def monthly_review(course: Course, safety: Safety) -> bool:
    """Return whether it is time to look back, for pain that is old and is not to be nagged about.

    The first time is a month after the first entry.
    """
    since = safety.dismissed.get("monthly review", course.first)
    old = _is_old(course, safety)
    return old and since is not None and (course.today - since).days >= REVIEW_DAYS


RULES: Final[dict[Rule, Callable[[Course, Safety], bool]]] = {
    "severe days": severe_days,
    "three stops": three_stops,
    "worse weeks": worse_weeks,
    "worse questionnaires": worse_questionnaires,
    "no better after six weeks": no_better_late,
    "no better after two weeks": no_better_early,
    "monthly review": monthly_review,
}
"""Every rule with the function that says whether it holds."""


def pain_weeks(safety: Safety, today: date) -> float | None:
    """Return for how many weeks the pain is known to last at the least; None: not said."""
    screening, asked = safety.screening, safety.screening_day
    if screening is None or screening.since_weeks is None or asked is None:
        return None
    return screening.since_weeks + (today - asked).days / WEEK_DAYS


def _may_be_said(rule: Rule, course: Course, safety: Safety) -> bool:
    read = safety.dismissed.get(rule)
    if read is None or rule in ("three stops", "monthly review"):
        return True
    return rule not in ONCE and (course.today - read).days >= QUIET_DAYS


def _has_lasted(course: Course, weeks: int) -> bool:
    return course.first is not None and (course.today - course.first).days >= weeks * WEEK_DAYS


def _no_better(course: Course, safety: Safety, weeks: int) -> bool:
    if not _has_lasted(course, weeks):
        return False
    means = _weeks(course)
    if _is_old(course, safety) or means is None:
        return False
    return means.now >= BETTER_BY and means.rise > -BETTER_BY


def _weeks(course: Course) -> Weeks | None:
    """Return the means of both weeks; None where they overlap, or where either has none."""
    if course.first is None or (course.today - course.first).days < 2 * WEEK_DAYS - 1:
        return None
    start = week_mean(course.ratings, course.first + timedelta(days=WEEK_DAYS - 1))
    now = week_mean(course.ratings, course.today)
    return None if start is None or now is None else Weeks(start, now)


def _is_old(course: Course, safety: Safety) -> bool:
    """Return whether the pain is known to be older than twelve weeks."""
    weeks = pain_weeks(safety, course.today)
    return weeks is not None and weeks >= OLD_PAIN_WEEKS
