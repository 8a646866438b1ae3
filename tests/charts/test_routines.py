"""The chart of routines side by side."""

import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.charts.samples import PALETTE, SGR
from tracker.charts import Palette, routines_compared
from tracker.charts.cells import cells, cut
from tracker.charts.intervals import LEFT_END, MEDIAN, NO_CHANGE, RIGHT_END, Axis, axis_for
from tracker.charts.routines import NOTHING
from tracker.core.comparing import Changes, Compared, Rated, compare

HOSTILE = "\x1b]0;x\x07[@click=app.quit]Tap[/]\n\u202eevil"
CHINESE = "背中のストレッチ、朝と夜の、長い名前の"


def rated(name: str, changes: Sequence[int], before: int = 5) -> list[Rated]:
    """Sessions of one routine that began alike, with these changes."""
    return [
        Rated(f"{name}{nth}", name, name, before, before + change)
        for nth, change in enumerate(changes)
    ]


def many(names: Sequence[str], n: int = 9) -> Compared:
    """Routines with these names, each with so many sessions at −1."""
    return compare([one for name in names for one in rated(name, [-1] * n)])


def chart(
    compared: Compared, width: int = 76, height: int = 18, palette: Palette | None = None
) -> list[str]:
    return routines_compared(compared, width=width, height=height, palette=palette).split("\n")


def row_of(lines: list[str], name: str) -> str:
    return next(line for line in lines if line.startswith(name))


BEDTIME = rated("Bedtime", [-4, -3, -3, -2, -2, -2, -1, 0, 2])
"""A median of −2 between −3 and 0: six better, two the same, one worse."""


# What is drawn


def test_a_routine_has_its_numbers_its_counts_and_its_n() -> None:
    lines = chart(compare(BEDTIME))
    found = compare(BEDTIME).similar[0]
    assert (found.median, found.interval) == (-2, (-3, 0))
    assert "−2 (−3 to 0)" in row_of(lines, "Bedtime")
    assert "n 9" in row_of(lines, "better 6, same 2, worse 1")
    assert "%" not in "".join(lines)


def test_the_interval_is_a_segment_with_the_median_on_the_common_axis() -> None:
    lines = chart(compare(BEDTIME))
    row = row_of(lines, "Bedtime")
    numbers, ticks = next(pair for pair in zip(lines[1:], lines, strict=False) if "┬" in pair[1])
    at = dict(zip(numbers.split(), [n for n, s in enumerate(ticks) if s == "┬"], strict=True))
    assert row.index(LEFT_END) == at["−3"]
    assert row.index(MEDIAN) == at["−2"]
    assert row.index(RIGHT_END) == at["0"]
    assert {line[at["0"]] for line in lines[1:4]} == {NO_CHANGE, RIGHT_END}


def test_the_arrows_stand_over_no_change() -> None:
    lines = chart(compare(BEDTIME))
    assert lines[0].startswith("Sessions that began at 4 to 6  ")
    assert "less pain ← → more pain" in lines[0]
    assert lines[0].index("→") - 1 == lines[1].index(NO_CHANGE)


def test_the_arrows_are_shorter_or_left_out_where_there_is_no_room() -> None:
    few = compare(rated("A", [-3] * 3))
    assert chart(few, width=46)[0].endswith("less ← → more")
    assert chart(few, width=38)[0].rstrip() == "Sessions that began at 4 to 6"


def test_only_sessions_from_a_similar_start_are_shown_and_the_head_says_so() -> None:
    high = rated("Bedtime", [-8] * 3, before=10)
    lines = chart(compare(BEDTIME + high))
    assert "Sessions that began at 4 to 6" in lines[0]
    assert "n 9" in "".join(lines)


def test_too_few_sessions_have_no_interval_but_say_how_many_are_missing() -> None:
    lines = chart(compare([*BEDTIME, *rated("Morning", [-3, -3, -3])]))
    at = lines.index(row_of(lines, "Morning"))
    assert lines[at].split() == ["Morning", NO_CHANGE]
    assert "not enough yet (3 of 8)" in lines[at + 1]


def test_in_a_wide_chart_all_words_of_a_routine_are_on_one_line() -> None:
    compared = compare([*BEDTIME, *rated("Morning", [-3, -3, -3])])
    lines = chart(compared, width=116)
    row = row_of(lines, "Bedtime")
    for words in ("n 9", "−2 (−3 to 0)", "better 6, same 2, worse 1"):
        assert words in row
    assert "not enough yet (3 of 8)" in row_of(lines, "Morning")


def test_more_routines_than_fit_are_counted() -> None:
    lines = chart(many("ABCDEFGHIJ"), height=18)
    assert [line[0] for line in lines if line[1:2] == " "][:7] == [*"ABCDEFG"]
    assert any(line.startswith("and 3 more") for line in lines)
    assert not any("more" in line[:10] for line in chart(many("ABCDEFGHIJ"), height=24))


def test_a_short_chart_has_no_free_lines_and_a_tall_one_has() -> None:
    def free(height: int) -> int:
        lines = chart(many("ABC"), height=height)
        return sum(line.strip() == NO_CHANGE for line in lines)

    assert [free(height) for height in (9, 10, 11, 12)] == [0, 1, 2, 3]


# The axis


def test_the_axis_always_has_two_points_of_change_on_either_side() -> None:
    same = compare(rated("Same", [0] * 9))
    assert axis_for(same.similar, 41)[:2] == (-2, 2)
    assert axis_for((), 41)[:2] == (-2, 2)


def test_the_axis_is_cut_to_what_is_shown_and_to_ten() -> None:
    assert axis_for(compare(rated("Less", [-5] * 9)).similar, 41)[:2] == (-5, 2)
    beyond = Changes("x", "x", tuple(Rated("a", "x", "x", 0, 10**9) for _ in range(8)))
    axis = axis_for([beyond], 41)
    assert axis[:2] == (-2, 10)
    assert axis.column(1e300) == axis.columns - 1


@pytest.mark.parametrize(
    ("axis", "numbers"),
    [
        (Axis(-2, 2, 41), ["−2", "−1", "0", "+1", "+2"]),
        (Axis(-2, 2, 9), ["−2", "0", "+2"]),
        (Axis(-10, 10, 21), ["−10", "−5", "0", "+5", "+10"]),
        (Axis(-10, 10, 9), ["−10", "0", "+10"]),
    ],
)
def test_numbers_along_the_axis_stand_apart(axis: Axis, numbers: list[str]) -> None:
    assert [word for _, word in axis.along()] == numbers


def test_an_axis_with_fewer_columns_than_points_still_has_its_ends() -> None:
    wild = compare(rated("Wild", [-5, 5] * 9)).similar
    axis = axis_for(wild, 9)
    assert (axis.columns, axis.column(axis.low), axis.column(axis.high)) == (9, 0, 8)


# Names


def test_a_hostile_name_is_plain_text() -> None:
    for width in (20, 60, 76, 120):
        text = "\n".join(chart(many([HOSTILE, "B"]), width=width, palette=PALETTE))
        assert "\x1b" not in SGR.sub("", text)
        assert "\u202e" not in text
        assert "·]0;x·" in text


def test_a_long_name_is_shortened() -> None:
    for width in (30, 60, 76, 120):
        lines = chart(many(["Every stretch that I know " * 4]), width=width)
        assert "…" in row_of(lines, "Every")


def test_a_wide_name_keeps_the_columns() -> None:
    for width in (20, 60, 76, 120):
        assert {cell_len(line) for line in chart(many([CHINESE, "B"]), width=width)} == {width}


def test_text_is_cut_by_cells_and_never_through_a_wide_character() -> None:
    assert cut("背中", 3) == "背 "
    assert cut("背中の", 5, "…") == "背中…"
    assert cut("abc", 2, "…") == "a…"
    assert cut("abc", 0, "…") == ""
    assert cells("e\u0301背") == 3


# Sizes


@settings(max_examples=80, deadline=None)
@given(
    width=st.integers(-1, 130),
    height=st.integers(-1, 45),
    routines=st.lists(
        st.lists(st.integers(-5, 5), min_size=1, max_size=20), min_size=1, max_size=12
    ),
    coloured=st.booleans(),
)
def test_every_line_is_exactly_as_wide_as_asked(
    width: int, height: int, routines: list[list[int]], coloured: bool
) -> None:
    sessions = [
        one for nth, each in enumerate(routines) for one in rated(f"Routine {nth}" * nth, each)
    ]
    lines = chart(compare(sessions), width, height, PALETTE if coloured else None)
    assert len(lines) == max(1, height)
    assert {len(SGR.sub("", line)) for line in lines} == {max(0, width) if height > 0 else 0}
    assert "%" not in "".join(lines)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40), (20, 6), (5, 2)])
def test_the_usual_sizes_are_filled_exactly(size: tuple[int, int]) -> None:
    lines = chart(many(["Article 1", "Bedtime", "Morning"]), *size)
    assert len(lines) == size[1]
    assert {len(line) for line in lines} == {size[0]}


def test_where_no_axis_fits_the_words_stand_alone() -> None:
    lines = chart(compare([*BEDTIME, *rated("Morning", [-3] * 3)]), width=40, height=6)
    assert [line.rstrip() for line in lines] == [
        "Sessions that began at 4 to 6",
        f"Bedtime{'−2 (−3 to 0)':>33}",
        "  n 9, better 6, same 2, worse 1",
        "Morning",
        "  not enough yet (3 of 8)",
        "",
    ]
    narrow = chart(compare(BEDTIME), width=20, height=6)
    assert [line.rstrip() for line in narrow[1:3]] == ["Bedtime", "  n 9, better 6, sam"]


def test_without_plotext_the_words_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plotext", None)
    assert chart(compare(BEDTIME))[1].rstrip() == f"Bedtime{'−2 (−3 to 0)':>69}"


def test_without_rated_sessions_it_says_what_will_stand_here() -> None:
    for compared in (compare([]), Compared((4, 6), (), ())):
        assert " ".join("".join(chart(compared)).split()) == NOTHING
