"""The stretches and routines that a person can choose from, and what was wrong with the others."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracker.core.errors import RoutineError
from tracker.core.routine import Routine
from tracker.core.stretch import Stretch
from tracker.library.faults import Fault, ProblemsError, echo, field_name
from tracker.library.links import Known
from tracker.library.make import make_routine
from tracker.library.read import composed
from tracker.library.wording import found, nearest
from tracker.library.write import routine_text


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was read and found good, by id, and every fault of the rest.

    `routines` are in the order of the list: by place, then by name. `in_place` holds, by routine,
    the stretches that its own file defines.
    """

    stretches: Mapping[str, Stretch]
    routines: Mapping[str, Routine]
    faults: tuple[Fault, ...] = ()
    in_place: Mapping[str, Mapping[str, Stretch]] = field(default_factory=dict)

    def routine(self, id_: str) -> Routine:
        """Return the routine; raise RoutineError, with the nearest id, if there is none."""
        if id_ in self.routines:
            return self.routines[id_]
        raise self._unknown("routine", id_, self.routines)

    def stretch(self, id_: str) -> Stretch:
        """Return the stretch; raise RoutineError, with the nearest id, if there is none."""
        if id_ in self.stretches:
            return self.stretches[id_]
        raise self._unknown("stretch", id_, self.stretches)

    def document(self, routine_id: str) -> str:
        """Return the routine, with all the stretches it uses, as canonical JSON text.

        `routine_from_document` makes the same routine of it, whatever becomes of the files. Raises
        RoutineError when there is no such routine.
        """
        routine = self.routine(routine_id)
        return routine_text(routine, {**self.stretches, **self.in_place.get(routine_id, {})})

    def known(self) -> Known:
        """Return what a routine may name."""
        faulty = {fault.file.stem: fault.file for fault in self.faults if _is_stretch(fault.file)}
        return Known(self.stretches, faulty)

    def _unknown(self, what: str, id_: str, known: Mapping[str, object]) -> RoutineError:
        for fault in self.faults:
            if fault.file.stem == id_ and _is_stretch(fault.file) == (what == "stretch"):
                return RoutineError(f"the {what} '{echo(id_)}' is left out: {fault}")
        return RoutineError(f"there is no {what} '{echo(id_)}'{nearest(id_, known)}")


def routine_from_document(id_: str, text: str) -> Routine:
    """Return the routine that `Library.document` wrote, checked by the same rules.

    Raises RoutineError when the text is no such document.
    """
    try:
        table = composed(json.loads(text))
        if not isinstance(table, dict):
            raise ValueError(f"{found(table)}, wanted a table")
        return make_routine(id_, table, Known()).routine
    except ProblemsError as error:
        first = error.problems[0]
        reason = f"field '{field_name(first.place)}': {first.message}"
    except RecursionError:
        reason = "it is nested too deep"
    except ValueError as error:
        reason = str(error)
    raise RoutineError(f"the document of the routine '{echo(id_)}' is at fault: {reason}")


def _is_stretch(file: Path) -> bool:
    return file.parent.name == "stretches"
