"""Day medians, the rolling median and its gates, and where a line may not be joined."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.series import (
    Point,
    Series,
    daily,
    rolling_median,
    smoothing_width,
    unbroken,
)

TUNED = settings(max_examples=150, deadline=None)

FRIDAY = date(2026, 11, 20)

ratings = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=40).map(
    lambda some: [(FRIDAY - timedelta(ago), float(v), f"r{n}") for n, (ago, v) in enumerate(some)]
)


def points(*values: float) -> list[Point]:
    """One point a day."""
    return [Point(FRIDAY + timedelta(n), value, (f"r{n}",)) for n, value in enumerate(values)]


def on_days(*days: int) -> list[Point]:
    return [Point(FRIDAY + timedelta(n), 5.0, (f"r{n}",)) for n in days]


def middle(values: list[float]) -> float:
    """The median, as one would find it by hand."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


# One point a day


def test_a_day_is_the_median_of_its_ratings() -> None:
    before = FRIDAY - timedelta(1)
    series = daily(
        "before", [(FRIDAY, 9, "a"), (before, 4, "b"), (FRIDAY, 2, "c"), (FRIDAY, 3, "d")]
    )
    assert series == Series(
        "before", (Point(before, 4.0, ("b",)), Point(FRIDAY, 3.0, ("a", "c", "d")))
    )


def test_a_day_of_two_ratings_lies_between_them() -> None:
    [point] = daily("before", [(FRIDAY, 4, "a"), (FRIDAY, 7, "b")]).points
    assert point.value == 5.5


def test_no_ratings_make_no_points() -> None:
    assert daily("before", []) == Series("before", ())
    assert daily("before", []).n == 0


@given(ratings)
@TUNED
def test_every_rating_is_in_the_point_of_its_day_and_no_other(
    some: list[tuple[date, float, str]],
) -> None:
    series = daily("before", iter(some))
    days = [point.day for point in series.points]
    assert days == sorted({day for day, _, _ in some})
    for point in series.points:
        assert point.value == middle([value for day, value, _ in some if day == point.day])
        assert point.ids == tuple(id_ for day, _, id_ in some if day == point.day)
    assert series.n == len(some)


# When a median is drawn


@pytest.mark.parametrize(
    ("rated_days", "width"),
    [(0, None), (4, None), (5, 5), (13, 5), (14, 7), (1000, 7)],
)
def test_the_median_waits_for_five_days_and_widens_at_fourteen(
    rated_days: int, width: int | None
) -> None:
    assert smoothing_width(rated_days) == width


# The rolling median


def test_a_rolling_median_is_the_middle_of_its_neighbours_and_fewer_at_the_edges() -> None:
    assert rolling_median(points(9, 1, 2, 8, 3, 7), 3) == (5.0, 2.0, 2.0, 3.0, 7.0, 5.0)


def test_a_rolling_median_over_one_point_is_the_points() -> None:
    assert rolling_median(points(9, 1, 2), 1) == (9.0, 1.0, 2.0)


def test_a_rolling_median_of_nothing_is_nothing() -> None:
    assert rolling_median([], 7) == ()


@pytest.mark.parametrize("width", [-1, 0, 2, 6])
def test_a_rolling_median_needs_an_odd_width(width: int) -> None:
    with pytest.raises(ValueError, match=f"needs an odd width, not {width}"):
        rolling_median(points(1, 2, 3), width)


@given(st.lists(st.floats(0, 10), max_size=40), st.sampled_from([1, 3, 5, 7]))
@TUNED
def test_the_rolling_median_is_the_naive_one(values: list[float], width: int) -> None:
    reach = (width - 1) / 2
    assert rolling_median(points(*values), width) == tuple(
        middle([other for m, other in enumerate(values) if abs(m - n) <= reach])
        for n in range(len(values))
    )


# Gaps stay open


def test_a_gap_of_seven_days_is_joined() -> None:
    some = on_days(0, 7, 14)
    assert unbroken(some) == (tuple(some),)


def test_a_gap_of_eight_days_is_not() -> None:
    first, second, third = on_days(0, 8, 9)
    assert unbroken([first, second, third]) == ((first,), (second, third))


def test_what_is_asked_for_less_often_may_lie_further_apart() -> None:
    first, second, third = on_days(0, 13, 27)
    assert unbroken([first, second, third], 13) == ((first, second), (third,))


def test_no_points_have_no_runs() -> None:
    assert unbroken([]) == ()


@given(st.sets(st.integers(0, 200), max_size=40))
@TUNED
def test_runs_keep_every_point_in_order_and_part_only_at_long_gaps(days: set[int]) -> None:
    some = on_days(*sorted(days))
    runs = unbroken(some)
    assert [point for run in runs for point in run] == some
    ends = {run[-1] for run in runs[:-1]}
    for a, b in pairwise(some):
        assert (a in ends) == ((b.day - a.day).days >= 8)
