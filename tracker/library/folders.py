"""Finds the files of a library and makes something of each, from the cache where it can."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from tracker.library.cache import Cache
from tracker.library.faults import Fault, FaultsError, ProblemsError, echo, located
from tracker.library.read import Document, read_document
from tracker.library.rules import ID, ID_WORDS, Table

Thing = TypeVar("Thing")

_SUFFIX: Final = ".toml"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of a library; `stamp` is its size in bytes and its mtime in nanoseconds."""

    path: str
    id: str
    stamp: list[int]

    @property
    def file(self) -> Path:
        """Return the path to open and to show."""
        return Path(self.path)


def find_sources(folder: Path) -> list[Source]:
    """Return the TOML files in the folder, hidden ones left out, by name.

    Raises OSError when the folder cannot be read.
    """
    with os.scandir(folder) as entries:
        found = [
            Source(entry.path, entry.name.removesuffix(_SUFFIX), _stamp(entry))
            for entry in entries
            if entry.name.endswith(_SUFFIX) and not entry.name.startswith(".")
        ]
    return sorted(found, key=lambda source: source.id)


def make_from(source: Source, cache: Cache, make: Callable[[Table], Thing]) -> Thing:
    """Return what `make` makes of the document in the file; raise FaultsError if it cannot."""
    table = cache.document(source.path, source.stamp)
    try:
        thing = make(table)
    except ProblemsError:  # new to the cache, or at fault, and then its lines are wanted
        document = read_document(source.file)
        table = document.table
        thing = make_from_document(document, make)
    cache.keep(source.path, source.stamp, table)
    return thing


def make_from_document(document: Document, make: Callable[[Table], Thing]) -> Thing:
    """Return what `make` makes of the document; raise FaultsError with lines if it cannot."""
    try:
        return make(document.table)
    except ProblemsError as error:
        faults = located(document.file, document.lines, error.problems)
        raise FaultsError(faults) from None


def id_faults(file: Path) -> tuple[Fault, ...]:
    """Return a fault when the file's name gives no id, else none."""
    if ID.fullmatch(file.stem):
        return ()
    return (Fault(file, None, "", f"the name '{echo(file.stem)}' is no id, wanted {ID_WORDS}"),)


def _stamp(entry: os.DirEntry[str]) -> list[int]:
    try:
        status = entry.stat()
    except OSError:  # a link to nowhere: reading it will say so
        return [0, 0]
    return [status.st_size, status.st_mtime_ns]
