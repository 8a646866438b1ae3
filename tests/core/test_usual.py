"""What is usual, and the mean of a week: of days, not of ratings, and never of too few."""

from datetime import date, timedelta

import pytest

from tracker.core.usual import Rating, usual, week_mean

TODAY = date(2026, 11, 20)


def ago(*pains: tuple[int, int]) -> list[Rating]:
    """Return ratings from pairs of days ago and pain."""
    return [(TODAY - timedelta(days=days), pain) for days, pain in pains]


def test_the_usual_is_the_median_of_the_days() -> None:
    assert usual(ago((1, 2), (2, 9), (3, 3)), TODAY) == 3
    assert usual(ago((1, 2), (2, 9), (3, 3), (4, 4)), TODAY) == 3.5


def test_a_day_counts_once_with_its_own_median_however_often_it_was_rated() -> None:
    ratings = ago((1, 8), (1, 9), (1, 8), (1, 10), (2, 3), (3, 3))
    assert usual(ratings, TODAY) == 3
    assert week_mean(ratings, TODAY) == pytest.approx((8.5 + 3 + 3) / 3)


@pytest.mark.parametrize("days", [0, 1, 2])
def test_under_three_rated_days_there_is_no_usual_and_no_mean(days: int) -> None:
    ratings = ago(*((day, 5) for day in range(1, days + 1)), *[(1, 5)] * days)
    assert usual(ratings, TODAY) is None
    assert week_mean(ratings, TODAY) is None


def test_three_rated_days_are_enough() -> None:
    ratings = ago((1, 5), (2, 5), (3, 5))
    assert (usual(ratings, TODAY), week_mean(ratings, TODAY)) == (5, 5)


def test_the_usual_is_that_of_the_28_days_before_today_without_today() -> None:
    assert usual(ago((1, 4), (28, 4), (15, 4)), TODAY) == 4
    assert usual(ago((0, 4), (28, 4), (15, 4)), TODAY) is None
    assert usual(ago((1, 4), (29, 4), (15, 4)), TODAY) is None


def test_a_week_is_its_last_day_and_the_six_before_it() -> None:
    assert week_mean(ago((0, 4), (6, 6), (3, 5)), TODAY) == 5
    assert week_mean(ago((0, 4), (7, 6), (3, 5)), TODAY) is None
    assert week_mean(ago((-1, 4), (6, 6), (3, 5)), TODAY) is None


def test_zero_is_a_pain_like_any_other() -> None:
    assert usual(ago((1, 0), (2, 0), (3, 0)), TODAY) == 0
    assert week_mean(ago((1, 0), (2, 0), (3, 3)), TODAY) == 1
