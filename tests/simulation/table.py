"""Puts the shares into one table: a row for each kind of log, a number for each likeness."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from tests.simulation.logs import Flare, Log
from tests.simulation.shares import (
    EVERY_DAY,
    EVERY_WEEK,
    ONCE,
    ONE_EVALUATION,
    Looking,
    Shares,
)

ALIKE: Final = (0.0, 0.4, 0.6)
MOST_FALSE_DIRECTIONS: Final = 0.07
MOST_FALSE_LOWERS: Final = 0.08

FLARES: Final[tuple[Flare, ...]] = ("none", "quick", "slow")
TWELVE_WEEKS: Final = 84

HEADINGS: Final = ("pain", "log", "looked", "falling or rising", "meaningfully lower")

FOOT: Final = """\
Each cell: in how many of 100 logs it is said, where days resemble the day before with an
autocorrelation of 0 · 0.4 · 0.6 (over 84 days: 0.4 · 0.6). Pain is 4, and varies with SD 1.2 from
day to day and SD 1.0 within a day; ratings are whole numbers 0–10. A flare adds 2.7 on the first
day: quick, each day 0.6 of the day before; slow, a seventh of it less each day. One evaluation:
what a look on the last day says by itself; once, every week, every day: what is shown at any of
the looks, a direction only where it and the look a week before agree. Of a fall, "falling" counts.
–: nothing can be said, for in 28 days the first and the last week are not 14 days apart.
!: more than is aimed at where nothing changes, 7 for a direction and 8 for meaningfully lower."""


class Row(NamedTuple):
    """One kind of log, how it is looked at, and by how many logs that is measured."""

    log: Log
    looking: Looking
    runs: int
    alike: tuple[float, ...] = ALIKE

    def names(self) -> tuple[str, str, str]:
        """Return what pain does, what the log is like, and how it is looked at."""
        pain = f"falls by {self.log.fall:g}" if self.log.fall else "no change"
        if self.log.flare != "none":
            pain += f", {self.log.flare} flare at first"
        log = f"{self.log.days} days, {self.log.a_day} a day"
        if self.log.missing:
            log += f", {self.log.missing:.0%} missing".replace("%", " %")
        return pain, log, self.looking.name

    def cells(self, found: Sequence[Shares]) -> tuple[str, ...]:
        """Return the words of the row, with what was found for each likeness."""
        aimed_at = self.looking is ONE_EVALUATION and not self.log.fall
        return (
            *self.names(),
            _numbers([one.direction for one in found], aimed_at * MOST_FALSE_DIRECTIONS),
            _numbers([one.lower for one in found], aimed_at * MOST_FALSE_LOWERS),
        )


def rows(runs: int, long_runs: int) -> Iterator[Row]:
    """Yield every row; twelve weeks of looks are measured by `long_runs` logs."""
    for flare, log in product(FLARES, unchanging()):
        yield Row(log._replace(flare=flare), ONE_EVALUATION, runs)
    for flare, looking in product(FLARES, (ONCE, EVERY_WEEK, EVERY_DAY)):
        yield Row(Log(TWELVE_WEEKS, flare=flare), looking, long_runs, ALIKE[1:])
    for days, fall, looking in product((42, 56), (2.0, 3.0), (ONE_EVALUATION, ONCE)):
        yield Row(Log(days, fall=fall), looking, runs)


def unchanging() -> Iterator[Log]:
    """Yield the logs of four and eight weeks in which nothing changes."""
    for days, missing, a_day in product((28, 56), (0.0, 0.4), (1, 3)):
        yield Log(days, a_day=a_day, missing=missing)


def drawn(lines: Sequence[Sequence[str]]) -> str:
    """Return the lines of cells under their headings, as a table that reads well unrendered."""
    widths = [max(map(len, column)) for column in zip(HEADINGS, *lines, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |"
        for line in (HEADINGS, rule, *lines)
    )


def _numbers(found: Sequence[float | None], aimed_at: float) -> str:
    return " · ".join(_number(share, aimed_at) for share in found)


def _number(share: float | None, aimed_at: float) -> str:
    if share is None:
        return "–"
    return f"{100 * share:.1f}" + ("!" if aimed_at and share > aimed_at else "")
