"""The figure moves with the step, stands still with the clock, and needs no place it has not."""

import pytest

from tests.ui.stage import DESIGN_SIZE, SMALL_SIZE, Stage, Visit
from tracker.core.braille import BLANK
from tracker.core.figure import OPENING_SECONDS
from tracker.ui.widgets.figure_view import FigureView
from tracker.ui.widgets.poses import COLUMNS, GAP, Poses
from tracker.ui.widgets.preview import Preview

UNDRAWN = """\
name = "Undrawn"

[[items]]
stretch = "sway"

[stretches.sway]
name = "Sway"
position = "standing"
steps = ["Sway."]
style = "held"
hold_seconds = 5
reps = 1
"""


def dots(line: str) -> str:
    """Return the line with all but its braille cells taken away."""
    return "".join(char if BLANK <= char <= "\u28ff" else " " for char in line).rstrip()


def drawn(visit: Visit) -> list[str]:
    return [dots(line) for line in visit.lines]


async def test_it_moves_while_easing_in_and_stays_through_the_hold(stage: Stage) -> None:
    async with stage.practising() as visit:
        start = drawn(visit)
        assert any(line.strip(f"{BLANK} ") for line in start)
        await visit.let_pass(10.0)
        await visit.let_pass(1.0)
        half_way = drawn(visit)
        await visit.let_pass(1.0)
        held = drawn(visit)
        assert start != half_way != held != start


async def test_it_stands_still_while_the_clock_does(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(11.0)
        await visit.press("space")
        before = drawn(visit)
        visit.clock.passed += 1.0
        await visit.look()
        assert drawn(visit) == before


async def test_the_other_side_is_shown_from_the_other_side(stage: Stage) -> None:
    async with stage.practising() as visit:
        left = drawn(visit)
        await visit.press("N")
        await visit.let_pass(12.0)
        assert visit.screen.query_one(FigureView).size.width > 40
        assert drawn(visit) != left


async def test_a_stretch_without_a_figure_has_an_empty_place(stage: Stage) -> None:
    stage.routine("undrawn", UNDRAWN)
    async with stage.open("5", "enter", start="undrawn") as visit:
        assert "SWAY" in visit.text
        assert not any(line.strip() for line in drawn(visit))


async def test_where_there_is_no_room_for_it_nothing_is_drawn(stage: Stage) -> None:
    async with stage.practising(size=SMALL_SIZE) as visit:
        await visit.pilot.resize_terminal(40, 10)
        await visit.pilot.pause()
        assert not any(line.strip() for line in drawn(visit))
        await visit.pilot.resize_terminal(*SMALL_SIZE)
        await visit.pilot.pause()
        assert any(line.strip() for line in drawn(visit))


async def test_on_today_a_figure_moves_once_when_its_routine_is_chosen(stage: Stage) -> None:
    async with stage.open(size=(120, 40)) as visit:
        figure = visit.screen.query_one(Preview)
        at_rest = drawn(visit)
        assert "Pelvic tilt ─╯" in visit.text
        assert figure.is_resting
        await visit.press("j")
        assert "Knee rolls ─╯" in visit.text
        assert not figure.is_resting
        visit.clock.passed += OPENING_SECONDS / 2
        figure.look()
        await visit.pilot.pause()
        half_way = drawn(visit)
        visit.clock.passed += OPENING_SECONDS
        figure.look()
        await visit.press("k")
        assert at_rest != half_way
        visit.clock.passed += OPENING_SECONDS
        figure.look()
        await visit.pilot.pause()
        assert figure.is_resting
        assert drawn(visit) == at_rest


async def test_on_a_clock_that_is_set_back_a_figure_rests(stage: Stage) -> None:
    async with stage.open("j", size=(120, 40)) as visit:
        figure = visit.screen.query_one(Preview)
        visit.clock.passed -= 60.0
        figure.look()
        assert figure.is_resting


async def test_a_file_that_cannot_be_read_has_no_figure(stage: Stage) -> None:
    stage.routine("zz", "name = 5")
    async with stage.open("end", size=(120, 40)) as visit:
        assert "This file is left out" in visit.text
        assert not any(line.strip() for line in drawn(visit))


async def test_ten_seconds_more_do_not_make_it_jump(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(11.0)
        before = drawn(visit)
        await visit.press("+")
        await visit.look()
        assert drawn(visit)[:12] == before[:12]


@pytest.mark.parametrize(("size", "poses"), [(SMALL_SIZE, 2), (DESIGN_SIZE, 2), ((130, 40), 3)])
async def test_details_draw_as_many_poses_of_a_stretch_as_have_room(
    stage: Stage, size: tuple[int, int], poses: int
) -> None:
    async with stage.open("down", "d", size=size) as visit:  # knee rolls: start, held, other
        shown = visit.screen.query(Poses).first()
        rows = ["".join(text for text, _ in row) for row in shown.rows_now()]
        each = min(COLUMNS, (shown.size.width + GAP) // poses - GAP)
        assert len(rows) == shown.size.height
        assert {len(row) for row in rows} == {poses * (each + GAP) - GAP}
        assert rows[0].strip(BLANK)


async def test_details_of_a_stretch_without_a_figure_have_its_words_alone(stage: Stage) -> None:
    stage.routine("undrawn", UNDRAWN)
    async with stage.open("end", "d") as visit:
        assert visit.lines[0].startswith(" Undrawn")
        assert not visit.screen.query(Poses)
