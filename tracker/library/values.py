"""Checks the values of one table against its rules, and says everything that is wrong."""

from collections.abc import Callable, Iterator
from typing import Final

from tracker.core.text import first_forbidden
from tracker.library.faults import MAX_FAULTS, Place, Problem, echo
from tracker.library.rules import ID, ID_WORDS, Kind, Rule, Rules, Table, of_one
from tracker.library.wording import found, nearest, wanted

Problems = Iterator[Problem]


def table_problems(table: Table, rules: Rules, at: Place = ()) -> Problems:
    """Yield every problem of the table at that place: missing keys, wrong values, unknown keys."""
    for key, rule in rules.items():
        if key in table:
            yield from _CHECKS[rule.kind](table[key], rule, (*at, key))
        elif rule.required:
            yield Problem((*at, key), f"is missing: {rule.about}")
    for nth, key in enumerate(key for key in table if key not in rules):
        guess = nearest(key, rules) if nth < MAX_FAULTS else ""  # guessing is slow
        yield Problem((*at, key), f"no such field{guess}")


def _mistyped(value: object, rule: Rule, at: Place) -> Problem:
    return Problem(at, f"{found(value)}, wanted {wanted(rule)}")


def _flag(value: object, rule: Rule, at: Place) -> Problems:
    if not isinstance(value, bool):
        yield _mistyped(value, rule, at)


def _text(value: object, rule: Rule, at: Place) -> Problems:
    if not isinstance(value, str):
        yield _mistyped(value, rule, at)
        return
    if len(value) > rule.longest:
        yield Problem(at, f"{len(value)} characters, wanted at most {rule.longest}")
    if not value.strip():
        yield Problem(at, "is empty: write something, or leave it out")
    elif not value.isprintable() and (code := first_forbidden(value)):
        name = f"a line break ({code})" if code == "U+000A" else f"the character {code}"
        yield Problem(at, f"{name} may not be in a text")


def _choice(value: object, rule: Rule, at: Place) -> Problems:
    if not isinstance(value, str):
        yield _mistyped(value, rule, at)
    elif value not in rule.choices:
        guess = nearest(value, rule.choices)
        yield Problem(at, f"'{echo(value)}' is not {wanted(rule)}{guess}")


def _number(value: object, rule: Rule, at: Place) -> Problems:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield _mistyped(value, rule, at)
    elif not rule.lowest <= value <= rule.highest:  # this is where nan and inf stay out
        yield Problem(at, f"{echo(str(value))} is out of range, wanted {wanted(rule)}")


def _whole(value: object, rule: Rule, at: Place) -> Problems:
    if isinstance(value, float):
        yield Problem(at, f"{value} is not a whole number, wanted {wanted(rule)}")
    else:
        yield from _number(value, rule, at)


def _point(value: object, rule: Rule, at: Place) -> Problems:
    if not isinstance(value, list) or len(value) != 2:
        yield _mistyped(value, rule, at)
        return
    for index, entry in enumerate(value):
        yield from _number(entry, rule._replace(kind="number"), (*at, index))


def _entries(value: object, rule: Rule, at: Place) -> Problems:
    if not isinstance(value, list):
        yield _mistyped(value, rule, at)
    elif not rule.lowest <= len(value) <= rule.highest:
        yield Problem(at, f"this is a list of {len(value)}, wanted {wanted(rule)}")
    else:
        entry_rule = of_one(rule)
        check = _CHECKS[entry_rule.kind]
        for index, entry in enumerate(value):
            yield from check(entry, entry_rule, (*at, index))


def _inside(value: object, rule: Rule, at: Place) -> Problems:
    if isinstance(value, dict):
        yield from table_problems(value, rule.inside, at)
    else:
        yield _mistyped(value, rule, at)


def _named_tables(value: object, rule: Rule, at: Place) -> Problems:
    if not isinstance(value, dict):
        yield _mistyped(value, rule, at)
    elif len(value) > rule.highest:
        yield Problem(at, f"{len(value)} tables, wanted {wanted(rule)}")
    else:
        for name, table in value.items():
            if not ID.fullmatch(name):
                yield Problem((*at, name), f"is no id, wanted {ID_WORDS}")
            yield from _inside(table, of_one(rule), (*at, name))


_CHECKS: Final[dict[Kind, Callable[[object, Rule, Place], Problems]]] = {
    "text": _text,
    "texts": _entries,
    "choice": _choice,
    "choices": _entries,
    "number": _number,
    "numbers": _entries,
    "whole": _whole,
    "flag": _flag,
    "point": _point,
    "table": _inside,
    "tables": _entries,
    "named tables": _named_tables,
}
