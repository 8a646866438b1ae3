"""A stretch: a movement, how to do it, how much of it, and where each of its numbers came from."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

Position = Literal[
    "supine", "side-lying", "prone", "all-fours", "half-kneeling", "standing", "seated"
]
Direction = Literal["flexion", "extension", "rotation", "hip", "nerve-sensitive"]
Style = Literal["held", "reps", "resting"]
Sides = Literal["leg", "side", "none"]
Point = Sequence[float]
"""Two numbers: to the right, and up."""

View = Literal["side", "front", "above", "corner"]
Working = Literal["leg", "legs", "trunk", "none"]
Facing = Literal["up", "down", "left", "right", "viewer"]
TechniqueStatus = Literal["as written", "clarified", "replaced"]

POSITION_WORDS: Final[dict[Position, str]] = {
    "supine": "on your back",
    "side-lying": "on your side",
    "prone": "on your front",
    "all-fours": "on all fours",
    "half-kneeling": "half-kneeling",
    "standing": "standing",
    "seated": "seated",
}
"""How each starting position is said to a person."""


class Dose(NamedTuple):
    """How much of a stretch one session asks for.

    `style` says how it is done: "held" is eased into and out of around every hold, "reps" is
    movement, "resting" is a position that is simply kept. `hold_seconds` is one hold, or one half
    of a rep that has halves (cat, then cow); None where nothing is held. `move_seconds` is the part
    of one rep, or of one half, that is not held. `reps` counts per side where `sides` names a leg
    or a side. `turns` says that the whole body turns over between the two sides.
    """

    style: Style
    reps: int
    hold_seconds: float | None = None
    move_seconds: float = 0.0
    sides: Sides = "none"
    turns: bool = False
    halves: tuple[str, ...] = ()


class Sketch(NamedTuple):
    """What a file draws of a stretch: named joints in cm, x to the right and y up from the floor.

    `poses` has at least "start"; a joint is a point, and what ends in "_on" names another joint.
    `works` is what the drawing sets off, "leg" the one of the side in hand. `side` is the side that
    it does. `chair` and `wall` are where they stand, `pillow` is where it lies.
    """

    view: View
    facing: Facing
    works: Working
    poses: Mapping[str, Mapping[str, Point | str]]
    side: Literal["left", "right"] = "right"
    chair: float | None = None
    wall: float | None = None
    pillow: Point | None = None


class Seed(NamedTuple):
    """What the article says, its numbers untouched; None wherever it says nothing.

    `hold_seconds` is the printed range, of one number or two. `words` quotes the printed numbers.
    """

    article: int
    title: str | None = None
    hold_seconds: tuple[float, ...] | None = None
    reps: int | None = None
    sides: str | None = None
    sessions_per_day: int | None = None
    words: str | None = None


class Technique(NamedTuple):
    """How our description stands to the article's, with one sentence on why."""

    status: TechniqueStatus
    note: str


class Stretch(NamedTuple):
    """One stretch, or one variation of it (then `variation` is its id and `name` its own)."""

    id: str
    name: str
    position: Position
    target: str
    direction: tuple[Direction, ...]
    steps: tuple[str, ...]
    feel: str
    not_feel: str
    mistakes: tuple[str, ...]
    easier: str
    ask_first: tuple[str, ...]
    dose: Dose
    provenance: str
    seed: Seed | None
    technique: Technique | None
    sketch: Sketch | None = None
    variation: str | None = None
    variations: tuple["Stretch", ...] = ()

    def vary(self, variation: str | None) -> "Stretch":
        """Return the stretch itself for None, else the variation with that id.

        Raises KeyError when there is no such variation.
        """
        if variation is None:
            return self
        for candidate in self.variations:
            if candidate.variation == variation:
                return candidate
        raise KeyError(variation)
