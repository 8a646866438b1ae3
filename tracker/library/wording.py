"""Says what was found and what is wanted, and guesses which known word was meant."""

from collections.abc import Collection
from typing import Final

from tracker.library.faults import echo
from tracker.library.rules import Kind, Rule

_WANTED: Final[dict[Kind, str]] = {
    "text": "text of at most {rule.longest} characters",
    "texts": "a list of {rule.lowest:g} to {rule.highest:g} texts",
    "choice": "one of {choices}",
    "choices": "a list of words out of {choices}",
    "number": "a number from {rule.lowest:g} to {rule.highest:g}",
    "whole": "a whole number from {rule.lowest:g} to {rule.highest:g}",
    "numbers": "a list of {rule.lowest:g} to {rule.highest:g} numbers",
    "flag": "true or false",
    "point": "two numbers [right, up] from {rule.lowest:g} to {rule.highest:g}",
    "table": "a table [{rule.key}]",
    "tables": "{rule.lowest:g} to {rule.highest:g} tables [[{rule.key}]]",
    "named tables": "at most {rule.highest:g} tables [{rule.key}.…]",
}


def found(value: object) -> str:
    """Return what the value is: its beginning, and its type in a person's words."""
    match value:
        case bool():
            return f"{str(value).lower()} is true or false"
        case str():
            return f"'{echo(value)}' is text"
        case int() | float():
            return f"{echo(str(value))} is a number"
        case list():
            return "this is a list"
        case dict():
            return "this is a table"
        case None:
            return "this is nothing"
    return f"{echo(str(value))} is a date or a time"


def wanted(rule: Rule) -> str:
    """Return what the rule asks for, as it may follow "wanted"."""
    choices = ", ".join(f"'{choice}'" for choice in rule.choices)
    return _WANTED[rule.kind].format(rule=rule, choices=choices)


def nearest(word: str, known: Collection[str]) -> str:
    """Return "; did you mean 'name'?", or nothing when no known word is near."""
    import difflib

    close = difflib.get_close_matches(word[:80], known, n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
