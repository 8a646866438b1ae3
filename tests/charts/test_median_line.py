"""Where the median of a chart is drawn as a line, and where it is not."""

import re
from itertools import pairwise

import pytest

from tests.charts.samples import PALETTE, canvas, canvas_of, chart, series
from tracker.charts.series import BEFORE, LINE, median_line, steps

LINE_SIGNS = set("─│╭╮╰╯")


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
    cells = median_line(before.points, canvas_of(days, width))
    columns = sorted({column for column, _ in cells})
    assert 1 + sum(right - left > 1 for left, right in pairwise(columns)) == lines


def test_a_gap_is_seen_as_nothing_but_the_rules() -> None:
    before = series("before", dict.fromkeys({*range(84)} - {*range(30, 42)}, 7.0))
    row = canvas(chart(before, height=14))[3]
    assert re.fullmatch("[●─]+ {9,12}[●─]+", row)


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
    assert steps({0: (2, True), 1: (5, False), 3: (4, True)}) == {
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
