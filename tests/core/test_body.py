"""Bodies: what is left out is worked out, and bones keep their length on the way."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.body import (
    FOREARM,
    SHIN,
    THIGH,
    UPPER_ARM,
    Limb,
    Pose,
    between,
    breathing,
    pose,
    reach,
)

STANDING = {
    "hip": 92j,
    "neck": 142j,
    "this_hand": 3 + 84j,
    "other_hand": 3 + 84j,
    "this_foot": 8j,
    "other_foot": 8j,
}
PARTS = st.floats(0, 1)
PLACES = st.complex_numbers(min_magnitude=5, max_magnitude=80, allow_nan=False)


def standing(**moved: complex) -> Pose:
    return pose({**STANDING, **moved}, {}, 1)


def lengths(limb: Limb) -> tuple[float, float]:
    return abs(limb.middle - limb.root), abs(limb.end - limb.middle)


def near(first: Pose, second: Pose) -> bool:
    return all(abs(a - b) < 1e-6 for a, b in zip(first.points, second.points, strict=True))


def test_a_knee_bends_forward_and_an_elbow_backward() -> None:
    body = standing(this_foot=30j, this_hand=10 + 110j)
    assert body.legs[0].middle.real > 5
    assert body.arms[0].middle.real < -5


def test_one_who_faces_left_bends_the_other_way() -> None:
    body = pose({**STANDING, "this_foot": 30j}, {}, -1)
    assert body.legs[0].middle.real < -5


@given(st.complex_numbers(min_magnitude=5, max_magnitude=83, allow_nan=False))
def test_a_knee_that_is_left_out_lies_a_thigh_and_a_shin_away(foot: complex) -> None:
    assert lengths(standing(this_foot=92j + foot).legs[0]) == pytest.approx((THIGH, SHIN), abs=1e-6)


def test_out_of_reach_both_bones_point_there() -> None:
    assert reach(0j, 200j, 40, 40, 1) == pytest.approx(40j)


def test_on_the_very_spot_a_joint_is_still_found() -> None:
    assert abs(reach(0j, 0j, 40, 40, 1)) == pytest.approx(40)


def test_a_knee_that_is_given_is_kept() -> None:
    assert standing(this_knee=17 + 50j).legs[0].middle == 17 + 50j


def test_a_foot_on_the_floor_lies_flat_and_points_ahead() -> None:
    toe = standing().toes[0]
    assert toe.imag < 8
    assert toe.real > 10


def test_a_foot_in_the_air_stands_at_a_right_angle_to_its_shin() -> None:
    body = standing(this_foot=40 + 92j)
    shin = body.legs[0].end - body.legs[0].middle
    foot = body.toes[0] - body.legs[0].end
    assert (shin.conjugate() * foot).real == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("joint", "share"), [("this_knee", 0), ("this_foot", 1), ("this_shin", 1 / 3)]
)
def test_a_hand_lies_on_the_joint_that_is_named(joint: str, share: float) -> None:
    body = pose(STANDING, {"this_hand": joint}, 1)
    knee, foot = body.legs[0].middle, body.legs[0].end
    assert body.arms[0].end == pytest.approx(knee + (foot - knee) * share)


def test_a_hand_on_the_thigh_lies_nearer_to_the_knee() -> None:
    body = pose(STANDING, {"other_hand": "other_thigh"}, 1)
    leg = body.legs[1]
    assert body.arms[1].end == pytest.approx(leg.root + (leg.middle - leg.root) * 2 / 3)


def test_the_nose_points_ahead_and_to_the_viewer_for_one_who_faces_them() -> None:
    assert standing().nose.real > standing().head.real
    facing = pose(
        {**STANDING, "this_knee": 50j, "other_knee": 50j, "this_elbow": 1j, "other_elbow": 1j},
        {},
        0,
    )
    assert facing.nose == facing.head


def test_a_mirror_of_a_mirror_is_the_body_itself() -> None:
    body = standing(this_foot=30 + 30j)
    assert body.mirrored().mirrored() == body
    assert body.mirrored().front == -1
    assert body.mirrored().legs[0].middle.real < 0


@given(PARTS)
def test_a_way_begins_and_ends_where_it_should(part: float) -> None:
    first, second = standing(), standing(this_foot=30 + 40j, hip=10 + 90j)
    assert near(between(first, second, 0), first)
    assert near(between(first, second, 1), second)
    assert near(between(first, first, part), first)


@given(PLACES, PARTS)
def test_bones_keep_their_length_on_the_way(foot: complex, part: float) -> None:
    way = between(standing(), standing(this_foot=92j + foot), part)
    thigh, shin = lengths(way.legs[0])
    if 1 < abs(way.legs[0].end - way.legs[0].root) < THIGH + SHIN - 1:
        assert (thigh, shin) == pytest.approx((THIGH, SHIN), abs=0.5)
    assert lengths(way.arms[0]) == pytest.approx((UPPER_ARM, FOREARM), abs=0.01)


@given(PARTS)
def test_a_spine_that_bends_keeps_its_length(part: float) -> None:
    bent = standing(waist=10 + 105j, chest=22 + 120j, neck=35 + 130j)
    first = [abs(b - a) for a, b in pairwise(standing().spine)]
    last = [abs(b - a) for a, b in pairwise(bent.spine)]
    way = [abs(b - a) for a, b in pairwise(between(standing(), bent, part).spine)]
    expected = [a + (b - a) * part for a, b in zip(first, last, strict=True)]
    assert way == pytest.approx(expected)


@given(PARTS)
def test_a_foot_that_stands_still_stands_still_on_the_way(part: float) -> None:
    way = between(standing(), standing(hip=12 + 85j, neck=12 + 135j), part)
    assert way.legs[0].end == pytest.approx(8j)


def test_a_limb_that_bends_over_to_the_other_side_passes_through_the_middle() -> None:
    first = standing(this_knee=20 + 50j)
    way = between(first, standing(this_knee=-20 + 50j), 0.5)
    assert way.legs[0].middle == pytest.approx(50j)


def test_a_bone_without_length_grows() -> None:
    short = standing(head=142j)
    assert between(short, standing(), 0.5).head.imag > 142


def test_breath_lifts_chest_and_waist_to_the_front_and_nothing_else() -> None:
    still, breath = standing(), breathing(standing(), 2.5)
    assert breath.spine[1] == pytest.approx(still.spine[1] + 2.5)
    assert breath.spine[2] == pytest.approx(still.spine[2] + 2.5)
    assert breath._replace(spine=still.spine) == still


def test_what_is_left_out_of_a_body_that_stands_is_where_it_is_on_a_body() -> None:
    body = standing()
    assert body.spine == pytest.approx((92j, 108.5j, 127j, 142j))
    assert body.head == pytest.approx(159j)
    assert body.nose == pytest.approx(14 + 159j)
    assert body.arms[0].root == pytest.approx(136j)
    assert body.legs[0].middle == pytest.approx(50j)
    assert body.toes == (17 + 3j, 17 + 3j)
    assert body.points[-4:] == pytest.approx((10 + 159j, -10 + 159j, 169j, 149j))


def test_what_a_file_names_is_where_it_says() -> None:
    named = {"waist": 3 + 105j, "chest": 4 + 120j, "head": 9 + 160j, "nose": 20 + 161j}
    limbs = {"this_hip": 5 + 90j, "this_shoulder": 6 + 130j, "this_elbow": 7j, "this_toe": 30 + 1j}
    body = standing(**named, **limbs)
    assert (*body.spine[1:3], body.head, body.nose) == tuple(named.values())
    found = (body.legs[0].root, body.arms[0].root, body.arms[0].middle, body.toes[0])
    assert found == tuple(limbs.values())


@pytest.mark.parametrize(("height", "flat"), [(0, True), (12, True), (12.5, False)])
def test_an_ankle_no_higher_than_twelve_centimetres_has_its_foot_on_the_floor(
    height: float, flat: bool
) -> None:
    foot = 1j * height
    for front in (1, -1):
        toe = pose({**STANDING, "this_foot": foot}, {}, front).toes[0]
        assert (toe == front * 17 + 3j) is flat


def test_the_foot_of_one_who_lies_points_up() -> None:
    lying = {**STANDING, "hip": 9j, "neck": -50 + 9j, "this_foot": 84 + 9j}
    assert pose(lying, {}, 1).toes[0] == pytest.approx(84 + 26j)


@pytest.mark.parametrize("distance", [1e-3, 0.5, 10.2, 40.0, 69.0, 69.99, 70.0, 75.0])
@pytest.mark.parametrize("turn", [1, -1])
def test_both_bones_have_their_length_wherever_they_can_meet(distance: float, turn: int) -> None:
    joint = reach(0j, distance * 1j, 40, 40, turn)
    assert abs(joint) == pytest.approx(40)
    assert abs(joint - distance * 1j) == pytest.approx(40)
    assert joint.real * turn < 0
    if 10 < distance <= 70:
        joint = reach(0j, distance * 1j, 40, 30, turn)
        assert (abs(joint), abs(joint - distance * 1j)) == pytest.approx((40, 30))


def test_an_end_that_is_too_near_is_pointed_at_by_the_longer_bone() -> None:
    assert reach(0j, 5j, 40, 30, 1) == pytest.approx(40j, abs=0.1)
    assert reach(0j, 5j, 30, 40, 1) == pytest.approx(-30j, abs=0.1)


@pytest.mark.parametrize("front", [1, -1])
def test_a_straight_leg_bends_on_its_way_to_the_side_that_it_ends_on(front: int) -> None:
    straight = pose(STANDING, {}, front)
    bent = pose({**STANDING, "this_foot": 40j}, {}, front)
    for first, second in ((straight, bent), (bent, straight), (bent, bent)):
        leg = between(first, second, 0.5).legs[0]
        assert leg.middle.real * front > 1
        assert lengths(leg) == pytest.approx((THIGH, SHIN))


@pytest.mark.parametrize("part", [0.25, 0.5, 0.75])
def test_a_bone_swings_the_shorter_way_round(part: float) -> None:
    left, right = (standing(head=142j + turned) for turned in (-17 + 1j, -17 - 1j))
    for first, second in ((left, right), (right, left)):
        assert between(first, second, part).head.real < -16


def test_a_bone_that_shrinks_to_nothing_goes_straight() -> None:
    way = between(standing(), standing(head=142j), 0.5)
    assert way.head == pytest.approx(150.5j)


def test_on_the_way_nose_and_toes_go_along() -> None:
    first = standing(nose=20 + 159j, this_toe=17 + 3j)
    second = standing(nose=10 + 159j, this_toe=17 + 3j, this_foot=8j, hip=4 + 92j, neck=4 + 142j)
    way = between(first, second, 0.5)
    assert way.nose == pytest.approx(way.head + (20 + 6) / 2)
    assert way.toes[0] == pytest.approx(17 + 3j)


def test_a_hand_can_lie_on_the_hip() -> None:
    assert pose(STANDING, {"this_hand": "hip"}, 1).arms[0].end == 92j


def test_a_head_is_a_neck_away_even_where_the_chest_is_at_the_neck() -> None:
    assert abs(standing(chest=142j).head - 142j) == pytest.approx(17)


@pytest.mark.parametrize("front", [1, -1])
def test_a_foot_on_the_floor_points_ahead_though_its_shin_leans(front: int) -> None:
    leaning = {**STANDING, "this_knee": front * 25 + 40j}
    assert pose(leaning, {}, front).toes[0] == front * 17 + 3j


def test_breath_lifts_a_body_to_its_own_front_wherever_it_is() -> None:
    away = {"hip": 200 + 92j, "neck": 230 + 132j, "this_foot": 190 + 8j, "other_foot": 190 + 8j}
    still = standing(**away)
    lift = breathing(still, 2.5).spine[1] - still.spine[1]
    assert lift == pytest.approx(2.5 * (0.8 - 0.6j))


@pytest.mark.parametrize(("turn", "knee"), [(0.5, -14), (1.5, -10)])
def test_a_leg_that_is_as_good_as_straight_bends_the_way_the_other_pose_does(
    turn: float, knee: float
) -> None:
    straight = standing(this_knee=turn / 84 + 50j)
    way = between(straight, standing(this_knee=-20 + 50j), 0.5)
    assert way.legs[0].middle.real == pytest.approx(knee, abs=0.1)
