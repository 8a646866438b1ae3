"""The screening flags: which stretches each of them leaves out, and which it warns about.

The table is section 1.4 of the project's clinical notes: product rules made of public cautions. It
knows unkink's own stretches by their ids; a stretch that a routine file brings along is its
author's.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeVar

from tracker.core.flags import FLAGS, Flag
from tracker.core.routine import Item, Routine
from tracker.core.stretch import Position, Stretch

Said = TypeVar("Said")

PROPPED: Final = "propped up, or on your side where you can, not flat on your back for long"
INSIDE: Final = "stay well inside the easy range"


class Rule(NamedTuple):
    """What one flag does.

    `label` is how it is asked for on one line, `words` in full, `short` is it as a reason.
    `hides` are ids of stretches; `hides_in` those left out in one position only, `hides_half` the
    half of cat-cow. `hides_long_flat` leaves out what keeps one on the back for too long. `warns`
    has what is said about a stretch that stays, `warns_in` the one position to say it in.
    """

    label: str
    words: str
    short: str
    hides: frozenset[str] = frozenset()
    hides_in: Mapping[str, Position] = {}
    hides_half: str = ""
    hides_long_flat: bool = False
    warns: Mapping[str, str] = {}
    warns_in: Position | None = None
    hides_all: bool = False


def _warn(note: str, *ids: str) -> dict[str, str]:
    return dict.fromkeys(ids, note)


RULES: Final[Mapping[Flag, Rule]] = {
    "fragile-bones": Rule(
        "Osteoporosis, steroids or a spinal fracture",
        "Osteoporosis, steroids over a long time, or a fracture of the spine in the past.",
        "fragile bones",
        frozenset({"knee-to-chest", "trunk-rotation", "flexion-rotation"}),
        warns={
            "cat-cow": "no deep rounding",
            **_warn(INSIDE, "knee-rolls", "active-hamstring", "external-rotators"),
        },
    ),
    "worse-arching": Rule(
        "Stenosis, slipped vertebra, worse when arching",
        "Spinal stenosis, a slipped vertebra (spondylolisthesis), or worse standing or arching.",
        "worse with arching",
        frozenset({"flexion-rotation", "prone-press-up"}),
        hides_half="cow",
        warns={"hip-flexor": "tuck the tailbone under, and do not arch"},
    ),
    "worse-bending": Rule(
        "Worse with sitting or bending",
        "A back that is worse sitting or bending, or leg pain that comes with bending.",
        "worse with bending",
        frozenset({"knee-to-chest", "flexion-rotation"}),
        hides_half="cat",
        warns=_warn("stop before your low back rounds", "external-rotators", "active-hamstring"),
    ),
    "leg-symptoms": Rule(
        "Pain, tingling or numbness in a leg now",
        "Pain, tingling or numbness in a leg, as it is now.",
        "leg pain or tingling",
        frozenset({"flexion-rotation", "active-hamstring"}),
        warns={
            "prone-press-up": "only while the leg pain draws back towards the spine",
            "external-rotators": "stop at any tingling or pain down the leg",
        },
    ),
    "hip-replacement": Rule(
        "A new hip, to be careful with",
        "A hip replacement, for as long as you are told to be careful with it.",
        "hip replacement",
        frozenset(
            {
                *("knee-to-chest", "trunk-rotation", "flexion-rotation", "knee-rolls"),
                *("external-rotators", "active-hamstring", "internal-rotators"),
            }
        ),
        warns={"hip-flexor": "ask the team that treats your hip first"},
    ),
    "pregnant": Rule(
        "Pregnant, after about 16 weeks",
        "Pregnant, after about 16 weeks: not flat on the back for long.",
        "pregnancy",
        frozenset({"prone-press-up", "flexion-rotation"}),
        hides_long_flat=True,
        warns=_warn(
            PROPPED,
            *("knee-to-chest", "trunk-rotation", "pelvic-tilt", "knee-rolls"),
            *("external-rotators", "active-hamstring", "internal-rotators"),
        ),
        warns_in="supine",
    ),
    "knee": Rule(
        "A knee problem",
        "A knee that hurts when you kneel on it, turn it or bend it far.",
        "knee",
        frozenset({"flexion-rotation", "cat-cow"}),
        hides_in={"hip-flexor": "half-kneeling"},
        warns={"internal-rotators": "turn from the hip, and never twist the knee"},
    ),
    "wrist-or-shoulder": Rule(
        "A wrist or shoulder problem",
        "A wrist or shoulder that hurts when you lean on it.",
        "wrist or shoulder",
        frozenset({"flexion-rotation", "prone-press-up", "cat-cow"}),
    ),
    "recent-surgery": Rule(
        "Surgery, fracture, cancer care, last 12 weeks",
        "Spine or hip surgery, a fracture, or cancer treatment in the last 12 weeks.",
        "surgery, fracture or cancer care lately",
        hides_all=True,
    ),
}

ASK_YOUR_TEAM: Final = "Ask the team that is treating you first."
"""What stands where the flag of surgery, fracture or treatment leaves everything out."""


class LeftOut(NamedTuple):
    """A stretch that is not done, and the flags that say so."""

    stretch: Stretch
    flags: tuple[Flag, ...]


class Warned(NamedTuple):
    """A stretch that is done with care, the flag that says so and what it says."""

    stretch: Stretch
    flag: Flag
    note: str


class Screened(NamedTuple):
    """What the flags leave of a routine; `routine.items` may be empty."""

    routine: Routine
    left_out: tuple[LeftOut, ...] = ()
    halved: tuple[LeftOut, ...] = ()
    warned: tuple[Warned, ...] = ()


def screened(routine: Routine, flags: Iterable[Flag], stretches: Mapping[str, Stretch]) -> Screened:
    """Return a routine without what these flags leave out.

    Cat-cow of which one half is left out becomes the other half, as `stretches` has it; where it
    has none in that position, all of it is left out.
    """
    ticked = frozenset(flags)
    on = [flag for flag in FLAGS if flag in ticked]
    items: list[Item] = []
    left_out: list[LeftOut] = []
    halved: list[LeftOut] = []
    for item in routine.items:
        kept, because = _kept(item, on, stretches)
        if kept is None:
            left_out.append(LeftOut(item.stretch, because))
            continue
        items.append(kept)
        if because:
            halved.append(LeftOut(item.stretch, because))
    warned = [one for item in items for one in warnings(item.stretch, on)]
    return Screened(
        routine._replace(items=tuple(items)),
        _each_once(left_out),
        _each_once(halved),
        _each_once(warned),
    )


def hidden_by(stretch: Stretch, flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return those of the flags that leave out the whole of a stretch."""
    return tuple(flag for flag in flags if _hides(RULES[flag], stretch))


def half_hidden_by(stretch: Stretch, flags: Iterable[Flag]) -> dict[str, Flag]:
    """Return the halves of a stretch that flags leave out, each with its flag."""
    halves = {RULES[flag].hides_half: flag for flag in flags}
    return {half: flag for half, flag in halves.items() if half and half in stretch.dose.halves}


def warnings(stretch: Stretch, flags: Iterable[Flag]) -> list[Warned]:
    """Return what the flags say about a stretch that stays."""
    return [
        Warned(stretch, flag, note)
        for flag in flags
        if RULES[flag].warns_in in (None, stretch.position)
        and (note := RULES[flag].warns.get(stretch.id))
    ]


def _hides(rule: Rule, stretch: Stretch) -> bool:
    here = rule.hides_in.get(stretch.id) == stretch.position
    return rule.hides_all or stretch.id in rule.hides or here


def _kept(
    item: Item, flags: list[Flag], stretches: Mapping[str, Stretch]
) -> tuple[Item | None, tuple[Flag, ...]]:
    """Return what is done of an item, and the flags that took anything of it."""
    if hidden := hidden_by(item.stretch, flags):
        return None, hidden
    halves = half_hidden_by(item.stretch, flags)
    if not halves:
        return item, ()
    because = tuple(dict.fromkeys(halves.values()))
    left = [half for half in item.dose.halves if half not in halves]
    alone = _alone(item.stretch, left[0], stretches) if left else None
    if alone is None:
        return None, because
    dose = alone.dose._replace(reps=item.dose.reps, hold_seconds=item.dose.hold_seconds)
    return item._replace(stretch=alone, dose=dose), because


def _alone(stretch: Stretch, half: str, stretches: Mapping[str, Stretch]) -> Stretch | None:
    """Return the variation that is this half alone, in the same position."""
    base = stretches.get(stretch.id, stretch)
    return next(
        (
            one
            for one in base.variations
            if one.dose.halves == (half,) and one.position == stretch.position
        ),
        None,
    )


def _each_once(said: list[Said]) -> tuple[Said, ...]:
    """Return what is said in its order, nothing twice; a stretch with its drawing has no hash."""
    return tuple(one for nth, one in enumerate(said) if one not in said[:nth])
