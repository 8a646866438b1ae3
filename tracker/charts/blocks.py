"""Puts weeks into places on a chart: one place a week, or one for several weeks together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from operator import attrgetter
from statistics import median
from typing import Final, NamedTuple

from tracker.charts.canvas import MOST_PAIN
from tracker.core.doses import Week
from tracker.core.glance import monday

WEEK: Final = timedelta(days=7)
MOST_SECONDS: Final = WEEK.total_seconds()
EVEN_FROM: Final = 0.8
"""Places are all equally wide where so much of the columns is used then; else they fill them."""


class Block(NamedTuple):
    """What one place shows: minutes planned and held, and the medians of its weeks' pain (0–10)."""

    planned: float = 0
    held: float = 0
    pains: tuple[tuple[date, float], ...] = ()

    @property
    def pain(self) -> float:
        """Return the median of its weeks; raises statistics.StatisticsError where none is rated."""
        return median(pain for _, pain in self.pains)


@dataclass(frozen=True, slots=True)
class Places:
    """Where blocks of so many weeks stand, from a Monday on, in so many columns."""

    first: date
    weeks: int
    count: int
    columns: int

    @property
    def is_even(self) -> bool:
        """Return whether all places have the same number of columns."""
        return self.columns % self.count == 0

    def start(self, nth: int) -> int:
        """Return the first column of a place."""
        return nth * self.columns // self.count

    def middle(self, nth: int) -> int:
        """Return the column that its point and the middle of its bar are in."""
        return (self.start(nth) + self.start(nth + 1)) // 2

    def nth(self, day: date) -> int:
        """Return the place of a Monday."""
        return (day - self.first).days // (7 * self.weeks)


def places(since: date, until: date, columns: int) -> Places:
    """Return places for all weeks of a period, twice as many weeks in each until they fit.

    They are counted from one Monday long ago, so that weeks stay together as days go by.
    """
    weeks = 1
    while (found := _places(since, until, weeks)).count > columns:
        weeks *= 2
    even = columns // found.count * found.count
    used = even if even >= EVEN_FROM * columns else columns
    return Places(found.first, weeks, found.count, used)


def blocks(weeks: Sequence[Week], where: Places) -> dict[int, Block]:
    """Return the blocks that have anything in them, by their places."""
    found: dict[int, Block] = {}
    for week in weeks:
        nth = where.nth(week.monday)
        old = found.get(nth, Block())
        pains = old.pains + (() if week.pain is None else ((week.monday, week.pain),))
        found[nth] = Block(old.planned + week.planned / 60, old.held + week.held / 60, pains)
    return found


def runs(found: dict[int, Block]) -> Iterator[list[int]]:
    """Yield the places of pain between which no week is missing."""
    run: list[int] = []
    for nth in sorted(nth for nth, block in found.items() if block.pains):
        if run and found[nth].pains[0][0] - found[run[-1]].pains[-1][0] > WEEK:
            yield run
            run = []
        run.append(nth)
    if run:
        yield run


def drawable(weeks: Sequence[Week], since: date, until: date) -> list[Week]:
    """Return the weeks of a period with finite numbers that can be; those without any are left out.

    A week has no more seconds than there are, and pain stands at an end of 0–10 when beyond it.
    """
    kept = (_finite(week) for week in weeks if monday(since) <= week.monday <= until)
    some = (week for week in kept if week.planned or week.held or week.pain is not None)
    return sorted(some, key=attrgetter("monday"))


def _finite(week: Week) -> Week:
    pain = None
    if week.pain is not None and isfinite(week.pain):
        pain = min(float(MOST_PAIN), max(0.0, week.pain))
    numbers = (week.planned, week.held, week.left, week.right)
    planned, held, left, right = (
        min(MOST_SECONDS, max(0.0, number)) if isfinite(number) else 0.0 for number in numbers
    )
    return Week(week.monday, planned, held, left, right, pain, week.ids)


def _places(since: date, until: date, weeks: int) -> Places:
    days = 7 * weeks
    first, last = ((day.toordinal() - 1) // days for day in (since, until))
    return Places(date.fromordinal(first * days + 1), weeks, last - first + 1, 1)
