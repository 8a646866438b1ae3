"""The way in: reads the settings file and saves into it; without a file, nothing is loaded."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from tracker.settings.value import Settings, Value

if TYPE_CHECKING:
    from tracker.library import Fault

NO_LINES: Final[Mapping[str, int]] = MappingProxyType({})


class SettingsFile(NamedTuple):
    """What a settings file said when it was read.

    `lines` holds the line, from 1, of every key that counts; the others have their defaults.
    `faults` are in line order.
    """

    path: Path
    values: Settings = Settings()
    lines: Mapping[str, int] = NO_LINES
    faults: "tuple[Fault, ...]" = ()


def read(path: Path, cache: Path | None = None) -> SettingsFile:
    """Return what the file says: the defaults where it is missing or at fault. Never raises.

    `cache` is a file that makes the next start faster; it may be missing, broken or impossible to
    write.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return SettingsFile(path)
    except (OSError, ValueError):
        cache = None  # reading the file says what is wrong
    if cache is not None:
        from tracker.library.cache import CacheMissError
        from tracker.settings.cache import keep, restore

        try:
            return restore(cache, path, status)
        except CacheMissError:
            pass  # it is made again below
    from tracker.settings.reading import read_file

    found = read_file(path)
    if cache is not None and not found.faults:
        keep(cache, status, found)
    return found


def save(path: Path, key: str, value: Value) -> SettingsFile:
    """Set one key in the file as it is now; return what the file says after that.

    Everything else in the file stays as it is, byte for byte. Raises SettingsError, and changes
    nothing, when the key or the value is not allowed or the file cannot be read or written.
    """
    from tracker.settings.writing import save_value

    return save_value(path, key, value)
