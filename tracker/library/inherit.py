"""What a variation takes over from its stretch, and what not."""

from collections.abc import Mapping
from typing import Final

DOSE_KEYS: Final = ("style", "hold_seconds", "move_seconds", "halves", "reps", "turns")
"""What a variation that gives a style of its own does not inherit."""

_NEVER: Final = frozenset({"seed", "technique", "variations", "figure"})


def inherited(table: Mapping[str, object], variation: Mapping[str, object]) -> dict[str, object]:
    """Return the variation with what it inherits: no dose at all where it has its own style."""
    left_out = _NEVER.union(DOSE_KEYS if "style" in variation else ())
    kept = {key: value for key, value in table.items() if key not in left_out}
    return {**kept, **variation}
