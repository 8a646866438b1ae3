"""Finds the files of a library, and tells whether any has changed, without opening one."""

import os
from pathlib import Path
from typing import Final, NamedTuple

from tracker.library.faults import Fault

STRETCHES: Final = "stretches"
"""The folder of the stretch files, inside that of the routine files."""

_SUFFIX: Final = ".toml"


class Source(NamedTuple):
    """A file of a library: `size` in bytes, the times of its last changes in nanoseconds."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int

    @property
    def file(self) -> Path:
        """Return the path to open and to show."""
        return Path(self.path)


class Found(NamedTuple):
    """The files of one folder of routines, each list by name, and the folders at fault."""

    stretches: list[Source]
    routines: list[Source]
    faults: list[Fault]


def find_sources(folder: Path) -> Found:
    """Return what is in the folder, and in the stretches inside it; nothing if there is none."""
    faults: list[Fault] = []
    return Found(_files(folder / STRETCHES, faults), _files(folder, faults), faults)


def _files(folder: Path, faults: list[Fault]) -> list[Source]:
    try:
        with os.scandir(folder) as entries:
            return sorted(_source(entry) for entry in entries if _is_ours(entry.name))
    except FileNotFoundError:
        return []
    except OSError as error:
        faults.append(Fault(folder, None, "", f"cannot be read: {error.strerror}"))
        return []


def _is_ours(name: str) -> bool:
    return name.endswith(_SUFFIX) and not name.startswith(".")


def _source(entry: os.DirEntry[str]) -> Source:
    try:
        status = entry.stat()
    except OSError:  # a link to nowhere: reading it will say so
        return Source(entry.path, 0, 0, 0)
    return Source(entry.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
