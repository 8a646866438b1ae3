"""The few numbers that stand for many: percentiles, ratios of neighbours, and their doubt."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, comb
from statistics import median, quantiles


def percentile_95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed (nearest rank)."""
    return sorted(values)[ceil(0.95 * len(values)) - 1]


def ratios(ours: Sequence[float], bare: Sequence[float]) -> list[float]:
    """Return each of our runs as a multiple of the bare run made next to it.

    Where a machine's speed comes and goes by the second, the median of these is three times as
    steady as the ratio of two medians: the runs of a pair met the same machine.
    """
    return [one / other for one, other in zip(ours, bare, strict=True)]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return where the true median is, with 95 % confidence and whatever the distribution.

    Counted from the ends of the sorted values; with fewer than six, simply their range.
    """
    count = len(values)
    left_out, chance = 0, 2 / 2**count
    while chance <= 0.05 and left_out < count // 2:
        left_out += 1
        chance += 2 * comb(count, left_out) / 2**count
    outside = max(left_out - 1, 0)
    ordered = sorted(values)
    return ordered[outside], ordered[count - 1 - outside]


def figure(value: float) -> str:
    """Return a number in as many digits as count."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def summary(values: Sequence[float], unit: str) -> str:
    """Return the median, then the range of the middle half, in words."""
    if len(values) < 2:
        return f"{figure(median(values))} {unit}"
    low, _, high = quantiles(values, n=4, method="inclusive")
    return f"{figure(median(values))} {unit} ({figure(low)}–{figure(high)})"
