"""What may be said about weeks, read from a real history."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.store.samples import AT, later, new_session, past, rating
from tracker.core.meaningful import change
from tracker.core.series import Point, daily
from tracker.core.targets import CalendarDay, Mark, TargetWeek
from tracker.progress import looked_at, read_calendar, read_progress, read_routines, read_weeks
from tracker.store import Store, open_store

TODAY = AT.date()
MONDAY = TODAY - timedelta(days=4)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "unkink.db")) as store:
        yield store


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def rate(store: Store, pains: Iterable[tuple[int, int]], asked_for: str = "day") -> None:
    """Write ratings of (days ago, pain)."""
    store.add(
        ratings=[
            rating(pain, asked_for=asked_for, rated_at=later(days=-back)) for back, pain in pains
        ]
    )


def practise(store: Store, pains: Iterable[tuple[int, int]], **changes: Any) -> None:
    """Write sessions of (days ago, pain before)."""
    store.add([past(-back, pain_before=pain, **changes) for back, pain in pains])


def days_ago(points: Iterable[Point]) -> list[int]:
    return [(TODAY - point.day).days for point in points]


# The verdict


def test_an_empty_history_has_a_verdict_of_no_days_and_no_change(store: Store) -> None:
    verdict, change = read_progress(store, TODAY)
    assert (verdict.n, verdict.direction, change) == (0, None, None)


@pytest.mark.parametrize(("averages", "judged"), [(13, "before"), (14, "day")])
def test_days_averages_are_judged_as_soon_as_there_are_fourteen_of_them(
    store: Store, averages: int, judged: str
) -> None:
    practise(store, ((back, 4) for back in range(30)))
    rate(store, ((back, 6) for back in range(averages)))
    verdict = read_progress(store, TODAY).verdict
    assert verdict.series.name == judged
    assert {point.value for point in verdict.window} == {6.0 if judged == "day" else 4.0}


def test_averages_before_a_long_gap_do_not_make_them_the_series(store: Store) -> None:
    practise(store, ((back, 4) for back in range(30)))
    rate(store, ((back, 6) for back in (*range(9), *range(30, 50))))
    assert read_progress(store, TODAY).verdict.series.name == "before"


def test_what_is_rated_after_sessions_or_right_now_is_never_judged(store: Store) -> None:
    practise(store, ((back, 4) for back in range(30)), pain_after=0)
    rate(store, ((back, 10) for back in range(30)), "now")
    verdict = read_progress(store, TODAY).verdict
    assert {point.value for point in verdict.window} == {4.0}


def test_the_window_is_of_the_last_56_days_today_included(store: Store) -> None:
    practise(store, ((back, 4) for back in range(-1, 80)))
    assert days_ago(read_progress(store, TODAY).verdict.window) == [*reversed(range(56))]
    assert days_ago(read_progress(store, ago(3)).verdict.window) == [*reversed(range(3, 59))]


def test_a_clear_fall_is_claimed_only_when_last_weeks_look_says_so_too(store: Store) -> None:
    practise(store, ((back, 2 + back // 7) for back in range(56)))
    verdict = read_progress(store, TODAY).verdict
    assert (verdict.direction, verdict.n, verdict.span_days) == ("falling", 56, 55)


def test_a_fall_that_last_week_did_not_see_yet_is_not_claimed(store: Store) -> None:
    practise(store, ((back, 10 if back > 6 else 0) for back in range(25)))
    verdict = read_progress(store, TODAY).verdict
    assert verdict.trend is not None
    assert verdict.direction == "no clear trend"


def test_last_weeks_look_has_its_own_56_days(store: Store) -> None:
    long_ago = zip(range(56, 63), (9, 8, 8, 8, 10, 10, 8), strict=True)
    between = [(48, 8), (41, 5), (34, 4), (27, 6), (20, 3), (13, 4), (7, 0)]
    practise(store, [*between, *zip(range(7), (0, 0, 3, 3, 1, 2, 2), strict=True)])
    assert read_progress(store, TODAY).verdict.direction == "no clear trend"
    practise(store, long_ago)
    assert read_progress(store, TODAY).verdict.direction == "falling"


@pytest.mark.parametrize("days", [63, 84, 400])
def test_it_is_the_same_of_ratings_that_were_read_already(store: Store, days: int) -> None:
    practise(store, ((back, (back // 7) % 11) for back in range(400)))
    read = daily("before", store.ratings("before", ago(days - 1), TODAY))
    assert read_progress(store, TODAY, read) == read_progress(store, TODAY)._replace(
        verdict=read_progress(store, TODAY).verdict._replace(series=read)
    )


def test_the_first_day_looked_at_is_that_of_last_weeks_window() -> None:
    assert looked_at(TODAY) == ago(62)


# The change since the start


def test_the_start_is_that_of_a_log_that_began_long_ago(store: Store) -> None:
    practise(store, [(back, 8) for back in range(983, 1001)] + [(back, 3) for back in range(7)])
    found = read_progress(store, TODAY).change
    assert found is not None
    assert days_ago(found.start) == [*range(997, 990, -1)]
    assert days_ago(found.now) == [*range(6, -1, -1)]
    assert (found.start_mean, found.now_mean, found.is_lower) == (8, 3, True)


@pytest.mark.parametrize("length", [8, 12, 18, 25, 40, 62, 63, 64, 90, 400])
def test_it_is_that_of_the_whole_log_however_little_of_it_is_read(
    store: Store, length: int
) -> None:
    practise(store, ((back, back % 11) for back in range(0, length, 1 + length // 200)))
    whole = daily("before", store.ratings("before")).points
    assert read_progress(store, TODAY).change == change(whole, TODAY)


def test_the_log_is_that_of_the_series_that_is_judged(store: Store) -> None:
    practise(store, ((back, 9) for back in range(100)))
    rate(store, ((back, 5) for back in range(40)))
    found = read_progress(store, TODAY).change
    assert found is not None
    assert days_ago(found.start) == [*range(36, 29, -1)]
    assert {point.value for point in (*found.start, *found.now)} == {5.0}


def test_a_rating_from_the_future_is_not_known_today(store: Store) -> None:
    practise(store, ((back, 5) for back in range(-30, 0)))
    verdict, found = read_progress(store, TODAY)
    assert (verdict.n, found) == (0, None)


def test_a_rating_of_1970_spoils_nothing(store: Store) -> None:
    practise(store, ((back, 5) for back in (20_000, *range(30))))
    verdict, found = read_progress(store, TODAY)
    assert (verdict.n, verdict.direction) == (30, "no clear trend")
    assert found is None  # the log's first days have one rating


# Routines


def test_routines_are_compared_among_sessions_from_a_similar_start(store: Store) -> None:
    practise(store, ((back, 5) for back in range(5)), routine="a", routine_name="A", pain_after=4)
    practise(store, ((back, 6) for back in range(3)), routine="b", routine_name="B", pain_after=2)
    practise(store, [(0, 9)], routine="b", routine_name="B", pain_after=2)
    practise(store, [(0, 1)], routine="c", routine_name="C", pain_after=1)
    found = read_routines(store, None, TODAY)
    assert found.start == (4, 6)
    assert [(one.name, one.n) for one in found.every] == [("A", 5), ("B", 4), ("C", 1)]
    assert [(one.name, one.n) for one in found.similar] == [("A", 5), ("B", 3), ("C", 0)]
    assert [one.routine for one in found.similar] == [one.routine for one in found.every]
    assert [one.median for one in found.similar[:2]] == [-1.0, -4.0]


def test_what_start_is_usual_depends_on_the_period(store: Store) -> None:
    practise(store, [*((back, 2) for back in range(5)), *((back, 8) for back in range(20, 30))])
    assert read_routines(store, ago(10), TODAY).start == (1, 3)
    assert read_routines(store, None, TODAY).start == (7, 9)


def test_without_a_session_there_is_nothing_to_compare(store: Store) -> None:
    assert read_routines(store, None, TODAY) == (None, (), ())


# Weeks of doses


def test_weeks_have_the_seconds_of_their_sessions_and_the_pain_before_them(store: Store) -> None:
    practise(store, [(0, 2), (1, 4), (4, 9), (5, 7)])
    practise(store, [(1, 6)], pain_after=0)
    rate(store, [(0, 10)])
    last, this = read_weeks(store, ago(7), TODAY)
    assert (this.monday, this.held, this.planned, this.pain) == (MONDAY, 120.0, 1200.0, 5.0)
    assert (this.left, this.right, len(this.ids)) == (120.0, 0.0, 4)
    assert (last.held, last.planned, last.pain) == (30.0, 300.0, 7.0)


@pytest.mark.parametrize("since", [4, 3, 1, 0])
def test_the_first_week_is_whole_on_whatever_day_the_period_begins(
    store: Store, since: int
) -> None:
    practise(store, ((back, back) for back in range(5)))
    [week] = read_weeks(store, ago(since), TODAY)
    assert (week.held, week.pain, len(week.ids)) == (150.0, 2.0, 5)


# The calendar


def test_a_calendar_has_whole_weeks_from_its_first_monday_on(store: Store) -> None:
    practise(store, [(0, 5), (3, 5), (4, 5), (5, 5)])
    found = read_calendar(store, ago(2), TODAY, 3)
    assert (found.since, found.until) == (MONDAY, TODAY)
    assert [*found.days] == [ago(4), ago(3), TODAY]
    assert found.weeks == [TargetWeek(MONDAY, 3, 3)]


def test_a_calendar_of_everything_begins_with_the_first_thing_there_is(store: Store) -> None:
    assert read_calendar(store, None, TODAY, 3).since == MONDAY
    practise(store, [(20, 5)])
    assert read_calendar(store, None, TODAY, 3).since == MONDAY - timedelta(days=21)
    store.mark_day(ago(30), "away", AT)
    found = read_calendar(store, None, TODAY, 3)
    assert found.since == MONDAY - timedelta(days=28)
    assert len(found.weeks) == 4  # a week before the first session is none to be met


@pytest.mark.parametrize("mark", get_args(Mark))
def test_marked_days_are_what_they_are_beside_what_was_done(store: Store, mark: Mark) -> None:
    practise(store, [(1, 5), (1, 4)])
    store.mark_day(ago(1), mark, AT)
    store.mark_day(ago(2), mark, AT)
    found = read_calendar(store, ago(7), TODAY, 5)
    assert found.marks == {ago(1): mark, ago(2): mark}
    assert found.days == {ago(1): CalendarDay(ago(1), 2, 0)}


def test_a_stopped_session_counts_towards_the_target(store: Store) -> None:
    new = new_session()
    store.begin(new)
    store.finish(new.id, "stopped", later(1))
    found = read_calendar(store, None, TODAY, 1)
    assert found.days == {TODAY: CalendarDay(TODAY, 1, 1)}
    assert found.weeks == [TargetWeek(MONDAY, 1, 1)]


def test_nothing_that_comes_after_today_is_on_it(store: Store) -> None:
    practise(store, [(-1, 5)])
    store.mark_day(ago(-1), "away", AT)
    found = read_calendar(store, None, TODAY, 5)
    assert (found.days, found.marks, found.weeks) == ({}, {}, [])
