"""What a chart may and may not show, drawn by the real plotext."""

import re
import sys
from datetime import date, timedelta
from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import charts
from tracker.charts import AFTER, BEFORE, BOTH, LINE, NOTHING, Palette
from tracker.core.trends import Point, Series

FRIDAY = date(2026, 11, 20)
LINE_SIGNS = set("─│╭╮╰╯")
PALETTE = Palette(
    before=(224, 180, 124),
    after=(127, 184, 164),
    median=(216, 222, 226),
    grid=(60, 68, 74),
    text=(150, 160, 168),
)
SGR = re.compile(r"\x1b\[(?:0|38;2;\d+;\d+;\d+)m")


def series(name: str, values: dict[int, float]) -> Series:
    """A series by days ago; every day one rating."""
    days = sorted(values, reverse=True)
    return Series(
        name,
        tuple(Point(FRIDAY - timedelta(ago), values[ago], (f"{name}{ago}",)) for ago in days),
    )


NONE = series("none", {})


def chart(
    before: Series = NONE,
    after: Series = NONE,
    *,
    days: int = 84,
    width: int = 80,
    height: int = 19,
    palette: Palette | None = None,
) -> list[str]:
    since = FRIDAY - timedelta(days - 1)
    drawn = charts.pain_over_time(
        before, after, since=since, until=FRIDAY, width=width, height=height, palette=palette
    )
    return drawn.split("\n")


def canvas(lines: list[str]) -> list[str]:
    """The rows between the axes, highest first, without legend and words."""
    top = next(n for n, line in enumerate(lines) if line.startswith("10 "))
    return [line[3:] for line in lines[top:-2]]


def table(before: Series, after: Series, days: int = 84, width: int = 80, height: int = 20) -> str:
    since = FRIDAY - timedelta(days - 1)
    return charts.as_table(before, after, since=since, until=FRIDAY, width=width, height=height)


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


# The median line


def test_fewer_than_five_rated_days_have_no_median() -> None:
    few = chart(series("before", dict.fromkeys((9, 7, 5, 3), 5)))
    enough = chart(series("before", dict.fromkeys((9, 7, 5, 3, 1), 5)))
    assert "median" not in few[0]
    assert not LINE_SIGNS & set("".join(canvas(few)))
    assert f"{LINE} median of 5 days" in enough[0]
    assert LINE in "".join(canvas(enough))


@pytest.mark.parametrize(("apart", "lines"), [(7, 1), (8, 2), (12, 2)])
@pytest.mark.parametrize(("days", "width"), [(84, 80), (84, 58), (365, 60), (3650, 80)])
def test_a_gap_longer_than_seven_days_is_never_bridged(
    apart: int, lines: int, days: int, width: int
) -> None:
    gap = range(days // 2 + 1, days // 2 + apart)
    before = series("before", dict.fromkeys({*range(days)} - {*gap}, 8.0))
    cells = charts._median_line(before.points, canvas_of(days, width))
    columns = sorted({column for column, _ in cells})
    assert 1 + sum(right - left > 1 for left, right in pairwise(columns)) == lines


def test_a_gap_is_seen_as_nothing_but_the_rules() -> None:
    before = series("before", dict.fromkeys({*range(84)} - {*range(30, 42)}, 7.0))
    row = canvas(chart(before, height=14))[3]
    assert re.fullmatch("[●─]+ {9,12}[●─]+", row)


def canvas_of(days: int, width: int) -> charts._Canvas:
    return charts._Canvas(FRIDAY - timedelta(days - 1), FRIDAY, width - 3, 11, 0)


def test_a_day_alone_between_gaps_is_a_dot_and_no_line() -> None:
    lines = chart(series("before", dict.fromkeys(range(0, 80, 10), 5.0)))
    assert "".join(canvas(lines)).count(BEFORE) == 8
    assert not LINE_SIGNS & set("".join(canvas(lines)))
    assert "median" not in lines[0]


@pytest.mark.parametrize(("first", "then", "corner"), [(8.0, 3.0, "╮"), (3.0, 8.0, "╯")])
def test_the_line_keeps_a_level_and_goes_straight_to_the_next(
    first: float, then: float, corner: str
) -> None:
    values = {2 * ago: first if ago > 10 else then for ago in range(21)}
    drawn = "".join(canvas(chart(series("before", values), days=42, width=118, height=14)))
    assert [sign for sign in drawn if sign in LINE_SIGNS - {LINE}].count("│") == 4
    assert {*drawn} & set("╭╮╰╯") == {corner}  # a dot lies over the other


def test_steps_turn_their_corners_towards_where_they_go() -> None:
    assert charts._steps({0: (2, True), 1: (5, False), 3: (4, True)}) == {
        (0, 2): ("─", True),
        (1, 2): ("╯", False),
        (1, 3): ("│", False),
        (1, 4): ("│", False),
        (1, 5): ("╭", False),
        (2, 5): ("─", False),
        (3, 5): ("╮", True),
        (3, 4): ("╰", True),
    }


def test_medians_of_fewer_days_at_the_edges_are_fainter() -> None:
    before = series("before", {3 * ago: 5.0 for ago in range(20)})
    drawn = "\n".join(chart(before, days=58, palette=PALETTE))
    red, green, blue = PALETTE.faint
    assert f"38;2;{red};{green};{blue}m─" in drawn
    assert "38;2;216;222;226m─" in drawn


def test_dots_are_never_lost_behind_the_line() -> None:
    drawn = "".join(canvas(chart(series("before", dict.fromkeys(range(70), 5.0)), width=90)))
    assert drawn.count(BEFORE) == 70


# Long times


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
    some = [list(days) for _, days, _, _ in canvas_of(380, 60).by_column(points, values)]
    assert {tuple(days) for days in some[1:-1]} == {(4.0, 3.0, 2.0, 1.0, 0.0, 6.0, 5.0)}


# Words


def test_the_legend_names_n() -> None:
    twice = Series("before", (Point(FRIDAY, 5.0, ("a", "b")),))
    line = chart(twice, series("after", {1: 4, 2: 5, 3: 6}))[0]
    assert line.strip() == f"{BEFORE} before, n 2   {AFTER} after, n 3"


def test_a_series_without_ratings_is_not_in_the_legend() -> None:
    assert "before" not in chart(NONE, series("after", {1: 4}))[0]


@pytest.mark.parametrize(
    ("width", "legend"),
    [
        (80, "● before, n 300   ○ after, n 300   ─ median of 7 days   a dot: 1 week"),
        (70, "● before, n 300  ○ after, n 300  ─ median of 7 days  a dot: 1 week"),
        (60, "● before, n 300   ○ after, n 300   ─ median   dot: 1 week"),
        (40, "● before, n 300   ○ after, n 300"),
        (57, "● before, n 300  ○ after, n 300  ─ median  dot: 1 week"),
        (20, "● n 300   ○ n 300"),
    ],
)
def test_a_narrow_legend_says_less_but_never_leaves_out_n(width: int, legend: str) -> None:
    before = series("before", dict.fromkeys(range(300), 6.0))
    after = series("after", dict.fromkeys(range(300), 3.0))
    assert chart(before, after, days=365, width=width)[0].strip() == legend


def test_a_legend_too_long_for_any_wording_is_cut_to_the_width() -> None:
    before = series("before", dict.fromkeys(range(10_000), 6.0))
    after = series("after", dict.fromkeys(range(10_000), 3.0))
    line = chart(before, after, days=10_000, width=20)[0]
    assert line == "   ● n 10000 ○ n 100"


@pytest.mark.parametrize("width", [20, 33, 58, 80, 118, 200])
@pytest.mark.parametrize("days", [7, 28, 84, 366, 367, 730, 3650, 20_000])
def test_the_dates_are_mondays_and_none_is_cut_or_touches_another(days: int, width: int) -> None:
    words = chart(series("before", {0: 5}), days=days, width=width)[-1][3:]
    found = re.findall(r"\S+ \S+", words)
    shape = r"[A-Z][a-z]{2} \d{4}" if days > 366 else r"\d{1,2} [A-Z][a-z]{2}"
    assert found
    assert all(re.fullmatch(shape, each) for each in re.split(r" {2,}", words.strip()))
    marks = charts._marks(canvas_of(days, width))
    assert [text for _, text in marks] == found
    assert all(day.weekday() == 0 for day, _ in marks)


def test_a_time_without_a_monday_is_marked_at_its_first_day() -> None:
    assert chart(series("before", {0: 5}), days=3)[-1].strip() == "18 Nov"


def test_a_year_in_which_no_month_of_marks_is_left_keeps_what_marks_it_has() -> None:
    narrow = charts._Canvas(date(2024, 1, 2), date(2025, 1, 4), 9, 11, 0)
    assert len(charts._marks(narrow)) == 1


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
    drawn = "\n".join(chart(before, series("after", {3: 2}), palette=PALETTE))
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


# The table


def test_the_table_names_weeks_medians_ranges_and_n() -> None:
    before = series("before", {0: 4, 1: 5, 2: 7, 7: 6})
    after = series("after", {0: 2, 1: 4, 2: 5, 7: 6})
    assert table(before, after).split("\n") == [
        "week of 9 Nov    before 6 (6–6)   after 6 (6–6)   n 1",
        "week of 16 Nov   before 5 (4–7)   after 4 (2–5)   n 3",
    ]


def test_the_table_has_the_latest_weeks_newest_last() -> None:
    lines = table(series("before", {7 * week: 5 for week in range(9)}), NONE, height=3).split("\n")
    assert [line[8:14] for line in lines] == ["2 Nov ", "9 Nov ", "16 Nov"]


def test_a_week_without_ratings_stays_missing_in_the_table() -> None:
    lines = table(series("before", {0: 5, 14: 5}), series("after", {0: 4})).split("\n")
    assert lines[0].split()[3:] == ["Nov", "before", "5", "(5–5)", "after", "–", "n", "1,", "0"]
    assert lines[1].split()[3:] == ["Nov", "before", "–", "after", "–", "n", "0"]


def test_the_table_names_the_year_when_there_is_more_than_one() -> None:
    assert table(series("before", {0: 5}), NONE, days=400).startswith("week of 16 Nov 2026")


def test_a_narrow_table_leaves_words_out_and_is_cut_at_the_width() -> None:
    before, after = series("before", {0: 5}), series("after", {0: 4})
    assert table(before, after, width=44) == "16 Nov  before 5 (5–5)  after 4 (4–4)  n 1"
    assert table(before, after, width=16) == "16 Nov  before 5"
    assert table(before, after, width=-1) == ""
    assert table(before, after, height=0) == ""


def test_an_empty_table_says_that_there_is_nothing_yet() -> None:
    assert table(NONE, NONE, height=1) == NOTHING


# Without plotext


def test_a_chart_is_available_where_plotext_can_be_imported() -> None:
    assert charts.available()


def test_without_plotext_there_is_no_chart_but_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plotext", None)
    assert not charts.available()
    assert table(series("before", {0: 5}), NONE).startswith("week of")
