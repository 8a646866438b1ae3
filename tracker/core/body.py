"""A body of joints and bones in one plane: what a file leaves out is worked out here.

All points are complex numbers, x to the right and y up from the floor, in centimetres.
"""

from cmath import phase, rect
from collections.abc import Mapping
from itertools import pairwise
from math import acos
from typing import Final, NamedTuple

THIGH: Final = 42.0
SHIN: Final = 42.0
FOOT: Final = 17.0
UPPER_ARM: Final = 29.0
FOREARM: Final = 29.0
NECK: Final = 17.0
HEAD_RADIUS: Final = 10.0
NOSE: Final = 4.0
SHOULDER: Final = 6.0
"""How far the shoulders lie below the root of the neck where a file does not say."""

ON_THE_FLOOR: Final = 12.0
"""An ankle no higher than this stands on the floor, so its foot lies flat."""

SIDES: Final = ("this", "other")
"""The side that works, as in the words of a stretch, and the one that does not."""


class Limb(NamedTuple):
    """An arm from the shoulder to the hand, or a leg from the hip joint to the ankle."""

    root: complex
    middle: complex
    end: complex


class Pose(NamedTuple):
    """Every joint of a body; in `arms`, `legs` and `toes` the working side comes first.

    The spine goes from the hip by the waist and the chest to the root of the neck; a nose at the
    middle of the head faces the viewer. `front` is 1 where the chest faces to the right of one who
    looks along the spine towards the head, -1 where to the left, 0 where to the viewer.
    """

    spine: tuple[complex, ...]
    head: complex
    arms: tuple[Limb, ...]
    legs: tuple[Limb, ...]
    toes: tuple[complex, ...]
    nose: complex
    front: int

    def mirrored(self) -> "Pose":
        """Return the pose as a mirror beside it shows it."""
        return Pose(
            _flipped(self.spine),
            -self.head.conjugate(),
            tuple(Limb(*_flipped(limb)) for limb in self.arms),
            tuple(Limb(*_flipped(limb)) for limb in self.legs),
            _flipped(self.toes),
            -self.nose.conjugate(),
            -self.front,
        )

    @property
    def points(self) -> tuple[complex, ...]:
        """Return every joint, and where the head and the hands end."""
        limbs = [point for limb in (*self.arms, *self.legs) for point in limb]
        around = [self.head + HEAD_RADIUS * turn for turn in (1, -1, 1j, -1j)]
        return (*self.spine, *limbs, *self.toes, *around)


def pose(joints: Mapping[str, complex], on: Mapping[str, str], front: int) -> Pose:
    """Work a pose out of the joints that a file names, each limb's with its side: "this_foot".

    `hip`, `neck`, both hands and both feet must be there. Where a knee or an elbow is left out,
    the limb bends as a body seen from the side does. `on` says which hand lies on which joint.
    """
    hip, neck = joints["hip"], joints["neck"]
    waist = joints.get("waist", hip + (neck - hip) * 0.33)
    chest = joints.get("chest", hip + (neck - hip) * 0.7)
    upper = _unit(neck - chest)
    legs = tuple(_leg(joints, side, hip, front) for side in SIDES)
    toes = tuple(
        joints.get(f"{side}_toe", _toe(leg, front)) for side, leg in zip(SIDES, legs, strict=True)
    )
    places = _places(joints, legs)
    arms = tuple(
        _arm(
            joints.get(f"{side}_shoulder", neck - upper * SHOULDER),
            joints.get(f"{side}_elbow"),
            places[on[f"{side}_hand"]] if f"{side}_hand" in on else joints[f"{side}_hand"],
            front,
        )
        for side in SIDES
    )
    head = joints.get("head", neck + upper * NECK)
    ahead = _unit(head - neck) * -1j * front * (HEAD_RADIUS + NOSE)
    nose = joints.get("nose", head + ahead)
    return Pose((hip, waist, chest, neck), head, arms, legs, toes, nose, front)


def between(first: Pose, second: Pose, part: float) -> Pose:
    """Return the pose that is `part`, 0 to 1, of the way; hands and feet go straight there.

    Bones keep their length on the way, so that an arm or a leg swings as it would.
    """
    spine = [_mix(first.spine[0], second.spine[0], part)]
    chain = (*first.spine, first.head), (*second.spine, second.head)
    for start, end in zip(_bones(chain[0]), _bones(chain[1]), strict=True):
        spine.append(spine[-1] + _swing(start, end, part))
    *trunk, head = spine
    return Pose(
        tuple(trunk),
        head,
        tuple(_limb(*two, part) for two in zip(first.arms, second.arms, strict=True)),
        tuple(_limb(*two, part) for two in zip(first.legs, second.legs, strict=True)),
        tuple(
            _mix(start.end, end.end, part) + _swing(toe - start.end, other - end.end, part)
            for start, end, toe, other in zip(
                first.legs, second.legs, first.toes, second.toes, strict=True
            )
        ),
        head + _mix(first.nose - first.head, second.nose - second.head, part),
        first.front,
    )


def breathing(still: Pose, depth: float) -> Pose:
    """Return the pose with chest and waist raised towards the front by `depth`, in cm."""
    hip, waist, chest, neck = still.spine
    lift = _unit(neck - hip) * -1j * still.front * depth
    return still._replace(spine=(hip, waist + lift, chest + lift, neck))


def reach(root: complex, end: complex, upper: float, lower: float, turn: int) -> complex:
    """Return the joint between two bones of those lengths that lead from root to end.

    Going from root to end, the limb turns clockwise there where `turn` is 1, else the other way.
    An end that is out of reach is pointed at by both bones in a line.
    """
    line = end - root
    distance = max(abs(line), abs(upper - lower) + 1e-6)
    if distance >= upper + lower:
        return root + _unit(line) * upper
    cosine = (upper**2 + distance**2 - lower**2) / (2 * upper * distance)
    return root + rect(upper, phase(line) + turn * acos(cosine))


def _leg(joints: Mapping[str, complex], side: str, hip: complex, front: int) -> Limb:
    root = joints.get(f"{side}_hip", hip)
    foot = joints[f"{side}_foot"]
    knee = joints.get(f"{side}_knee")
    return Limb(root, reach(root, foot, THIGH, SHIN, front) if knee is None else knee, foot)


def _arm(shoulder: complex, elbow: complex | None, hand: complex, front: int) -> Limb:
    if elbow is None:
        elbow = reach(shoulder, hand, UPPER_ARM, FOREARM, -front)
    return Limb(shoulder, elbow, hand)


def _toe(leg: Limb, front: int) -> complex:
    """Return where the toes are: at a right angle to the shin, or flat on the floor."""
    ahead = _unit(leg.end - leg.middle) * 1j * front
    if leg.end.imag <= ON_THE_FLOOR and abs(ahead.real) > 0.1:
        return complex(leg.end.real + (FOOT if ahead.real > 0 else -FOOT), 3.0)
    return leg.end + ahead * FOOT


def _places(joints: Mapping[str, complex], legs: tuple[Limb, ...]) -> dict[str, complex]:
    """Return the joints that a hand can lie on."""
    places = {}
    for side, leg in zip(SIDES, legs, strict=True):
        places[f"{side}_knee"] = leg.middle
        places[f"{side}_foot"] = leg.end
        places[f"{side}_thigh"] = (leg.root + 2 * leg.middle) / 3
        places[f"{side}_shin"] = (2 * leg.middle + leg.end) / 3
    return {**places, "hip": joints["hip"]}


def _limb(first: Limb, second: Limb, part: float) -> Limb:
    root, middle, end = (_mix(*two, part) for two in zip(first, second, strict=True))
    turns = _turn(first), _turn(second)
    if any(turns) and turns[0] * turns[1] >= 0:
        upper = _mix(abs(first.middle - first.root), abs(second.middle - second.root), part)
        lower = _mix(abs(first.end - first.middle), abs(second.end - second.middle), part)
        middle = reach(root, end, abs(upper), abs(lower), 1 if max(turns) > 0 else -1)
    return Limb(root, middle, end)


def _turn(limb: Limb) -> float:
    """Return more than 0 where the limb turns clockwise at its middle, less where not, 0 if none.

    A limb that is as good as straight turns neither way.
    """
    turn = -((limb.middle - limb.root).conjugate() * (limb.end - limb.middle)).imag
    return turn if abs(turn) > 1.0 else 0.0


def _bones(joints: tuple[complex, ...]) -> list[complex]:
    return [end - start for start, end in pairwise(joints)]


def _mix(first: complex, second: complex, part: float) -> complex:
    return first + (second - first) * part


def _swing(first: complex, second: complex, part: float) -> complex:
    """Return a bone on its way between two, turned the shorter way round."""
    if not first or not second:
        return _mix(first, second, part)
    turn = phase(second / first)
    length = abs(first) + (abs(second) - abs(first)) * part
    return rect(length, phase(first) + turn * part)


def _unit(vector: complex) -> complex:
    return vector / abs(vector) if vector else complex(1)


def _flipped(points: tuple[complex, ...]) -> tuple[complex, ...]:
    return tuple(-point.conjugate() for point in points)
