"""What the rules over weeks look at, read from a real history."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.store.samples import AT, later, past, rating
from tracker.core.safety import Safety
from tracker.course import read_course, read_now
from tracker.store import Store, open_store
from tracker.store.rows import NewAnswer

TODAY = AT.date()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "unkink.db")) as store:
        yield store


def test_an_empty_history_has_no_course(store: Store) -> None:
    course = read_course(store, TODAY)
    assert (course.first, [*course.ratings], [*course.stops], [*course.peg]) == (None, [], [], [])


def test_it_has_the_ratings_of_right_now_and_no_others_oldest_first(store: Store) -> None:
    store.add(
        [past(days=-2, pain_before=4, pain_after=9)],
        [rating(6, asked_for="now"), rating(1, asked_for="day")],
    )
    course = read_course(store, TODAY)
    assert course.first == TODAY - timedelta(days=2)
    assert course.ratings == [(TODAY - timedelta(days=2), 4), (TODAY, 6)]


def test_of_a_long_history_only_the_first_week_and_the_last_four_are_read(store: Store) -> None:
    days = [-400, -394, -393, -200, -29, -28, -1, 0]
    store.add(ratings=[rating(5, asked_for="now", rated_at=later(days=back)) for back in days])
    read = [(day - TODAY).days for day, _ in read_course(store, TODAY).ratings]
    assert read == [-400, -394, -28, -1, 0]


def test_scores_of_questionnaires_are_in_it_in_their_order(store: Store) -> None:
    answers = [
        NewAnswer("peg", dict.fromkeys(("pain", "enjoyment", "activity"), score), later(days=nth))
        for nth, score in enumerate([4, 6])
    ]
    store.add(answers=[*answers, NewAnswer("peg", {}, later(days=3))])
    assert [*read_course(store, TODAY).peg] == [4.0, 6.0]


def test_now_is_the_last_session_what_is_usual_and_the_rating_that_was_just_given(
    store: Store,
) -> None:
    store.add([past(days=-nth, pain_before=pain) for nth, pain in ((1, 3), (2, 4), (3, 5))])
    now = read_now(store, Safety(), AT, TODAY, 8)
    assert (now.day, now.last_session, now.usual) == (TODAY, TODAY - timedelta(days=1), 4)
    assert (now.rating, now.rated_at, now.severe_at) == (8, AT, None)
    assert read_now(store, Safety(), AT, TODAY).rated_at is None


def test_three_severe_days_make_the_signs_due_until_they_are_answered_on_the_third(
    store: Store,
) -> None:
    store.add(ratings=[rating(8, asked_for="now", rated_at=later(days=-nth)) for nth in range(3)])
    assert read_now(store, Safety(), AT, TODAY).severe_at == AT
    assert read_now(store, Safety(signs_day=TODAY), AT, TODAY).severe_at is None
    assert read_now(store, Safety(signs_day=date(2026, 11, 19)), AT, TODAY).severe_at == AT
