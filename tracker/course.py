"""Reads from the history what the rules over weeks look at, and no more of it."""

from datetime import date, timedelta

from tracker.core.escalation import STOP_DAYS, Course
from tracker.core.usual import USUAL_DAYS, WEEK_DAYS, Rating
from tracker.store import Store


def read_course(store: Store, today: date) -> Course:
    """Return how it went up to a day. Raises StoreError."""
    first = store.first_day()
    ratings: list[Rating] = []
    if first is not None:
        recent = max(first + timedelta(days=WEEK_DAYS), today - timedelta(days=USUAL_DAYS))
        ratings += _ratings(store, first, first + timedelta(days=WEEK_DAYS - 1))
        ratings += _ratings(store, recent, today)
    answers = [one.answers for one in store.answers() if one.kind == "peg"]
    return Course(
        today,
        first,
        ratings,
        store.stop_days(today - timedelta(days=STOP_DAYS)),
        [float(said["score"]) for said in answers if "score" in said],
    )


def _ratings(store: Store, since: date, until: date) -> list[Rating]:
    """Return the ratings of right now, before sessions and on their own, oldest first."""
    found = (*store.ratings("before", since, until), *store.ratings("now", since, until))
    return sorted((day, pain) for day, pain, _ in found)
