"""Checks what the items of a routine ask of the stretches that they name."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tracker.core.stretch import Stretch
from tracker.library.faults import Place, Problem, echo
from tracker.library.rules import MAX_ITEMS, Table
from tracker.library.wording import nearest

Stretches = Mapping[str, Stretch]


class Known(NamedTuple):
    """The stretches that a routine may name, and the files of those that are at fault."""

    stretches: Stretches
    faulty: Mapping[str, Path]


def link_problems(table: Table, known: Known) -> Iterator[Problem]:
    """Yield what is wrong between the routine's items and the stretches, its own among them."""
    in_place = tables_in(table, "stretches")
    items = table.get("items")
    for index, entry in enumerate(islice(items, MAX_ITEMS) if isinstance(items, list) else ()):
        name = entry.get("stretch") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue  # the rules have said so already
        if name in known.stretches:
            yield from _item_problems(entry, known.stretches[name], ("items", index))
        elif name not in in_place:  # else what is wrong with it is said where it stands
            yield Problem(("items", index, "stretch"), _missing(name, known))


def tables_in(table: Table, key: str) -> dict[str, Table]:
    """Return the tables under a key of a document that is not yet known to be clean."""
    value = table.get(key)
    entries = value.items() if isinstance(value, dict) else ()
    return {name: entry for name, entry in entries if isinstance(entry, dict)}


def _missing(name: str, known: Known) -> str:
    if name in known.faulty:
        return f"the stretch '{echo(name)}' is left out: its file {known.faulty[name]} has faults"
    return f"there is no stretch '{echo(name)}'{nearest(name, known.stretches)}"


def _item_problems(entry: Table, stretch: Stretch, at: Place) -> Iterator[Problem]:
    variations = {one.variation: one for one in (stretch, *stretch.variations)}
    asked = entry.get("variation")
    if asked is not None and not isinstance(asked, str):
        return  # the rules have said so already
    if asked not in variations:
        yield Problem((*at, "variation"), _no_variation(str(asked), stretch))
        return
    dose = variations[asked].dose
    name = variations[asked].name
    if "hold_seconds" in entry and dose.hold_seconds is None:
        yield Problem((*at, "hold_seconds"), f"nothing is held in '{echo(name)}'")
    if "side" in entry and dose.sides == "none":
        yield Problem((*at, "side"), f"'{echo(name)}' has no sides")


def _no_variation(asked: str, stretch: Stretch) -> str:
    ids = [str(one.variation) for one in stretch.variations]
    guess = nearest(asked, ids) or (f"; it has {', '.join(ids)}" if ids else "; it has none")
    return f"'{stretch.id}' has no variation '{echo(asked)}'{guess}"
