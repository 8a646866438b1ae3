"""Reads a settings file: what is good in it counts, and every fault is named."""

from pathlib import Path
from typing import Any

from tracker.library.faults import FaultsError, located
from tracker.library.read import read_document
from tracker.settings.checks import problems
from tracker.settings.file import SettingsFile
from tracker.settings.table import SETTINGS
from tracker.settings.value import Settings


def read_file(path: Path) -> SettingsFile:
    """Return what the file says; a key at fault has its default, all have in a broken file."""
    try:
        document = read_document(path)
    except FaultsError as error:
        return SettingsFile(path, faults=error.faults)
    found = list(problems(document.table))
    wrong = {problem.place[0] for problem in found}
    good: dict[str, Any] = {
        key: value for key, value in document.table.items() if key in SETTINGS and key not in wrong
    }
    lines = {key: document.lines[key,] for key in good if (key,) in document.lines}
    faults = located(path, document.lines, found)
    return SettingsFile(path, Settings(**good), lines, faults)
