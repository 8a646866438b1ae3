"""Deleting is marking: a deleted session counts nowhere, and comes back as it was."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.store.samples import AT, later, outside, past, rating
from tracker.store import Store

ID = "00000000-0000-4000-8000-000000000001"
OTHER = "00000000-0000-4000-8000-000000000002"
SINCE = date(2026, 11, 1)

VIEWS: dict[str, Callable[[Store], Any]] = {
    "sessions": lambda store: store.sessions(),
    "count_sessions": lambda store: store.count_sessions(),
    "week_marks": lambda store: store.week_marks(SINCE),
    "ratings before": lambda store: store.ratings("before"),
    "ratings after": lambda store: store.ratings("after"),
    "last_session": lambda store: store.last_session("article-1"),
    "daily_pain": lambda store: list(store.db.query("SELECT * FROM daily_pain")),
    "session_summary": lambda store: [
        row["id"]
        for row in store.db.query("SELECT id FROM session_summary WHERE deleted_at IS NULL")
    ],
}


@pytest.fixture
def both(store: Store) -> Store:
    store.add([past(-1, id=OTHER), past(id=ID, pain_before=8, pain_after=7)])
    return store


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_deleted_session_counts_nowhere_and_comes_back_as_it_was(
    store: Store, view: Callable[[Store], Any]
) -> None:
    store.add([past(-1, id=OTHER)])
    without = view(store)
    store.add([past(id=ID, pain_before=8, pain_after=7)])
    whole = view(store)
    assert whole != without
    store.delete(ID, later(60))
    assert view(store) == without
    store.undelete(ID, later(61))
    assert view(store) == whole


def test_a_deleted_session_says_so_and_keeps_its_steps(both: Store) -> None:
    steps = both.steps(ID)
    both.delete(ID, later(60))
    assert both.session(ID).deleted
    assert both.steps(ID) == steps
    both.undelete(ID, later(61))
    assert not both.session(ID).deleted


def test_a_rating_on_its_own_is_untouched_by_the_deletion_of_sessions(both: Store) -> None:
    both.add(ratings=[rating(9)])
    both.delete(ID, later(60))
    assert [pain for _, pain, _ in both.ratings("day")] == [9]


@pytest.mark.parametrize("deleted_at", [later(60), later(30)], ids=["later", "in the same instant"])
def test_a_rating_that_was_taken_away_by_itself_stays_away(both: Store, deleted_at: Any) -> None:
    both.edit(ID, 8, None, "", later(30))
    both.delete(ID, deleted_at)
    both.undelete(ID, later(61))
    assert (both.session(ID).pain_before, both.session(ID).pain_after) == (8, None)
    assert [pain for _, pain, _ in both.ratings("after")] == [3]


def test_an_edit_of_a_deleted_session_brings_no_rating_of_it_into_the_charts(both: Store) -> None:
    both.edit(ID, 8, None, "", later(30))
    both.delete(ID, later(60))
    both.edit(ID, 2, 2, "", later(61))
    assert [pain for _, pain, _ in both.ratings("before")] == [5]
    assert [pain for _, pain, _ in both.ratings("after")] == [3]


def test_deleting_twice_is_deleting_once(path: Path, both: Store) -> None:
    both.delete(ID, later(60))
    both.delete(ID, later(61))
    assert outside(path, "SELECT deleted_at FROM session WHERE id = ?", ID) == [
        ("2026-11-20T07:05:00.000Z",)
    ]
    assert outside(path, "SELECT count(*) FROM change") == [(1,)]


def test_bringing_back_what_is_there_changes_nothing(path: Path, both: Store) -> None:
    whole = both.sessions()
    both.undelete(ID, later(60))
    assert both.sessions() == whole
    assert outside(path, "SELECT count(*) FROM change") == [(0,)]


def test_a_deletion_and_its_undoing_are_remembered(path: Path, both: Store) -> None:
    both.delete(ID, later(60))
    both.undelete(ID, later(61))
    mark = "2026-11-20T07:05:00.000Z"
    rows = outside(path, "SELECT row, field, old, new FROM change ORDER BY changed_at")
    assert rows == [(ID, "deleted_at", None, mark), (ID, "deleted_at", mark, None)]


def test_a_session_can_be_deleted_again_after_it_came_back(both: Store) -> None:
    for nth in range(2):
        both.delete(ID, later(60 + nth))
        assert [session.id for session in both.sessions()] == [OTHER]
        both.undelete(ID, later(60.5 + nth))
        assert both.session(ID).pain_before == 8
    assert both.session(ID).started_at == AT


def test_a_rating_that_is_first_given_to_a_deleted_session_waits_until_it_comes_back(
    store: Store,
) -> None:
    store.add([past(id=ID, pain_before=None, pain_after=None)])
    store.delete(ID, later(60))
    store.edit(ID, 4, None, "", later(61))
    store.finish(ID, "stopped", later(62), rating(2, asked_for="after", session=ID))
    assert store.ratings("before") == []
    assert store.ratings("after") == []
    assert list(store.db.query("SELECT * FROM daily_pain")) == []
    store.undelete(ID, later(63))
    assert [pain for _, pain, _ in store.ratings("before")] == [4]
    assert [pain for _, pain, _ in store.ratings("after")] == [2]


def test_the_deleted_sessions_are_known_the_one_deleted_last_first(both: Store) -> None:
    assert both.deleted() == []
    both.delete(OTHER, later(60))
    both.delete(ID, later(61))
    assert both.deleted() == [ID, OTHER]
    both.undelete(ID, later(62))
    assert both.deleted() == [OTHER]
