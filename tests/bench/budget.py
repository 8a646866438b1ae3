"""What a row of the table is: a budget, what was measured, and whether the one holds the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.bench import Bench
from tests.bench.statistic import figure, interval, percentile_95, ratios, summary


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that may be: for the median, in the row's unit or in hellos, and for the 95th.

    With `of_the_worst` the two are for the 95th percentile and for the worst.
    """

    limit: float
    tail: float | None = None
    in_hellos: bool = False
    of_the_worst: bool = False

    def middle(self, values: Sequence[float]) -> float:
        """Return what the limit is for."""
        return percentile_95(values) if self.of_the_worst else median(values)

    def end(self, values: Sequence[float]) -> float:
        """Return what the tail is for."""
        return max(values) if self.of_the_worst else percentile_95(values)

    def summary(self, values: Sequence[float], unit: str) -> str:
        """Return what was measured, as the table shows it: the two numbers that it is held to."""
        if self.tail is None:
            return summary(values, unit)
        return f"{figure(self.middle(values))} / {figure(self.end(values))} {unit}"

    def words(self, unit: str) -> str:
        """Return the budget as the table shows it."""
        if self.in_hellos:
            return f"{self.limit:.2f} hellos"
        tail = "" if self.tail is None else f" / {self.tail:g}"
        return f"{self.limit:g}{tail} {unit}"


@dataclass(frozen=True, slots=True)
class Sample:
    """What a row measured, in its unit: on unkink, and on the bare program beside it.

    For a budget in hellos the two belong together in pairs.
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
    takes_long: bool = False  # measured only when it is named


def holds(budget: Budget, sample: Sample) -> bool:
    """Tell whether what was measured is within the budget."""
    values = ratios(sample.ours, sample.bare) if budget.in_hellos else sample.ours
    tail_holds = budget.tail is None or budget.end(sample.ours) <= budget.tail
    return budget.middle(values) <= budget.limit and tail_holds


def in_doubt(budget: Budget, sample: Sample) -> bool:
    """Tell whether the noise leaves open on which side of the budget the median really is."""
    if budget.of_the_worst:
        return False
    values = ratios(sample.ours, sample.bare) if budget.in_hellos else sample.ours
    low, high = interval(values)
    return low <= budget.limit < high
