"""A routine for those who should not be flat on their back for long: without its long blocks."""

from typing import Final

from tracker.core.plan import plan, total_seconds
from tracker.core.routine import Routine
from tracker.core.stretch import Stretch

LONGEST_FLAT_SECONDS: Final = 300.0
"""How long one may lie on the back before something else comes: our own choice, since the advice
for late pregnancy says "not for long" and gives no number (clinical notes, 1.4)."""


def without_long_blocks(routine: Routine) -> tuple[Routine, tuple[Stretch, ...]]:
    """Return the routine without what would keep one on the back for too long, and what that is.

    The time on the back, set-up and easing included, runs until another position interrupts it;
    the ten seconds of turning over onto the back are not yet on it.
    """
    kept, left_out, flat_seconds = [], [], 0.0
    for item in routine.items:
        if item.stretch.position != "supine":
            flat_seconds = 0.0
        else:
            alone = routine._replace(items=(item,))
            longer = flat_seconds + total_seconds(plan(alone))
            if longer > LONGEST_FLAT_SECONDS:
                left_out.append(item.stretch)
                continue
            flat_seconds = longer
        kept.append(item)
    return routine._replace(items=tuple(kept)), tuple(left_out)
