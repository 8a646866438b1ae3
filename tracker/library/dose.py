"""Checks that the dose of a stretch, and of each variation with what it inherits, makes sense."""

from collections.abc import Iterator
from typing import cast, get_args

from tracker.core.stretch import Style
from tracker.library.faults import Place, Problem
from tracker.library.inherit import DOSE_KEYS, inherited
from tracker.library.rules import ONLY_MOVEMENT, TIMED_BY, Table


def dose_problems(table: Table, at: Place = ()) -> Iterator[Problem]:
    """Yield what is wrong with the doses of the stretch, and of its variations, at that place."""
    yield from _one_dose(table, at)
    variations = table.get("variations")
    if isinstance(variations, dict):
        for name, variation in variations.items():
            if isinstance(variation, dict) and not variation.keys().isdisjoint(DOSE_KEYS):
                place = (*at, "variations", name)
                yield from _one_dose(inherited(table, variation), place)


def _one_dose(table: Table, at: Place) -> Iterator[Problem]:
    if table.get("style") not in get_args(Style):
        return  # the rules have said so already
    style = cast(Style, table["style"])
    if table.keys().isdisjoint(TIMED_BY[style]):
        needed = " or ".join(TIMED_BY[style])
        yield Problem((*at, TIMED_BY[style][0]), f"is missing: the style '{style}' needs {needed}")
    if "reps" not in table and at[-2:-1] == ("variations",):
        yield Problem((*at, "reps"), "is missing: a variation with a style needs its own reps")
    for key in ONLY_MOVEMENT:
        if key in table and style != "reps":
            yield Problem((*at, key), f"is only for the style 'reps', and this one is '{style}'")
