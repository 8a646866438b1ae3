"""What the bench's few formulas must give."""

from __future__ import annotations

import pytest

from tests.bench.statistic import interval, percentile_95, ratios, summary


def test_the_95th_of_sixty_is_the_fourth_largest() -> None:
    assert percentile_95(range(1, 61)) == 57


def test_runs_are_compared_with_their_neighbours() -> None:
    assert ratios([11.0, 22.0], [10.0, 20.0]) == pytest.approx([1.1, 1.1])


@pytest.mark.parametrize(
    ("count", "ends"), [(1, (1, 1)), (5, (1, 5)), (7, (1, 7)), (15, (4, 12)), (25, (8, 18))]
)
def test_the_interval_is_that_of_the_sign_test(count: int, ends: tuple[int, int]) -> None:
    assert interval(range(1, count + 1)) == ends


def test_a_single_run_has_no_middle_half() -> None:
    assert summary([12.34], "ms") == "12.3 ms"
