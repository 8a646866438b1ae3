"""The trend's line and the level that means something: where they are drawn, and where not."""

from datetime import timedelta
from itertools import pairwise
from math import inf, nan

import pytest

from tests.charts.samples import FRIDAY, PALETTE, canvas, canvas_of, chart, falling, series
from tracker.charts.canvas import Canvas
from tracker.charts.overlays import LEVEL, LOWER, QUARTERS, level_line, trend_line
from tracker.charts.series import BEFORE
from tracker.core.series import Point

LOW = series("before", {80: 1, 60: 1})
"""Two days low down on the left, where no line is."""

# The trend


def test_the_trend_is_drawn_over_the_days_of_its_window_alone() -> None:
    rows = canvas(chart(LOW, trend=falling(28), width=87))
    columns = {at for row in rows for at, sign in enumerate(row) if sign in QUARTERS}
    assert columns == {*range(84 - 28, 84)}


def test_the_trend_is_cut_at_the_period() -> None:
    assert {column for column, _ in trend_line(falling(56), canvas_of(14, 31))} == {*range(1, 28)}
    past = Canvas(FRIDAY - timedelta(200), FRIDAY - timedelta(100), 28, 11, 0)
    assert trend_line(falling(56), past) == {}


def test_the_trend_falls_evenly_in_quarters_of_a_row() -> None:
    signs = trend_line(falling(41, 8, -0.1), Canvas(FRIDAY - timedelta(40), FRIDAY, 41, 11, 0))
    levels = [4 * row + QUARTERS.index(sign) for (_, row), (sign, _) in sorted(signs.items())]
    assert (levels[0], levels[-1]) == (4 * 8 + 2, 4 * 4 + 2)
    assert all(0 <= before - after <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("first", "a_day"), [(3.0, -0.1), (7.0, 0.1)])
def test_the_trend_ends_where_it_leaves_the_axis(first: float, a_day: float) -> None:
    signs = trend_line(falling(56, first, a_day), canvas_of(56, 59))
    assert max(column for column, _ in signs) == 30
    assert {row for _, row in signs} <= {*range(11)}


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_a_trend_without_a_finite_line_is_not_drawn(value: float) -> None:
    trend = falling()
    bad = trend._replace(points=tuple(Point(p.day, value, p.ids) for p in trend.points))
    assert chart(LOW, trend=bad) == chart(LOW)
    assert chart(LOW, trend=trend._replace(slope=nan)) == chart(LOW)


def test_over_decades_a_trend_is_a_sign_or_two() -> None:
    assert 1 <= len(trend_line(falling(), canvas_of(20_000, 80))) <= 2


def test_dots_lie_over_the_trend_and_the_trend_over_rules_and_level() -> None:
    flat = falling(56, 6, 0)
    before = series("before", {30: 6, 20: 6})
    row = next(
        row for row in canvas(chart(before, trend=flat, meaningful=6, height=14)) if BEFORE in row
    )
    assert row.count(BEFORE) == 2
    assert row.count(QUARTERS[2]) == len(trend_line(flat, canvas_of(84, 80))) - 2
    assert "┈" not in row
    assert LEVEL in row


def test_the_trend_has_a_sign_and_a_colour_of_its_own() -> None:
    before = series("before", dict.fromkeys(range(60), 6.0))
    lines = chart(before, trend=falling(), palette=PALETTE)
    colour = "38;2;{};{};{}m".format(*PALETTE.trend)
    assert f"{colour}⠒ trend" in lines[0]
    assert all(sign not in line for line in chart(before) for sign in QUARTERS)
    assert f"{colour}{QUARTERS[1]}" in "".join(lines[1:])


# The level


def test_the_level_lies_across_the_chart_at_its_height_with_what_it_means_on_it() -> None:
    lines = chart(series("before", {40: 6}), meaningful=3, height=14)
    row = canvas(lines)[7]
    assert row == f"{LEVEL * 56} {LOWER} {LEVEL}"
    assert f"{LEVEL} {LOWER}" in lines[0]


def test_the_label_keeps_off_dots_and_goes_where_there_is_room() -> None:
    row = canvas(chart(series("before", {5: 3, 0: 3}), meaningful=3, height=14))[7]
    assert row.index(LOWER) + len(LOWER) < row.index(BEFORE)
    full = dict.fromkeys(range(84), 3.0)
    rows = canvas(chart(series("before", full), meaningful=3, height=14))
    assert LOWER not in rows[7]
    assert LOWER in rows[6]


def test_a_level_that_nothing_explains_is_not_drawn() -> None:
    crowded = series("before", {ago: 3.0 + ago % 2 for ago in range(84)})
    assert LEVEL not in "".join(chart(crowded, meaningful=3, width=30, height=14))
    assert LEVEL in "".join(chart(crowded, meaningful=3, width=80, height=14))
    top = series("before", dict.fromkeys(range(84), 10.0))
    assert LEVEL not in "".join(chart(top, meaningful=10, width=30, height=14))


@pytest.mark.parametrize("level", [None, nan, inf, -0.5, 10.5])
def test_a_level_beyond_the_axis_is_not_drawn(level: float | None) -> None:
    assert level_line(level, canvas_of(84, 80)) == {}
    assert chart(LOW, meaningful=level) == chart(LOW)


@pytest.mark.parametrize("width", [20, 30, 45, 60, 80, 120])
def test_what_is_drawn_over_the_chart_keeps_its_size(width: int) -> None:
    before = series("before", {ago: float(ago % 9) for ago in range(0, 84, 2)})
    lines = chart(before, trend=falling(), meaningful=4, width=width, height=10)
    assert len(lines) == 10
    assert {len(line) for line in lines} == {width}
    assert "before, n 42" in lines[0] or width == 20
