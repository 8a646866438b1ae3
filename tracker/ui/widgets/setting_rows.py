"""How a setting looks in its list, and what is said about it and about a file at fault."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from tracker.core import words
from tracker.library import Fault
from tracker.settings import SettingsFile, Value
from tracker.settings.checks import NUMBER, allowed
from tracker.settings.steps import step
from tracker.settings.table import SETTINGS, Setting

GROUP_WIDTH: Final = 8
NAME_WIDTH: Final = 25
VALUE_WIDTH: Final = 24
WIDE: Final = 110
"""Columns from which on every row says what it means."""

MOST_FAULTS: Final = 2
"""Faults that are shown; the command shows all of them."""

_FIRST: Final = {one.group: one.key for one in reversed([*SETTINGS.values()])}
"""The first key of every group, which has the group's name beside it."""


def setting_row(setting: Setting, found: SettingsFile, is_here: bool, width: int) -> Content:
    """Return a setting on one line: group, name, value, and where there is room what it means."""
    value: Value = getattr(found.values, setting.key)
    group = setting.group if _FIRST[setting.group] == setting.key else ""
    shown = value_words(setting.key, value)
    is_default = value == setting.default
    back, on = _arrows(setting, value) if is_here else (" ", " ")
    about = ""
    if width >= WIDE:
        about = " " * max(0, VALUE_WIDTH - 4 - cell_len(shown)) + setting.rule.about
    return Content.assemble(
        (f"{group:<{GROUP_WIDTH}}", "$muted"),
        f"{setting.name:<{NAME_WIDTH}}",
        (f"{back} ", "$accent"),
        (shown, "$foreground" if is_default else "bold $primary"),
        (f" {on}", "$accent"),
        (about, "$muted"),
    ).truncate(width, ellipsis=True)


def value_words(key: str, value: Value) -> str:
    """Return a value as a person would say it: "on", "04:00", "none"."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if key == "day_begins":
        return f"{value:02}:00"
    return str(value) or "none"


def explanation(setting: Setting, found: SettingsFile) -> Iterator[Content]:
    """Yield what a setting means, then how the file may say it and where it does."""
    line = found.lines.get(setting.key)
    source = f"line {line} of the file" if line else "the default"
    yield Content(setting.rule.about)
    yield Content.styled(f"{setting.key}: {allowed(setting.rule)} · {source}", "$muted")


def fault_lines(faults: Sequence[Fault]) -> Iterator[Content]:
    """Yield the first faults of the file, a line each, and how many more there are."""
    for fault in faults[:MOST_FAULTS]:
        line = f"line {fault.line}: " if fault.line else ""
        field = f"{fault.field}: " if fault.field else ""
        yield Content(f"! {line}{field}{fault.message}")
    if len(faults) > MOST_FAULTS:
        more = words.count(len(faults) - MOST_FAULTS, "more mistake")
        yield Content(f"! {more}: `unkink settings` names them")


def _arrows(setting: Setting, value: Value) -> tuple[str, str]:
    """Return the signs beside a value, each only where there is one in that direction."""
    if setting.key == NUMBER:
        return " ", "⏎"
    back, on = (step(setting.rule, value, by) != value for by in (-1, 1))
    return "‹" if back else " ", "›" if on else " "
