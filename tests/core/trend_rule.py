"""The trend rule a second time, slowly and in fractions, straight from its eleven lines."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

LINE = Fraction(205, 100)

Log = Mapping[int, Sequence[int]]
"""The whole-number ratings of each rated day, by its number."""


class Look(NamedTuple):
    """What one window gives by the rule, every number exact."""

    m: Fraction
    direction: str
    low: Fraction
    high: Fraction


def middle(values: Sequence[Fraction]) -> Fraction:
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def sign(value: Fraction | int) -> int:
    return 1 if value > 0 else -1 if value < 0 else 0


def window(log: Log, today: int) -> list[int]:
    """Lines 2 and 3: the rated days of the last 56, after the latest gap of more than 14."""
    days = [day for day in sorted(log) if today - 56 < day <= today]
    cuts = [i for i in range(1, len(days)) if days[i] - days[i - 1] > 14]
    return days[cuts[-1] :] if cuts else days


def slopes(t: Sequence[int], y: Sequence[Fraction]) -> list[Fraction]:
    """Line 5: of all pairs, before their median is taken; sorted, as line 11 needs them."""
    return sorted((y[j] - y[i]) / (t[j] - t[i]) for i, j in combinations(range(len(t)), 2))


def likeness(t: Sequence[int], y: Sequence[Fraction], m: Fraction) -> Fraction:
    """Lines 6 and 7: r."""
    n = len(t)
    rest = [y[i] - m * t[i] for i in range(n)]
    mean = sum(rest, Fraction(0)) / n
    e = [one - mean for one in rest]
    squares = sum(one * one for one in e)
    lagged = Fraction(sum(e[i] * e[i + 1] for i in range(n - 1)))
    r1 = lagged / squares if squares else Fraction(0)
    r = r1 + (2 + 4 * r1) / n
    return middle([Fraction(3, 10), r, Fraction(8, 10)])


def s(y: Sequence[Fraction]) -> int:
    """Line 8: S."""
    return sum(sign(y[j] - y[i]) for i, j in combinations(range(len(y)), 2))


def v(y: Sequence[Fraction]) -> Fraction:
    """Line 8: V."""
    n = len(y)
    groups = [y.count(value) for value in set(y)]
    return Fraction(n * (n - 1) * (2 * n + 5) - sum(g * (g - 1) * (2 * g + 5) for g in groups), 18)


def look(log: Log, today: int) -> Look | None:
    """Lines 2 to 11 for one evaluation; None where line 4 is not met.

    No root is drawn: z > 2.05 where (|S| − 1)² > 2.05² · sd², and k the same way.
    """
    t = window(log, today)
    if len(t) < 14 or t[-1] - t[0] < 20:
        return None
    y = [middle([Fraction(rating) for rating in log[day]]) for day in t]
    pairs = slopes(t, y)
    m = middle(pairs)
    r = likeness(t, y, m)
    line = LINE**2 * v(y) * (1 + r) / (1 - r)
    direction = "no clear trend"
    beyond = v(y) > 0 and max(0, abs(s(y)) - 1) ** 2 > line
    if beyond and m != 0 and sign(m) == sign(s(y)):
        direction = "falling" if m < 0 else "rising"
    k = 0
    while len(pairs) - 2 * (k + 1) >= 0 and (len(pairs) - 2 * (k + 1)) ** 2 >= line:
        k += 1
    low, high = sorted((pairs[k], pairs[len(pairs) - 1 - k]))
    return Look(m, direction, low, high)


def said(daily: Log, before: Log, today: int) -> tuple[str, str | None]:
    """Lines 1 and 10: the name of the series, and what two evaluations running say of it."""
    name, log = ("daily", daily) if len(window(daily, today)) >= 14 else ("before", before)
    now, last = look(log, today), look(log, today - 7)
    if now is None:
        return name, None
    agree = last is not None and last.direction == now.direction
    return name, now.direction if agree else "no clear trend"
