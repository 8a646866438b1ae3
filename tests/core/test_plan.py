"""What a routine becomes: which steps in which order, and how long they take."""

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.routines import CAT_COW, HELD, KEPT, MOVED, routine, stretch
from tracker.core.plan import COUNTED, Step, StepKind, plan, planned_seconds, total_seconds
from tracker.core.routine import Item, Routine, Side, item
from tracker.core.stretch import Dose, Position
from tracker.library import Library, load
from tracker.paths import built_in

TUNED = settings(max_examples=80, deadline=None)

whole_seconds = st.integers(1, 120).map(float)
one_to_nine = st.integers(1, 9)
ORDERS: list[tuple[Side, ...]] = [("left", "right"), ("right", "left"), ("left",), ("right",)]


@st.composite
def doses(draw: st.DrawFn) -> Dose:
    return Dose(
        style=draw(st.sampled_from(["held", "reps", "resting"])),
        reps=draw(one_to_nine),
        hold_seconds=draw(whole_seconds),
        move_seconds=draw(whole_seconds),
        sides=draw(st.sampled_from(["leg", "side", "none"])),
        turns=draw(st.booleans()),
        halves=draw(st.sampled_from([(), ("cat",), ("cat", "cow")])),
    )


@st.composite
def items(draw: st.DrawFn) -> Item:
    dose = draw(doses())
    sides = draw(st.sampled_from(ORDERS)) if dose.sides != "none" else ()
    position = draw(st.sampled_from(get_args(Position)))
    rest = draw(st.sampled_from([0.0, 15.0]))
    return Item(stretch(dose=dose, position=position), dose, sides, rest)


routines = st.lists(items(), min_size=1, max_size=4).map(lambda some: routine(*some))


@pytest.fixture(scope="module")
def library() -> Library:
    return load(built_in(), None)


def kinds(steps: tuple[Step, ...]) -> list[StepKind]:
    return [step.kind for step in steps]


def said(seconds: float) -> str:
    return f"{seconds // 60:.0f}:{seconds % 60:02.0f}"


def of_item(one: Routine, index: int) -> tuple[Step, ...]:
    """The steps of an item without its set-up."""
    first, *rest = (step for step in plan(one) if step.item == index)
    assert first.kind == "set-up"
    return tuple(rest)


# The built-in routines


@pytest.mark.parametrize(
    ("id_", "total", "planned"),
    [
        ("article-1", "9:50", "7:00"),
        ("article-2", "18:05", "14:20"),
        ("article-2-short", "8:45", "6:20"),
        ("morning-5", "4:28", "3:28"),
        ("desk-break", "6:05", "3:45"),
        ("bedtime", "7:30", "5:20"),
        ("bends-easier", "7:55", "5:40"),
        ("arching-easier", "7:25", "5:45"),
    ],
)
def test_each_built_in_routine_takes_as_long_as_the_design_says(
    library: Library, id_: str, total: str, planned: str
) -> None:
    steps = plan(library.routines[id_])
    assert (said(total_seconds(steps)), said(planned_seconds(steps))) == (total, planned)


def test_the_design_names_every_built_in_routine(library: Library) -> None:
    assert len(library.routines) == 8


def test_a_minute_to_each_leg_makes_article_1_three_minutes_longer(library: Library) -> None:
    one = library.routines["article-1"]
    longer = [
        item(each.stretch, hold_seconds=60) if each.stretch.id == "knee-to-chest" else each
        for each in one.items
    ]
    assert said(total_seconds(plan(one._replace(items=tuple(longer))))) == "12:50"


# The formulas


def test_a_held_stretch_is_eased_into_and_out_of_around_every_hold() -> None:
    steps = plan(routine(item(stretch(dose=HELD))))
    assert steps == (
        Step("set-up", 10.0, 0),
        Step("ease in", 2.0, 0, None, 1, 2),
        Step("hold", 5.0, 0, None, 1, 2, None, 5.0),
        Step("ease out", 3.0, 0, None, 1, 2),
        Step("ease in", 2.0, 0, None, 2, 2),
        Step("hold", 5.0, 0, None, 2, 2, None, 5.0),
        Step("ease out", 3.0, 0, None, 2, 2),
    )


def test_a_movement_is_one_step_a_rep_with_its_hold_inside() -> None:
    steps = plan(routine(item(stretch(dose=MOVED))))
    assert steps == (
        Step("set-up", 10.0, 0),
        Step("rep", 8.0, 0, None, 1, 2, None, 5.0),
        Step("rep", 8.0, 0, None, 2, 2, None, 5.0),
    )


def test_a_movement_that_is_not_held_takes_its_movement_alone() -> None:
    steps = of_item(routine(item(stretch(dose=Dose("reps", 2, move_seconds=6.0)))), 0)
    assert steps == (
        Step("rep", 6.0, 0, None, 1, 2, None, 0.0),
        Step("rep", 6.0, 0, None, 2, 2, None, 0.0),
    )


def test_each_half_of_a_cat_cow_cycle_is_a_step() -> None:
    steps = of_item(routine(item(stretch(dose=CAT_COW))), 0)
    assert steps == (
        Step("rep", 6.0, 0, None, 1, 2, "cat", 5.0),
        Step("rep", 6.0, 0, None, 1, 2, "cow", 5.0),
        Step("rep", 6.0, 0, None, 2, 2, "cat", 5.0),
        Step("rep", 6.0, 0, None, 2, 2, "cow", 5.0),
    )


def test_a_position_that_is_kept_is_not_eased() -> None:
    assert of_item(routine(item(stretch(dose=KEPT))), 0) == (
        Step("hold", 60.0, 0, None, 1, 1, None, 60.0),
    )


@given(items())
@TUNED
def test_a_held_item_takes_its_holds_with_easing_and_one_switch(one: Item) -> None:
    dose = one.dose._replace(style="held")
    steps = of_item(routine(one._replace(dose=dose, rest_seconds=0.0)), 0)
    change = 10 if dose.turns else 5
    if len(one.sides) == 2:
        assert total_seconds(steps) == 2 * dose.reps * ((dose.hold_seconds or 0) + 5) + change
    else:
        assert total_seconds(steps) == dose.reps * ((dose.hold_seconds or 0) + 5)


@given(items())
@TUNED
def test_a_moved_item_takes_its_reps_on_each_side(one: Item) -> None:
    dose = one.dose._replace(style="reps")
    steps = of_item(routine(one._replace(dose=dose, rest_seconds=0.0)), 0)
    half = (dose.hold_seconds or 0) + dose.move_seconds
    reps = dose.reps * half * (2 if len(dose.halves) == 2 else 1)
    if len(one.sides) == 2:
        assert total_seconds(steps) == 2 * reps + (10 if dose.turns else 5)
    else:
        assert total_seconds(steps) == reps


@given(items())
@TUNED
def test_a_kept_position_takes_as_long_as_the_routine_says(one: Item) -> None:
    dose = one.dose._replace(style="resting")
    steps = of_item(routine(one._replace(dose=dose, rest_seconds=0.0, sides=())), 0)
    assert kinds(steps) == ["hold"] * dose.reps
    assert total_seconds(steps) == dose.reps * (dose.hold_seconds or 0)


@given(items())
@TUNED
def test_rest_comes_only_between_two_reps_of_a_side(one: Item) -> None:
    steps = of_item(routine(one._replace(rest_seconds=15.0)), 0)
    without = of_item(routine(one._replace(rest_seconds=0.0)), 0)
    assert tuple(step for step in steps if step.kind != "rest") == without
    assert kinds(steps).count("rest") == (one.dose.reps - 1) * max(1, len(one.sides))
    for nth, step in enumerate(steps):
        if step.kind == "rest":
            before, after = steps[nth - 1], steps[nth + 1]
            assert step == Step("rest", 15.0, 0, before.side, before.rep, one.dose.reps)
            assert (after.side, after.rep) == (before.side, before.rep + 1)


@given(routines)
@TUNED
def test_the_whole_is_its_set_ups_and_its_items(one: Routine) -> None:
    steps = plan(one)
    apart = sum(total_seconds(of_item(routine(each), 0)) for each in one.items)
    moves = sum(a.stretch.position != b.stretch.position for a, b in pairwise(one.items))
    assert total_seconds(steps) == apart + 10 * len(one.items) + 10 * moves


@given(routines)
@TUNED
def test_planned_seconds_are_those_of_holds_and_reps_alone(one: Routine) -> None:
    steps = plan(one)
    assert planned_seconds(steps) == sum(
        each.dose.reps
        * max(1, len(each.sides))
        * (
            ((each.dose.hold_seconds or 0) + each.dose.move_seconds) * max(1, len(each.dose.halves))
            if each.dose.style == "reps"
            else each.dose.hold_seconds or 0
        )
        for each in one.items
    )
    for step in steps:
        assert step.counts == (step.kind in ("hold", "rep")) == (step.kind in COUNTED)
        assert step.planned_seconds == (step.seconds if step.counts else 0)
        if step.kind == "hold":
            assert step.hold_seconds == step.seconds


@given(routines)
@TUNED
def test_every_item_sets_up_first_and_items_come_in_order(one: Routine) -> None:
    steps = plan(one)
    assert [step.item for step in steps if step.kind == "set-up"] == list(range(len(one.items)))
    assert [step.item for step in steps] == sorted(step.item for step in steps)
    for before, step in pairwise(steps):
        assert (before.item != step.item) == (step.kind == "set-up")


@given(routines)
@TUNED
def test_reps_count_from_one_on_every_side(one: Routine) -> None:
    for index, each in enumerate(one.items):
        steps = of_item(one, index)
        for side in each.sides or (None,):
            counts = [step.rep for step in steps if step.side == side and step.rep]
            assert sorted(set(counts)) == list(range(1, each.dose.reps + 1))
            assert counts == sorted(counts)
        assert {step.reps for step in steps if step.rep} == {each.dose.reps}
        assert {step.rep for step in steps if step.kind == "switch"} <= {0}


# Sides and positions


def test_both_sides_are_done_in_turn_with_one_switch_to_the_side_to_come() -> None:
    steps = plan(routine(item(stretch(dose=HELD._replace(sides="leg", reps=1)))))
    assert [(step.kind, step.side) for step in steps] == [
        ("set-up", "left"),
        ("ease in", "left"),
        ("hold", "left"),
        ("ease out", "left"),
        ("switch", "right"),
        ("ease in", "right"),
        ("hold", "right"),
        ("ease out", "right"),
    ]
    assert steps[4] == Step("switch", 5.0, 0, "right")


def test_turning_the_whole_body_over_takes_ten_seconds() -> None:
    turning = item(stretch(dose=HELD._replace(sides="side", turns=True)))
    [switch] = [step for step in plan(routine(turning)) if step.kind == "switch"]
    assert switch.seconds == 10


def test_one_side_alone_needs_no_switch() -> None:
    steps = plan(routine(item(stretch(dose=HELD._replace(sides="leg")), side="right")))
    assert "switch" not in kinds(steps)
    assert {step.side for step in steps} == {"right"}


def test_a_new_position_takes_ten_seconds_more_to_set_up() -> None:
    steps = plan(
        routine(
            item(stretch(position="supine")),
            item(stretch(position="supine")),
            item(stretch(position="prone")),
            item(stretch(position="supine")),
        )
    )
    assert [step.seconds for step in steps if step.kind == "set-up"] == [10, 10, 20, 20]


def test_a_routine_without_items_has_no_steps() -> None:
    assert plan(routine()) == ()
    assert total_seconds(()) == planned_seconds(()) == 0


def test_what_is_on_the_way_is_in_no_rep_of_none() -> None:
    steps = plan(routine(item(stretch(dose=Dose("held", 2, 30.0, sides="leg")))))
    way = [step for step in steps if step.kind in ("set-up", "switch")]
    assert [(step.rep, step.reps, step.half, step.hold_seconds) for step in way] == [
        (0, 0, None, 0)
    ] * 2
