"""The trend rule, line by line, against a slow second copy of it and against SciPy."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from math import sqrt
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau, norm, theilslopes

from tests.core import trend_rule as rule
from tracker.core.series import Point, Series, daily
from tracker.core.trends import (
    Trend,
    Verdict,
    inflation,
    look,
    pair_slopes,
    tied_variance,
    verdict,
    window,
)

TUNED = settings(max_examples=150, deadline=None)

FIRST = date(2026, 9, 7)
NOTHING = Series("before", ())

STEADY = (1 + 0.3) / (1 - 0.3)
"""(1 + r)/(1 − r) at the least r, 0.3."""

LAZY = 9.0
"""The same at the most r, 0.8."""

JUST_BELOW = [3, 3, 1, 4, 4, 5, 2, 2, 5, 2, 5, 3, 4, 5, 2, 5, 5, 6, 7, 5, 5]
"""21 days in a row with S = 90 and r = 0.3: z = 89/√(1015 1/3 · 13/7) = 2.0496."""

JUST_BEYOND = [1, 3, 4, 3, 3, 4, 5, 3, 5, 3, 7, 6, 7, 5, 5, 4, 2, 6, 8, 8, 5]
"""21 days in a row with S = 92 and r = 0.3: z = 91/√(1056 2/3 · 13/7) = 2.0542."""

SAME_AND_LATER_MORE = [4] * 17 + [int(c) for c in "544454445444444444544454454555545544545"]
"""Fives among fours, more and more of them: z = 2.53, but half of all pairs are the same."""


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


def rated(days: Iterable[int], values: Iterable[float]) -> tuple[Point, ...]:
    """One rating on each of these days."""
    some = zip(days, values, strict=True)
    return tuple(Point(on(day), float(value), (f"r{day}",)) for day, value in some)


def in_a_row(values: Sequence[float], first: int = 0) -> tuple[Point, ...]:
    return rated(range(first, first + len(values)), values)


def numbers(points: Iterable[Point]) -> list[int]:
    return [(point.day - FIRST).days for point in points]


def rising(days: Iterable[int]) -> tuple[Point, ...]:
    """Pains that rise by a tenth a day, in small zigzags."""
    return rated(days := list(days), [1 + day / 10 + day % 2 * 0.3 for day in days])


def of(name: str, log: rule.Log) -> Series:
    rows = [(on(day), float(one), f"{day}") for day, ratings in log.items() for one in ratings]
    return daily(name, rows)


def looked(points: Sequence[Point]) -> Trend:
    """The look at a window that is large enough for one."""
    trend = look(tuple(points))
    assert trend
    return trend


def invented(seed: int) -> rule.Log:
    """A log with gaps, few of them long, of pain that goes a way of its own or stays.

    It is left to chance and not to Hypothesis, of whose lists hardly one bears a claim.
    """
    random = Random(seed)
    drift = random.choice([0, 0.05, 0.1, 0.2]) * random.choice([-1, 1])
    n = random.choice([10, 14, 15, 20, 30, 50, 70])
    log: dict[int, list[int]] = {}
    day = random.randint(0, 20)
    for _ in range(n):
        level = 5 + drift * (day - n / 2)
        some = [round(random.gauss(level, 1.3)) for _ in range(random.choice([1, 2, 3]))]
        log[day] = [min(10, max(0, one)) for one in some]
        day += random.choice([1] * 40 + [2] * 20 + [3, 5, 14, 15])
    return log


logs = st.integers(0, 2**32).map(invented)


@st.composite
def windows(draw: st.DrawFn) -> tuple[Point, ...]:
    """Windows that are looked at: 14 rated days and more, over 21 days and more."""
    days = draw(st.sets(st.integers(0, 55), min_size=14))
    assume(max(days) - min(days) >= 20)
    values = draw(st.lists(st.integers(0, 20), min_size=len(days), max_size=len(days)))
    return rated(sorted(days), [value / 2 for value in values])


# 1 · The series


@pytest.mark.parametrize(("days", "name"), [(13, "before"), (14, "daily")])
def test_1_fourteen_days_of_daily_ratings_are_the_series_and_thirteen_are_not(
    days: int, name: str
) -> None:
    own = Series("daily", in_a_row([5] * days, first=20))
    assert verdict(own, Series("before", in_a_row([3] * 30)), on(33)).series.name == name


@pytest.mark.parametrize(("first", "name"), [(0, "before"), (1, "daily")])
def test_1_only_daily_ratings_within_the_window_count(first: int, name: str) -> None:
    own = Series("daily", rated([first, 13, 27, *range(40, 51)], [5] * 14))
    assert verdict(own, NOTHING, on(56)).series.name == name


def test_1_daily_ratings_before_a_long_gap_do_not_count() -> None:
    own = Series("daily", in_a_row([5] * 20) + in_a_row([5] * 13, first=34))
    assert verdict(own, NOTHING, on(50)).series.name == "before"


def test_1_the_two_series_are_never_mixed() -> None:
    own = Series("daily", rising(range(0, 26, 2)))
    before = Series("before", rising(range(1, 27, 2)))
    said = verdict(own, before, on(26))
    assert said.window == before.points
    assert (said.n, said.trend, said.direction) == (13, None, None)


def test_1_the_week_before_is_judged_by_the_series_of_today() -> None:
    own = Series("daily", rising([33, *range(41, 54)]))
    before = Series("before", rising(range(54)))
    assert verdict(own, before, on(46)) == verdict(NOTHING, before, on(46))
    assert verdict(own, before, on(46)).direction == "rising"
    said = verdict(own, before, on(53))
    assert looked(said.window).direction == "rising"
    assert (said.series.name, said.direction) == ("daily", "no clear trend")


@given(logs, logs, st.integers(0, 120))
@TUNED
def test_1_a_verdict_is_about_rows_of_one_of_the_two_series_it_was_given(
    own: rule.Log, before: rule.Log, today: int
) -> None:
    said = verdict(of("daily", own), of("before", before), on(today))
    chosen = own if len(rule.window(own, today)) >= 14 else before
    assert said.series == of("daily" if chosen is own else "before", chosen)
    assert set(said.window) <= set(said.series.points)


# 2 · A point a day


def test_2_a_day_is_the_median_of_its_ratings_and_not_their_mean() -> None:
    log = {day: [9, day // 3, day // 3] if day % 2 else [day // 3] for day in range(22)}
    trend = verdict(of("daily", log), NOTHING, on(21)).trend
    assert trend == looked(rated(range(22), [day // 3 for day in range(22)]))._replace(
        points=of("daily", log).points
    )


def test_2_gaps_are_never_filled() -> None:
    days = [0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 23, 24, 25, 39]
    trend = looked(rated(days, [5, 4, 6] * 4 + [5, 4]))
    assert numbers(trend.points) == days


# 3 · The window


@pytest.mark.parametrize(("first", "kept"), [(0, [14, 28, 42]), (1, [1, 14, 28, 42])])
def test_3_the_window_is_today_and_the_55_days_before(first: int, kept: list[int]) -> None:
    points = rated([first, 14, 28, 42], [5.0] * 4)
    assert numbers(window(points, on(56))) == kept


def test_3_today_is_in_the_window_and_tomorrow_is_not() -> None:
    assert numbers(window(in_a_row([5.0] * 4), on(2))) == [0, 1, 2]


@pytest.mark.parametrize(("gap", "kept"), [(14, [0, 3, 17, 20]), (15, [18, 21])])
def test_3_a_gap_of_15_days_begins_the_window_anew_and_one_of_14_does_not(
    gap: int, kept: list[int]
) -> None:
    points = rated([0, 3, 3 + gap, 6 + gap], [5.0] * 4)
    assert numbers(window(points, on(40))) == kept


def test_3_of_several_long_gaps_the_latest_counts() -> None:
    points = rated([0, 1, 17, 18, 40, 41, 50], [5.0] * 7)
    assert numbers(window(points, on(55))) == [40, 41, 50]


# 4 · How much it takes


@pytest.mark.parametrize(("days", "enough"), [(13, False), (14, True)])
def test_4_it_takes_14_rated_days(days: int, enough: bool) -> None:
    points = rated([*range(days - 1), 20], [5.0] * days)
    assert (look(points) is not None) == enough


@pytest.mark.parametrize(("span", "enough"), [(19, False), (20, True)])
def test_4_the_first_and_the_last_rated_day_are_20_days_apart(span: int, enough: bool) -> None:
    points = rated([*range(15), span], [5.0] * 16)
    assert (look(points) is not None) == enough


def test_4_nothing_is_said_of_no_days() -> None:
    said = verdict(NOTHING, NOTHING, on(0))
    assert said == Verdict(NOTHING, ())
    assert (said.n, said.span_days, said.is_claimed) == (0, 0, False)


# 5 · The slope


def test_5_the_slope_is_the_median_of_the_slopes_of_all_pairs() -> None:
    assert pair_slopes(rated([0, 1, 4], [2, 5, 4])) == [-1 / 3, 0.5, 3]
    trend = looked(in_a_row([day / 10 for day in range(20)] + [10]))
    assert trend.slope == pytest.approx(0.1)


@given(windows())
@TUNED
def test_5_the_slope_is_the_one_of_scipy(points: tuple[Point, ...]) -> None:
    theirs: Any = theilslopes([point.value for point in points], numbers(points))
    assert looked(points).slope == pytest.approx(theirs.slope, abs=1e-12)


@given(windows())
@TUNED
def test_5_half_of_the_rated_days_lie_above_the_line_and_half_below(
    points: tuple[Point, ...],
) -> None:
    trend = looked(points)
    above = sum(point.value > trend.at(point.day) + 1e-9 for point in points)
    below = sum(point.value < trend.at(point.day) - 1e-9 for point in points)
    assert max(above, below) <= len(points) / 2


def test_5_the_line_goes_on_beyond_the_days_that_it_was_made_of() -> None:
    trend = looked(in_a_row([2 + day / 4 for day in range(21)]))
    assert [trend.at(on(day)) for day in (0, 20, 40)] == pytest.approx([2, 7, 12])


# 6 and 7 · How alike neighbours are


@pytest.mark.parametrize("slope", [0.0, 0.25, 1 / 7, 1 / 11])
def test_6_days_on_the_line_have_no_likeness(slope: float) -> None:
    # In floats such days lie off the line by the last digit, and those digits are alike.
    assert inflation(in_a_row([slope * day for day in range(21)]), slope) == STEADY


def test_6_half_a_point_is_more_than_the_noise_of_floats() -> None:
    assert inflation(in_a_row([4] * 18 + [4.5] * 3), 0.0) > 2 * STEADY


def test_6_neighbours_are_rated_days_however_far_apart() -> None:
    values = [3, 3, 6, 6, 2, 2, 5, 5, 7, 7, 1, 1, 4, 4, 3]
    near, far = in_a_row(values), rated(range(0, 45, 3), values)
    assert inflation(near, 0.0) == inflation(far, 0.0)
    assert inflation(near, 0.0) > 1.1 * STEADY


def test_6_a_lasting_slope_is_not_taken_for_likeness() -> None:
    points = in_a_row([day / 5 + day % 2 for day in range(21)])
    assert inflation(points, 0.2) == pytest.approx(STEADY)
    assert inflation(points, 0.0) > 2 * STEADY


def test_7_likeness_is_never_taken_for_less_than_0_3() -> None:
    assert inflation(in_a_row([2, 8] * 10), 0.0) == pytest.approx(STEADY)


def test_7_likeness_is_never_taken_for_more_than_0_8() -> None:
    assert inflation(in_a_row([2.0] * 20 + [8.0] * 20), 0.0) == pytest.approx(LAZY)


def test_7_between_them_likeness_is_made_larger_by_what_few_days_hide() -> None:
    # Errors of −3 and 3, three of each in turn: of 23 products 16 are 9, and seven are −9.
    r1 = (16 - 7) * 9 / (24 * 9)
    r = r1 + (2 + 4 * r1) / 24
    assert 0.3 < r1 < r < 0.8
    points = in_a_row(([2] * 3 + [8] * 3) * 4)
    assert inflation(points, 0.0) == pytest.approx((1 + r) / (1 - r))


# 8 and 9 · How surprising the order is


def test_8_the_variance_of_days_that_all_differ_is_the_formula_without_ties() -> None:
    assert tied_variance(range(14)) == pytest.approx(14 * 13 * 33 / 18)


def test_8_every_group_of_equal_days_takes_from_the_variance() -> None:
    # 14 days of which two and three are the same.
    values = [1, 1, 2, 2, 2, *range(3, 12)]
    assert tied_variance(values) == pytest.approx((14 * 13 * 33 - 2 * 9 - 3 * 2 * 11) / 18)


def test_8_days_that_are_all_the_same_have_no_clear_trend() -> None:
    trend = looked(in_a_row([5] * 21))
    assert (trend.direction, trend.slope, trend.low, trend.high) == ("no clear trend", 0, 0, 0)
    assert tied_variance([5] * 21) == 0


@given(windows())
@TUNED
def test_8_s_and_its_variance_are_those_of_scipy(points: tuple[Point, ...]) -> None:
    values = [point.value for point in points]
    assume(len(set(values)) > 1)
    theirs: Any = kendalltau(numbers(points), values, method="asymptotic")
    # tau is S / √(pairs · pairs without a tie), for days never tie.
    pairs = list(combinations(values, 2))
    untied = sum(a != b for a, b in pairs)
    s = theirs.statistic * sqrt(len(pairs) * untied)
    assert rule.s([Fraction(value) for value in values]) == pytest.approx(s, abs=1e-6)
    # With days that never tie their variance is V, and p says how many of its roots S is.
    assume(abs(s) > 0.5)
    roots = norm.isf(theirs.pvalue / 2)
    assert tied_variance(values) == pytest.approx((s / roots) ** 2, rel=1e-6)


def test_9_the_line_is_at_2_05() -> None:
    below, beyond = looked(in_a_row(JUST_BELOW)), looked(in_a_row(JUST_BEYOND))
    assert (below.direction, beyond.direction) == ("no clear trend", "rising")
    assert below.slope > 0


def test_9_one_is_taken_from_s_before_it_is_judged() -> None:
    sd = sqrt(tied_variance(JUST_BELOW) * STEADY)
    assert 89 / sd < 2.05 < 90 / sd
    assert looked(in_a_row(JUST_BELOW)).direction == "no clear trend"


# 10 · What is claimed


@pytest.mark.parametrize(
    ("values", "direction"),
    [
        ([day / 4 for day in range(21)], "rising"),
        ([10 - day / 4 for day in range(21)], "falling"),
        ([2, 8] * 11, "no clear trend"),
    ],
)
def test_10_a_look_says_which_way_pain_goes(values: list[float], direction: str) -> None:
    assert looked(in_a_row(values)).direction == direction


def test_10_nothing_is_claimed_where_the_slope_is_flat() -> None:
    trend = looked(in_a_row(SAME_AND_LATER_MORE))
    y = [Fraction(value) for value in SAME_AND_LATER_MORE]
    assert abs(rule.s(y)) - 1 > 2.05 * sqrt(rule.v(y) * Fraction(13, 7))
    assert (trend.slope, trend.direction) == (0, "no clear trend")


@given(logs)
@TUNED
def test_10_a_claim_goes_the_way_of_both_slope_and_order(log: rule.Log) -> None:
    trend = look(window(of("daily", log).points, on(max(log))))
    if trend and trend.direction != "no clear trend":
        s = rule.s([Fraction(point.value) for point in trend.points])
        assert (trend.slope > 0, s > 0) == (trend.direction == "rising",) * 2
        assert (trend.slope < 0, s < 0) == (trend.direction == "falling",) * 2


def test_10_a_direction_is_claimed_when_this_week_and_the_last_say_it() -> None:
    # From day 20 on there are enough days for a look, from day 27 on for two.
    series = Series("daily", rising(range(60)))
    assert {day: verdict(series, NOTHING, on(day)).direction for day in (19, 20, 26, 27, 59)} == {
        19: None,
        20: "no clear trend",
        26: "no clear trend",
        27: "rising",
        59: "rising",
    }
    assert looked(series.points[:21]).direction == "rising"


def test_10_the_second_evaluation_is_the_one_seven_days_ago() -> None:
    # The fourteenth day, on which there is enough for a first look, is day 21.
    series = Series("daily", rising([*range(13), *range(21, 40)]))
    said = {day: verdict(series, NOTHING, on(day)).direction for day in (21, 27, 28)}
    assert said == {21: "no clear trend", 27: "no clear trend", 28: "rising"}
    assert {looked(window(series.points, on(day))).direction for day in said} == {"rising"}


def test_10_a_claim_of_last_week_is_not_kept_where_this_week_is_unclear() -> None:
    series = Series("daily", in_a_row([day / 4 for day in range(28)] + [0] * 7))
    assert looked(window(series.points, on(27))).direction == "rising"
    said = verdict(series, NOTHING, on(34))
    assert (said.direction, said.is_claimed) == ("no clear trend", False)


def test_10_a_verdict_counts_its_days() -> None:
    said = verdict(Series("daily", rising(range(0, 60, 2))), NOTHING, on(60))
    assert (said.n, said.span_days, said.is_claimed) == (27, 52, True)


# 11 · What it could be


def test_11_the_range_leaves_out_k_slopes_at_either_end() -> None:
    values = JUST_BELOW
    slopes = pair_slopes(in_a_row(values))
    # N = 210, sd = √(1015 1/3 · 13/7) = 43.42: (210 − 89.02)/2 = 60.49.
    trend = looked(in_a_row(values))
    assert len(slopes) == 210
    assert (trend.low, trend.high) == (slopes[60], slopes[149])


def test_11_where_the_days_are_very_alike_the_range_is_that_of_all_slopes() -> None:
    # N = 91, sd = √(333 2/3 · 9) = 54.8, and 2.05 of it are more than N.
    days = [*range(13), 20]
    points = rated(days, [1.5, 1, 0.5, 0, 7, 7.5, 8, 8.5, 9, 9.5, 3, 3.5, 2.5, 2])
    assert inflation(points, looked(points).slope) > 6
    slopes = pair_slopes(points)
    assert (looked(points).low, looked(points).high) == (slopes[0], slopes[-1])


@given(windows())
@TUNED
def test_11_the_slope_lies_within_what_it_could_be(points: tuple[Point, ...]) -> None:
    trend = looked(points)
    assert trend.low <= trend.slope <= trend.high


# The whole rule


def test_the_invented_logs_bear_every_verdict_that_there_is() -> None:
    some = [(log := invented(seed), max(log)) for seed in range(150)]
    assert {rule.said(log, {}, today)[1] for log, today in some} == {
        None,
        "no clear trend",
        "falling",
        "rising",
    }


@given(logs, st.integers(0, 20))
@settings(max_examples=400, deadline=None)
def test_one_evaluation_is_that_of_the_rule_in_fractions(log: rule.Log, later: int) -> None:
    today = max(log, default=0) + later
    ours = look(window(of("daily", log).points, on(today)))
    theirs = rule.look(log, today)
    assert (ours is None) == (theirs is None)
    if ours and theirs:
        assert ours.direction == theirs.direction
        assert [ours.slope, ours.low, ours.high] == pytest.approx(
            [float(theirs.m), float(theirs.low), float(theirs.high)], abs=1e-12
        )


@given(logs, logs, st.integers(0, 100))
@settings(max_examples=400, deadline=None)
def test_the_verdict_is_that_of_the_rule_in_fractions(
    own: rule.Log, before: rule.Log, today: int
) -> None:
    said = verdict(of("daily", own), of("before", before), on(today))
    assert (said.series.name, said.direction) == rule.said(own, before, today)
