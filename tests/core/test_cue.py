"""What a person is told at each place of a plan."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.routines import CAT_COW, HELD, KEPT, MOVED, FakeClock, routine, stretch
from tracker.core.cue import coming, moment, place, shown_seconds, silence
from tracker.core.plan import Step, plan
from tracker.core.player import Player
from tracker.core.routine import Routine, item

TUNED = settings(max_examples=150, deadline=None)

LEGS = HELD._replace(sides="leg")
ROUTINE = routine(
    item(stretch(dose=LEGS), rest_seconds=4),
    item(stretch("Cat-cow", dose=CAT_COW)),
)
"""0 set-up · 1–3, 4 rest, 5–7 left · 8 switch · 9–11, 12 rest, 13–15 right · 16 set-up · 17–20."""


def at(index: int, one: Routine = ROUTINE) -> Player:
    return Player(plan(one), FakeClock(), index)


def left(seconds: float) -> Player:
    """A player with so many seconds to go."""
    return Player((Step("hold", seconds, 0),), FakeClock())


# The moment


def test_each_step_of_a_held_stretch_has_its_word() -> None:
    assert [moment(ROUTINE.items[0], step) for step in plan(ROUTINE)[:9]] == [
        "get ready",
        "ease in",
        "hold",
        "ease out slowly",
        "rest",
        "ease in",
        "hold",
        "ease out slowly",
        "switch sides",
    ]


def test_turning_the_whole_body_is_called_so() -> None:
    turning = item(stretch(dose=LEGS._replace(turns=True)))
    assert moment(turning, Step("switch", 10.0, 0, "right")) == "turn over"


def test_one_stays_in_a_position_that_is_kept() -> None:
    assert moment(item(stretch(dose=KEPT)), Step("hold", 60.0, 0)) == "stay"


def test_a_movement_is_called_by_its_half_and_by_whether_it_is_held() -> None:
    moved = item(stretch(dose=MOVED))
    assert moment(moved, Step("rep", 8.0, 0, hold_seconds=5.0)) == "move, hold"
    assert moment(moved, Step("rep", 8.0, 0)) == "move"
    assert moment(moved, Step("rep", 8.0, 0, half="cat", hold_seconds=5.0)) == "cat, hold"
    assert moment(moved, Step("rep", 8.0, 0, half="cat")) == "cat"


# The place


@pytest.mark.parametrize(
    ("index", "said"),
    [
        (0, "left leg"),
        (2, "left leg · 1 of 2"),
        (6, "left leg · 2 of 2"),
        (8, "right leg"),
        (16, ""),
        (20, "2 of 2"),
    ],
)
def test_a_place_is_its_side_and_its_count(index: int, said: str) -> None:
    step = plan(ROUTINE)[index]
    assert place(ROUTINE.items[step.item], step) == said


def test_a_single_rep_is_not_counted() -> None:
    assert place(item(stretch(dose=KEPT)), Step("hold", 60.0, 0, None, 1, 1)) == ""


# What comes


@pytest.mark.parametrize(
    ("index", "said"),
    [
        pytest.param(1, "next: 2 of 2", id="another rep from easing in"),
        pytest.param(4, "next: 2 of 2", id="another rep from the rest"),
        pytest.param(6, "next: right leg", id="the other side"),
        pytest.param(7, "next: right leg", id="the other side from easing out"),
        pytest.param(8, "next: Cat-cow", id="another stretch from the switch"),
        pytest.param(15, "next: Cat-cow", id="another stretch"),
        pytest.param(17, "next: 2 of 2", id="another cycle from its first half"),
        pytest.param(18, "next: 2 of 2", id="another cycle from its second half"),
        pytest.param(19, "next: done", id="the end, over the last half"),
        pytest.param(20, "next: done", id="the end"),
    ],
)
def test_what_comes_is_a_rep_a_side_a_stretch_or_the_end(index: int, said: str) -> None:
    assert coming(ROUTINE, at(index)) == said


def test_a_set_up_tells_what_comes_after_the_side_that_it_sets_up() -> None:
    assert coming(ROUTINE, at(0)) == "next: right leg"
    assert coming(routine(item(stretch())), at(0, routine(item(stretch())))) == "next: done"


# The seconds


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (30.0, "30"),
        (29.9, "30"),
        (29.0005, "29"),
        (29.002, "30"),
        (0.4, "1"),
        (0.01, "1"),
        (0.0, "0"),
        (99.0, "99"),
        (99.5, "1:40"),
        (100.0, "1:40"),
    ],
)
def test_seconds_are_shown_whole_and_never_nought_too_early(seconds: float, said: str) -> None:
    assert shown_seconds(left(seconds)) == said


@given(st.floats(0.01, 99))
@TUNED
def test_the_shown_second_is_the_one_that_is_running_out(seconds: float) -> None:
    assert -0.002 <= int(shown_seconds(left(seconds))) - seconds < 1
    assert shown_seconds(left(seconds)) != "0"


def test_a_silence_and_a_clock_set_back_are_told_apart() -> None:
    assert silence(65.0).startswith("Nothing was heard for 1:05, and nothing of it counts.")
    assert silence(-5.0).startswith("The clock was set back")


@pytest.mark.parametrize(("seconds", "set_back"), [(-0.5, True), (0.0, False), (0.5, False)])
def test_a_clock_is_set_back_by_however_little(seconds: float, set_back: bool) -> None:
    assert silence(seconds).startswith("The clock was set back") is set_back
