"""What is called out in each step, and at which of its seconds."""

from collections.abc import Sequence

import pytest

from tests.core.routines import CAT_COW, HELD, KEPT, MOVED, routine, stretch
from tracker.core.calls import Call, Due, Tone, closing, schedule
from tracker.core.plan import Step, plan
from tracker.core.routine import Item, Routine, item
from tracker.core.stretch import Dose, Position

LEGS = HELD._replace(sides="leg")
LONG = HELD._replace(hold_seconds=30.0)


def said(dues: Sequence[Due]) -> list[str]:
    """Say each call in one line: "27 tick", "0 hold begin"."""
    return [" ".join(filter(None, [f"{due.at:g}", due.call.words, due.call.tone])) for due in dues]


def whole(*items: Item) -> list[list[str]]:
    """Return the calls of every step of a routine, each after the one before it."""
    one = routine(*items)
    steps = plan(one)
    befores = [None, *steps[:-1]]
    return [
        said(schedule(one, step, step.seconds, before))
        for step, before in zip(steps, befores, strict=True)
    ]


def opening(one: Routine, index: int, before: int | None) -> str:
    steps = plan(one)
    last = None if before is None else steps[before]
    return schedule(one, steps[index], steps[index].seconds, last)[0].call.words


def hold(seconds: float, length: float | None = None) -> list[str]:
    """Return the calls of one hold, of another length where one is given."""
    one = routine(item(stretch(dose=HELD._replace(hold_seconds=seconds))))
    step = plan(one)[2]
    return said(schedule(one, step, step.seconds if length is None else length, step))


# Setting up


@pytest.mark.parametrize(
    ("position", "words"),
    [
        ("supine", "Knee to chest. On your back. Left leg."),
        ("all-fours", "Knee to chest. On all fours. Left leg."),
        ("standing", "Knee to chest. Standing. Left leg."),
    ],
)
def test_the_first_set_up_says_the_name_the_position_and_the_side(
    position: Position, words: str
) -> None:
    assert opening(routine(item(stretch(dose=LEGS, position=position))), 0, None) == words


THREE = routine(
    item(stretch(dose=KEPT)),
    item(stretch("Pelvic tilt", dose=MOVED)),
    item(stretch("Press-up", dose=MOVED, position="prone")),
)
"""0 set-up · 1 hold · 2 set-up · 3, 4 · 5 set-up · 6, 7."""


def test_a_later_set_up_says_next_and_the_position_only_where_it_changed() -> None:
    assert opening(THREE, 2, 1) == "Next: Pelvic tilt."
    assert opening(THREE, 5, 4) == "Next: Press-up. On your front."


def test_a_set_up_that_nothing_was_called_before_says_all_but_next() -> None:
    assert opening(THREE, 2, None) == "Pelvic tilt. On your back."
    assert opening(THREE, 5, None) == "Press-up. On your front."


def test_a_set_up_begun_again_is_not_called_next() -> None:
    assert opening(THREE, 5, 5) == "Press-up. On your front."
    assert opening(THREE, 0, 0) == "Knee to chest. On your back."


def test_a_set_up_ticks_out() -> None:
    assert whole(item(stretch()))[0][1:] == ["7 tick", "8 tick", "9 tick"]


# Holds


def test_a_held_stretch_is_called_out_from_set_up_to_the_other_side() -> None:
    assert whole(item(stretch(dose=LONG._replace(sides="leg", reps=1))))[:6] == [
        ["0 Knee to chest. On your back. Left leg.", "7 tick", "8 tick", "9 tick"],
        ["0 ease in"],
        ["0 hold begin", "15 halfway", "27 tick", "28 tick", "29 tick"],
        ["0 ease out slowly"],
        ["0 Switch sides. Right leg. switch"],
        ["0 ease in"],
    ]


def test_turning_the_whole_body_is_called_so() -> None:
    assert whole(item(stretch(dose=LEGS._replace(turns=True))))[7] == [
        "0 Turn over. Right leg. switch"
    ]


@pytest.mark.parametrize(("seconds", "halfway"), [(19.5, False), (20, True), (60, True)])
def test_half_of_a_hold_is_told_from_20_seconds_on(seconds: float, halfway: bool) -> None:
    assert (f"{seconds / 2:g} halfway" in hold(seconds)) == halfway


@pytest.mark.parametrize(
    ("seconds", "ticks"), [(5, []), (5.9, []), (6, ["3 tick", "4 tick", "5 tick"])]
)
def test_a_hold_ticks_three_times_before_zero_from_6_seconds_on(
    seconds: float, ticks: list[str]
) -> None:
    assert [line for line in hold(seconds) if "tick" in line] == ticks


def test_a_hold_that_was_changed_is_called_by_the_length_it_has_now() -> None:
    assert hold(5, 15) == ["0 hold begin", "12 tick", "13 tick", "14 tick"]
    assert hold(30, 20)[1] == "10 halfway"
    assert hold(30, 10) == ["0 hold begin", "7 tick", "8 tick", "9 tick"]
    assert hold(15, 5) == ["0 hold begin"]


def test_one_is_told_to_stay_in_a_position_that_is_kept() -> None:
    assert whole(item(stretch(dose=KEPT)))[1] == [
        *("0 stay begin", "30 halfway", "57 tick", "58 tick", "59 tick")
    ]


def test_a_hold_ends_with_a_tone_and_no_other_step_does() -> None:
    closed = {step.kind: closing(step) for step in plan(SIDES)}
    assert {kind for kind, call in closed.items() if call} == {"hold"}
    assert closed["hold"] == Call("", "end")


def test_a_rest_has_one_word() -> None:
    assert whole(item(stretch(), rest_seconds=20))[4] == ["0 rest"]


# Reps


def test_reps_are_counted() -> None:
    rolls = Dose("reps", reps=22, move_seconds=6.0)
    calls = whole(item(stretch("Knee rolls", dose=rolls)))[1:]
    assert calls[:3] == [["0 one"], ["0 two"], ["0 three"]]
    assert calls[19:] == [["0 twenty"], ["0 21"], ["0 22"]]


def test_halves_are_called_by_their_names_and_hold_once_they_are_reached() -> None:
    assert whole(item(stretch("Cat-cow", dose=CAT_COW)))[1:3] == [
        ["0 cat", "1 hold"],
        ["0 cow", "1 hold"],
    ]


def test_a_rep_that_goes_there_and_back_is_held_in_its_middle_and_let_go_by_a_tone() -> None:
    assert whole(item(stretch(dose=MOVED)))[1] == ["0 one", "1.5 hold", "6.5 end"]
    one_half = CAT_COW._replace(halves=("cat",), move_seconds=5.0)
    assert whole(item(stretch(dose=one_half)))[1] == ["0 cat", "2.5 hold", "7.5 end"]


@pytest.mark.parametrize(("held", "calls"), [(4.5, 1), (5.0, 3)])
def test_a_held_part_of_less_than_5_seconds_gets_no_word(held: float, calls: int) -> None:
    assert len(whole(item(stretch(dose=MOVED._replace(hold_seconds=held))))[1]) == calls


# What was said already


SIDES = routine(item(stretch(dose=MOVED)), item(stretch("Trunk rotation", dose=LEGS)))
"""0 set-up · 1, 2 · 3 set-up · 4–6, 7–9 left · 10 switch · 11–13, 14–16 right."""


@pytest.mark.parametrize(
    ("index", "before", "words"),
    [
        pytest.param(5, 4, "hold", id="on the same side"),
        pytest.param(4, 3, "ease in", id="after the set-up that named the side"),
        pytest.param(11, 10, "ease in", id="after the switch that named the side"),
        pytest.param(7, 10, "Left leg. Ease in.", id="back over the switch"),
        pytest.param(11, 5, "Right leg. Ease in.", id="on over the switch"),
        pytest.param(12, None, "Trunk rotation. Right leg. Hold.", id="the first thing of all"),
        pytest.param(14, 2, "Trunk rotation. Right leg. Ease in.", id="from another stretch"),
        pytest.param(2, 3, "Knee to chest. Two.", id="back in the stretch before"),
    ],
)
def test_where_one_is_is_said_only_where_it_was_not_said(
    index: int, before: int | None, words: str
) -> None:
    assert opening(SIDES, index, before) == words


def test_begin_end_and_switch_have_tones_of_their_own() -> None:
    steps = plan(SIDES)
    tones: dict[str, set[Tone | None]] = {}
    for step in steps:
        first = schedule(SIDES, step, step.seconds, step)[0]
        tones.setdefault(step.kind, set()).add(first.call.tone)
    assert tones == {
        "set-up": {None},
        "rep": {None},
        "ease in": {None},
        "hold": {"begin"},
        "ease out": {None},
        "switch": {"switch"},
    }


def test_a_rest_between_sided_reps_does_not_repeat_the_side() -> None:
    rest = Step("rest", 20.0, 1, "left", 1, 2)
    assert said(schedule(SIDES, rest, 20.0, plan(SIDES)[6])) == ["0 rest"]
