"""Loads a library from its folders, bad files left out, and checks single files against it."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from tracker.core.stretch import Stretch
from tracker.library.cache import Cache
from tracker.library.faults import Fault, FaultsError
from tracker.library.folders import (
    Source,
    find_sources,
    id_faults,
    make_from,
    make_from_document,
)
from tracker.library.library import Library
from tracker.library.links import Known
from tracker.library.make import Made, make_routine, make_stretch
from tracker.library.read import read_document
from tracker.library.rules import BUILT_IN_STRETCH, OWN_STRETCH, Rules

STRETCHES: Final = "stretches"
"""The folder of the stretch files, inside that of the routine files."""


def load(built_in: Path, own: Path | None, cache: Path | None = None) -> Library:
    """Return everything that is good in the two folders, and the faults of everything else.

    Folders that do not exist are empty. `cache` is a file that makes the next time faster. Never
    raises.
    """
    loading = _Loading(Cache(cache))
    loading.add_stretches(built_in / STRETCHES, BUILT_IN_STRETCH)
    if own:
        loading.add_stretches(own / STRETCHES, OWN_STRETCH)
    loading.add_routines(built_in)
    if own:
        loading.add_routines(own)
    return loading.library()


def check(path: Path, library: Library) -> tuple[Fault, ...]:
    """Return the faults of one file, as if it were a user's own, empty when it is good.

    A file in a folder called "stretches", or with `steps` at its top, is checked as a stretch; any
    other as a routine that may name the stretches of the library.
    """
    faults = id_faults(path)
    try:
        document = read_document(path)
        if path.absolute().parent.name == STRETCHES or "steps" in document.table:
            make_from_document(document, partial(make_stretch, path.stem))
        else:
            make_from_document(document, partial(make_routine, path.stem, known=library.known()))
    except FaultsError as error:
        return faults + error.faults
    return faults


class _Loading:
    """A library that is being filled, folder by folder: the stretches first, then the routines."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._faults: list[Fault] = []
        self._stretches: dict[str, Stretch] = {}
        self._faulty: dict[str, Path] = {}
        self._made: dict[str, Made] = {}

    def add_stretches(self, folder: Path, rules: Rules) -> None:
        """Add the stretches in the folder, and the faults of those that are at fault."""
        for source in self._sources(folder):
            try:
                self._refuse_bad_name(source, self._stretches)
                make = partial(make_stretch, source.id, rules=rules)
                self._stretches[source.id] = make_from(source, self._cache, make)
            except FaultsError as error:
                self._faults.extend(error.faults)
                self._faulty[source.id] = source.file

    def add_routines(self, folder: Path) -> None:
        """Add the routines in the folder, and the faults of those that are at fault."""
        known = Known(self._stretches, self._faulty)
        for source in self._sources(folder):
            try:
                self._refuse_bad_name(source, self._made)
                make = partial(make_routine, source.id, known=known)
                self._made[source.id] = make_from(source, self._cache, make)
            except FaultsError as error:
                self._faults.extend(error.faults)

    def library(self) -> Library:
        """Return what has been added, the routines in the order of the list."""
        self._cache.save()
        made = sorted(self._made.values(), key=_in_list)
        return Library(
            self._stretches,
            {one.routine.id: one.routine for one in made},
            tuple(self._faults),
            {one.routine.id: one.own_stretches for one in made},
        )

    def _sources(self, folder: Path) -> list[Source]:
        try:
            return find_sources(folder)
        except FileNotFoundError:
            return []
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self._faults.append(Fault(folder, None, "", f"cannot be read: {reason}"))
            return []

    def _refuse_bad_name(self, source: Source, taken: Mapping[str, object]) -> None:
        faults = id_faults(source.file)
        if source.id in taken:
            taken_id = f"the id '{source.id}' comes with unkink already; rename the file"
            faults = (Fault(source.file, None, "", taken_id),)
        if faults:
            raise FaultsError(faults)


def _in_list(made: Made) -> tuple[int, str, str]:
    """Return the key to sort by: place, where there is one, then name."""
    return (made.place, made.routine.name.casefold(), made.routine.id)
