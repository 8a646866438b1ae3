"""What a chart may and may not show."""

import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.samples import (
    FRIDAY,
    NONE,
    PALETTE,
    SGR,
    canvas,
    canvas_of,
    chart,
    falling,
    series,
    table,
)
from tracker import charts
from tracker.charts.series import AFTER, BEFORE, BOTH
from tracker.charts.table import NOTHING

# What is drawn


def test_before_and_after_have_signs_of_their_own_besides_colours() -> None:
    drawn = "".join(canvas(chart(series("before", {10: 6}), series("after", {10: 4}))))
    assert drawn.count(BEFORE) == 1
    assert drawn.count(AFTER) == 1


def test_where_both_fall_on_one_place_neither_is_hidden() -> None:
    lines = chart(series("before", {10: 6}), series("after", {10: 6}))
    drawn = "".join(canvas(lines))
    assert (drawn.count(BOTH), drawn.count(BEFORE), drawn.count(AFTER)) == (1, 0, 0)
    assert f"{BOTH} both" in lines[0]


def test_one_point_is_a_chart() -> None:
    assert "".join(canvas(chart(series("before", {0: 3})))).count(BEFORE) == 1


def test_the_first_and_the_last_day_of_the_period_are_drawn_at_its_ends() -> None:
    row = canvas(chart(series("before", {0: 3, 83: 3}), height=14))[7]
    assert row[0] == row[-1] == BEFORE


def test_days_outside_the_period_are_left_out_of_dots_and_counts() -> None:
    lines = chart(series("before", {-1: 9, 0: 3, 27: 4, 28: 9}), days=28)
    assert "".join(canvas(lines)).count(BEFORE) == 2
    assert "before, n 2 " in lines[0]


@pytest.mark.parametrize("height", [14, 16, 18, 19, 24, 32, 60])
def test_the_vertical_axis_always_runs_from_0_to_10(height: int) -> None:
    lines = chart(series("before", {5: 4}), height=height)
    assert [line[:2] for line in lines if line[:2].strip()] == ["10", " 8", " 6", " 4", " 2", " 0"]


@pytest.mark.parametrize("height", [6, 7, 10, 13])
def test_a_low_chart_has_fewer_words_on_the_same_axis(height: int) -> None:
    lines = chart(series("before", {5: 4}), height=height)
    assert [line[:2] for line in lines if line[:2].strip()] == ["10", " 5", " 0"]


@pytest.mark.parametrize("value", range(11))
def test_a_dot_lies_at_the_height_of_its_value(value: int) -> None:
    rows = canvas(chart(series("before", {5: value}), height=14))
    assert [10 - at for at, row in enumerate(rows) if BEFORE in row] == [value]


def test_where_rows_can_be_spared_the_rules_lie_at_even_distances() -> None:
    lines = chart(series("before", {5: 4}), height=20)
    assert not lines[1].strip()
    rules = [at for at, line in enumerate(lines) if "┈┈" in line]
    assert {below - above for above, below in pairwise(rules)} == {3}


# What never reaches plotext


def test_a_nan_never_reaches_plotext() -> None:
    values = dict.fromkeys(range(30), 5.0) | {4: nan, 5: inf, 6: -inf}
    lines = chart(series("before", values), series("after", {3: nan, 2: 4}))
    assert "before, n 27 " in lines[0]
    assert "after, n 1 " in lines[0]


def test_nothing_is_drawn_as_a_number_without_ratings() -> None:
    lines = chart(series("before", {3: nan}))
    assert "".join(lines).strip() == NOTHING


@pytest.mark.parametrize(("value", "row"), [(1e308, 0), (11.0, 0), (-0.5, -1), (-1e308, -1)])
def test_what_lies_beyond_the_axis_is_drawn_at_its_end(value: float, row: int) -> None:
    assert BEFORE in canvas(chart(series("before", {3: value})))[row]


def test_control_characters_in_a_name_never_reach_the_terminal() -> None:
    lines = chart(series("be\x1b]0;x\x07fore", {3: 5}), palette=PALETTE)
    assert "be·]0;x·fore" in lines[0]
    assert "\x1b" not in SGR.sub("", "\n".join(lines))


# Long times


def test_one_rating_in_1970_is_a_chart() -> None:
    days = (FRIDAY - date(1970, 1, 1)).days + 1
    lines = chart(series("before", {days - 1: 5}), days=days, trend=falling(), meaningful=3)
    assert [line.index(BEFORE) for line in canvas(lines) if BEFORE in line] == [0]
    assert "a dot: 39 weeks" in lines[0]


def test_over_years_a_dot_is_the_median_of_whole_weeks_and_says_so() -> None:
    values = {ago: float(2 + ago % 5) for ago in range(3650)}
    lines = chart(series("before", values), series("after", values), days=3650, width=100)
    assert "a dot: 6 weeks" in lines[0]
    assert "before, n 3650" in lines[0]
    columns = zip(*canvas(lines), strict=True)
    assert all(sum(sign in BEFORE + AFTER + BOTH for sign in column) <= 1 for column in columns)


def test_the_days_of_a_dot_are_counted_from_a_monday_so_that_dots_stay_as_days_go_by() -> None:
    points = series("before", {ago: float(ago % 7) for ago in range(380)}).points
    values = [point.value for point in points]
    some = [values[start:end] for _, _, start, end in canvas_of(380, 60).dots(points, values)]
    assert {tuple(days) for days in some[1:-1]} == {(4.0, 3.0, 2.0, 1.0, 0.0, 6.0, 5.0)}


# Sizes and colours


@settings(max_examples=60, deadline=None)
@given(
    width=st.integers(-1, 200),
    height=st.integers(-1, 60),
    days=st.integers(1, 900),
    ago=st.sets(st.integers(0, 899), max_size=40),
    coloured=st.booleans(),
)
def test_every_line_is_exactly_as_wide_as_asked(
    width: int, height: int, days: int, ago: set[int], coloured: bool
) -> None:
    before = series("before", {each: float(each % 11) for each in ago})
    after = series("after", {each: float(each % 7) for each in ago})
    palette = PALETTE if coloured else None
    lines = chart(before, after, days=days, width=width, height=height, palette=palette)
    assert len(lines) == max(1, height)
    assert {len(SGR.sub("", line)) for line in lines} == {max(0, width) if height > 0 else 0}


def test_without_a_palette_there_is_no_escape() -> None:
    before = series("before", dict.fromkeys(range(84), 5.0))
    for lines in (chart(before), chart(NONE), chart(before, width=10)):
        assert "\x1b" not in "\n".join(lines)


def test_colours_are_those_of_the_palette_and_the_background_stays_the_terminals() -> None:
    before = series("before", dict.fromkeys(range(0, 40, 3), 5.0))
    after = series("after", {3: 2})
    drawn = "\n".join(chart(before, after, palette=PALETTE, trend=falling()))
    named = {*SGR.findall(drawn)}
    colours = (*(getattr(PALETTE, name) for name in PALETTE.__slots__), PALETTE.faint)
    assert named == {"\x1b[0m", *("\x1b[38;2;{};{};{}m".format(*colour) for colour in colours)}
    assert "\x1b" not in SGR.sub("", drawn)


def test_an_empty_time_says_so_in_the_middle_instead_of_an_empty_chart() -> None:
    lines = chart(NONE, NONE, height=9, palette=PALETTE)
    assert NOTHING in lines[4]
    assert not SGR.sub("", "".join(lines[:4] + lines[5:])).strip()


@pytest.mark.parametrize(("width", "height"), [(19, 20), (80, 5)])
def test_where_a_chart_does_not_fit_the_table_stands_there(width: int, height: int) -> None:
    lines = chart(series("before", {0: 5}), width=width, height=height)
    assert re.match(r"(week of )?16 Nov +before 5", lines[0])


# Without plotext


def test_a_chart_is_available_where_plotext_can_be_imported() -> None:
    assert charts.available()


def test_without_plotext_there_is_no_chart_but_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plotext", None)
    assert not charts.available()
    assert table(series("before", {0: 5}), NONE).startswith("week of")


def test_what_draws_charts_is_imported_without_plotext() -> None:
    code = "import sys, tracker.charts; sys.exit('plotext' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
