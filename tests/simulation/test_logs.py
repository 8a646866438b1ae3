"""The invented logs are what they are said to be."""

from itertools import pairwise
from random import Random
from statistics import correlation, fmean, pstdev
from typing import get_args

import pytest

from tests.simulation.logs import Flare, Log, extra, on, rating

LONG = 30_000
"""Days after which a mean or an SD is known to a hundredth or two."""


@pytest.mark.parametrize("alike", [0.0, 0.4, 0.6])
def test_days_vary_by_1_2_about_4_and_resemble_the_day_before_as_was_asked(alike: float) -> None:
    levels = list(Log(LONG, alike).levels(Random(1)))
    assert fmean(levels) == pytest.approx(4, abs=0.05)
    assert pstdev(levels) == pytest.approx(1.2, abs=0.03)
    before, after = zip(*pairwise(levels), strict=True)
    assert correlation(before, after) == pytest.approx(alike, abs=0.02)


def test_ratings_of_a_day_vary_by_1_and_by_their_rounding() -> None:
    random = Random(1)
    ratings = [rating(5.0, random) for _ in range(LONG)]
    assert fmean(ratings) == pytest.approx(5, abs=0.03)
    # Rounding adds a twelfth to the variance.
    assert pstdev(ratings) == pytest.approx((1 + 1 / 12) ** 0.5, abs=0.02)


def test_ratings_are_whole_numbers_that_stay_within_the_scale() -> None:
    random = Random(1)
    some = {rating(level, random) for level in (-3, 0, 5, 10, 13) for _ in range(200)}
    assert some == set(range(11))


def test_pain_falls_in_a_straight_line_from_the_first_day_to_the_last() -> None:
    steady = list(Log(56).levels(Random(1)))
    falling = list(Log(56, fall=2).levels(Random(1)))
    fallen = [a - b for a, b in zip(steady, falling, strict=True)]
    assert fallen == pytest.approx([2 * day / 55 for day in range(56)])


def test_a_flare_adds_2_7_on_the_first_day_and_is_gone_after_three_days_or_a_week() -> None:
    assert [round(extra("short", day), 1) for day in range(8)] == [2.7, 1.8, 0.9, 0, 0, 0, 0, 0]
    assert [round(extra("fast week", day), 1) for day in range(8)] == [
        2.7, 1.6, 1.0, 0.6, 0.3, 0.2, 0.1, 0.1,
    ]  # fmt: skip
    assert [round(extra("slow week", day), 1) for day in range(8)] == [
        2.7, 2.3, 1.9, 1.5, 1.2, 0.8, 0.4, 0.0,
    ]  # fmt: skip
    assert {extra("none", day) for day in range(8)} == {0}


def test_a_log_that_starts_in_a_flare_differs_from_another_by_the_flare_alone() -> None:
    usual = list(Log(28).levels(Random(1)))
    for flare in get_args(Flare):
        levels = Log(28, flare=flare).levels(Random(1))
        more = [a - b for a, b in zip(levels, usual, strict=True)]
        assert more == pytest.approx([extra(flare, day) for day in range(28)])


def test_days_are_missing_at_random_but_never_the_first() -> None:
    kept = [Log(56, missing=0.4).points(Random(seed)) for seed in range(200)]
    assert {points[0].day for points in kept} == {on(0)}
    assert fmean(len(points) for points in kept) == pytest.approx(1 + 55 * 0.6, abs=1)


@pytest.mark.parametrize("a_day", [1, 3])
def test_a_day_has_as_many_ratings_as_was_asked(a_day: int) -> None:
    points = Log(28, a_day=a_day).points(Random(1))
    assert [point.day for point in points] == [on(number) for number in range(28)]
    assert {len(point.ids) for point in points} == {a_day}


def test_the_same_seed_invents_the_same_log() -> None:
    log = Log(28, alike=0.4, a_day=3, missing=0.4, flare="slow week")
    assert log.points(Random(7)) == log.points(Random(7))
    assert log.points(Random(7)) != log.points(Random(8))
