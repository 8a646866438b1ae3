"""Changes of pain on one axis, less of it to the left: a median in its interval, and no change."""

from collections.abc import Iterable
from math import ceil, floor
from typing import Final, NamedTuple

from tracker.charts.canvas import MOST_PAIN
from tracker.charts.drawing import Signs
from tracker.core.comparing import Changes

ALWAYS: Final = 2
"""The axis has at least the changes from this much less to this much more."""
MEDIAN: Final = "●"
SEGMENT: Final = "─"
LEFT_END: Final = "├"
RIGHT_END: Final = "┤"
NO_CHANGE: Final = "┊"
APART: Final = 4
"""Columns from one number along the axis to the next, at the least."""


class Axis(NamedTuple):
    """Changes `low` to `high` (−10 to +10) in so many columns, each end in the middle of one."""

    low: int
    high: int
    columns: int

    def column(self, change: float) -> int:
        """Return the column of a change; one beyond the axis has the column at that end."""
        share = (min(self.high, max(self.low, change)) - self.low) / (self.high - self.low)
        return int(share * (self.columns - 1) + 0.5)

    def along(self) -> list[tuple[float, str]]:
        """Return the numbers along the axis, each with how many columns from the left it is."""
        step = next(
            (step for step in (1, 2, 5) if self.column(self.low + step) >= APART), MOST_PAIN
        )
        numbers = range(ceil(self.low / step) * step, self.high + 1, step)
        return [(self.column(number) + 0.5, signed(number)) for number in numbers]


def axis_for(routines: Iterable[Changes], room: int) -> Axis:
    """Return the axis that all intervals are on, as wide as whole columns a point let it be."""
    edges = [edge for one in routines if one.is_enough for edge in (one.median, *_ends(one))]
    low = max(-MOST_PAIN, floor(min([-ALWAYS, *edges])))
    high = min(MOST_PAIN, ceil(max([ALWAYS, *edges])))
    unit = (room - 1) // (high - low)
    return Axis(low, high, unit * (high - low) + 1 if unit else room)


def interval_signs(changes: Changes, axis: Axis, row: int) -> Signs:
    """Return the median between the ends of its interval; nothing where there is not enough."""
    if not changes.is_enough:
        return {}
    first, last = (axis.column(end) for end in _ends(changes))
    signs: Signs = {(column, row): (SEGMENT, "median") for column in range(first, last + 1)}
    signs |= {(first, row): (LEFT_END, "median"), (last, row): (RIGHT_END, "median")}
    return signs | {(axis.column(changes.median), row): (MEDIAN, "after")}


def signed(change: float) -> str:
    """Return a change with its sign: "−1.5", "+2", "0"."""
    return f"{'−' if change < 0 else '+' if change > 0 else ''}{abs(change):g}"


def in_words(changes: Changes) -> str:
    """Return the median change and its interval: "−2 (−3 to −1)"."""
    low, high = _ends(changes)
    return f"{signed(changes.median)} ({signed(low)} to {signed(high)})"


def _ends(changes: Changes) -> tuple[float, float]:
    return changes.interval or (changes.median, changes.median)
