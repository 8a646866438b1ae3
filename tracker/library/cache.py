"""Keeps a library in one file, because TOML is slow to parse: the same files, the same library."""

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from tracker import __version__
from tracker.library.build import build_routine, build_stretch
from tracker.library.faults import Fault
from tracker.library.files import read_bytes
from tracker.library.folders import Found
from tracker.library.library import Library

_MAX_BYTES: Final = 16 * 1024 * 1024

Kept = Mapping[str, Any]
"""What a cache file says, once its checksum has vouched for it."""


class CacheMissError(Exception):
    """The cache is missing, broken, or about other files than there are now."""


def restore(cache: Path, found: Sequence[Found]) -> Library:
    """Return the library that was kept for exactly the files found, unchanged since.

    It was checked before it was kept; its checksum stands in for checking it again. Raises
    CacheMissError when there is none.
    """
    try:
        key, checksum, body = read_bytes(cache, _MAX_BYTES).split(b"\n")
        if key != _key(found) or checksum != _checksum(body):
            raise CacheMissError
        return _library(json.loads(body))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise CacheMissError from None


def keep(cache: Path, found: Sequence[Found], library: Library) -> None:
    """Write the library for next time, all of it or nothing; what cannot be written is not."""
    body = json.dumps(_kept(library), separators=(",", ":")).encode()
    with contextlib.suppress(OSError):
        _replace(cache, b"\n".join((_key(found), _checksum(body), body)))


def _key(found: Sequence[Found]) -> bytes:
    """Return all that the library depends on: this version, and each file as it looks now."""
    folders = [(one.stretches, one.routines, [str(fault) for fault in one.faults]) for one in found]
    return json.dumps([__version__, folders]).encode()


def _checksum(body: bytes) -> bytes:
    return b"%08x" % crc32(body)


def _library(kept: Kept) -> Library:
    stretches = {id_: build_stretch(id_, table) for id_, table in kept["stretches"].items()}
    in_place = {
        routine_id: {id_: build_stretch(id_, table) for id_, table in tables.items()}
        for routine_id, tables in kept["in_place"].items()
    }
    routines = {
        id_: build_routine(id_, table, {**stretches, **in_place.get(id_, {})})
        for id_, table in kept["routines"].items()
    }
    faults = tuple(Fault(Path(file), *rest) for file, *rest in kept["faults"])
    return Library(stretches, routines, faults, kept["seconds"], in_place)


def _kept(library: Library) -> dict[str, object]:
    from tracker.library.write import routine_table, stretch_table

    return {
        "stretches": {id_: stretch_table(one) for id_, one in library.stretches.items()},
        "routines": {id_: routine_table(one) for id_, one in library.routines.items()},
        "in_place": {
            routine_id: {id_: stretch_table(one) for id_, one in stretches.items()}
            for routine_id, stretches in library.in_place.items()
        },
        "faults": [[str(one.file), one.line, one.field, one.message] for one in library.faults],
        "seconds": library.seconds,
    }


def _replace(cache: Path, content: bytes) -> None:
    import tempfile

    from tracker.private import make_private_folder

    make_private_folder(cache.parent)
    descriptor, name = tempfile.mkstemp(prefix=f"{cache.name}.", dir=cache.parent)  # mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
        temporary.replace(cache)
    except OSError:
        temporary.unlink()
        raise
