"""Keeps what a good settings file said, because TOML is slow to parse: same file, same settings."""

import contextlib
import json
import os
from pathlib import Path
from typing import Final
from zlib import crc32

from tracker import __version__
from tracker.library.cache import CacheMissError
from tracker.library.files import read_bytes
from tracker.private import replace_file
from tracker.settings.file import SettingsFile
from tracker.settings.value import Settings

_MOST_BYTES: Final = 64 * 1024


def restore(cache: Path, path: Path, status: os.stat_result) -> SettingsFile:
    """Return what was kept of exactly this file, unchanged since; raise CacheMissError otherwise.

    It was checked before it was kept; its checksum stands in for checking it again.
    """
    try:
        checksum, body = read_bytes(cache, _MOST_BYTES).split(b"\n")
        key, values, lines = json.loads(body)
        if checksum != _checksum(body) or key != _key(path, status):
            raise CacheMissError
        return SettingsFile(path, Settings(**values), lines)
    except (OSError, ValueError, TypeError, RecursionError):
        raise CacheMissError from None


def keep(cache: Path, status: os.stat_result, found: SettingsFile) -> None:
    """Write what the file said for next time; what cannot be written is not."""
    kept = [_key(found.path, status), found.values._asdict(), found.lines]
    body = json.dumps(kept).encode()
    with contextlib.suppress(OSError):
        replace_file(cache, b"\n".join((_checksum(body), body)), is_lasting=False)


def _key(path: Path, status: os.stat_result) -> list[str | int]:
    """Return all that the settings depend on: this version, and the file as it looks now."""
    looks = status.st_size, status.st_mtime_ns, status.st_ctime_ns
    return [__version__, str(path), *looks]


def _checksum(body: bytes) -> bytes:
    return b"%08x" % crc32(body)
