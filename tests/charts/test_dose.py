"""The chart of minutes held a week under its pain."""

import re
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.samples import FRIDAY, PALETTE, SGR
from tracker.charts import Palette, dose_under_pain
from tracker.charts.bars import EIGHTHS, PLANNED, bars, round_top
from tracker.charts.blocks import Block, Places, places
from tracker.charts.dose import NOTHING
from tracker.charts.series import BEFORE
from tracker.core.doses import Week

MONDAY = date(2026, 11, 16)
FULL = EIGHTHS[-1]


def week(ago: int, held: float = 0, planned: float = 0, pain: float | None = None) -> Week:
    """So many weeks ago: minutes held and planned, a third of those held on each side."""
    monday = MONDAY - timedelta(7 * ago)
    seconds = 60 * planned, 60 * held, 20 * held, 20 * held
    return Week(monday, *seconds, pain, (f"{ago}",) if planned else ())


def chart(
    weeks: Iterable[Week],
    days: int = 84,
    width: int = 76,
    height: int = 18,
    palette: Palette | None = None,
) -> list[str]:
    """The lines of a chart that ends on FRIDAY."""
    since = FRIDAY - timedelta(days - 1)
    text = dose_under_pain(
        sorted(weeks), since=since, until=FRIDAY, width=width, height=height, palette=palette
    )
    return text.split("\n")


def panels(lines: list[str]) -> tuple[list[str], list[str]]:
    """The rows of the upper and of the lower canvas, highest first."""
    second = next(n for n, line in enumerate(lines) if n and re.search("min|Nothing", line))
    return [line[3:] for line in lines[1:second]], [line[3:] for line in lines[second + 1 : -2]]


# Pain


def test_each_week_has_a_point_at_the_height_of_its_median() -> None:
    upper, _ = panels(chart([week(2, pain=10), week(1, pain=5), week(0, pain=0)]))
    found = {row: line.index(BEFORE) for row, line in enumerate(upper) if BEFORE in line}
    assert [*found] == [0, 3, 6]
    assert [right - left for left, right in pairwise(found.values())] == [5, 5]


def test_weeks_of_pain_are_joined_by_steps_half_way_between_them() -> None:
    upper, _ = panels(chart([week(1, pain=5), week(0, pain=0)]))
    assert [line.strip(" ┈") for line in upper[3:]] == ["●──╮", "│", "│", "╰─●"]


def test_a_missing_week_is_never_bridged() -> None:
    upper, _ = panels(chart([week(3, pain=5), week(2, pain=5), week(0, pain=5)]))
    assert upper[3].strip(" ┈") == "●────●┈┈┈┈┈┈┈┈┈●"


def test_a_missing_week_is_not_bridged_where_weeks_stand_together() -> None:
    ten_years = [week(ago, pain=5) for ago in range(520) if not 200 <= ago < 201]
    upper, _ = panels(chart(ten_years, days=3640))
    joined = "".join(chart([week(ago, pain=5) for ago in range(520)], days=3640))
    row = next(line for line in upper if BEFORE in line)
    assert "median of 8 weeks" in joined
    assert row.count("─") < joined.count("─")


# Minutes


def test_a_bar_is_as_high_as_the_minutes_held() -> None:
    _, lower = panels(chart([week(2, 40, 40), week(1, 20, 20), week(0, 5, 5)]))
    assert len(lower) == 7
    columns = [at for at, sign in enumerate(lower[-1]) if sign != " "]
    heights = [sum(EIGHTHS.index(line[at]) for line in lower) for at in columns]
    assert heights == [56] * 3 + [28] * 3 + [7] * 3


def test_what_was_planned_is_marked_over_the_bar_and_hidden_where_it_was_reached() -> None:
    signs = bars({0: Block(40, 10), 1: Block(40, 40), 2: Block(10, 40)}, _three(), 8, 40)
    first = {row: sign for (column, row), (sign, _) in signs.items() if column == 2}
    assert first == {0: FULL, 1: FULL, 7: "▔"}
    assert not {sign for (column, _), (sign, _) in signs.items() if column >= 5} & {*PLANNED}


def test_the_mark_of_what_was_planned_lies_in_the_third_of_a_row_that_is_right() -> None:
    def mark(planned: float) -> str:
        return bars({0: Block(planned, 1)}, _three(), 8, 80)[2, 4][0]

    assert [mark(minutes) for minutes in (41, 45, 50)] == ["▁", "─", "▔"]


def _three() -> Places:
    return places(MONDAY - timedelta(14), FRIDAY, 15)


def test_a_week_without_sessions_is_an_empty_place() -> None:
    _, lower = panels(chart([week(2, 30, 30), week(0, 30, 30)]))
    assert [part for part in lower[-1].split(" ") if part] == ["███", "███"]
    assert re.search("███ {7}███", lower[-1])


def test_a_week_that_was_planned_but_not_held_has_its_mark_alone() -> None:
    _, lower = panels(chart([week(0, 0, 30)]))
    assert {sign for line in lower for sign in line} == {" ", "▔"}


def test_bars_points_and_dates_of_a_week_lie_in_one_column() -> None:
    lines = chart([week(0, 30, 30, 5)])
    upper, lower = panels(lines)
    point = next(line.index(BEFORE) for line in upper if BEFORE in line)
    assert lower[-1].index("███") + 1 == point == lines[-2][3:].rindex("┬")
    assert lines[-1][3:].index("16 Nov") == point - 3


@pytest.mark.parametrize(
    ("minutes", "top"),
    [(0, 10), (10, 10), (10.5, 20), (42, 50), (61, 80), (100, 100), (101, 200), (10_080, 20_000)],
)
def test_the_axis_of_minutes_ends_at_a_round_number(minutes: float, top: int) -> None:
    assert round_top(minutes) == top


def test_the_axis_of_minutes_has_room_for_its_numbers() -> None:
    lines = chart([week(0, 900, 900)])
    said = [line[:5] for line in lines[:-1] if line[:5].strip(" █")]
    assert said == ["  10 ", "   5 ", "   0 ", "1000 ", " 500 ", "   0 "]


# Words


def test_the_legend_has_the_totals_and_left_against_right() -> None:
    lines = chart([week(1, 60, 66, 4), week(0, 24, 30)])
    assert lines[0].strip() == "● pain before, median of each week   1 week rated"
    said = "█ held 84 of 96 min planned   left 28, right 28 min   ─ planned"
    assert lines[8].strip() == said


def test_without_sides_there_is_nothing_to_set_against_each_other() -> None:
    one = week(0, 24, 30)._replace(left=0, right=0)
    assert chart([one])[8].strip() == "█ held 24 of 30 min planned   ─ planned"


def test_more_weeks_than_columns_stand_together_and_the_legend_says_so() -> None:
    lines = chart([week(ago, 10, 10, 5) for ago in range(520)], days=3640)
    assert "median of 8 weeks   520 weeks rated" in lines[0]
    assert "held 5200 of 5200 min planned" in lines[8]
    assert "a bar: 8 weeks" in lines[8]
    narrow = chart([week(ago, 10, 10, 5) for ago in range(520)], days=3640, width=20)
    assert "520 weeks" in narrow[0]
    assert "5200" in narrow[8]


def test_weeks_stand_together_with_the_same_weeks_as_days_go_by() -> None:
    early = places(date(2016, 1, 1), FRIDAY, 73)
    late = places(date(2016, 1, 1), FRIDAY + timedelta(21), 73)
    assert early.weeks == late.weeks == 8
    assert early.first == late.first
    assert early.first.weekday() == 0


def test_places_are_even_unless_that_would_leave_too_much_empty() -> None:
    year = places(FRIDAY - timedelta(364), FRIDAY, 73)
    assert (year.is_even, year.columns, year.count) == (False, 73, 53)
    quarter = places(FRIDAY - timedelta(83), FRIDAY, 73)
    assert (quarter.is_even, quarter.columns, quarter.count) == (True, 65, 13)


def test_of_pain_or_minutes_one_alone_is_a_chart_and_says_what_is_missing() -> None:
    assert "No pain was rated before a session in this time." in chart([week(0, 9, 9)])[0]
    assert "No minutes here; sessions done elsewhere have none." in chart([week(0, pain=4)])[8]
    assert "no pain" in chart([week(0, 9, 9)], width=20)[0]
    assert "no minutes" in chart([week(0, pain=4)], width=20)[8]


# What never reaches plotext


@pytest.mark.parametrize("bad", [nan, inf, -inf])
def test_a_number_that_is_not_finite_never_reaches_plotext(bad: float) -> None:
    lines = chart([week(1, bad, bad, bad), week(0, 30, 30, 4)])
    assert lines == chart([week(0, 30, 30, 4)])
    assert NOTHING in " ".join("".join(chart([week(0, bad, bad, bad)])).split())


def test_what_cannot_be_is_drawn_at_the_end_of_its_axis() -> None:
    lines = chart([week(0, 1e300, 1e300, 1e300), week(1, -5, 3, -1e300)])
    assert "held 10080 of 10083 min planned" in "".join(lines)
    assert sum(line.count(BEFORE) for line in lines[1:]) == 2


def test_one_rating_in_1970_is_a_chart() -> None:
    one = Week(date(1969, 12, 29), 600, 600, 0, 0, 5.0, ("a",))
    for found in ([one], [one, week(0, 10, 10, 3)]):
        text = dose_under_pain(
            found, since=date(1970, 1, 1), until=FRIDAY, width=80, height=24, palette=None
        )
        assert BEFORE in text.split("\n", 1)[1]
        assert "a bar: 64 weeks" in text


# Sizes


@settings(max_examples=60, deadline=None)
@given(
    width=st.integers(-1, 130),
    height=st.integers(-1, 45),
    days=st.integers(1, 900),
    ago=st.sets(st.integers(0, 140), max_size=30),
    most=st.sampled_from([0.5, 30, 400, 9000]),
    coloured=st.booleans(),
)
def test_every_line_is_exactly_as_wide_as_asked(
    width: int, height: int, days: int, ago: set[int], most: float, coloured: bool
) -> None:
    weeks = [week(each, most * (each % 5) / 4, most, each % 11 or None) for each in ago]
    lines = chart(weeks, days, width, height, PALETTE if coloured else None)
    assert len(lines) == max(1, height)
    assert {len(SGR.sub("", line)) for line in lines} == {max(0, width) if height > 0 else 0}
    assert "%" not in "".join(lines)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40), (20, 6), (5, 2)])
def test_the_usual_sizes_are_filled_exactly(size: tuple[int, int]) -> None:
    lines = chart([week(ago, 20, 30, 4) for ago in range(12)], 84, *size)
    assert len(lines) == size[1]
    assert {len(line) for line in lines} == {size[0]}


def test_where_there_is_too_little_room_a_table_of_weeks_stands_there() -> None:
    lines = chart([week(2, 20, 30, 4.5), week(1, pain=3), week(0, 10, 10)], height=9, width=60)
    assert [line.rstrip() for line in lines[:3]] == [
        "week of 2 Nov    held 20 of 30 min   pain 4.5",
        "week of 9 Nov    –                   pain 3",
        "week of 16 Nov   held 10 of 10 min   pain –",
    ]
    gap = chart([week(2, 20, 30, 4), week(0, 10, 10)], height=9, width=60)
    assert gap[1].rstrip() == "week of 9 Nov    –                   pain –"


def test_without_plotext_a_table_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plotext", None)
    assert chart([week(0, 10, 10)])[0].startswith("week of 16 Nov   held 10 of 10 min")


def test_an_empty_time_says_what_will_stand_here() -> None:
    text = " ".join("".join(chart([week(3), week(400, 10, 10, 5)])).split())
    assert text == NOTHING
