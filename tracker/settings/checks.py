"""Checks settings against their table: those of a file, and a single one from a person."""

from collections.abc import Iterator
from typing import Final

from tracker.core.errors import SettingsError
from tracker.core.text import first_forbidden
from tracker.library.faults import Problem, echo
from tracker.library.rules import Rule, Table
from tracker.library.values import table_problems
from tracker.library.wording import nearest, wanted
from tracker.settings.table import RULES, SETTINGS, Setting
from tracker.settings.value import Value

NUMBER: Final = "emergency_number"
NUMBER_WORDS: Final = "digits, spaces and +-() only"
_DIGITS: Final = frozenset("0123456789")
_IN_NUMBERS: Final = _DIGITS | frozenset(" +-()")
_FLAGS: Final = {"true": True, "false": False, "on": True, "off": False}


def problems(table: Table) -> Iterator[Problem]:
    """Yield everything that is wrong with the table of a file."""
    yield from table_problems({k: v for k, v in table.items() if (k, v) != (NUMBER, "")}, RULES)
    number = table.get(NUMBER)
    if isinstance(number, str) and _is_text(number) and not _is_number(number):
        yield Problem((NUMBER,), f"'{echo(number)}' is no number to call, wanted {NUMBER_WORDS}")


def check(key: str, value: Value) -> None:
    """Raise SettingsError unless the key may have this value."""
    setting_of(key)
    for problem in problems({key: value}):
        raise SettingsError(f"{key}: {problem.message}.")


def setting_of(key: str) -> Setting:
    """Return the setting with this key; raise SettingsError, with the nearest, without one."""
    if key not in SETTINGS:
        guess = nearest(key, RULES) or "."
        raise SettingsError(f"There is no setting '{echo(key)}'{guess}")
    return SETTINGS[key]


def typed(key: str, text: str) -> Value:
    """Return what a person typed as the value of a setting; raise SettingsError otherwise."""
    value = _read(setting_of(key).rule, text.strip())
    check(key, value)
    return value


def allowed(rule: Rule) -> str:
    """Return what the rule allows, in words."""
    more = f": {NUMBER_WORDS}" if rule.key == NUMBER else ""
    return wanted(rule) + more


def _is_text(value: str) -> bool:
    """Return whether the rules find nothing wrong with this text, or it is empty on purpose."""
    return bool(value.strip()) and not first_forbidden(value)


def _is_number(text: str) -> bool:
    return _IN_NUMBERS.issuperset(text) and not _DIGITS.isdisjoint(text)


def _read(rule: Rule, text: str) -> Value:
    if rule.kind == "flag":
        return _FLAGS.get(text.lower(), text)
    digits = text.removeprefix("-")
    if rule.kind == "whole" and digits.isascii() and digits.isdigit() and len(digits) < 10:
        return int(text)
    return text
