"""Puts the shares into one table: a row for each kind of log, a number for each likeness."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from tests.simulation.logs import Flare, Log
from tests.simulation.shares import AT_THE_END, EVERY_DAY, EVERY_WEEK, Looking, Shares

ALIKE: Final = (0.0, 0.4, 0.6)
MOST_FALSE_DIRECTIONS: Final = 0.07
MOST_FALSE_LOWERS: Final = 0.08

USUAL_FLARES: Final[tuple[Flare, ...]] = ("none", "short")
HARSHER_FLARES: Final[tuple[Flare, ...]] = ("fast week", "slow week")
NO_CHANGE: Final[dict[Flare, str]] = {
    "none": "no change",
    "short": "no change, short flare",
    "fast week": "harsher: flare of a week, fading fast",
    "slow week": "harsher: flare of a week, fading slowly",
}
TWELVE_WEEKS: Final = 84

HEADINGS: Final = ("pain", "log", "looked", "one look", "said", "meaningfully lower")

FOOT: Final = """\
Each cell: in how many of 100 logs it is claimed, where days resemble the day before with an
autocorrelation of 0 · 0.4 · 0.6 (over 84 days: 0.4 · 0.6). Pain is 4, and varies with SD 1.2 from
day to day and SD 1.0 within a day; ratings are whole numbers 0–10. A flare adds 2.7 on the first
day; a short one 1.8 on the second, 0.9 on the third and then nothing; one of a week that fades
fast, each day 0.6 of the day before, slowly, a seventh less each day. One look: what the look on
that day would by itself call falling or rising; said: what the app says, for the look a week before
agrees. Of a real fall, "falling" alone counts. Every week, every day: claimed at any of the looks.
–: nothing can be said, for in 28 days the first and the last week are not 14 days apart.
!: at one evaluation more than is aimed at, 7 for a direction and 8 for meaningfully lower."""


class Row(NamedTuple):
    """One kind of log, how it is looked at, and by how many logs that is measured."""

    log: Log
    looking: Looking
    runs: int
    alike: tuple[float, ...] = ALIKE

    def names(self) -> tuple[str, str, str]:
        """Return what pain does, what the log is like, and how it is looked at."""
        pain = f"falls by {self.log.fall:g}" if self.log.fall else NO_CHANGE[self.log.flare]
        log = f"{self.log.days} days, {self.log.a_day} a day"
        if self.log.missing:
            log += f", {self.log.missing:.0%} missing".replace("%", " %")
        return pain, log, self.looking.name

    def cells(self, found: Sequence[Shares]) -> tuple[str, ...]:
        """Return the words of the row, with what was found for each likeness."""
        aimed_at = self.looking is AT_THE_END and not self.log.fall
        return (
            *self.names(),
            _numbers([one.one_look for one in found], aimed_at * MOST_FALSE_DIRECTIONS),
            _numbers([one.said for one in found], aimed_at * MOST_FALSE_DIRECTIONS),
            _numbers([one.lower for one in found], aimed_at * MOST_FALSE_LOWERS),
        )


def rows(runs: int, long_runs: int) -> Iterator[Row]:
    """Yield every row; twelve weeks of looks are measured by `long_runs` logs."""
    for log in unchanging():
        yield Row(log, AT_THE_END, runs)
    for flare, (days, missing) in product(HARSHER_FLARES, ((28, 0.0), (56, 0.0), (56, 0.4))):
        yield Row(Log(days, missing=missing, flare=flare), AT_THE_END, runs)
    for flare, looking in product(USUAL_FLARES, (AT_THE_END, EVERY_WEEK, EVERY_DAY)):
        yield Row(Log(TWELVE_WEEKS, flare=flare), looking, long_runs, ALIKE[1:])
    for days, fall in product((42, 56), (2.0, 3.0)):
        yield Row(Log(days, fall=fall), AT_THE_END, runs)


def unchanging() -> Iterator[Log]:
    """Yield the logs of four and eight weeks in which nothing changes, without a flare and with."""
    for flare, days, missing, a_day in product(USUAL_FLARES, (28, 56), (0.0, 0.4), (1, 3)):
        yield Log(days, a_day=a_day, missing=missing, flare=flare)


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
