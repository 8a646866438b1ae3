"""The stretches and routines that a person can choose from, and what was wrong with the others."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from tracker.core.errors import RoutineError
from tracker.core.routine import Routine
from tracker.core.stretch import Stretch
from tracker.library.faults import Fault, echo
from tracker.library.folders import STRETCHES

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Library(NamedTuple):
    """Everything that was read and found good, by id, and every fault of the rest.

    `routines` are in the order of the list: by place, then by name; `seconds` is how long each
    takes, all included. `in_place` holds, by routine, the stretches that its own file defines.
    """

    stretches: Mapping[str, Stretch]
    routines: Mapping[str, Routine]
    faults: tuple[Fault, ...] = ()
    seconds: Mapping[str, float] = NOTHING
    in_place: Mapping[str, Mapping[str, Stretch]] = NOTHING

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

    def document(self, routine: Routine) -> str:
        """Return a routine as it is run, with all the stretches it uses, as canonical JSON text.

        It may do less than the one of its file. `routine_from_document` makes the same routine of
        it, whatever becomes of the files.
        """
        from tracker.library.write import routine_text

        return routine_text(routine, self.used_by(routine.id))

    def used_by(self, routine_id: str) -> Mapping[str, Stretch]:
        """Return the stretches that a routine may use, its own before those of all."""
        return {**self.stretches, **self.in_place.get(routine_id, {})}

    def _unknown(self, what: str, id_: str, known: Mapping[str, object]) -> RoutineError:
        from tracker.library.wording import nearest

        for fault in self.faults:
            if fault.file.stem == id_ and is_stretch_file(fault.file) == (what == "stretch"):
                return RoutineError(f"the {what} '{echo(id_)}' is left out: {fault}")
        return RoutineError(f"there is no {what} '{echo(id_)}'{nearest(id_, known)}")


def is_stretch_file(file: Path) -> bool:
    """Return whether the file is one of a stretch, by the folder that it is in."""
    return file.parent.name == STRETCHES
