"""What was held each week, beside what was planned and how strong the pain was."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.doses import Held, Week, weeks
from tracker.core.series import Series, daily

TUNED = settings(max_examples=100, deadline=None)
MONDAY = date(2026, 11, 16)
NOTHING = Series("before", ())


def on(day: int) -> date:
    """Return a day by its number, Monday 16 November being 0."""
    return MONDAY + timedelta(days=day)


def held(day: int, seconds: float = 60.0, *, left: float = 0.0, right: float = 0.0) -> Held:
    return Held(f"s{day}", on(day), 100.0, seconds, left, right)


def pain(*values: tuple[int, float]) -> Series:
    rows = [(on(day), value, f"r{nth}") for nth, (day, value) in enumerate(values)]
    return daily("before", rows)


def test_a_week_with_nothing_is_among_them_and_its_pain_is_missing_not_zero() -> None:
    assert weeks([], NOTHING, MONDAY, on(6)) == (Week(MONDAY, 0, 0, 0, 0, None, ()),)


@pytest.mark.parametrize(
    ("since", "until", "mondays"),
    [
        (0, 6, [0]),
        (0, 7, [0, 7]),
        (6, 7, [0, 7]),
        (3, 3, [0]),
        (-8, 1, [-14, -7, 0]),
        (7, 6, []),
    ],
)
def test_every_week_that_has_a_day_of_the_period_is_there_oldest_first(
    since: int, until: int, mondays: list[int]
) -> None:
    found = weeks([], NOTHING, on(since), on(until))
    assert [week.monday for week in found] == [on(day) for day in mondays]


def test_the_sessions_of_a_week_from_monday_to_sunday_add_up() -> None:
    some = [held(-1, 7), held(0, 10, left=4, right=6), held(6, 20, left=12, right=5), held(7, 9)]
    before, found, after = weeks(some, NOTHING, on(-1), on(7))
    assert found == Week(MONDAY, 200.0, 30.0, 16.0, 11.0, None, ("s0", "s6"))
    assert (before.held, after.held) == (7, 9)


def test_what_has_no_sides_is_neither_left_nor_right() -> None:
    [found] = weeks([held(0, 30, left=10, right=10)], NOTHING, MONDAY, MONDAY)
    assert (found.held, found.left, found.right) == (30, 10, 10)


def test_the_pain_of_a_week_is_the_median_of_its_days_however_often_each_was_rated() -> None:
    some = pain((0, 2), (0, 2), (0, 2), (3, 5), (6, 8), (7, 10))
    assert [week.pain for week in weeks([], some, MONDAY, on(7))] == [5.0, 10.0]


def test_the_pain_of_two_days_lies_between_them() -> None:
    assert [week.pain for week in weeks([], pain((1, 3), (2, 6)), MONDAY, MONDAY)] == [4.5]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 600)), max_size=40))
@TUNED
def test_no_second_of_the_period_is_lost_or_counted_twice(some: list[tuple[int, int]]) -> None:
    sessions = [held(day, float(seconds), left=float(seconds)) for day, seconds in some]
    found = weeks(sessions, NOTHING, MONDAY, on(30))
    assert sum(week.held for week in found) == sum(seconds for _, seconds in some)
    assert sum(week.left for week in found) == sum(seconds for _, seconds in some)
    assert sum(week.planned for week in found) == 100 * len(some)
    assert sorted(id_ for week in found for id_ in week.ids) == sorted(one.id for one in sessions)
