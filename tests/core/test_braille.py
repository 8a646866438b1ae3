"""Dots become braille cells, each run of them in one ink."""

import pytest

from tracker.core.braille import Canvas, Ink

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
