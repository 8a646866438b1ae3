"""Draws a body into cells: what works in the strongest ink, and each limb apart from the rest."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import Final, NamedTuple

from tracker.core.body import HEAD_RADIUS, Limb, Pose
from tracker.core.braille import Canvas, Ink, Run
from tracker.core.figure import Figure, Moment
from tracker.core.stretch import View, Working

LEG_WIDTHS: Final = (9.0, 6.5, 4.5)
ARM_WIDTHS: Final = (6.0, 4.5, 4.0)
FOOT_WIDTHS: Final = (4.0, 3.0)
TRUNK_WIDTHS: Final = (12.0, 10.0, 13.0, 8.0)
"""How thick the body is drawn at each joint, in cm."""

FAR_SHARE: Final = 0.65
"""How thick the far limbs are, beside the near ones."""

AROUND: Final = 4.0
"""How far the thickness of a body may reach beyond its joints, in cm."""

GAP: Final = 2.2
"""What stays blank round what is drawn over something else, in cm."""

NO_GAP_UNDER: Final = 0.35
"""Dots to the centimetre under which a gap would cut through the whole body."""

FACING: Final = 2.0
"""How near the nose is to the middle of the head, in cm, where a face is seen from the front."""

FACE_FROM: Final = 3.0
"""The radius of a head, in dots, from which on it has a face."""

FACE: Final = ((0.25, 0.4), (0.25, -0.4), (-0.4, 0.2), (-0.4, 0.0), (-0.4, -0.2))
"""Eyes and mouth: towards the top of the head and across, in its radii."""

NEARER: Final = 1.4
"""How much thicker a knee is drawn, seen from above, where it is what comes nearest."""


class Scale(NamedTuple):
    """How centimetres become dots, from the place of the origin."""

    dots: float
    left: float
    bottom: float

    def place(self, point: complex) -> tuple[float, float]:
        """Return where a point is: dots from the left, and down from the top."""
        return self.left + point.real * self.dots, self.bottom - point.imag * self.dots


def draw(figure: Figure, moment: Moment, columns: int, rows: int) -> list[list[Run]]:
    """Return the rows of cells of a figure, as large as all of its poses together have room."""
    canvas = Canvas(columns, rows)
    pen = Pen(canvas, fit(figure.box, canvas, mirrored=moment.mirrored))
    pose = moment.pose.mirrored() if moment.mirrored else moment.pose
    for line in figure.furniture:
        points = [-point.conjugate() for point in line] if moment.mirrored else line
        pen.stroke(points, [1.0] * len(points), Ink.ROOM)
    if figure.sketch.view in ("side", "front"):
        pen.floor()
    pen.body(pose, figure.sketch.works, figure.sketch.view)
    return list(canvas.runs())


def fit(box: tuple[complex, complex], canvas: Canvas, *, mirrored: bool) -> Scale:
    """Return the scale at which a box fills a canvas, in the middle, the floor at its foot."""
    low, high = box[0] - AROUND, box[1] + AROUND * (1 + 1j)
    if low.imag < 0:
        low -= AROUND * 1j
    size = high - low
    dots = min((canvas.width - 2) / size.real, (canvas.height - 2) / size.imag)
    middle = (low.real + high.real) / 2
    left = canvas.width / 2 - (-middle if mirrored else middle) * dots
    return Scale(dots, left, canvas.height - 1.5 + low.imag * dots)


class Pen:
    """Draws the parts of a body onto a canvas."""

    def __init__(self, canvas: Canvas, scale: Scale) -> None:
        self._canvas = canvas
        self._scale = scale

    def floor(self) -> None:
        """Draw the floor from edge to edge."""
        y = self._canvas.height - 1
        for x in range(self._canvas.width):
            self._canvas.disc(x, y, 0.5, Ink.ROOM)

    def body(self, pose: Pose, works: Working, view: View) -> None:
        """Draw a body, each part over the one before; from the side one limb hides the other."""
        trunk = Ink.WORKING if works == "trunk" else Ink.BODY
        leg = Ink.WORKING if works in ("leg", "legs") else Ink.BODY
        other = Ink.WORKING if works == "legs" else Ink.BODY
        near, far = pose.legs
        near_arm, far_arm = pose.arms
        widths = LEG_WIDTHS
        if view == "above":
            widths = (LEG_WIDTHS[0], LEG_WIDTHS[1] * NEARER, LEG_WIDTHS[2])
        if view == "side":
            if far != near:
                behind_it = Ink.WORKING if works == "legs" else Ink.FAR
                self.leg(far, pose.toes[1], widths, behind_it, FAR_SHARE)
            if far_arm != near_arm:
                self.limb(far_arm, ARM_WIDTHS, Ink.FAR, FAR_SHARE)
        self.head(pose)
        behind = view == "side" and works == "trunk"
        if behind:
            self.limb(near_arm, ARM_WIDTHS, Ink.BODY, 1.0)
        self.trunk(pose, trunk)
        if view != "side":
            self.leg(far, pose.toes[1], widths, other, 1.0)
            self.limb(far_arm, ARM_WIDTHS, Ink.BODY, 1.0)
        self.leg(near, pose.toes[0], widths, leg, 1.0)
        if not behind:
            self.limb(near_arm, ARM_WIDTHS, Ink.BODY, 1.0)

    def trunk(self, pose: Pose, ink: Ink) -> None:
        """Draw hip to neck as one curve."""
        for girdle, width in ((pose.arms, 8.0), (pose.legs, 10.0)):
            self.stroke([girdle[0].root, girdle[1].root], [width, width], ink)
        curve = list(curved(pose.spine, _trunk_widths(pose)))
        self.stroke([point for point, _ in curve], [width for _, width in curve], ink)

    def head(self, pose: Pose) -> None:
        """Draw the neck, the head, and the nose that says where it looks."""
        self.stroke([pose.spine[-1], pose.head], [5.0, 5.0], Ink.BODY)
        x, y = self._scale.place(pose.head)
        self._canvas.disc(x, y, max(1.5, HEAD_RADIUS * self._scale.dots), Ink.BODY)
        self.stroke([pose.head, pose.nose], [6.0, 2.0], Ink.BODY)
        if abs(pose.nose - pose.head) < FACING and HEAD_RADIUS * self._scale.dots > FACE_FROM:
            self.face(pose)

    def face(self, pose: Pose) -> None:
        """Leave out two eyes and a mouth, where the face looks at the viewer."""
        up = (pose.head - pose.spine[-1]) / abs(pose.head - pose.spine[-1])
        for along, across in FACE:
            x, y = self._scale.place(pose.head + HEAD_RADIUS * up * (along + across * 1j))
            self._canvas.clear(x, y, 0.5)

    def leg(self, leg: Limb, toe: complex, widths: Sequence[float], ink: Ink, share: float) -> None:
        """Draw a leg with its foot."""
        self.limb(leg, widths, ink, share)
        self.stroke([leg.end, toe], [width * share for width in FOOT_WIDTHS], ink)

    def limb(self, limb: Limb, widths: Sequence[float], ink: Ink, share: float) -> None:
        """Draw the two bones of an arm or a leg; a near one stays apart from what it crosses."""
        upper, middle, lower = (width * share for width in widths)
        self.stroke([limb.root, limb.middle], [upper, middle], ink, apart=share == 1.0)
        self.stroke([limb.middle, limb.end], [middle, lower], ink, apart=share == 1.0)

    def stroke(
        self,
        points: Sequence[complex],
        widths: Sequence[float],
        ink: Ink,
        *,
        apart: bool = False,
    ) -> None:
        """Draw a line through points in cm, so many cm thick at each, but at least one dot."""
        stamps = [
            (*self._scale.place(point), max(0.5, width * self._scale.dots / 2))
            for point, width in _along(points, widths, 0.7 / self._scale.dots)
        ]
        if apart and self._scale.dots > NO_GAP_UNDER:
            # where it grows out, and where it lies on something, it stays joined
            gap = GAP * self._scale.dots
            for x, y, radius in stamps[len(stamps) // 3 : len(stamps) * 3 // 4]:
                self._canvas.clear(x, y, radius + gap)
        for x, y, radius in stamps:
            self._canvas.disc(x, y, radius, ink)


def _trunk_widths(pose: Pose) -> tuple[float, ...]:
    """Return how thick the trunk is: as wide as the shoulders and hips, where one sees both."""
    hip, waist, chest, neck = TRUNK_WIDTHS
    shoulders = abs(pose.arms[0].root - pose.arms[1].root)
    hips = abs(pose.legs[0].root - pose.legs[1].root)
    return hip, max(waist, (hips + shoulders) * 0.45), max(chest, shoulders - 4), neck


def curved(points: Sequence[complex], widths: Sequence[float]) -> Iterator[tuple[complex, float]]:
    """Yield points and widths on a Catmull-Rom curve through all the points."""
    padded = [2 * points[0] - points[1], *points, 2 * points[-1] - points[-2]]
    for nth, (width, next_width) in enumerate(pairwise(widths)):
        before, start, end, after = padded[nth : nth + 4]
        for step in range(5):
            t = step / 5
            yield (
                0.5
                * (
                    2 * start
                    + (end - before) * t
                    + (2 * before - 5 * start + 4 * end - after) * t**2
                    + (3 * start - before - 3 * end + after) * t**3
                ),
                width + (next_width - width) * t,
            )
    yield points[-1], widths[-1]


def _along(
    points: Sequence[complex], widths: Sequence[float], step: float
) -> Iterator[tuple[complex, float]]:
    """Yield points and widths along straight lines: a step apart, or less than a third as wide."""
    for (start, end), (width, next_width) in zip(pairwise(points), pairwise(widths), strict=True):
        apart = max(step, min(width, next_width) * 0.3)
        count = max(1, ceil(abs(end - start) / apart))
        for nth in range(count):
            part = nth / count
            yield start + (end - start) * part, width + (next_width - width) * part
    yield points[-1], widths[-1]
