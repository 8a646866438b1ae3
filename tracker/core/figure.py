"""The moving figure of a stretch: which pose it is in at any moment of any step."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from math import cos, pi
from typing import Final, NamedTuple

from tracker.core.body import SIDES, Pose, between, breathing, pose
from tracker.core.plan import Step
from tracker.core.stretch import Facing, Point, Sketch, Stretch

BREATH_SECONDS: Final = 6.0
BREATH_DEPTH: Final = 2.5
"""How far chest and waist rise with a breath, in cm: more than they do, so that one sees it."""

STAY_SHARE: Final = 0.2
"""The share of a rep that stays at its turning point where nothing is held."""

OPENING_SECONDS: Final = 6.0
"""How long it takes to be shown once, in, there and back."""


SEAT_HEIGHT: Final = 44.0
SEAT_WIDTH: Final = 40.0
MAT: Final = (-92 - 36j, 54 - 36j, 78 + 36j, -68 + 36j, -92 - 36j)
"""The mat under one who is seen from the corner."""

BESIDE: Final = 7 + 7j
"""How far the mat under one who is seen from above reaches beyond the body."""

WALL_HEIGHT: Final = 165.0


class Moment(NamedTuple):
    """A body at one moment; `mirrored` where it does the side that the file does not draw."""

    pose: Pose
    mirrored: bool


class Figure:
    """The poses of one stretch, and its way through them.

    `start` is the starting position, `ready` where it waits between two holds, `held` what is held,
    `other` where every second rep goes; each half of a rep has a pose of its own name.
    """

    def __init__(self, stretch: Stretch, sketch: Sketch) -> None:
        self.sketch = sketch
        self._stretch = stretch
        self.poses = _poses(sketch)
        self.start = self.poses["start"]
        self.ready = self.poses.get("ready", self.start)
        self.held = self.poses.get("held", self.start)

    @cached_property
    def _points(self) -> list[complex]:
        return [point for one in self.poses.values() for point in one.points]

    @cached_property
    def furniture(self) -> tuple[tuple[complex, ...], ...]:
        """Return the lines of the chair, the wall and the pillow that there are."""
        sketch = self.sketch
        lines: list[tuple[complex, ...]] = []
        if sketch.chair is not None:
            lines.extend(_chair(sketch.chair, sketch.facing))
        if sketch.wall is not None:
            lines.append((complex(sketch.wall), sketch.wall + WALL_HEIGHT * 1j))
        if sketch.view == "corner":
            lines.append(MAT)
        if sketch.view == "above":
            low, high = _corners(self._points)
            lines.append(_rectangle(low - BESIDE, high + BESIDE))
        if sketch.pillow is not None:
            middle = complex(*sketch.pillow)
            lines.append((middle - 9, middle + 9))
        return tuple(lines)

    @classmethod
    def of(cls, stretch: Stretch) -> "Figure | None":
        """Return the figure of a stretch; None where its file draws none."""
        return cls(stretch, stretch.sketch) if stretch.sketch else None

    @cached_property
    def box(self) -> tuple[complex, complex]:
        """Return the corners, lower left and upper right, of all that is ever drawn, in cm."""
        points = [*self._points, *(point for line in self.furniture for point in line)]
        if self.sketch.view in ("side", "front"):
            points.append(0j)
        return _corners(points)

    def at(self, step: Step, elapsed: float) -> Moment:
        """Return where the body is `elapsed` seconds into a step."""
        mirrored = step.side is not None and step.side != self.sketch.side
        match step.kind:
            case "ease in":
                first = self.start if step.rep == 1 else self.ready
                return Moment(self._way(first, elapsed / step.seconds), mirrored)
            case "ease out":
                last = self.start if step.rep == step.reps else self.ready
                return Moment(self._way(last, 1 - elapsed / step.seconds), mirrored)
            case "hold":
                return Moment(breathing(self.held, _breath(elapsed)), mirrored)
            case "rep":
                return self._rep(step, elapsed, mirrored)
            case "rest":
                return Moment(breathing(self.ready, _breath(elapsed)), mirrored)
            case _:
                return Moment(breathing(self.start, _breath(elapsed)), mirrored)

    def still(self, step: Step) -> Moment:
        """Return the body in the one pose that says most about a step, for who wants no motion."""
        mirrored = step.side is not None and step.side != self.sketch.side
        if step.kind in ("set-up", "switch"):
            return Moment(self.start, mirrored)
        if step.kind == "rest":
            return Moment(self.ready, mirrored)
        if step.kind == "rep":
            return Moment(self.poses[step.half] if step.half else self._turn(step.rep), mirrored)
        return Moment(self.held, mirrored)

    def shown_once(self, elapsed: float) -> Moment:
        """Return the body on its one way in and back, after which it rests at the start."""
        part = elapsed / OPENING_SECONDS
        stops = [self.start, *(self.poses[half] for half in self._halves), self.start]
        if self._halves:
            nth = min(len(stops) - 2, int(part * (len(stops) - 1)))
            rest = part * (len(stops) - 1) - nth
            return Moment(between(stops[nth], stops[nth + 1], _eased(rest * 1.5)), False)
        return Moment(self._way(self.start, _there_and_back(part, 0.3)), False)

    @property
    def _halves(self) -> tuple[str, ...]:
        return self._stretch.dose.halves

    def _way(self, first: Pose, part: float) -> Pose:
        """Return the pose `part` of the way from the first to what is held, by way of ready."""
        if first is self.start and self.ready is not self.start:
            if part < 0.5:
                return between(first, self.ready, _eased(part * 2))
            return between(self.ready, self.held, _eased(part * 2 - 1))
        return between(first, self.held, _eased(part))

    def _rep(self, step: Step, elapsed: float, mirrored: bool) -> Moment:
        if len(self._halves) > 1 and step.half:
            nth = self._halves.index(step.half)
            last = self.poses[self._halves[nth - 1]]
            first = self.start if nth == 0 and step.rep == 1 else last
            moving = step.seconds - step.hold_seconds
            to = self.poses[step.half]
            if elapsed < moving:
                return Moment(between(first, to, _eased(elapsed / moving)), mirrored)
            return Moment(breathing(to, _breath(elapsed - moving)), mirrored)
        there = self.poses[step.half] if step.half else self._turn(step.rep)
        stay = step.hold_seconds / step.seconds or STAY_SHARE
        part = _there_and_back(elapsed / step.seconds, stay)
        return Moment(between(self.start, there, part), mirrored)

    def _turn(self, rep: int) -> Pose:
        """Return where a rep goes: every second one to the other side, where there is one."""
        return self.held if rep % 2 else self.poses.get("other", self.held)


def _poses(sketch: Sketch) -> dict[str, Pose]:
    """Work out every pose; what a later one leaves out is as in the start."""
    first, first_on = _by_side(sketch.poses["start"])
    spine = first["neck"] - first["hip"]
    front = {"viewer": 0j, "up": 1j, "down": -1j, "left": complex(-1), "right": complex(1)}[
        sketch.facing
    ]
    across = (spine.conjugate() * front).imag
    turn = (across < 0) - (across > 0)
    poses = {}
    for name, table in sketch.poses.items():
        joints, on = _by_side(table)
        kept = {key: where for key, where in first_on.items() if key not in joints}
        poses[name] = pose({**first, **joints}, {**kept, **on}, turn)
    return poses


def _by_side(table: Mapping[str, Point | str]) -> tuple[dict[str, complex], dict[str, str]]:
    """Return the joints, each of a limb's with its side, and which hand lies on what."""
    joints: dict[str, complex] = {}
    on: dict[str, str] = {}
    for key, value in sorted(table.items(), key=lambda entry: "_" in entry[0]):
        limb = key.removesuffix("_on") in ("hand", "elbow", "knee", "foot", "toe", "shoulder")
        for name in [f"{side}_{key}" for side in SIDES] if limb else [key]:
            if isinstance(value, str):
                on[name.removesuffix("_on")] = value
            else:
                joints[name] = complex(*value)
    return joints, on


def _corners(points: Iterable[complex]) -> tuple[complex, complex]:
    """Return the corners, lower left and upper right, of the box round the points."""
    xs, ys = zip(*((point.real, point.imag) for point in points), strict=True)
    return complex(min(xs), min(ys)), complex(max(xs), max(ys))


def _rectangle(low: complex, high: complex) -> tuple[complex, ...]:
    return low, complex(high.real, low.imag), high, complex(low.real, high.imag), low


def _chair(x: float, facing: Facing) -> list[tuple[complex, ...]]:
    """Return a chair whose seat has its middle at x, its back behind one who faces that way."""
    back = x - SEAT_WIDTH / 2 * {"left": -1, "right": 1}.get(facing, 1)
    front = 2 * x - back
    seat, feet = SEAT_HEIGHT * 1j, (front, back)
    legs = [(complex(foot), foot + seat) for foot in feet]
    if facing == "viewer":
        return [*legs, (front + seat, back + seat)]
    return [*legs, (front + seat, back + seat, back + 2 * seat)]


def _breath(elapsed: float) -> float:
    """Return the depth of a breath in cm, in halves: more would be drawn, and not be seen."""
    depth = BREATH_DEPTH * (1 - cos(2 * pi * elapsed / BREATH_SECONDS)) / 2
    return round(2 * depth) / 2


def _eased(part: float) -> float:
    """Return the part of a way that begins and ends slowly."""
    part = max(0.0, min(1.0, part))
    return part * part * (3 - 2 * part)


def _there_and_back(part: float, stay: float) -> float:
    """Return how far one is at `part` of a way there and back that stays there for a share."""
    way = (1 - stay) / 2
    if part < way:
        return _eased(part / way)
    return _eased((1 - part) / way) if part > 1 - way else 1.0
