"""Writing: all of it or nothing, and on disk for everybody when the call returns."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.store.samples import (
    AT,
    later,
    new_session,
    outside,
    past,
    rating,
    second_connection,
    step,
)
from tracker.core.errors import StoreError
from tracker.store import Store, open_store

ID = "00000000-0000-4000-8000-000000000001"

WRITES: dict[str, tuple[Callable[[Store], None], str, Any]] = {
    "begin": (lambda s: s.begin(new_session()), "SELECT count(*) FROM session", 2),
    "end_step": (lambda s: s.end_step(ID, step(4)), "SELECT step_index FROM step", 4),
    "finish": (lambda s: s.finish(ID, "stopped", AT), "SELECT outcome FROM session", "stopped"),
    "add a session": (lambda s: s.add([past()]), "SELECT count(*) FROM session", 2),
    "add a rating": (
        lambda s: s.add(ratings=[rating(9)]),
        "SELECT pain FROM rating WHERE session IS NULL",
        9,
    ),
    "delete": (lambda s: s.delete(ID, AT), "SELECT deleted_at IS NULL FROM session", 0),
    "edit a note": (lambda s: s.edit(ID, 5, None, "hm", AT), "SELECT note FROM session", "hm"),
    "edit a rating": (lambda s: s.edit(ID, 8, None, "", AT), "SELECT pain FROM rating", 8),
}


@pytest.mark.parametrize(("write", "sql", "value"), WRITES.values(), ids=WRITES)
def test_what_was_written_can_be_read_by_others_when_the_call_returns(
    path: Path, store: Store, write: Callable[[Store], None], sql: str, value: object
) -> None:
    store.begin(new_session(id=ID))
    assert outside(path, sql)[:1] != [(value,)]
    write(store)
    assert outside(path, sql)[0] == (value,)
    assert list(path.parent.iterdir()) == [path]


def test_an_unmarking_can_be_read_by_others_when_the_call_returns(path: Path, store: Store) -> None:
    store.begin(new_session(id=ID))
    store.delete(ID, AT)
    store.undelete(ID, later(1))
    assert outside(path, "SELECT deleted_at FROM session") == [(None,)]


def test_a_note_that_is_edited_to_tell_of_a_sign_has_the_signs_asked_again(store: Store) -> None:
    store.begin(new_session(id=ID))
    store.edit(ID, None, None, "my leg has gone numb", AT)
    assert [(one.kind, one.answers) for one in store.answers()] == [
        ("ask again", {"because": "note"})
    ]


# One session, from its beginning to its end


def test_a_session_that_begins_is_there_with_its_routine_and_its_rating(store: Store) -> None:
    new = new_session(pain_before=6)
    store.begin(new)
    found = store.session(new.id)
    assert (found.routine, found.routine_name) == ("article-1", "Article 1")
    assert (found.started_at, found.ended_at, found.outcome) == (AT, None, None)
    assert (found.pain_before, found.pain_after) == (6, None)
    assert (found.planned_seconds, found.held_seconds) == (300.0, None)
    assert (found.note, found.source, found.deleted) == ("", "practice", False)


def test_a_rating_that_was_skipped_stays_missing_and_is_never_zero(store: Store) -> None:
    skipped, zero = new_session(pain_before=None), new_session(pain_before=0)
    store.begin(skipped)
    store.begin(zero)
    assert store.session(skipped.id).pain_before is None
    assert store.session(zero.id).pain_before == 0
    assert [pain for _, pain, _ in store.ratings("before")] == [0]


def test_the_text_that_was_run_is_kept_once_however_often_it_is_run(
    path: Path, store: Store
) -> None:
    for document in ("one", "one", "two"):
        store.begin(new_session(document=document))
    assert outside(path, "SELECT document FROM routine_version ORDER BY 1") == [("one",), ("two",)]
    assert outside(path, "SELECT count(DISTINCT routine_version) FROM session") == [(2,)]


def test_every_ended_step_comes_back_as_it_was_in_the_order_of_ending(store: Store) -> None:
    new = new_session()
    store.begin(new)
    steps = [
        step(0, kind="set-up", side=None, rep=0, planned_seconds=0.0, held_seconds=0.0),
        step(3, outcome="skipped", held_seconds=0.0, variation="both-knees"),
        step(1, outcome="cut short", held_seconds=12.345, next_index=1),
        step(1, kind="rep", half="cat", outcome="hurt"),
    ]
    for each in steps:
        store.end_step(new.id, each)
    assert store.steps(new.id) == steps
    assert store.session(new.id).held_seconds == pytest.approx(42.345)


def test_held_seconds_are_kept_to_the_millisecond(store: Store) -> None:
    new = new_session()
    store.begin(new)
    store.end_step(new.id, step(held_seconds=29.99951))
    assert store.steps(new.id)[0].held_seconds == 30.0


def test_a_finished_session_has_its_end_its_outcome_its_reason_and_its_rating(store: Store) -> None:
    new = new_session()
    store.begin(new)
    after = rating(2, asked_for="after", session=new.id, source="practice")
    store.finish(new.id, "stopped", later(9), after, "my leg hurt")
    found = store.session(new.id)
    assert (found.outcome, found.reason, found.ended_at) == ("stopped", "my leg hurt", later(9))
    assert (found.pain_before, found.pain_after) == (5, 2)


def test_an_end_whose_rating_is_refused_is_no_end(store: Store) -> None:
    new = new_session()
    store.begin(new)
    wrong = rating(11, asked_for="after", session=new.id)
    with pytest.raises(StoreError, match="Not saved"):
        store.finish(new.id, "finished", later(9), wrong)
    assert store.session(new.id).outcome is None
    assert store.session(new.id).ended_at is None


def test_a_session_without_a_text_keeps_none_and_cannot_be_resumed(
    path: Path, store: Store
) -> None:
    store.begin(new_session(routine=None, document=None))
    assert outside(path, "SELECT routine, routine_version FROM session") == [(None, None)]
    assert outside(path, "SELECT * FROM routine_version") == []
    assert store.unfinished() is None


# What can be resumed


def test_without_an_unfinished_session_there_is_nothing_to_resume(store: Store) -> None:
    assert store.unfinished() is None
    store.add([past()])
    assert store.unfinished() is None


def test_a_session_without_an_ended_step_is_resumed_at_its_first(store: Store) -> None:
    new = new_session(document="the text")
    store.begin(new)
    found = store.unfinished()
    assert found is not None
    assert (found.session.id, found.document, found.next_index) == (new.id, "the text", 0)


@pytest.mark.parametrize(
    ("steps", "next_index"),
    [
        ([step(0), step(1)], 2),
        ([step(0), step(1), step(2, outcome="cut short", next_index=1)], 1),
        ([step(0), step(1), step(2, outcome="skipped", next_index=7)], 7),
        ([step(index) for index in range(5)], 5),
    ],
    ids=["in the middle", "after going back", "after a skip", "all done"],
)
def test_a_session_is_resumed_where_the_last_ended_step_said(
    store: Store, steps: list[Any], next_index: int
) -> None:
    new = new_session()
    store.begin(new)
    for each in steps:
        store.end_step(new.id, each)
    found = store.unfinished()
    assert found is not None
    assert found.next_index == next_index


def test_the_latest_unfinished_session_is_the_one_to_resume(store: Store) -> None:
    for id_, at in (("old", AT), ("new", later(5)), ("older", later(-5))):
        store.begin(new_session(routine=id_, started_at=at))
    found = store.unfinished()
    assert found is not None
    assert found.session.routine == "new"


def test_a_session_that_ended_or_was_deleted_is_not_resumed(store: Store) -> None:
    ended, deleted = new_session(), new_session(started_at=later(1))
    for new in (ended, deleted):
        store.begin(new)
    store.finish(ended.id, "finished", later(9))
    store.delete(deleted.id, later(9))
    assert store.unfinished() is None


def test_what_was_being_done_survives_the_end_of_the_program(path: Path, store: Store) -> None:
    store.begin(new_session(id=ID))
    store.end_step(ID, step(0))
    with closing(open_store(path)) as next_start:
        found = next_start.unfinished()
    assert found is not None
    assert (found.session.id, found.next_index) == (ID, 1)


# Many at once


def everything(path: Path) -> list[list[tuple[Any, ...]]]:
    return [outside(path, f"SELECT * FROM {table}") for table in ("session", "step", "rating")]


def test_sessions_that_are_over_are_added_whole(store: Store) -> None:
    one = past(pain_after=2)
    store.add([one], [rating(7)])
    (found,) = store.sessions()
    assert found.id == one.session.id
    assert (found.pain_before, found.pain_after, found.outcome) == (5, 2, "finished")
    assert found.ended_at == one.ended_at
    assert store.steps(found.id) == list(one.steps)
    assert [pain for _, pain, _ in store.ratings("day")] == [7]


def test_the_hour_that_a_day_begins_at_decides_the_day_of_a_session_and_of_its_ratings(
    store: Store,
) -> None:
    store.add([past(day_begins=4), past(day_begins=12)], [rating(day_begins=12)])
    days = ["2026-11-19", "2026-11-20"]
    assert sorted(session.day.isoformat() for session in store.sessions()) == days
    for asked_for in ("before", "after"):
        assert [day.isoformat() for day, _, _ in store.ratings(asked_for)] == days
    assert [day.isoformat() for day, _, _ in store.ratings("day")] == days[:1]


def test_the_rating_after_a_session_without_an_end_is_dated_to_its_start(store: Store) -> None:
    store.add([replace(past(), ended_at=None)])
    (found,) = store.sessions()
    assert (found.ended_at, found.outcome, found.pain_after) == (None, "finished", 3)
    assert [day.isoformat() for day, _, _ in store.ratings("after")] == ["2026-11-20"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda good: ([past(pain_after=11)], []),
        lambda good: ([past(id=good.session.id)], []),
        lambda good: ([past(note="x" * 501)], []),
        lambda good: ([], [rating(4), rating(12)]),
        lambda good: ([], [rating(4, session="unknown", asked_for="after")]),
    ],
    ids=["a rating of 11", "an id twice", "a note too long", "a second rating", "no session"],
)
def test_one_thing_that_is_refused_takes_everything_with_it(
    path: Path, store: Store, wrong: Callable[[Any], Any]
) -> None:
    kept = past(-1)
    store.add([kept])
    before = everything(path)
    good = past()
    history, ratings = wrong(good)
    with pytest.raises(StoreError, match="Not saved"):
        store.add([good, *history], ratings)
    assert everything(path) == before
    store.add([good])
    assert store.count_sessions() == 2


def test_an_error_of_the_caller_half_way_takes_everything_with_it(store: Store) -> None:
    def two_then_trouble() -> Any:
        yield past()
        yield past(1)
        raise RuntimeError("the power of the caller went")

    with pytest.raises(RuntimeError, match="went"):
        store.add(two_then_trouble())
    assert store.count_sessions() == 0
    store.add([past()])
    assert store.count_sessions() == 1


# Later edits, each remembered


def changes(path: Path) -> list[tuple[Any, ...]]:
    return outside(
        path,
        "SELECT table_name, row, field, old, new, changed_at, changed_offset FROM change "
        "ORDER BY changed_at",
    )


def test_a_changed_note_is_remembered_with_the_old_one(path: Path, store: Store) -> None:
    store.begin(new_session(id=ID, note="stiff"))
    store.edit(ID, 5, None, "stiff, then fine", later(1))
    assert store.session(ID).note == "stiff, then fine"
    assert changes(path) == [
        ("session", ID, "note", "stiff", "stiff, then fine", "2026-11-20T06:06:00.000Z", 60)
    ]


def test_a_note_takes_500_characters_and_no_more(store: Store) -> None:
    store.begin(new_session(id=ID))
    store.edit(ID, 5, None, "ß" * 500, later(1))
    with pytest.raises(StoreError, match="Not saved"):
        store.edit(ID, 5, None, "ß" * 501, later(2))
    assert store.session(ID).note == "ß" * 500


@pytest.mark.parametrize(
    ("old", "new", "kept"), [(5, 7, ("5", "7")), (5, None, ("5", None)), (None, 0, (None, "0"))]
)
@pytest.mark.parametrize("asked_for", ["before", "after"])
def test_a_changed_rating_is_remembered_with_the_old_one(
    path: Path,
    store: Store,
    asked_for: Literal["before", "after"],
    old: int | None,
    new: int | None,
    kept: tuple[str | None, str | None],
) -> None:
    store.add([past(id=ID, pain_before=old, pain_after=old)])
    before, after = (new, old) if asked_for == "before" else (old, new)
    store.edit(ID, before, after, "", later(20))
    assert (store.session(ID).pain_before, store.session(ID).pain_after) == (before, after)
    (remembered,) = changes(path)
    assert remembered[:5] == ("session", ID, f"pain_{asked_for}", *kept)
    assert len(store.ratings(asked_for)) == (new is not None)


def test_every_field_of_one_edit_is_remembered_by_itself(path: Path, store: Store) -> None:
    store.add([past(id=ID, pain_before=5, pain_after=3, note="stiff")])
    store.edit(ID, 6, None, "less stiff", later(20))
    assert sorted((field, old, new) for _, _, field, old, new, _, _ in changes(path)) == [
        ("note", "stiff", "less stiff"),
        ("pain_after", "3", None),
        ("pain_before", "5", "6"),
    ]


def test_a_rating_that_was_taken_away_can_be_given_again(path: Path, store: Store) -> None:
    store.begin(new_session(id=ID, pain_before=5))
    store.edit(ID, None, None, "", later(1))
    store.edit(ID, 6, None, "", later(2))
    assert store.session(ID).pain_before == 6
    assert [(old, new) for _, _, _, old, new, _, _ in changes(path)] == [("5", None), (None, "6")]


def test_a_rating_that_is_given_later_belongs_to_the_day_of_its_session(store: Store) -> None:
    store.add([past(id=ID, pain_after=None, source="logged")])
    store.edit(ID, 5, 4, "", later(days=9))
    ((day, pain, _),) = store.ratings("after")
    assert (day.isoformat(), pain) == ("2026-11-20", 4)


def test_an_edit_that_changes_nothing_is_not_remembered(path: Path, store: Store) -> None:
    store.begin(new_session(id=ID, note="same", pain_before=5))
    store.edit(ID, 5, None, "same", later(1))
    assert changes(path) == []


def test_an_edit_is_all_or_nothing(path: Path, store: Store) -> None:
    store.add([past(id=ID, pain_before=5, pain_after=3, note="stiff")])
    before = everything(path)
    with pytest.raises(StoreError, match="Not saved"):
        store.edit(ID, 6, 11, "x", later(20))
    with pytest.raises(StoreError, match="Not saved"):
        store.edit(ID, 6, 4, "x" * 501, later(20))
    assert everything(path) == before
    assert changes(path) == []


# A store that is closed, or whose disk is full


def test_a_closed_history_says_so_in_a_sentence(path: Path) -> None:
    store = open_store(path)
    store.add([past(id=ID)])
    store.close()
    with pytest.raises(StoreError, match="cannot be read"):
        store.sessions()
    with pytest.raises(StoreError, match="Not saved"):
        store.delete(ID, AT)


def test_what_the_disk_has_no_room_for_is_not_saved_and_the_rest_stays(
    path: Path, store: Store
) -> None:
    store.add([past(id=ID)])
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="Not saved: database or disk is full"):
        store.add([past(nth, note="x" * 500) for nth in range(1, 100)])
    assert [session.id for session in store.sessions()] == [ID]
    store.db.execute("PRAGMA max_page_count = 100000")
    store.add([past(1)])
    assert store.count_sessions() == 2


def test_a_row_that_another_program_takes_away_takes_its_steps_along(
    path: Path, store: Store
) -> None:
    store.add([past(id=ID)])
    with second_connection(path) as connection:
        connection.execute("DELETE FROM session")
    assert store.steps(ID) == []
    assert store.ratings("before") == []
