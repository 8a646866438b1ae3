"""What there is to be done for one person: the library's routines, adapted to their answers."""

from tracker.core.adapting import Adapted, adapt, in_order
from tracker.core.dosing import gentle
from tracker.core.plan import plan, total_seconds
from tracker.core.routine import Routine
from tracker.core.safety import Safety
from tracker.core.screening import FLAGS, warnings
from tracker.core.stretch import Stretch
from tracker.library import Library

GENTLE: str = "bedtime"
"""The routine that is left on a day of much pain (clinical notes, 4.2)."""


class Offers:
    """The routines as this person does them. Raises RoutineError for an id that is not there."""

    def __init__(self, library: Library, safety: Safety) -> None:
        self.library = library
        self.safety = safety
        self._adapted: dict[str, Adapted] = {}

    @property
    def routines(self) -> list[Routine]:
        """Return every routine as it is done, in the order of the list."""
        screening = self.safety.screening
        found = in_order(self.library.routines.values(), screening.eases if screening else None)
        return [self.adapted(one.id).routine for one in found]

    def adapted(self, id_: str) -> Adapted:
        """Return one routine, and what was taken from it."""
        if id_ not in self._adapted:
            routine = self.library.routine(id_)
            self._adapted[id_] = adapt(routine, self.safety, self.library.used_by(id_))
        return self._adapted[id_]

    def seconds(self, id_: str) -> float:
        """Return how long a routine takes, all included, as it is done."""
        adapted = self.adapted(id_)
        if not adapted.is_changed:
            return self.library.seconds[id_]
        return total_seconds(plan(adapted.routine))

    def care(self, stretch: Stretch) -> str:
        """Return with what care a stretch is to be done; empty where the answers say nothing."""
        flags = [flag for flag in FLAGS if flag in self.safety.flags]
        return "; ".join(dict.fromkeys(one.note for one in warnings(stretch, flags)))

    def gentle(self) -> Routine | None:
        """Return the one routine for a day of much pain; None where nothing of it is left."""
        if GENTLE not in self.library.routines:
            return None
        full = self.library.routine(GENTLE)
        asked = adapt(full, self.safety._replace(half_dose=False), self.library.used_by(GENTLE))
        return gentle(asked.routine) if asked.routine.items else None
