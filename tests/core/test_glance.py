"""What Today shows: this week's marks, four weeks of pain, and its bars."""

from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.glance import bars, daily_medians, monday, week

TUNED = settings(max_examples=150, deadline=None)

MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)
SUNDAY = date(2026, 11, 22)
EIGHTHS = " ▁▂▃▄▅▆▇█"


def ago(days: int) -> date:
    return FRIDAY - timedelta(days)


# Weeks


@pytest.mark.parametrize("day", [MONDAY, FRIDAY, SUNDAY])
def test_a_week_begins_on_its_monday(day: date) -> None:
    assert monday(day) == MONDAY


def test_the_day_after_sunday_begins_the_next_week() -> None:
    assert monday(SUNDAY + timedelta(1)) == SUNDAY + timedelta(1)


def test_a_week_marks_what_was_done_what_was_not_and_what_is_ahead() -> None:
    done = [(MONDAY, True), (ago(1), False)]
    assert week(done, FRIDAY) == (
        "full",
        "none",
        "none",
        "part",
        "none",
        "ahead",
        "ahead",
    )


def test_today_is_not_ahead() -> None:
    assert week([], MONDAY) == ("none", *["ahead"] * 6)
    assert week([], SUNDAY) == ("none",) * 7


def test_a_week_ends_with_its_sunday() -> None:
    assert week([(SUNDAY, True)], SUNDAY) == (*["none"] * 6, "full")


@pytest.mark.parametrize("sessions", [[True, False], [False, True], [True, True]])
def test_one_session_done_in_full_outshines_the_others(sessions: list[bool]) -> None:
    assert week([(FRIDAY, in_full) for in_full in sessions], FRIDAY)[4] == "full"


def test_a_session_of_another_week_is_not_marked() -> None:
    done = [(MONDAY - timedelta(1), True), (SUNDAY + timedelta(1), True)]
    assert week(done, FRIDAY) == ("none",) * 5 + ("ahead",) * 2


# Four weeks of pain


def test_the_strip_is_the_day_medians_of_four_weeks_with_today_last() -> None:
    strip = daily_medians([(FRIDAY, 7, "a"), (FRIDAY, 4, "b"), (ago(27), 0, "c")], FRIDAY)
    assert strip == (0.0, *[None] * 26, 5.5)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=9))
@TUNED
def test_a_day_of_several_ratings_is_their_median(ratings: list[int]) -> None:
    strip = daily_medians([(FRIDAY, pain, "a") for pain in ratings], FRIDAY, 1)
    assert strip == (median(ratings),)


def test_a_rating_outside_the_strip_is_left_out() -> None:
    assert daily_medians([(ago(3), 7, "a"), (ago(-1), 7, "b")], FRIDAY, 3) == (None,) * 3


def test_a_day_without_a_rating_is_missing_and_not_nought() -> None:
    assert daily_medians([(ago(1), 0, "a")], FRIDAY, 3) == (None, 0.0, None)


# Bars


def test_a_rating_of_nought_is_the_thinnest_bar_and_none_is_a_blank() -> None:
    assert bars([0.0, None, 0.0], 2) == ("   ", "▁ ▁")


def test_a_rating_of_ten_is_full() -> None:
    assert bars([10.0], 3) == ("█", "█", "█")


def test_ratings_rise_by_even_eighths() -> None:
    assert bars([float(n) for n in range(11)], 1) == ("▁▂▂▃▄▅▅▆▇▇█",)


def test_a_tall_bar_is_stacked_from_the_bottom() -> None:
    assert bars([4.0, 6.0, 8.0], 2) == (
        " ▂▅",
        "▇██",
    )


def test_no_values_leave_every_line_empty() -> None:
    assert bars([], 2) == ("", "")


@given(st.lists(st.none() | st.floats(0, 10), min_size=1, max_size=30), st.integers(1, 5))
@TUNED
def test_more_pain_is_never_a_lower_bar_and_only_no_rating_is_blank(
    values: list[float | None], rows: int
) -> None:
    lines = bars(values, rows)
    assert [len(line) for line in lines] == [len(values)] * rows
    columns = ["".join(column) for column in zip(*reversed(lines), strict=True)]
    heights = [sum(EIGHTHS.index(cell) for cell in column) for column in columns]
    for column in columns:
        assert column.rstrip(" ").rstrip("▁▂▃▄▅▆▇█") == ""
        assert all(cell == "█" for cell in column.rstrip(" ")[:-1])
    assert [height == 0 for height in heights] == [value is None for value in values]
    rated = sorted(
        (value, height) for value, height in zip(values, heights, strict=True) if value is not None
    )
    assert [height for _, height in rated] == sorted(height for _, height in rated)
