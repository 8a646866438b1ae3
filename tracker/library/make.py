"""Makes stretches and routines out of documents, or says every problem that they have."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from tracker.core.plan import plan, total_seconds
from tracker.core.routine import Routine
from tracker.core.stretch import Stretch
from tracker.library.build import build_routine, build_stretch
from tracker.library.dose import dose_problems
from tracker.library.faults import Place, Problem, ProblemsError
from tracker.library.figures import figure_problems
from tracker.library.links import Known, Stretches, link_problems, tables_in
from tracker.library.rules import (
    MAX_STEPS,
    MAX_TOTAL_SECONDS,
    NO_PLACE,
    OWN_STRETCH,
    ROUTINE,
    Rules,
    Table,
)
from tracker.library.values import table_problems


class Made(NamedTuple):
    """A routine, the stretches that its document defines in place, and how long it takes.

    `place` is where it stands in the list; those that name no place come last.
    """

    routine: Routine
    in_place: Stretches
    seconds: float
    place: int


def make_stretch(id_: str, table: Table, rules: Rules = OWN_STRETCH) -> Stretch:
    """Return the stretch; raise ProblemsError with all that is wrong with its document."""
    _raise_any([*table_problems(table, rules), *_sense_problems(table)])
    return build_stretch(id_, table)


def make_routine(id_: str, table: Table, known: Known) -> Made:
    """Return the routine; raise ProblemsError with all that is wrong with its document."""
    problems = [*table_problems(table, ROUTINE), *_in_place_problems(table, known.stretches)]
    own = _own_stretches(table, problems)
    usable = Known({**known.stretches, **own}, known.faulty)
    problems.extend(link_problems(table, usable))
    _raise_any(problems)
    routine = build_routine(id_, table, usable.stretches)
    steps = plan(routine)
    seconds = total_seconds(steps)
    _raise_any(list(_length_problems(len(steps), seconds)))
    return Made(routine, own, seconds, _place(table))


def _place(table: Table) -> int:
    place = table.get("place")
    return place if isinstance(place, int) else NO_PLACE


def _raise_any(problems: list[Problem]) -> None:
    if problems:
        raise ProblemsError(problems)


def _in_place_problems(table: Table, known: Stretches) -> Iterator[Problem]:
    for name, stretch in tables_in(table, "stretches").items():
        place = ("stretches", name)
        if name in known:
            yield Problem(place, "there is a stretch with this id already; choose another id")
        yield from _sense_problems(stretch, place)


def _sense_problems(table: Table, at: Place = ()) -> Iterator[Problem]:
    """Yield what is wrong between one key of a stretch and another."""
    yield from dose_problems(table, at)
    yield from figure_problems(table, at)


def _own_stretches(table: Table, problems: list[Problem]) -> dict[str, Stretch]:
    """Return the stretches defined in place, as far as no problem stands in the way."""
    blamed = {problem.place[:2] for problem in problems}
    return {
        name: build_stretch(name, stretch)
        for name, stretch in tables_in(table, "stretches").items()
        if blamed.isdisjoint({("stretches",), ("stretches", name)})
    }


def _length_problems(steps: int, seconds: float) -> Iterator[Problem]:
    if steps > MAX_STEPS:
        yield Problem(("items",), f"makes {steps} steps, wanted at most {MAX_STEPS}")
    if seconds > MAX_TOTAL_SECONDS:
        hours = MAX_TOTAL_SECONDS // 3600
        yield Problem(
            ("items",), f"takes {ceil(seconds / 60)} minutes, wanted at most {hours} hours"
        )
