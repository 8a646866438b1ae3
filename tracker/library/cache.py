"""Keeps parsed documents in one file, because parsing TOML is slow; never more than a shortcut."""

import contextlib
import json
import os
from pathlib import Path
from typing import Final

from tracker import __version__
from tracker.library.read import read_bytes
from tracker.library.rules import Table

_MAX_BYTES: Final = 16 * 1024 * 1024


class Cache:
    """The documents of one cache file, each good as long as its file looks the same.

    Whatever comes out is checked by the rules like anything else. A cache that is missing, broken
    or cannot be written costs time, and is never an error. None as the file: nothing is kept.
    """

    def __init__(self, file: Path | None) -> None:
        """Read the cache file, if there is one."""
        self._file = file
        self._old = _read(file) if file else {}
        self._new: dict[str, object] = {}

    def document(self, path: str, stamp: list[int]) -> Table:
        """Return the table kept for the file at `path`: an empty one if it has changed since.

        `stamp` is the file's size in bytes and its mtime in nanoseconds.
        """
        match self._old.get(path):
            case [size, mtime_ns, dict() as table] if [size, mtime_ns] == stamp:
                return table
        return {}

    def keep(self, path: str, stamp: list[int], table: Table) -> None:
        """Keep the table, which must be free of faults, for the next time."""
        self._new[path] = [*stamp, table]

    def save(self) -> None:
        """Write what was kept, if anything has changed; all of it or nothing."""
        if self._file and self._new != self._old:
            with contextlib.suppress(OSError):
                _write(self._file, {"version": __version__, "documents": self._new})


def _read(file: Path) -> dict[str, object]:
    try:
        kept = json.loads(read_bytes(file, _MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    match kept:
        case {"version": version, "documents": dict() as documents} if version == __version__:
            return documents
    return {}


def _write(file: Path, kept: dict[str, object]) -> None:
    import tempfile

    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)  # mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            json.dump(kept, opened, separators=(",", ":"))
        temporary.replace(file)
    except OSError:
        temporary.unlink()
        raise
