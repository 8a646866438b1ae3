"""Writes a routine as a document that needs nothing else: with the stretches it uses in it."""

import json
from collections.abc import Mapping

from tracker.core.routine import Item, Routine
from tracker.core.stretch import Dose, Sketch, Stretch

Entry = dict[str, object]


def routine_text(routine: Routine, stretches: Mapping[str, Stretch]) -> str:
    """Return the routine as canonical JSON, keys in one order: equal routines give equal text.

    `stretches` holds at least those that the routine uses, by id.
    """
    used = sorted({item.stretch.id for item in routine.items})
    tables = {id_: stretch_table(stretches[id_]) for id_ in used}
    document = {**routine_table(routine), "stretches": tables}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def routine_table(routine: Routine) -> Entry:
    """Return the routine as its file would say it, without the stretches that it uses."""
    words = {
        "name": routine.name,
        "about": routine.about,
        "note": routine.note,
        "eases": routine.eases,
    }
    return {**_said(words), "items": [_item(item) for item in routine.items]}


def _item(item: Item) -> Entry:
    usual = item.stretch.dose
    entry: Entry = {"stretch": item.stretch.id, "variation": item.stretch.variation}
    if item.dose.hold_seconds != usual.hold_seconds:
        entry["hold_seconds"] = item.dose.hold_seconds
    if item.dose.reps != usual.reps:
        entry["reps"] = item.dose.reps
    entry["rest_seconds"] = item.rest_seconds
    if len(item.sides) == 1:
        entry["side"] = item.sides[0]
    return _said(entry)


def stretch_table(stretch: Stretch) -> Entry:
    """Return the stretch as its file would say it, nothing left to be inherited."""
    entry = _body(stretch)
    if stretch.seed:
        entry["seed"] = _said(stretch.seed._asdict())
    if stretch.technique:
        entry["technique"] = _said(stretch.technique._asdict())
    if stretch.variations:
        entry["variations"] = {str(one.variation): _body(one) for one in stretch.variations}
    return entry


def _body(stretch: Stretch) -> Entry:
    words = {
        "name": stretch.name,
        "position": stretch.position,
        "target": stretch.target,
        "feel": stretch.feel,
        "not_feel": stretch.not_feel,
        "easier": stretch.easier,
        "provenance": stretch.provenance,
    }
    lists: Entry = {  # even when empty: a variation that leaves one out inherits it
        "direction": stretch.direction,
        "steps": stretch.steps,
        "mistakes": stretch.mistakes,
        "ask_first": stretch.ask_first,
    }
    figure: Entry = {"figure": _figure(stretch.sketch)} if stretch.sketch else {}
    return {**_said(words), **lists, **_dose(stretch.dose), **figure}


def _figure(sketch: Sketch) -> Entry:
    entry = sketch._asdict()
    return {key: entry[key] for key in entry if entry[key] != Sketch._field_defaults.get(key)}


def _dose(dose: Dose) -> Entry:
    return {**_said(dose._asdict()), "sides": dose.sides}


def _said(entry: Mapping[str, object]) -> Entry:
    """Return what is said at all, whole numbers without a decimal point."""
    return {key: _number(value) for key, value in entry.items() if value}


def _number(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
