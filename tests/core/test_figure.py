"""The figure goes with the step: it moves in, holds with a breath, and never jumps."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest

from tests.core.routines import CAT_COW, HELD, KEPT, MOVED, stretch
from tracker.core.body import Pose
from tracker.core.figure import OPENING_SECONDS, Figure
from tracker.core.plan import Step, StepKind, plan
from tracker.core.routine import Side
from tracker.core.stretch import Dose, Facing, Sketch, Stretch
from tracker.library import load
from tracker.paths import built_in

LIBRARY = load(built_in(), None)
DRAWN = [one for main in LIBRARY.stretches.values() for one in (main, *main.variations)]
START: dict[str, Sequence[float] | str] = {
    "hip": [0, 9],
    "neck": [-50, 9],
    "hand": [12, 4],
    "foot": [42, 8],
}
LIFTED: dict[str, Sequence[float] | str] = {"this_foot": [38, 46]}
DRAWN_IN: dict[str, Sequence[float] | str] = {"this_foot": [12, 24], "hand_on": "this_knee"}
BOTH: dict[str, dict[str, Sequence[float] | str]] = {"cat": LIFTED, "cow": DRAWN_IN}
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


def test_it_is_on_its_way_from_the_first_moment_on() -> None:
    one = figure()
    foot = [one.at(step("ease in", 2.0), elapsed).pose.legs[0].end for elapsed in (0.0, 1.0, 2.0)]
    assert foot[1] == pytest.approx((foot[0] + foot[2]) / 2)
    assert far(one.at(step("ease in", 2.0), 0.5).pose, one.start) > 1


def test_by_way_of_ready_each_half_of_the_way_takes_half_the_time() -> None:
    one = figure(BY_READY)
    start, ready, held = (pose.legs[0].end for pose in (one.start, one.ready, one.held))
    way_in = step("ease in", 2.0)
    assert one.at(way_in, 0.5).pose.legs[0].end == pytest.approx((start + ready) / 2)
    assert one.at(way_in, 1.5).pose.legs[0].end == pytest.approx((ready + held) / 2)


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


@pytest.mark.parametrize(
    ("elapsed", "raised"), [(0, 0), (1, 0.5), (1.5, 1), (2, 2), (3, 2.5), (4, 2), (6, 0), (9, 2.5)]
)
def test_a_breath_takes_six_seconds_and_rises_in_halves_of_a_centimetre(
    elapsed: float, raised: float
) -> None:
    one = figure()
    assert far(one.at(step("hold", 30.0), elapsed).pose, one.held) == pytest.approx(raised)


@pytest.mark.parametrize(
    ("kind", "pose"),
    [
        *(("set-up", "start"), ("switch", "start"), ("rest", "ready"), ("hold", "held")),
        *(("ease in", "held"), ("ease out", "held"), ("rep", "held")),
    ],
)
def test_without_motion_the_pose_that_says_most_about_a_step_is_shown(
    kind: StepKind, pose: str
) -> None:
    one = figure(BY_READY)
    assert one.still(step(kind, 10.0)).pose is one.poses[pose]


def test_without_motion_a_rep_shows_its_half_or_the_side_it_goes_to() -> None:
    one = figure(Sketch("side", "down", "trunk", {"start": START, **BOTH}), CAT_COW)
    assert one.still(step("rep", 6.0, half="cow")).pose is one.poses["cow"]
    two = figure(PLAIN._replace(poses={**PLAIN.poses, "other": LIFTED}))
    assert [two.still(step("rep", 6.0, rep)).pose for rep in (1, 2)] == [
        two.held,
        two.poses["other"],
    ]


@pytest.mark.parametrize("kind", ["set-up", "rest", "rep", "hold"])
@pytest.mark.parametrize(("side", "mirrored"), [(None, False), ("right", False), ("left", True)])
def test_without_motion_the_side_that_is_not_drawn_is_its_mirror_too(
    kind: StepKind, side: Side | None, mirrored: bool
) -> None:
    assert figure(dose=ONE_SIDED).still(step(kind, 10.0, side=side)).mirrored is mirrored


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
    for elapsed in (1.2, 6.8, 7.2):
        assert far(one.at(rep, elapsed).pose, one.held) > 1
    assert far(one.at(rep, 8.0).pose, one.start) < 1e-6


def test_a_rep_without_a_hold_stays_for_a_moment_all_the_same() -> None:
    one = figure()
    for elapsed in (3.2, 4.0, 4.8):
        assert far(one.at(step("rep", 8.0), elapsed).pose, one.held) < 1e-6
    for elapsed in (3.0, 5.0):
        assert far(one.at(step("rep", 8.0), elapsed).pose, one.held) > 0.1


@pytest.mark.parametrize("elapsed", [0.0, 2.5, 5.0])
def test_a_rep_that_is_all_hold_is_there_throughout(elapsed: float) -> None:
    rep = step("rep", 5.0, hold_seconds=5.0)
    assert far(figure().at(rep, elapsed).pose, figure().held) < 1e-6
    halved = figure(Sketch("side", "down", "trunk", {"start": START, **BOTH}), CAT_COW)
    moment = halved.at(rep._replace(half="cow"), elapsed)
    assert far(moment.pose, halved.poses["cow"]) < 3


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


def test_a_half_takes_the_whole_of_its_moving_time() -> None:
    one = figure(Sketch("side", "down", "trunk", {"start": START, **BOTH}), CAT_COW)
    foot = [pose.legs[0].end for pose in (one.start, one.poses["cat"])]
    moment = one.at(step("rep", 9.0, half="cat", hold_seconds=5.0), 2.0)
    assert moment.pose.legs[0].end == pytest.approx(sum(foot) / 2)


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


@pytest.mark.parametrize("sketch", [PLAIN, BY_READY])
def test_to_be_shown_once_takes_six_seconds(sketch: Sketch) -> None:
    one = figure(sketch)
    assert far(one.shown_once(6.0).pose, one.start) < 1e-6
    assert far(one.shown_once(5.2).pose, one.start) > 0.1
    assert not one.shown_once(3.0).mirrored


@pytest.mark.parametrize("half", ["cat-half", "cow-half"])
def test_shown_once_a_half_alone_goes_there_and_back(half: str) -> None:
    one = Figure.of(LIBRARY.stretch("cat-cow").vary(half))
    assert one
    there = one.poses[half.removesuffix("-half")]
    assert far(one.shown_once(0.0).pose, one.start) < 1e-6
    assert far(one.shown_once(2.9).pose, there) < 1e-6
    assert far(one.shown_once(6.0).pose, one.start) < 1e-6


def test_shown_once_each_half_is_reached_in_two_thirds_of_its_time_and_kept() -> None:
    one = Figure.of(LIBRARY.stretch("cat-cow"))
    assert one
    assert far(one.shown_once(0.8).pose, one.poses["cat"]) > 0.5
    for elapsed in (1.4, 1.9):
        assert far(one.shown_once(elapsed).pose, one.poses["cat"]) < 1e-6
    for elapsed in (3.4, 3.9):
        assert far(one.shown_once(elapsed).pose, one.poses["cow"]) < 1e-6
    for elapsed in (5.4, 6.0, 100.0):
        assert far(one.shown_once(elapsed).pose, one.start) < 1e-6
    assert not one.shown_once(3.0).mirrored


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


# Where it looks, and what stands beside it


def facing(where: Facing, hip: tuple[float, float], neck: tuple[float, float]) -> int:
    """Return which way the chest faces of a body that looks there."""
    start = {**START, "hip": [*hip], "neck": [*neck], "head": [*neck], "nose": [*neck]}
    limbs = {"knee": [30, 9], "elbow": [0, 20], "toe": [40, 9]}
    return figure(PLAIN._replace(facing=where, poses={"start": {**start, **limbs}})).start.front


@pytest.mark.parametrize("away", [-200, 0, 200])
@pytest.mark.parametrize(
    ("where", "neck", "front"),
    [
        ("right", (0, 142), 1),
        ("left", (0, 142), -1),
        ("up", (-50, 92), 1),
        ("up", (50, 92), -1),
        ("down", (-50, 92), -1),
        ("down", (50, 92), 1),
        ("viewer", (0, 142), 0),
        ("up", (-0.5, 142), 1),
        ("up", (0.5, 142), -1),
    ],
)
def test_a_chest_faces_where_the_file_says_wherever_the_body_is(
    where: Facing, neck: tuple[float, float], front: int, away: float
) -> None:
    assert facing(where, (away, 92), (away + neck[0], neck[1])) == front


@pytest.mark.parametrize("reversed_", [False, True])
def test_a_joint_of_one_side_comes_before_that_of_both_in_whatever_order(reversed_: bool) -> None:
    table = {**START, "this_foot": [30, 30]}
    ordered = dict(reversed(table.items())) if reversed_ else table
    legs = figure(PLAIN._replace(poses={"start": ordered})).start.legs
    assert [leg.end for leg in legs] == [30 + 30j, 42 + 8j]


def beside(**more: Any) -> tuple[tuple[complex, ...], ...]:
    return figure(PLAIN._replace(poses={"start": START}, **more)).furniture


def test_a_wall_stands_from_the_floor_to_over_the_head() -> None:
    assert beside(wall=-90.0) == ((-90, -90 + 165j),)


def test_a_pillow_lies_with_its_middle_where_the_file_says() -> None:
    assert beside(pillow=[-68, 1]) == ((-77 + 1j, -59 + 1j),)


def test_a_chair_has_its_back_behind_who_sits_on_it() -> None:
    legs = ((30, 30 + 44j), (-10, -10 + 44j))
    assert beside(chair=10.0, facing="right") == (*legs, (30 + 44j, -10 + 44j, -10 + 88j))
    other = ((-10, -10 + 44j), (30, 30 + 44j))
    assert beside(chair=10.0, facing="left") == (*other, (-10 + 44j, 30 + 44j, 30 + 88j))


def test_a_mat_is_drawn_all_round_whoever_lies_on_it() -> None:
    [corner] = beside(view="corner")
    [above] = beside(view="above")
    assert corner[0] == corner[-1]
    assert above[0] == above[-1]
    assert (len(set(corner)), len(set(above))) == (4, 4)
