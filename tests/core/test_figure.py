"""The figure goes with the step: it moves in, holds with a breath, and never jumps."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest

from tests.core.routines import CAT_COW, HELD, KEPT, MOVED, stretch
from tracker.core.body import Pose
from tracker.core.figure import OPENING_SECONDS, Figure
from tracker.core.plan import Step, StepKind, plan
from tracker.core.stretch import Dose, Sketch, Stretch
from tracker.library import load
from tracker.paths import built_in

LIBRARY = load(built_in(), None)
DRAWN = [one for main in LIBRARY.stretches.values() for one in (main, *main.variations)]
START = {
    "hip": [0, 9],
    "neck": [-50, 9],
    "hand": [12, 4],
    "foot": [42, 8],
}
LIFTED = {"this_foot": [38, 46]}
DRAWN_IN: dict[str, Sequence[float] | str] = {"this_foot": [12, 24], "hand_on": "this_knee"}
PLAIN = Sketch("side", "up", "leg", {"start": START, "held": DRAWN_IN})
BY_READY = PLAIN._replace(poses={**PLAIN.poses, "ready": LIFTED})
ONE_SIDED = Dose("held", reps=3, hold_seconds=30.0, sides="leg")
IDS = [f"{one.id} {one.variation or ''}" for one in DRAWN]


def figure(sketch: Sketch = PLAIN, dose: Dose = HELD) -> Figure:
    return Figure(stretch(dose=dose), sketch)


def step(kind: StepKind, seconds: float, rep: int = 1, **more: Any) -> Step:
    return Step(kind, seconds, 0, None, rep, 2)._replace(**more)


def far(first: Pose, second: Pose) -> float:
    """Return by how many cm the joint that moved most has moved."""
    return max(abs(a - b) for a, b in zip(first.points, second.points, strict=True))


def test_it_eases_in_from_the_start_and_out_to_it_again() -> None:
    one = figure()
    way_in, way_out = step("ease in", 2.0, rep=1), step("ease out", 3.0, rep=2)
    assert far(one.at(way_in, 0.0).pose, one.start) < 1e-6
    assert far(one.at(way_in, 2.0).pose, one.held) < 1e-6
    assert far(one.at(way_out, 0.0).pose, one.held) < 1e-6
    assert far(one.at(way_out, 3.0).pose, one.start) < 1e-6


def test_between_two_holds_it_waits_where_it_is_ready() -> None:
    one = figure(BY_READY)
    assert far(one.at(step("ease out", 3.0, rep=1), 3.0).pose, one.ready) < 1e-6
    assert far(one.at(step("ease in", 2.0, rep=2), 0.0).pose, one.ready) < 1e-6
    assert far(one.at(step("rest", 10.0, rep=1), 0.0).pose, one.ready) < 1e-6
    assert far(one.at(step("ease in", 2.0, rep=1), 1.0).pose, one.ready) < 1e-6


def test_a_hold_stays_but_for_the_breath() -> None:
    one = figure()
    hold = step("hold", 30.0)
    assert far(one.at(hold, 0.0).pose, one.held) < 1e-6
    assert 1 < far(one.at(hold, 3.0).pose, one.held) < 3
    assert far(one.at(hold, 6.0).pose, one.held) < 1e-6


@pytest.mark.parametrize("kind", ["set-up", "switch"])
def test_it_waits_in_the_starting_position(kind: StepKind) -> None:
    one = figure(BY_READY)
    assert far(one.at(step(kind, 10.0), 0.0).pose, one.start) < 1e-6


def test_a_rep_goes_there_stays_for_its_hold_and_comes_back() -> None:
    one = figure(dose=MOVED)
    rep = step("rep", 8.0, hold_seconds=5.0)
    assert far(one.at(rep, 0.0).pose, one.start) < 1e-6
    for elapsed in (1.5, 4.0, 6.5):
        assert far(one.at(rep, elapsed).pose, one.held) < 1e-6
    assert far(one.at(rep, 7.2).pose, one.held) > 1
    assert far(one.at(rep, 8.0).pose, one.start) < 1e-6


def test_a_rep_without_a_hold_stays_for_a_moment_all_the_same() -> None:
    one = figure()
    assert far(one.at(step("rep", 8.0), 3.6).pose, one.at(step("rep", 8.0), 4.4).pose) < 1e-6


def test_every_second_rep_goes_to_the_other_side_where_there_is_one() -> None:
    one = figure(PLAIN._replace(poses={**PLAIN.poses, "other": LIFTED}))
    assert far(one.at(step("rep", 6.0, rep=1), 3.0).pose, one.held) < 1e-6
    assert far(one.at(step("rep", 6.0, rep=2), 3.0).pose, one.poses["other"]) < 1e-6


def test_the_halves_of_a_rep_follow_each_other() -> None:
    one = figure(Sketch("side", "down", "trunk", {"start": START, "cat": LIFTED, "cow": DRAWN_IN}))
    one = Figure(stretch(dose=CAT_COW), one.sketch)
    cat, cow = (step("rep", 6.0, half=half, hold_seconds=5.0) for half in ("cat", "cow"))
    assert far(one.at(cat, 0.0).pose, one.start) < 1e-6
    assert far(one.at(cat, 1.0).pose, one.poses["cat"]) < 1e-6
    assert far(one.at(cow, 0.0).pose, one.poses["cat"]) < 1e-6
    assert far(one.at(cow, 1.0).pose, one.poses["cow"]) < 1e-6
    assert far(one.at(cat._replace(rep=2), 0.0).pose, one.poses["cow"]) < 1e-6


@pytest.mark.parametrize(
    ("kind", "pose"),
    [
        ("set-up", "start"),
        ("switch", "start"),
        ("ease in", "held"),
        ("hold", "held"),
        ("ease out", "held"),
        ("rest", "ready"),
    ],
)
def test_without_motion_a_step_is_the_pose_that_says_most_about_it(
    kind: StepKind, pose: str
) -> None:
    one = figure(BY_READY)
    assert one.still(step(kind, 2.0)).pose == getattr(one, pose)
    assert not one.still(step(kind, 2.0)).mirrored
    assert one.still(step(kind, 2.0, side="right")).mirrored != (BY_READY.side == "right")


def test_without_motion_a_rep_is_where_it_goes_and_a_half_its_own_pose() -> None:
    cat_cow = Figure.of(LIBRARY.stretch("cat-cow"))
    assert cat_cow is not None
    assert cat_cow.still(step("rep", 6.0, half="cow")).pose == cat_cow.poses["cow"]
    one = Figure.of(LIBRARY.stretch("prone-press-up"))
    assert one is not None
    assert far(one.still(step("rep", 8.0)).pose, one.start) > 1


def test_a_stretch_that_is_not_drawn_has_no_figure() -> None:
    assert Figure.of(stretch()) is None


def test_a_single_half_goes_there_and_back() -> None:
    one = Figure(stretch(dose=CAT_COW._replace(halves=("cat",))), PLAIN)
    one.poses["cat"] = one.held
    rep = step("rep", 10.0, half="cat", hold_seconds=5.0)
    assert far(one.at(rep, 5.0).pose, one.held) < 1e-6
    assert far(one.at(rep, 10.0).pose, one.start) < 1e-6


def test_a_resting_position_breathes_where_it_lies() -> None:
    one = Figure(stretch(dose=KEPT), PLAIN._replace(poses={"start": START}))
    assert far(one.at(step("hold", 60.0), 0.0).pose, one.start) < 1e-6


def test_the_side_that_is_not_drawn_is_its_mirror() -> None:
    one = figure(dose=ONE_SIDED)
    hold = step("hold", 30.0)
    assert not one.at(hold._replace(side="right"), 0.0).mirrored
    assert one.at(hold._replace(side="left"), 0.0).mirrored
    assert not one.at(hold, 0.0).mirrored


@pytest.mark.parametrize("sketch", [PLAIN, BY_READY])
def test_shown_once_it_goes_there_and_back_and_then_rests(sketch: Sketch) -> None:
    one = figure(sketch)
    assert far(one.shown_once(0.0).pose, one.start) < 1e-6
    assert far(one.shown_once(OPENING_SECONDS / 2).pose, one.held) < 1e-6
    for elapsed in (OPENING_SECONDS, 100.0):
        assert far(one.shown_once(elapsed).pose, one.start) < 1e-6


def test_shown_once_it_goes_through_both_halves() -> None:
    cat_cow = LIBRARY.stretch("cat-cow")
    assert cat_cow.sketch
    one = Figure(cat_cow, cat_cow.sketch)
    seen = [one.shown_once(tenth / 10).pose for tenth in range(60)]
    assert min(far(pose, one.poses["cat"]) for pose in seen) < 1
    assert min(far(pose, one.poses["cow"]) for pose in seen) < 1


@pytest.mark.parametrize("one", DRAWN, ids=IDS)
def test_shown_once_no_figure_jumps(one: Stretch) -> None:
    assert one.sketch
    drawn = Figure(one, one.sketch)
    poses = [drawn.shown_once(nth / 50).pose for nth in range(int(50 * OPENING_SECONDS) + 1)]
    assert max(far(*pair) for pair in pairwise(poses)) < 8


@pytest.mark.parametrize("id_", LIBRARY.routines)
def test_no_figure_jumps_within_a_stretch_and_a_side(id_: str) -> None:
    routine = LIBRARY.routine(id_)
    for before, after in pairwise(plan(routine)):
        if (before.item, before.side) != (after.item, after.side):
            continue
        of = routine.items[before.item].stretch
        assert of.sketch
        drawn = Figure(of, of.sketch)
        end, begin = drawn.at(before, before.seconds), drawn.at(after, 0.0)
        assert far(end.pose, begin.pose) < 3, (of.name, before, after)
        if after.rep <= 2:  # the others go the same way
            moving = [drawn.at(after, after.seconds * nth / 80).pose for nth in range(81)]
            assert max(far(*pair) for pair in pairwise(moving)) < 15, (of.name, after)
