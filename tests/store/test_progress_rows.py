"""What the charts about weeks are made of: which rows count, and which do not."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

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
from tracker.core.comparing import Rated, Sore
from tracker.core.doses import Held
from tracker.core.errors import StoreError
from tracker.core.record import HurtRecord, StepRecord
from tracker.core.targets import CalendarDay, Mark
from tracker.store import Store
from tracker.store.days import day_marks, first_day, session_days
from tracker.store.progress import held_sessions, rated_sessions, sore_stretches
from tracker.store.rows import PastSession, logged

TODAY = AT.date()
YESTERDAY = TODAY - timedelta(days=1)
EDGES = [(None, 4), (-3, 4), (-2, 3), (0, 1), (1, 0)]
"""The first day of a period up to today, and how many of the days −3 to 0 are in it."""


def with_steps(*steps: StepRecord, **changes: Any) -> PastSession:
    """Return a whole session with these steps."""
    return replace(past(**changes), steps=steps)


def unfinished(store: Store) -> None:
    """Write a session with a hold that hurt and both ratings, which another program left open."""
    new = new_session()
    store.begin(new)
    store.end_step(new.id, step())
    store.hurt(new.id, hurt(), 4)
    store.add(ratings=[rating(3, asked_for="after", session=new.id)])


def hurt(**changes: Any) -> HurtRecord:
    usual = HurtRecord(
        0, "knee-to-chest", None, "left", 5, "sore", "ease off", "inside the limits", later(2)
    )
    return usual._replace(**changes)


def add(store: Store, *sessions: PastSession) -> list[str]:
    store.add(sessions)
    return [one.session.id for one in sessions]


def count(store: Store, sessions: int = 4) -> None:
    """Write a session on each of the last days, with a hold that hurt."""
    for back in range(sessions):
        [id_] = add(store, past(-back))
        store.hurt(id_, hurt(), 4)


# Sessions with both ratings


def test_a_rated_session_has_its_routine_its_name_and_both_pains(store: Store) -> None:
    [id_] = add(store, past(pain_before=6, pain_after=4))
    assert rated_sessions(store, None, TODAY) == [Rated(id_, "article-1", "Article 1", 6, 4)]


def test_a_session_without_one_of_its_ratings_has_no_change(store: Store) -> None:
    add(store, past(pain_before=None), past(pain_after=None), past(pain_before=0, pain_after=0))
    assert [one.change for one in rated_sessions(store, None, TODAY)] == [0]


def test_a_rating_that_was_taken_back_is_none_and_one_that_was_put_right_counts(
    store: Store,
) -> None:
    gone, right = add(store, past(pain_before=6), past(pain_before=6, pain_after=2))
    store.edit(gone, 6, None, "", later(30))
    store.edit(right, 3, 5, "", later(30))
    assert [(one.id, one.change) for one in rated_sessions(store, None, TODAY)] == [(right, 2)]


def test_a_stopped_session_with_both_ratings_is_one_of_them(store: Store) -> None:
    add(store, replace(past(pain_before=5, pain_after=7), outcome="stopped"))
    assert [one.change for one in rated_sessions(store, None, TODAY)] == [2]


def test_a_logged_session_is_one_of_them_with_or_without_a_routine(store: Store) -> None:
    store.add([logged(None, "done elsewhere", AT, (5, 4), "", 4)])
    store.add([logged("bedtime", "Bedtime", later(30), (5, 2), "", 4)])
    found = [(one.routine, one.name, one.change) for one in rated_sessions(store, None, TODAY)]
    assert found == [(None, "done elsewhere", -1), ("bedtime", "Bedtime", -3)]


def test_a_deleted_session_has_no_change_until_it_is_brought_back(store: Store) -> None:
    [id_] = add(store, past())
    store.delete(id_, later(30))
    assert rated_sessions(store, None, TODAY) == []
    store.undelete(id_, later(31))
    assert [one.id for one in rated_sessions(store, None, TODAY)] == [id_]


def test_rated_sessions_come_oldest_first_in_whatever_order_they_were_written(
    store: Store,
) -> None:
    ids = add(store, past(), past(-2), past(started_at=later(600)), past(-1))
    expected = [ids[1], ids[3], ids[0], ids[2]]
    assert [one.id for one in rated_sessions(store, None, TODAY)] == expected


# Seconds held


def test_the_seconds_of_a_session_are_those_of_its_steps_by_side_too(store: Store) -> None:
    steps = (
        step(0, kind="ease in", held_seconds=0.0),
        step(1, held_seconds=30.0),
        step(2, side="right", held_seconds=12.5, outcome="cut short"),
        step(3, side=None, kind="rep", held_seconds=5.0),
        step(4, side="right", held_seconds=1.5, outcome="skipped"),
    )
    [id_] = add(store, with_steps(*steps, planned_seconds=90.0))
    assert held_sessions(store, None, TODAY) == [Held(id_, TODAY, 90.0, 49.0, 30.0, 14.0)]


def test_a_session_that_was_stopped_at_once_planned_something_and_held_nothing(
    store: Store,
) -> None:
    [id_] = add(store, with_steps())
    assert held_sessions(store, None, TODAY) == [Held(id_, TODAY, 300.0, 0.0, 0.0, 0.0)]


def test_a_session_done_elsewhere_has_no_plan_and_no_seconds(store: Store) -> None:
    store.add([logged(None, "done elsewhere", AT, (5, 4), "", 4)])
    assert held_sessions(store, None, TODAY) == []


def test_the_seconds_of_two_sessions_never_mix(store: Store) -> None:
    first = with_steps(step(held_seconds=1.0), step(1, held_seconds=2.0), days=-1)
    ids = add(store, with_steps(step(held_seconds=4.0)), first)
    found = [(one.id, one.day, one.held) for one in held_sessions(store, None, TODAY)]
    assert found == [(ids[1], YESTERDAY, 3.0), (ids[0], TODAY, 4.0)]


def test_a_day_is_the_one_that_was_written_down_when_the_session_began(store: Store) -> None:
    late = AT.replace(hour=2)
    add(store, past(started_at=late))
    assert [one.day for one in held_sessions(store, None, TODAY)] == [YESTERDAY]
    assert [one.day for one in session_days(store, None, TODAY)] == [YESTERDAY]
    assert rated_sessions(store, TODAY, TODAY) == []


# Stretches that hurt


def test_a_stretch_that_hurt_is_counted_out_of_its_holds_and_reps(store: Store, path: Path) -> None:
    steps = (step(0), step(1), step(2, kind="rep"), step(3, kind="ease in"), step(4, kind="rest"))
    [id_] = add(store, with_steps(*steps))
    add(store, with_steps(step(0, outcome="hurt"), step(1, outcome="cut short")))
    store.hurt(id_, hurt(), 4)
    [(row,)] = outside(path, "SELECT id FROM hurt")
    assert sore_stretches(store, None, TODAY) == [Sore("knee-to-chest", None, (row,), 5)]


def test_a_hold_that_was_skipped_is_none(store: Store) -> None:
    [id_] = add(store, with_steps(step(0), step(1, outcome="skipped"), step(2, outcome="skipped")))
    store.hurt(id_, hurt(), 4)
    assert [one.holds for one in sore_stretches(store, None, TODAY)] == [1]


def test_a_stretch_that_hurt_before_it_was_held_has_no_holds(store: Store) -> None:
    [id_] = add(store, with_steps(step(0, kind="set-up", outcome="hurt")))
    store.hurt(id_, hurt(), 4)
    assert [one.holds for one in sore_stretches(store, None, TODAY)] == [0]


def test_what_was_asked_again_after_a_rest_is_the_same_hurt(store: Store) -> None:
    [id_] = add(store, past())
    store.hurt(id_, hurt(), 4)
    store.hurt(id_, hurt(at=later(4), rested=True, reason="pain stayed up"), 4)
    store.hurt(id_, hurt(stretch="cat-cow", at=later(5), rested=True), 4)
    found = sore_stretches(store, None, TODAY)
    assert [(one.stretch, len(one.hurts)) for one in found] == [("knee-to-chest", 1)]


def test_a_variation_is_a_stretch_of_its_own(store: Store) -> None:
    [id_] = add(
        store, with_steps(step(0), step(1, variation="easier"), step(2, variation="easier"))
    )
    store.hurt(id_, hurt(), 4)
    store.hurt(id_, hurt(variation="easier"), 4)
    found = sore_stretches(store, None, TODAY)
    assert [(one.variation, len(one.hurts), one.holds) for one in found] == [
        (None, 1, 1),
        ("easier", 1, 2),
    ]


def test_the_stretch_that_hurt_most_often_comes_first(store: Store) -> None:
    [id_] = add(store, past())
    for stretch in ("pelvic-tilt", "cat-cow", "knee-to-chest", "knee-to-chest"):
        store.hurt(id_, hurt(stretch=stretch), 4)
    found = [one.stretch for one in sore_stretches(store, None, TODAY)]
    assert found == ["knee-to-chest", "cat-cow", "pelvic-tilt"]


def test_what_hurt_in_a_deleted_session_counts_neither_as_a_hurt_nor_as_a_hold(
    store: Store,
) -> None:
    count(store, 3)
    [gone] = add(store, with_steps(step(0), step(1)))
    store.hurt(gone, hurt(), 4)
    store.delete(gone, later(30))
    assert [(len(one.hurts), one.holds) for one in sore_stretches(store, None, TODAY)] == [(3, 3)]


def test_what_hurt_in_a_session_that_never_ended_did_hurt_out_of_what_was_held(
    store: Store,
) -> None:
    unfinished(store)
    assert [(len(one.hurts), one.holds) for one in sore_stretches(store, None, TODAY)] == [(1, 1)]


def test_a_session_after_midnight_hurt_on_the_day_it_began(store: Store) -> None:
    new = past(started_at=AT.replace(hour=3, minute=50))
    [id_] = add(store, new)
    store.hurt(id_, hurt(at=AT.replace(hour=4, minute=10)), 4)
    assert sore_stretches(store, TODAY, TODAY) == []
    assert [(len(one.hurts), one.holds) for one in sore_stretches(store, YESTERDAY, YESTERDAY)] == [
        (1, 1)
    ]


# Days with sessions


def test_a_day_has_its_sessions_and_how_many_of_them_were_stopped(store: Store) -> None:
    new = new_session(started_at=later(60))
    store.begin(new)
    store.finish(new.id, "stopped", later(69))
    add(store, past(), past(-1))
    assert session_days(store, None, TODAY) == [
        CalendarDay(YESTERDAY, 1, 0),
        CalendarDay(TODAY, 2, 1),
    ]


def test_a_session_done_elsewhere_makes_a_day(store: Store) -> None:
    store.add([logged(None, "done elsewhere", AT, (None, None), "", 4)])
    assert session_days(store, None, TODAY) == [CalendarDay(TODAY, 1, 0)]


def test_a_deleted_session_makes_no_day(store: Store) -> None:
    gone, _ = add(store, past(), past(-1))
    store.delete(gone, later(30))
    assert [one.day for one in session_days(store, None, TODAY)] == [YESTERDAY]


# What is true of all of them


def test_an_empty_history_has_none_of_them(store: Store) -> None:
    assert rated_sessions(store, None, TODAY) == []
    assert held_sessions(store, None, TODAY) == []
    assert sore_stretches(store, None, TODAY) == []
    assert session_days(store, None, TODAY) == []
    assert day_marks(store, None, TODAY) == {}
    assert first_day(store, "before", "day") is None


def test_a_session_that_never_ended_is_in_no_comparison_no_dose_and_no_day(store: Store) -> None:
    unfinished(store)
    assert rated_sessions(store, None, TODAY) == []
    assert held_sessions(store, None, TODAY) == []
    assert session_days(store, None, TODAY) == []


@pytest.mark.parametrize(("first", "found"), EDGES)
def test_the_first_and_the_last_day_of_a_period_belong_to_it(
    store: Store, first: int | None, found: int
) -> None:
    count(store)
    add(store, past(1))
    since = None if first is None else TODAY + timedelta(days=first)
    assert len(rated_sessions(store, since, TODAY)) == found
    assert len(held_sessions(store, since, TODAY)) == found
    assert len(session_days(store, since, TODAY)) == found
    assert sum(len(one.hurts) for one in sore_stretches(store, since, TODAY)) == found
    assert sum(one.holds for one in sore_stretches(store, since, TODAY)) == found


# Marked days


def test_a_marked_day_is_what_its_owner_called_it_last(store: Store) -> None:
    marks: list[tuple[date, Mark]] = [(TODAY, "ill"), (YESTERDAY, "away"), (TODAY, "rest")]
    for day, mark in marks:
        store.mark_day(day, mark, AT)
    assert day_marks(store, None, TODAY) == {YESTERDAY: "away", TODAY: "rest"}
    assert day_marks(store, TODAY, TODAY) == {TODAY: "rest"}
    assert day_marks(store, None, YESTERDAY) == {YESTERDAY: "away"}


def test_a_mark_that_is_taken_back_is_gone(store: Store, path: Path) -> None:
    store.mark_day(TODAY, "ill", AT)
    store.mark_day(TODAY, None, later(5))
    assert day_marks(store, None, TODAY) == {}
    assert outside(path, "SELECT count(*) FROM day") == [(0,)]


def test_every_change_of_a_mark_is_remembered_with_what_was_there(store: Store, path: Path) -> None:
    for minutes, mark in enumerate(CHANGES_OF_MIND):
        store.mark_day(TODAY, mark, later(minutes))
    remembered = outside(
        path,
        "SELECT table_name, row, field, old, new, changed_at, changed_offset FROM change "
        "ORDER BY changed_at",
    )
    assert remembered == [
        ("day", "2026-11-20", "mark", None, "ill", "2026-11-20T06:05:00.000Z", 60),
        ("day", "2026-11-20", "mark", "ill", "away", "2026-11-20T06:06:00.000Z", 60),
        ("day", "2026-11-20", "mark", "away", None, "2026-11-20T06:08:00.000Z", 60),
    ]


CHANGES_OF_MIND: list[Mark | None] = ["ill", "away", "away", None, None]


def test_a_mark_says_when_and_where_it_was_made(store: Store, path: Path) -> None:
    store.mark_day(YESTERDAY, "away", AT)
    assert outside(path, "SELECT * FROM day") == [
        ("2026-11-19", "away", "2026-11-20T06:05:00.000Z", 60)
    ]


def test_a_mark_touches_no_session_of_its_day(store: Store) -> None:
    [id_] = add(store, past())
    before = store.session(id_)
    store.mark_day(TODAY, "ill", later(30))
    assert store.session(id_) == before
    assert session_days(store, None, TODAY) == [CalendarDay(TODAY, 1, 0)]


def test_a_mark_that_cannot_be_written_leaves_nothing_behind(store: Store, path: Path) -> None:
    unknown: Any = "lazy"
    with pytest.raises(StoreError, match="Not saved"):
        store.mark_day(TODAY, unknown, AT)
    assert day_marks(store, None, TODAY) == {}
    assert outside(path, "SELECT count(*) FROM change") == [(0,)]


def test_a_day_that_another_program_spoiled_is_an_error_in_one_sentence(
    store: Store, path: Path
) -> None:
    store.mark_day(TODAY, "ill", AT)
    with second_connection(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE day SET day = '2026-11-1x'")
    with pytest.raises(StoreError, match="cannot be read"):
        day_marks(store, None, TODAY)


# The first day of a log


def test_a_log_begins_with_its_first_rating_that_still_counts(store: Store) -> None:
    gone, taken, kept, _ = add(store, past(-9), past(-5), past(-3), past())
    store.delete(gone, later(30))
    store.edit(taken, None, 3, "", later(30))
    assert first_day(store, "before") == store.session(kept).day
    assert first_day(store, "after") == TODAY - timedelta(days=5)
    assert first_day(store, "before", "after", "day") == TODAY - timedelta(days=5)
