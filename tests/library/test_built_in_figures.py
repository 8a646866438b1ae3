"""The figures that come with unkink: every stretch and variation has one, of a body that fits."""

import pytest

from tracker.core.body import FOREARM, SHIN, THIGH, UPPER_ARM, Pose
from tracker.core.figure import Figure
from tracker.core.stretch import Stretch
from tracker.library import load
from tracker.paths import built_in

DRAWN = [
    one for main in load(built_in(), None).stretches.values() for one in (main, *main.variations)
]
each = pytest.mark.parametrize("one", DRAWN, ids=[f"{o.id} {o.variation or ''}" for o in DRAWN])
ON_THE_FLOOR = {"supine", "prone", "side-lying"}


def poses(one: Stretch) -> dict[str, Pose]:
    assert one.sketch, f"{one.name} has no figure"
    return Figure(one, one.sketch).poses


@each
def test_no_bone_is_longer_than_it_is(one: Stretch) -> None:
    assert one.sketch
    most = 1.3 if one.sketch.view == "corner" else 1.15  # what comes nearer is drawn longer there
    for name, pose in poses(one).items():
        for limb, upper, lower in (
            *((leg, THIGH, SHIN) for leg in pose.legs),
            *((arm, UPPER_ARM, FOREARM) for arm in pose.arms),
        ):
            assert abs(limb.middle - limb.root) < upper * most, (name, limb)
            assert abs(limb.end - limb.middle) < lower * most, (name, limb)


@each
def test_nobody_sinks_into_the_floor(one: Stretch) -> None:
    assert one.sketch
    if one.sketch.view in ("side", "front"):
        for name, pose in poses(one).items():
            lowest = min(point.imag for point in pose.points)
            assert lowest >= 0, name


@each
def test_the_head_is_where_the_starting_position_has_it(one: Stretch) -> None:
    start = poses(one)["start"]
    height = start.head.imag - min(point.imag for point in start.points)
    if one.position in ON_THE_FLOOR:
        assert abs((start.head - start.spine[0]).imag) < 45
    elif one.position == "standing":
        assert height > 140
    elif one.position in ("seated", "half-kneeling"):
        assert 90 < height < 130
    else:
        assert 40 < height < 80


@each
def test_who_lies_on_the_back_looks_up_and_who_lies_on_the_front_looks_down(one: Stretch) -> None:
    assert one.sketch
    if one.sketch.view in ("above", "front"):
        return  # the nose points at the viewer
    start = poses(one)["start"]
    looks = (start.nose - start.head).imag
    if one.position == "supine":
        assert looks > 0
    if one.position in ("prone", "all-fours"):
        assert looks < 0


@each
def test_feet_that_stand_flat_stand_on_the_floor_in_every_pose(one: Stretch) -> None:
    if one.position in ("seated", "standing"):
        for name, pose in poses(one).items():
            assert min(foot.end.imag for foot in pose.legs) < 15, name
            assert min(toe.imag for toe in pose.toes) < 5, name


@each
def test_one_leg_at_a_time_moves_where_the_doses_count_by_leg(one: Stretch) -> None:
    if one.dose.sides == "leg" and one.position == "supine":
        start, held = poses(one)["start"], poses(one)["held"]
        assert abs(held.legs[0].end - start.legs[0].end) > 20
        assert held.legs[1] == start.legs[1]


@each
def test_a_seated_figure_has_a_chair(one: Stretch) -> None:
    assert one.sketch
    assert (one.sketch.chair is not None) or one.position != "seated"
