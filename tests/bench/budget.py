"""What a row of the table is: a budget, what was measured, and whether the one holds the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median, quantiles

from tests.bench.bench import Bench


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that may be: for the median, in the row's unit or in hellos, and for the 95th."""

    limit: float
    tail: float | None = None
    in_hellos: bool = False

    def words(self, unit: str) -> str:
        """Return the budget as the table shows it."""
        if self.in_hellos:
            return f"{self.limit:.2f} hellos"
        tail = "" if self.tail is None else f" / {self.tail:g}"
        return f"{self.limit:g}{tail} {unit}"


@dataclass(frozen=True, slots=True)
class Sample:
    """What a row measured, in its unit: on unkink, and on the bare program beside it.

    `missing` says why there is nothing on unkink; `remark` is shown at the end of the line.
    """

    ours: Sequence[float]
    bare: Sequence[float] = ()
    remark: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: its name, its budget, and how it is measured."""

    name: str
    budget: Budget
    measure: Callable[[Bench], Sample]
    unit: str = "ms"
    beside: str = ""  # the name of the bare program


def percentile_95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed (nearest rank)."""
    return sorted(values)[ceil(0.95 * len(values)) - 1]


def hellos(sample: Sample) -> float:
    """Return how many times as much unkink took as the bare program: median against median."""
    return median(sample.ours) / median(sample.bare)


def holds(budget: Budget, sample: Sample) -> bool:
    """Tell whether what was measured is within the budget."""
    value = hellos(sample) if budget.in_hellos else median(sample.ours)
    tail_holds = budget.tail is None or percentile_95(sample.ours) <= budget.tail
    return value <= budget.limit and tail_holds


def figure(value: float) -> str:
    """Return a number with three digits that count."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"


def summary(values: Sequence[float], unit: str, with_tail: bool) -> str:
    """Return the median, then the 95th percentile or the range of the middle half."""
    if with_tail:
        return f"{figure(median(values))} / {figure(percentile_95(values))} {unit}"
    if len(values) < 2:
        return f"{figure(median(values))} {unit}"
    low, _, high = quantiles(values, n=4, method="inclusive")
    return f"{figure(median(values))} {unit} ({figure(low)}–{figure(high)})"
