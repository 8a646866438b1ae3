"""The chart of the weekly questionnaire over the pain of average days."""

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.samples import FRIDAY, NONE, PALETTE, SGR, falling, series
from tracker.charts import Palette, function_over_time
from tracker.charts.function import NOTHING, PEG
from tracker.charts.overlays import LEVEL, LOWER, QUARTERS
from tracker.charts.series import BEFORE, LINE
from tracker.core.peg import Peg
from tracker.core.series import Series
from tracker.core.trends import Trend

EVENS = ["10", " 8", " 6", " 4", " 2", " 0"]
DAYS = series("day", dict.fromkeys(range(0, 60, 2), 4.0))


def peg(ago: int, score: int) -> Peg:
    """The questionnaire of so many days ago, with three like answers."""
    return Peg(f"peg{ago}", FRIDAY - timedelta(ago), score, score, score)


def chart(
    pegs: Sequence[Peg],
    averages: Series = NONE,
    days: int = 84,
    width: int = 76,
    height: int = 18,
    palette: Palette | None = None,
    trend: Trend | None = None,
    meaningful: float | None = None,
) -> list[str]:
    """The lines of a chart that ends on FRIDAY."""
    text = function_over_time(
        pegs,
        averages,
        since=FRIDAY - timedelta(days - 1),
        until=FRIDAY,
        width=width,
        height=height,
        palette=palette,
        trend=trend,
        meaningful=meaningful,
    )
    return text.split("\n")


# Both


def test_each_has_an_axis_of_its_own_from_0_to_10_and_a_legend_with_its_n() -> None:
    lines = chart([peg(7, 5), peg(0, 4)], DAYS)
    words = [line[:2].strip() for line in lines[:-1]]
    assert [word for word in words if word] == ["10", "5", "0", "10", "5", "0"]
    assert "◆ PEG, n 2   the mean of its three questions" in lines[0]
    assert "● average day, n 30   ─ median of 7 days" in lines[8]


def test_the_dates_of_both_are_the_same_columns() -> None:
    lines = chart([peg(10, 5)], series("day", {10: 5}))
    column = next(line.index(PEG) for line in lines[1:8] if PEG in line)
    assert column == next(line.index(BEFORE) for line in lines[9:] if BEFORE in line)


def test_each_questionnaire_is_a_point_at_the_height_of_its_score() -> None:
    rows = chart([peg(20, 10), peg(0, 0)], DAYS)[1:8]
    assert [at for at, row in enumerate(rows) if PEG in row] == [0, 6]


@pytest.mark.parametrize(("apart", "joined"), [(7, True), (13, True), (14, False), (21, False)])
def test_points_are_joined_unless_a_week_was_passed_over(apart: int, joined: bool) -> None:
    row = chart([peg(apart + 2, 5), peg(2, 5)], DAYS)[4]
    between = row[row.index(PEG) + 1 : row.rindex(PEG)]
    assert {*between} == ({LINE} if joined else {"┈"})


def test_the_trend_and_the_level_are_of_the_average_days_alone() -> None:
    lines = chart([peg(7, 9), peg(0, 9)], DAYS, trend=falling(28), meaningful=2)
    upper, lower = "".join(lines[:8]), "".join(lines[8:])
    for sign in (*QUARTERS, LEVEL):
        assert sign not in upper
    assert "⠒ trend" in lower
    assert f"{LEVEL} {LOWER}" in lower


def test_over_years_a_dot_is_the_median_of_whole_weeks_and_says_so() -> None:
    many = [peg(7 * week, week % 5) for week in range(520)]
    lines = chart(many, series("day", dict.fromkeys(range(3640), 4.0)), days=3640)
    assert "PEG, n 520" in lines[0]
    assert "a dot: 8 weeks" in lines[0]
    assert "dot: 8 weeks" in lines[8]


# One alone


def test_without_a_questionnaire_the_days_have_all_the_room_and_a_line_says_so() -> None:
    lines = chart([], DAYS)
    assert lines[0].strip() == "No weekly questionnaire was answered in this time."
    assert "average day, n 30" in lines[1]
    assert [line[:2] for line in lines[:-1] if line[:2].strip()] == EVENS


def test_without_average_days_the_questionnaire_has_all_the_room_and_a_line_says_so() -> None:
    lines = chart([peg(7, 6)])
    assert lines[0].strip() == "No average day was rated in this time."
    assert "PEG, n 1" in lines[1]
    assert sum(line.count(PEG) for line in lines[2:]) == 1
    assert [line[:2] for line in lines[:-1] if line[:2].strip()] == EVENS


def test_a_narrow_chart_says_what_is_missing_in_fewer_words() -> None:
    assert chart([], DAYS, width=30)[0].strip() == "No questionnaire yet."
    assert chart([], DAYS, width=20)[0] == "   No questionnaire "
    assert chart([peg(1, 5)], width=22)[0].strip() == "No average day yet."


def test_an_empty_time_says_what_will_stand_here() -> None:
    text = " ".join("".join(chart([peg(90, 3)], series("day", {100: 5}))).split())
    assert text == " ".join(NOTHING.split())


# What never reaches plotext


@pytest.mark.parametrize("bad", [nan, inf, -inf])
def test_a_number_that_is_not_finite_never_reaches_plotext(bad: float) -> None:
    lines = chart([peg(0, 5)], series("day", {3: bad, 2: 4.0}))
    assert "average day, n 1" in lines[8]
    broken = peg(0, 5)._replace(pain=bad)  # type: ignore[arg-type]  # as a bad file might
    assert chart([broken], DAYS) == chart([], DAYS)


def test_a_score_beyond_the_axis_is_drawn_at_its_end() -> None:
    rows = chart([peg(20, 10**9), peg(0, -(10**9))], DAYS)[1:8]
    assert [at for at, row in enumerate(rows) if PEG in row] == [0, 6]


def test_one_answer_in_1970_is_a_chart() -> None:
    first = date(1970, 1, 1)
    one = Peg("a", first, 5, 5, 5)
    for averages in (NONE, series("day", {0: 4.0})):
        text = function_over_time(
            [one], averages, since=first, until=FRIDAY, width=80, height=24, palette=None
        )
        assert text.count(PEG) == 2
        assert "PEG, n 1" in text


# Sizes


@settings(max_examples=60, deadline=None)
@given(
    width=st.integers(-1, 130),
    height=st.integers(-1, 45),
    days=st.integers(1, 900),
    pegs=st.sets(st.integers(0, 899), max_size=20),
    ago=st.sets(st.integers(0, 899), max_size=30),
    coloured=st.booleans(),
)
def test_every_line_is_exactly_as_wide_as_asked(
    width: int, height: int, days: int, pegs: set[int], ago: set[int], coloured: bool
) -> None:
    averages = series("day", {each: float(each % 11) for each in ago})
    answered = [peg(each, each % 11) for each in sorted(pegs, reverse=True)]
    palette = PALETTE if coloured else None
    lines = chart(answered, averages, days, width, height, palette, falling(), 3)
    assert len(lines) == max(1, height)
    assert {len(SGR.sub("", line)) for line in lines} == {max(0, width) if height > 0 else 0}
    assert "%" not in "".join(lines)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40), (20, 6), (5, 2)])
def test_the_usual_sizes_are_filled_exactly(size: tuple[int, int]) -> None:
    lines = chart([peg(7 * ago, 4) for ago in range(12)], DAYS, 84, *size, None, falling(), 3)
    assert len(lines) == size[1]
    assert {len(line) for line in lines} == {size[0]}


def test_where_there_is_too_little_room_a_table_of_weeks_stands_there() -> None:
    averages = series("day", {0: 4, 1: 5, 14: 6})
    lines = [line.rstrip() for line in chart([peg(0, 5), peg(7, 4)], averages, height=9)[:3]]
    assert lines == [
        "week of 2 Nov    PEG –     average 6 (6–6)     n 1",
        "week of 9 Nov    PEG 4.0   average –           n 0",
        "week of 16 Nov   PEG 5.0   average 4.5 (4–5)   n 2",
    ]


def test_without_plotext_a_table_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plotext", None)
    assert chart([peg(0, 5)])[0].startswith("week of 16 Nov   PEG 5.0   average –")
