"""Checks that a figure has every pose that the dose goes through, and draws the whole body."""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from tracker.library.faults import Place, Problem
from tracker.library.inherit import inherited
from tracker.library.rules import Table
from tracker.library.wording import nearest

START: Final = "start"
_NEEDED: Final = ("hip", "neck")
_ENDS: Final = ("hand", "foot")


def figure_problems(table: Table, at: Place = ()) -> Iterator[Problem]:
    """Yield what is wrong with the figures of the stretch, and of its variations, at that place."""
    yield from _one_figure(table, at)
    variations = table.get("variations")
    if isinstance(variations, dict):
        for name, variation in variations.items():
            if isinstance(variation, dict):
                whole = inherited(table, variation)
                yield from _one_figure(whole, (*at, "variations", name))


def _one_figure(table: Table, at: Place) -> Iterator[Problem]:
    figure = table.get("figure")
    poses = figure.get("poses") if isinstance(figure, dict) else None
    if not isinstance(poses, dict):
        return  # there is none, or the rules have said so already
    at = (*at, "figure", "poses")
    held = _held(table)
    for name in (START, *held):
        if name not in poses:
            yield Problem((*at, name), "is missing: the figure goes through this pose")
    known = (START, "ready", "other", *held)
    for name in poses:
        if name not in known:
            yield Problem((*at, name), f"is no pose of this stretch{nearest(name, known)}")
    if isinstance(poses.get(START), dict):
        yield from _undrawn(poses[START], (*at, START))


def _held(table: Table) -> tuple[str, ...]:
    """Return the poses that the dose asks for beside the start."""
    halves = table.get("halves")
    if isinstance(halves, list) and all(isinstance(half, str) for half in halves):
        return tuple(cast("list[str]", halves))
    return () if table.get("style") == "resting" else ("held",)


def _undrawn(pose: Mapping[str, object], at: Place) -> Iterator[Problem]:
    for joint in _NEEDED:
        if joint not in pose:
            yield Problem((*at, joint), "is missing: the start says where it is")
    for end in _ENDS:
        sides = (f"this_{end}", f"other_{end}")
        both = {end, f"{end}_on"} & pose.keys()
        if not both and not all({side, f"{side}_on"} & pose.keys() for side in sides):
            yield Problem((*at, end), "is missing: the start says where both of them are")
