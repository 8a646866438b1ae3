"""Sets one key of the settings file and leaves all the rest of it as it was, all or nothing."""

import tomllib
from functools import partial
from pathlib import Path
from typing import Final

import tomlkit
from tomlkit.exceptions import TOMLKitError

from tracker.core.errors import SettingsError
from tracker.library.faults import FaultsError
from tracker.library.read import parse_document, read_content
from tracker.private import replace_file
from tracker.settings.checks import check
from tracker.settings.file import SettingsFile
from tracker.settings.reading import read_file
from tracker.settings.value import Value

TRIES: Final = 5
"""How often the file may be changed by others while it is being written."""

HEADER: Final = "# Settings of unkink. `unkink settings` lists all of them.\n"


def save_value(path: Path, key: str, value: Value) -> SettingsFile:
    """Set one key, as `tracker.settings.save` does."""
    check(key, value)
    try:
        target = path.resolve()  # a link to a file that is kept elsewhere stays one
        for _ in range(TRIES):
            before = _content(target)
            after = _edited(before, key, value)
            if after == before or replace_file(
                target, after, is_lasting=True, may_go_on=partial(_is_still, target, before)
            ):
                return read_file(path)
    except FaultsError as error:
        raise SettingsError(f"Not saved until this is mended: {error}") from None
    except OSError as error:
        raise SettingsError(f"Not saved: {path}: {error.strerror or error}.") from None
    raise SettingsError(f"Not saved: {path} keeps being changed by another program.")


def _content(target: Path) -> bytes | None:
    """Return what is in the file; None without one. Raises FaultsError when it is not TOML."""
    if not target.exists():
        return None
    content = read_content(target)
    parse_document(target, content)
    return content


def _is_still(target: Path, before: bytes | None) -> bool:
    return _content(target) == before


def _edited(before: bytes | None, key: str, value: Value) -> bytes:
    text = HEADER if before is None else before.decode()
    try:
        document = tomlkit.parse(text)
        entry = tomlkit.item(value)
        entry.trivia.trail = "\r\n" if "\r\n" in text else "\n"
        document[key] = entry
        edited = tomlkit.dumps(document)
        is_sound = _said(tomllib.loads(edited)) == _said({**tomllib.loads(text), key: value})
    except (TOMLKitError, ValueError) as error:
        raise SettingsError(f"Not saved: the file cannot be changed safely: {error}.") from None
    if not is_sound:
        raise SettingsError("Not saved: the file cannot be changed without changing more of it.")
    return edited.encode()


def _said(table: dict[str, object]) -> str:
    """Return all that a table says, as text: a nan is not equal to itself, but written alike."""
    return repr(sorted(table.items()))
