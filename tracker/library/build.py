"""Builds stretches and routines out of tables that the rules have found clean."""

from collections.abc import Mapping
from typing import Any

from tracker.core.routine import Item, Routine, item
from tracker.core.stretch import Dose, Seed, Sketch, Stretch, Technique
from tracker.library.inherit import inherited

Clean = Mapping[str, Any]
"""A table in which the rules have found no problem, so every value has the type they ask for."""


def build_stretch(id_: str, table: Clean) -> Stretch:
    """Return the stretch with its variations."""
    variations = tuple(
        _stretch(id_, inherited(table, variation), name)
        for name, variation in table.get("variations", {}).items()
    )
    return _stretch(id_, table, None, variations)


def build_routine(id_: str, table: Clean, stretches: Mapping[str, Stretch]) -> Routine:
    """Return the routine; `stretches` are those it may name, its own included."""
    items = tuple(_item(entry, stretches) for entry in table["items"])
    words = (table["name"], table.get("about", ""), table.get("note", ""))
    return Routine(id_, *words, items, table.get("eases"))


def _item(table: Clean, stretches: Mapping[str, Stretch]) -> Item:
    hold_seconds = table.get("hold_seconds")
    return item(
        stretches[table["stretch"]].vary(table.get("variation")),
        hold_seconds=None if hold_seconds is None else float(hold_seconds),
        reps=table.get("reps"),
        rest_seconds=float(table.get("rest_seconds", 0)),
        side=table.get("side"),
    )


def _stretch(
    id_: str, table: Clean, variation: str | None, variations: tuple[Stretch, ...] = ()
) -> Stretch:
    return Stretch(
        id=id_,
        name=table["name"],
        position=table["position"],
        target=table.get("target", ""),
        direction=tuple(table.get("direction", ())),
        steps=tuple(table["steps"]),
        feel=table.get("feel", ""),
        not_feel=table.get("not_feel", ""),
        mistakes=tuple(table.get("mistakes", ())),
        easier=table.get("easier", ""),
        ask_first=tuple(table.get("ask_first", ())),
        dose=_dose(table),
        provenance=table.get("provenance", ""),
        seed=_seed(table["seed"]) if "seed" in table else None,
        technique=Technique(**table["technique"]) if "technique" in table else None,
        sketch=Sketch(**table["figure"]) if "figure" in table else None,
        variation=variation,
        variations=variations,
    )


def _dose(table: Clean) -> Dose:
    hold_seconds = table.get("hold_seconds")
    return Dose(
        style=table["style"],
        reps=table["reps"],
        hold_seconds=None if hold_seconds is None else float(hold_seconds),
        move_seconds=float(table.get("move_seconds", 0)),
        sides=table.get("sides", "none"),
        turns=table.get("turns", False),
        halves=tuple(table.get("halves", ())),
    )


def _seed(table: Clean) -> Seed:
    printed = table.get("hold_seconds")
    hold_seconds = None if printed is None else tuple(float(seconds) for seconds in printed)
    return Seed(**{**table, "hold_seconds": hold_seconds})
