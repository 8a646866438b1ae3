"""Compares how sessions of each routine felt: the change from before to after, and how sure it is.

The change within a session tells how that session felt, and never that stretching works: sections
3.3 and 3.4 of the project's clinical notes.
"""

from collections.abc import Iterable, Sequence
from math import ceil, floor, sqrt
from statistics import median
from typing import Final, NamedTuple

FEWEST_SESSIONS: Final = 8
"""Sessions below which nothing is said of a routine."""

SAME_WITHIN: Final = 1
"""A change of at most this is "about the same": it is inside the noise of a rating."""

SIMILAR_WITHIN: Final = 1
"""How far a start may lie from the usual one to be similar to it: our own choice."""

SURE: Final = 20
"""An interval is wrong in one of so many cases, which is a confidence of 95 %."""

NORMAL: Final = 1.959964
"""How many standard deviations that is under the normal curve."""


class Rated(NamedTuple):
    """One session with both its ratings (0–10); `id` is the session's."""

    id: str
    routine: str | None
    name: str
    before: int
    after: int

    @property
    def change(self) -> int:
        """Return the pain after less the pain before: below 0 is less pain."""
        return self.after - self.before


class Changes(NamedTuple):
    """The changes of some sessions of one routine."""

    routine: str | None
    name: str
    sessions: tuple[Rated, ...]

    @property
    def n(self) -> int:
        """Return the number of sessions."""
        return len(self.sessions)

    @property
    def is_enough(self) -> bool:
        """Return whether anything may be said of them."""
        return self.n >= FEWEST_SESSIONS

    @property
    def median(self) -> float:
        """Return the median change; raises statistics.StatisticsError where there is none."""
        return float(median(one.change for one in self.sessions))

    @property
    def interval(self) -> tuple[int, int] | None:
        """Return where the true median is with 95 % confidence; None below six sessions."""
        return median_interval([one.change for one in self.sessions])

    @property
    def better(self) -> int:
        """Return in how many the pain was lower by 2 or more."""
        return sum(one.change < -SAME_WITHIN for one in self.sessions)

    @property
    def same(self) -> int:
        """Return in how many the change was between −1 and +1."""
        return sum(abs(one.change) <= SAME_WITHIN for one in self.sessions)

    @property
    def worse(self) -> int:
        """Return in how many the pain was higher by 2 or more."""
        return sum(one.change > SAME_WITHIN for one in self.sessions)


class Compared(NamedTuple):
    """The routines of a period: all sessions, and those that began with a similar pain.

    `start` is the lowest and the highest such pain; None where no session has both ratings.
    """

    start: tuple[int, int] | None
    every: tuple[Changes, ...]
    similar: tuple[Changes, ...]


def by_routine(sessions: Iterable[Rated]) -> list[Changes]:
    """Return the changes of each routine, the one with the most sessions first.

    A session keeps the name that its routine had last.
    """
    groups: dict[str | None, list[Rated]] = {}
    for one in sessions:
        groups.setdefault(one.routine, []).append(one)
    found = [Changes(id_, group[-1].name, tuple(group)) for id_, group in groups.items()]
    return sorted(found, key=lambda one: (-one.n, one.name))


def similar_start(sessions: Sequence[Rated]) -> tuple[int, int] | None:
    """Return the lowest and the highest start (0–10) that are near the usual one; None: no session.

    Routines are compared only among sessions that began so: pain that is high at the start tends to
    drop anyway.
    """
    if not sessions:
        return None
    usual = median(one.before for one in sessions)
    return max(0, ceil(usual - SIMILAR_WITHIN)), min(10, floor(usual + SIMILAR_WITHIN))


def begun_within(sessions: Iterable[Rated], start: tuple[int, int]) -> list[Rated]:
    """Return the sessions that began with a pain between these two, both included."""
    lowest, highest = start
    return [one for one in sessions if lowest <= one.before <= highest]


def compare(sessions: Sequence[Rated]) -> Compared:
    """Return the changes of each routine, all of them and those from a similar start."""
    start, every = similar_start(sessions), by_routine(sessions)
    near = by_routine(begun_within(sessions, start)) if start else []
    found = {one.routine: one for one in near}
    similar = (found.get(one.routine, Changes(one.routine, one.name, ())) for one in every)
    return Compared(start, tuple(every), tuple(similar))


def median_interval(values: Sequence[int]) -> tuple[int, int] | None:
    """Return the narrowest pair of ordered values that has the median with 95 % confidence.

    It is the binomial interval, which supposes nothing about how the values are spread. None below
    six values, where no pair is so sure.
    """
    n, ordered = len(values), sorted(values)
    rank, ways, outside = 0, 1, 1
    while 2 * outside * SURE <= 2**n:
        ways = ways * (n - rank) // (rank + 1)
        outside += ways
        rank += 1
    return (ordered[rank - 1], ordered[n - rank]) if rank else None


class Sore(NamedTuple):
    """How often a stretch hurt: `hurts` are the ids of the rows that say so, out of `holds`."""

    stretch: str
    variation: str | None
    hurts: tuple[str, ...]
    holds: int

    @property
    def per_hundred(self) -> float:
        """Return how often it hurt per 100 holds."""
        return 100 * len(self.hurts) / self.holds

    @property
    def interval(self) -> tuple[float, float]:
        """Return where the true number per 100 holds is, with 95 % confidence (Wilson)."""
        share, n, z = min(1.0, len(self.hurts) / self.holds), self.holds, NORMAL
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)
