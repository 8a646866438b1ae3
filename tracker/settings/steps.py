"""Goes from one value of a setting to the next, for keys that only know on and back."""

from collections.abc import Sequence

from tracker.library.rules import Rule
from tracker.settings.value import Value


def values(rule: Rule) -> Sequence[Value]:
    """Return every value that a flag, a choice or a whole number may have, in order."""
    if rule.kind == "flag":
        return (False, True)
    return rule.choices or range(int(rule.lowest), int(rule.highest) + 1)


def step(rule: Rule, value: Value, by: int, *, around: bool = False) -> Value:
    """Return the value so many on; at an end stay, or begin `around` again.

    Of two values the other one is always next, whichever way.
    """
    every = values(rule)
    nth = every.index(value) + by
    if around or len(every) == 2:
        return every[nth % len(every)]
    return every[max(0, min(len(every) - 1, nth))]
