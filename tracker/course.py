"""Reads from the history what the rules over weeks look at, and no more of it."""

from datetime import date, datetime, timedelta

from tracker.core.escalation import STOP_DAYS, Course, severe_days
from tracker.core.peg import read_pegs
from tracker.core.safety import Now, Safety
from tracker.core.usual import USUAL_DAYS, WEEK_DAYS, Rating, usual
from tracker.store import Store
from tracker.store.days import first_day, last_practised, stop_days


def read_course(store: Store, today: date) -> Course:
    """Return how it went up to a day. Raises StoreError."""
    first = first_day(store, "before", "now")
    ratings: list[Rating] = []
    if first is not None:
        recent = max(first + timedelta(days=WEEK_DAYS), today - timedelta(days=USUAL_DAYS))
        ratings += _ratings(store, first, first + timedelta(days=WEEK_DAYS - 1))
        ratings += _ratings(store, recent, today)
    return Course(
        today,
        first,
        ratings,
        stop_days(store, today - timedelta(days=STOP_DAYS)),
        [peg.score for peg in read_pegs(store.answers())],
    )


def read_now(
    store: Store, safety: Safety, at: datetime, today: date, rating: int | None = None
) -> Now:
    """Return what the asking depends on, with a rating that was just given. Raises StoreError."""
    course, last = read_course(store, today), last_practised(store)
    severe = severe_days(course, safety) and safety.signs_day != today
    return Now(
        today,
        last.day if last else None,
        rating,
        at if rating is not None else None,
        usual(course.ratings, today),
        at if severe else None,
    )


def _ratings(store: Store, since: date, until: date) -> list[Rating]:
    """Return the ratings of right now, before sessions and on their own, oldest first."""
    found = (*store.ratings("before", since, until), *store.ratings("now", since, until))
    return sorted((day, pain) for day, pain, _ in found)
