"""The one table of what files may say: the checks, the messages and the schema follow it."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, get_args

from tracker.core.routine import Easing, Side
from tracker.core.stretch import (
    Direction,
    Facing,
    Position,
    Sides,
    Style,
    TechniqueStatus,
    View,
    Working,
)

Kind = Literal[
    "text",
    "texts",
    "choice",
    "choices",
    "number",
    "numbers",
    "whole",
    "flag",
    "point",
    "table",
    "tables",
    "named tables",
]
Table = Mapping[str, object]
"""What a file says, as it was parsed: nothing about its values is known yet."""

ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
ID_WORDS: Final = "small letters, digits and hyphens, at most 40, no hyphen first"
MAX_SECONDS: Final = 3600
MAX_CENTIMETRES: Final = 300
MAX_ITEMS: Final = 60
MAX_STEPS: Final = 600
MAX_TOTAL_SECONDS: Final = 4 * 3600
NO_PLACE: Final = 1000
HAND_RESTS: Final = (
    "hip",
    *(f"{side}_{part}" for side in ("this", "other") for part in ("thigh", "knee", "shin", "foot")),
)
NO_RULES: Final[Mapping[str, "Rule"]] = MappingProxyType({})


class Rule(NamedTuple):  # a dataclass takes 1 ms to define, and this is read at every start
    """What one key may hold.

    `lowest` and `highest` bound a number, or how many entries a list or named tables may have;
    `longest` is the most characters of a text; `choices` are the words allowed; `inside` are the
    rules of the table, or of each of the tables. `about` explains the key to a person.
    """

    key: str
    kind: Kind
    about: str
    required: bool = False
    lowest: float = 0
    highest: float = 0
    longest: int = 0
    choices: tuple[str, ...] = ()
    inside: Mapping[str, "Rule"] = NO_RULES


Rules = Mapping[str, Rule]
"""The rules of one table, by key, in the order in which a person would write them."""

TIMED_BY: Final[dict[Style, tuple[str, ...]]] = {
    "held": ("hold_seconds",),
    "reps": ("move_seconds", "hold_seconds"),
    "resting": ("hold_seconds",),
}
"""For each style the keys that say how long it takes; at least one must be there."""

ONLY_MOVEMENT: Final = ("move_seconds", "halves")
"""The dose keys that mean something in the style "reps" alone."""


_ONE_OF: Final[dict[Kind, Kind]] = {
    "texts": "text",
    "choices": "choice",
    "numbers": "number",
    "tables": "table",
    "named tables": "table",
}


def of_one(rule: Rule) -> Rule:
    """Return the rule for each entry of a list, or of named tables."""
    return rule._replace(kind=_ONE_OF[rule.kind], lowest=1, highest=MAX_SECONDS)


def _table(*rules: Rule) -> Rules:
    return {rule.key: rule for rule in rules}


def _seconds(key: str, about: str, lowest: float = 1) -> Rule:
    return Rule(key, "number", about, lowest=lowest, highest=MAX_SECONDS)


def _number(key: str, about: str) -> Rule:
    return Rule(key, "number", about, lowest=-MAX_CENTIMETRES, highest=MAX_CENTIMETRES)


def _reps(about: str) -> Rule:
    return Rule("reps", "whole", about, lowest=1, highest=100)


def _texts(key: str, about: str, lowest: int, highest: int, longest: int) -> Rule:
    return Rule(key, "texts", about, lowest=lowest, highest=highest, longest=longest)


SEED: Final[Rules] = _table(
    Rule("article", "whole", "which seed article", required=True, lowest=1, highest=2),
    Rule("title", "text", "the article's heading", longest=120),
    Rule(
        "hold_seconds",
        "numbers",
        "the hold as printed: one number, or a range of two",
        lowest=1,
        highest=2,
    ),
    _reps("repetitions as printed"),
    Rule("sides", "text", "sides as printed", longest=60),
    Rule("sessions_per_day", "whole", "sessions a day as printed", lowest=1, highest=24),
    Rule("words", "text", "the printed numbers, quoted", longest=160),
)

TECHNIQUE: Final[Rules] = _table(
    Rule(
        "status",
        "choice",
        "how this description stands to the article's",
        required=True,
        choices=get_args(TechniqueStatus),
    ),
    Rule("note", "text", "why, in a sentence", required=True, longest=240),
)

_WORDS: Final[Rules] = _table(
    Rule("name", "text", "what it is called", required=True, longest=40),
    Rule("position", "choice", "the starting position", True, choices=get_args(Position)),
    Rule("target", "text", "the part of the body it is for", longest=120),
    Rule(
        "direction", "choices", "which ways the back goes", highest=5, choices=get_args(Direction)
    ),
    _texts("steps", "how to do it, step by step", 1, 8, 72)._replace(required=True),
    Rule("feel", "text", "what one should feel", longest=160),
    Rule("not_feel", "text", "what one should not feel", longest=200),
    _texts("mistakes", "common mistakes", 0, 12, 72),
    Rule("easier", "text", "how to make it easier", longest=240),
    _texts("ask_first", "when to ask a professional first", 0, 12, 90),
)

_DOSE: Final[Rules] = _table(
    Rule(
        "style",
        "choice",
        "held: eased into and out of; reps: movement; resting: a position simply kept",
        required=True,
        choices=get_args(Style),
    ),
    _seconds("hold_seconds", "seconds of one hold, or of the held part of a rep or half"),
    _seconds("move_seconds", "seconds of one rep, or half, that are not held"),
    _texts("halves", "the names of the parts of one rep, in order", 1, 4, 20),
    _reps("repetitions, on each side where there are two")._replace(required=True),
    Rule("sides", "choice", "done on each leg, each side, or neither", choices=get_args(Sides)),
    Rule("turns", "flag", "whether the whole body turns over between the sides"),
)


def _place(key: str, about: str) -> Rule:
    return Rule(key, "point", about, lowest=-MAX_CENTIMETRES, highest=MAX_CENTIMETRES)


def _limb_places() -> list[Rule]:
    return [
        _place(f"{side}{joint}", f"the {joint}{of}")
        for joint in ("shoulder", "elbow", "hand", "hip", "knee", "foot", "toe")
        for side, of in (("this_", " of the working side"), ("other_", " of the other side"))
    ]


POSE: Final[Rules] = _table(
    _place("hip", "the middle between the hip joints"),
    *(_place(joint, f"the {joint}") for joint in ("waist", "chest", "neck", "head", "nose")),
    *(
        _place(joint, f"the {joint} of both sides")
        for joint in ("shoulder", "elbow", "hand", "knee", "foot", "toe")
    ),
    *_limb_places(),
    *(
        Rule(f"{hand}_on", "choice", f"the joint on which {hand} lies", choices=HAND_RESTS)
        for hand in ("hand", "this_hand", "other_hand")
    ),
)

FIGURE: Final[Rules] = _table(
    Rule("view", "choice", "where it is seen from", required=True, choices=get_args(View)),
    Rule(
        "facing",
        "choice",
        "where the chest faces, as the start is drawn",
        required=True,
        choices=get_args(Facing),
    ),
    Rule("works", "choice", "what is set off", required=True, choices=get_args(Working)),
    Rule("side", "choice", "the side that the drawing does", choices=get_args(Side)),
    _number("chair", "the middle of a chair's seat, in cm from the hip's place"),
    _number("wall", "where a wall stands, in cm"),
    _place("pillow", "the middle of a pillow"),
    Rule(
        "poses",
        "named tables",
        "start; ready, where it waits; held; other, for every second rep; or each of the halves",
        required=True,
        highest=8,
        inside=POSE,
    ),
)

_FIGURE: Final = Rule("figure", "table", "how it looks: joints in cm from the floor", inside=FIGURE)

_PROVENANCE: Final = Rule("provenance", "text", "where the numbers come from", longest=300)

_BODY: Final[Rules] = {**_WORDS, **_DOSE, **_table(_PROVENANCE, _FIGURE)}


def _demanding(rules: Rules, keys: frozenset[str]) -> Rules:
    """Return the rules with exactly these keys required."""
    return {key: rule._replace(required=key in keys) for key, rule in rules.items()}


VARIATION: Final[Rules] = _demanding(_BODY, frozenset({"name", "steps"}))

OWN_STRETCH: Final[Rules] = _table(
    *_BODY.values(),
    Rule("seed", "table", "what the article says, numbers untouched", inside=SEED),
    Rule("technique", "table", "how the technique stands to the article's", inside=TECHNIQUE),
    Rule(
        "variations",
        "named tables",
        "other ways to do it; what they leave out is inherited",
        highest=12,
        inside=VARIATION,
    ),
)
"""A stretch in a user's file, or inside a routine."""

BUILT_IN_STRETCH: Final[Rules] = _demanding(
    OWN_STRETCH,
    frozenset(_BODY) - {"hold_seconds", "move_seconds", "halves", "sides", "turns"},
)
"""A stretch that comes with unkink: nothing may be left unsaid."""

ITEM: Final[Rules] = _table(
    Rule("stretch", "text", "the id of a stretch", required=True, longest=40),
    Rule("variation", "text", "the id of one of its variations", longest=40),
    _seconds("hold_seconds", "seconds of one hold, instead of the stretch's own"),
    _reps("repetitions, instead of the stretch's own"),
    _seconds("rest_seconds", "the pause between two reps of the same side", lowest=0),
    Rule("side", "choice", "only this side", choices=get_args(Side)),
)

ROUTINE: Final[Rules] = _table(
    Rule("name", "text", "what it is called", required=True, longest=80),
    Rule("about", "text", "what it is for, in a few words", longest=60),
    Rule("note", "text", "what to know before doing it", longest=500),
    Rule("place", "whole", "its place in the list", lowest=1, highest=NO_PLACE - 1),
    Rule("eases", "choice", "for backs that this movement eases", choices=get_args(Easing)),
    Rule(
        "items",
        "tables",
        "the stretches, in order",
        required=True,
        lowest=1,
        highest=MAX_ITEMS,
        inside=ITEM,
    ),
    Rule(
        "stretches",
        "named tables",
        "the routine's own stretches",
        highest=MAX_ITEMS,
        inside=OWN_STRETCH,
    ),
)
