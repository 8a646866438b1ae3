"""What there is to be done for one person: the library's routines, adapted to their answers.

What most people need, the library as it is, is had without importing what adapts it.
"""

from typing import TYPE_CHECKING, Final

from tracker.core.routine import Routine
from tracker.core.safety import Safety
from tracker.core.stretch import Stretch
from tracker.library import Library

if TYPE_CHECKING:
    from tracker.core.adapting import Adapted

GENTLE: Final = "bedtime"
"""The routine that is left on a day of much pain (clinical notes, 4.2)."""


class Offers:
    """The routines as this person does them. Raises RoutineError for an id that is not there."""

    def __init__(self, library: Library, safety: Safety) -> None:
        self.library = library
        self.safety = safety
        self._adapted: dict[str, Adapted] = {}
        self._is_plain = not (safety.flags or safety.dropped or safety.half_dose)

    @property
    def routines(self) -> list[Routine]:
        """Return every routine as it is done, in the order of the list."""
        found = [*self.library.routines.values()]
        screening = self.safety.screening
        if screening is not None and screening.eases is not None:
            from tracker.core.adapting import in_order

            found = in_order(found, screening.eases)
        return [self.routine(one.id) for one in found]

    def routine(self, id_: str) -> Routine:
        """Return one routine as it is done; its items are empty where nothing is left."""
        return self.library.routine(id_) if self._is_plain else self.adapted(id_).routine

    def adapted(self, id_: str) -> "Adapted":
        """Return one routine, and what was taken from it."""
        from tracker.core.adapting import adapt

        if id_ not in self._adapted:
            routine = self.library.routine(id_)
            self._adapted[id_] = adapt(routine, self.safety, self.library.used_by(id_))
        return self._adapted[id_]

    def notes(self, id_: str) -> tuple[str, ...]:
        """Return what is to be said about a routine as this person does it, a sentence each."""
        if self._is_plain:
            return ()
        from tracker.core.adapting import notes

        return tuple(notes(self.adapted(id_)))

    def seconds(self, id_: str) -> float:
        """Return how long a routine takes, all included, as it is done."""
        if self._is_plain or not self.adapted(id_).is_changed:
            return self.library.seconds[id_]
        from tracker.core.plan import plan, total_seconds

        return total_seconds(plan(self.routine(id_)))

    def care(self, stretch: Stretch) -> str:
        """Return with what care a stretch is to be done; empty where the answers say nothing."""
        from tracker.core.flags import FLAGS
        from tracker.core.screening import warnings

        flags = [flag for flag in FLAGS if flag in self.safety.flags]
        return "; ".join(dict.fromkeys(one.note for one in warnings(stretch, flags)))

    def gentle(self) -> Routine | None:
        """Return the one routine for a day of much pain; None where nothing of it is left."""
        from tracker.core.adapting import adapt
        from tracker.core.dosing import gentle

        if GENTLE not in self.library.routines:
            return None
        full = self.library.routine(GENTLE)
        asked = adapt(full, self.safety._replace(half_dose=False), self.library.used_by(GENTLE))
        return gentle(asked.routine) if asked.routine.items else None
