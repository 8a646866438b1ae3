"""The commands around routine files: list them, show one, check them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.output import columns, print_json, print_line
from tracker.cli.parts import load_library, load_offers, places
from tracker.core import words
from tracker.core.adapting import notes, stretch_notes
from tracker.core.errors import RoutineError
from tracker.core.page import own_dose, stretch_head, stretch_page
from tracker.core.plan import plan, planned_seconds, total_seconds
from tracker.core.routine import BOTH, Item, Routine
from tracker.core.stretch import Stretch

if TYPE_CHECKING:
    from tracker.library import Library

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def routines() -> None:
    """The routines and stretches, and your own files."""


@routines.command("list")
@as_json
def list_routines(as_json: bool) -> None:
    """List every routine with its length, without what your answers leave out of it."""
    offers = load_offers(places())
    if as_json:
        print_json([_brief(routine) for routine in offers.routines])
    else:
        for line in columns(
            (one.id, words.clock(offers.seconds(one.id)), one.name, one.about)
            for one in offers.routines
        ):
            print_line(line)
    _report(offers.library)


@routines.command("show")
@click.argument("id")
@as_json
def show(id: str, as_json: bool) -> None:  # noqa: A002 - the name that --help shows
    """Show a routine or a stretch whole, with what your answers about safety change in it."""
    offers = load_offers(places())
    found = find(offers.library, id)
    if isinstance(found, Routine):
        adapted = offers.adapted(found.id)
        said, found = [*notes(adapted)], adapted.routine
    else:
        said = [*stretch_notes(found, offers.safety)]
    if as_json:
        facts = routine_facts(found) if isinstance(found, Routine) else stretch_facts(found)
        print_json({**facts, "notes": said})
        return
    for line in routine_lines(found) if isinstance(found, Routine) else stretch_lines(found):
        print_line(line)
    for line in ["", *said] if said else []:
        print_line(line)


@routines.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check_files(files: tuple[Path, ...]) -> None:
    """Say everything that is wrong with routine or stretch FILES; exit 1 if anything is."""
    from tracker.library import check

    library = load_library(places())
    faults = [fault for file in files for fault in check(file, library)]
    loaded = {file.absolute() for file in files}
    faults += [f for f in library.faults if f.file.absolute() in loaded and f not in faults]
    for fault in faults:
        print_line(str(fault))
    if not faults:
        print_line(f"{words.count(len(files), 'file')}, nothing wrong.")
    sys.exit(1 if faults else 0)


@routines.command("schema")
@click.option("--stretch", is_flag=True, help="Of a stretch file instead.")
def print_schema(stretch: bool) -> None:
    """Print the JSON Schema of a routine file, for editors that help with TOML."""
    from tracker.library.schema import schema

    print_json(schema("stretch" if stretch else "routine"))


def find(library: "Library", id: str) -> Routine | Stretch:  # noqa: A002 - what it is
    """Return the routine or the stretch with this id; raises RoutineError when there is none."""
    if id in library.stretches:
        return library.stretches[id]
    if id in library.routines:
        return library.routines[id]
    from difflib import get_close_matches

    near = get_close_matches(id, [*library.routines, *library.stretches], n=1)
    hint = f" Did you mean {near[0]}?" if near else " `unkink routines list` shows what there is."
    raise RoutineError(f"There is no routine or stretch {id[:40]!r}.{hint}")


def routine_facts(routine: Routine) -> dict[str, Any]:
    """Return a routine as `routines show --json` prints it."""
    items = [
        {
            "stretch": item.stretch.id,
            "variation": item.stretch.variation,
            "name": item.stretch.name,
            "position": item.stretch.position,
            "hold_seconds": item.dose.hold_seconds,
            "reps": item.dose.reps,
            "sides": list(item.sides),
            "rest_seconds": item.rest_seconds,
        }
        for item in routine.items
    ]
    steps = [
        {
            **step._asdict(),
            "stretch": routine.items[step.item].stretch.id,
            "variation": routine.items[step.item].stretch.variation,
        }
        for step in plan(routine)
    ]
    return {**_brief(routine), "note": routine.note, "items": items, "steps": steps}


def stretch_facts(stretch: Stretch) -> dict[str, Any]:
    """Return a stretch, or a variation, as `routines show --json` prints it."""
    dose = stretch.dose
    return {
        "id": stretch.id,
        "variation": stretch.variation,
        "name": stretch.name,
        "position": stretch.position,
        "target": stretch.target,
        "direction": list(stretch.direction),
        "style": dose.style,
        "hold_seconds": dose.hold_seconds,
        "move_seconds": dose.move_seconds,
        "halves": list(dose.halves),
        "reps": dose.reps,
        "sides": [] if dose.sides == "none" else list(BOTH),
        "steps": list(stretch.steps),
        "feel": stretch.feel,
        "not_feel": stretch.not_feel,
        "mistakes": list(stretch.mistakes),
        "easier": stretch.easier,
        "ask_first": list(stretch.ask_first),
        "seed": None if stretch.seed is None else stretch.seed._asdict(),
        "technique": None if stretch.technique is None else stretch.technique._asdict(),
        "provenance": stretch.provenance,
        "variations": [stretch_facts(variation) for variation in stretch.variations],
    }


def routine_lines(routine: Routine) -> list[str]:
    """Return a routine as people read it."""
    rows = [
        (str(nth), item.stretch.name, words.dose(item.dose), words.sides(item), _id(item))
        for nth, item in enumerate(routine.items, start=1)
    ]
    length = words.clock(total_seconds(plan(routine)))
    head = [f"{routine.name} · {routine.about}", f"{length}, {words.positions(routine)}", ""]
    return [*head, *columns(rows), "", routine.note]


def stretch_lines(stretch: Stretch) -> list[str]:
    """Return a stretch and its variations as people read them."""
    lines = [stretch.name, stretch_head(stretch, own_dose(stretch.dose)), ""]
    lines += [
        f"{label}{'.' if label.isdigit() else ':'} {text}" for label, text in stretch_page(stretch)
    ]
    for variation in stretch.variations:
        lines += ["", *stretch_lines(variation)]
    return lines


def _id(item: Item) -> str:
    variation = item.stretch.variation
    return item.stretch.id + (f", {variation}" if variation else "")


def _brief(routine: Routine) -> dict[str, Any]:
    steps = plan(routine)
    return {
        "id": routine.id,
        "name": routine.name,
        "about": routine.about,
        "total_seconds": total_seconds(steps),
        "planned_seconds": planned_seconds(steps),
    }


def _report(library: "Library") -> None:
    for fault in library.faults:
        print_line(f"left out: {fault}", err=True)
