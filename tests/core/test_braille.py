"""Dots become braille cells, each run of them in one ink."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.braille import FULL, Canvas, Ink, dots_of

QUARTERS = st.integers(-8, 72).map(lambda n: n / 4)

ROW_OF_DOTS = "⠁⠂⠄⡀⠈⠐⠠⢀"


def text(canvas: Canvas) -> list[str]:
    return ["".join(run for run, _ in row) for row in canvas.runs()]


@pytest.mark.parametrize(("nth", "cell"), [*enumerate(ROW_OF_DOTS)])
def test_each_dot_of_a_cell_has_its_own_bit(nth: int, cell: str) -> None:
    canvas = Canvas(1, 1)
    canvas.disc(nth // 4, nth % 4, 0.5, Ink.BODY)
    assert text(canvas) == [cell]


def test_a_thin_stroke_between_two_dots_is_still_seen() -> None:
    canvas = Canvas(1, 1)
    canvas.disc(0.5, 0.5, 0.5, Ink.BODY)
    assert text(canvas) != ["⠀"]


def test_what_lies_outside_is_left_out_and_changes_nothing_else() -> None:
    canvas = Canvas(2, 1)
    for x, y in ((-9, 0), (0, -9), (40, 1), (1, 40)):
        canvas.disc(x, y, 2.0, Ink.BODY)
    assert text(canvas) == ["⠀⠀"]


@pytest.mark.parametrize(("x", "y"), [(1, -1), (1, 4), (-1, 1), (4, 1)])
def test_a_dot_just_outside_comes_in_nowhere(x: float, y: float) -> None:
    canvas = Canvas(2, 1)
    canvas.disc(x, y, 0.5, Ink.BODY)
    assert text(canvas) == ["⠀⠀"]


@given(QUARTERS, QUARTERS, st.integers(3, 20).map(lambda n: n / 4))
def test_a_disc_covers_the_dots_that_are_no_further_off_than_its_radius(
    x: float, y: float, radius: float
) -> None:
    canvas = Canvas(8, 4)
    canvas.disc(x, y, radius, Ink.BODY)
    seen = [line for row in text(canvas) for line in dots_of(row)]
    covered = [
        (across, down) for down in range(16) for across in range(16) if seen[down][across] == FULL
    ]
    assert covered == [
        (across, down)
        for down in range(16)
        for across in range(16)
        if (across - x) ** 2 + (down - y) ** 2 <= radius**2
    ]


@pytest.mark.parametrize(("place", "dot"), [(0.25, (0, 0)), (0.75, (1, 1)), (1.0, (1, 1))])
@pytest.mark.parametrize("radius", [0.0, 0.5])
def test_what_is_smaller_is_the_one_dot_that_is_nearest(
    place: float, radius: float, dot: tuple[int, int]
) -> None:
    canvas, single = Canvas(1, 1), Canvas(1, 1)
    canvas.disc(place, place, radius, Ink.BODY)
    single.disc(*dot, 0.5, Ink.BODY)
    assert text(canvas) == text(single)


def test_a_disc_over_the_edge_is_cut_off_there() -> None:
    canvas = Canvas(2, 1)
    canvas.disc(3.0, 1.5, 30.0, Ink.BODY)
    assert text(canvas) == ["⣿⣿"]


def test_a_cell_has_the_ink_of_what_is_nearest_the_body_before_the_far_side_before_the_room() -> (
    None
):
    canvas = Canvas(1, 1)
    for y in range(3):
        canvas.disc(1, y, 0.5, Ink.ROOM)
    assert next(iter(canvas.runs())) == [("⠸", Ink.ROOM)]
    canvas.disc(0, 0, 0.5, Ink.FAR)
    canvas.disc(0, 1, 0.5, Ink.FAR)
    assert next(iter(canvas.runs()))[0][1] is Ink.FAR
    canvas.disc(0, 3, 0.5, Ink.BODY)
    assert next(iter(canvas.runs()))[0][1] is Ink.BODY


def test_of_a_body_a_cell_has_the_ink_of_most_dots_and_of_two_alike_the_more_important() -> None:
    canvas = Canvas(1, 1)
    canvas.disc(0, 0, 0.5, Ink.WORKING)
    canvas.disc(1, 3, 0.5, Ink.BODY)
    assert next(iter(canvas.runs()))[0] == ("⢁", Ink.WORKING)
    canvas.disc(1, 2, 0.5, Ink.BODY)
    assert next(iter(canvas.runs()))[0] == ("⢡", Ink.BODY)


def test_neighbours_of_one_ink_are_one_run_and_blanks_have_none() -> None:
    canvas = Canvas(4, 1)
    canvas.disc(0, 0, 0.5, Ink.BODY)
    canvas.disc(2, 0, 0.5, Ink.BODY)
    assert list(canvas.runs()) == [[("⠁⠁", Ink.BODY), ("⠀⠀", None)]]


def test_clearing_takes_the_body_away_and_leaves_the_room() -> None:
    canvas = Canvas(1, 1)
    canvas.disc(0, 0, 0.5, Ink.WORKING)
    canvas.disc(1, 3, 0.5, Ink.ROOM)
    canvas.clear(0.5, 1.5, 5.0)
    assert list(canvas.runs()) == [[("⢀", Ink.ROOM)]]
