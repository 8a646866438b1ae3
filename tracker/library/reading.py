"""Makes a library out of its files, bad ones left out, and checks single files against one."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from tracker.core.stretch import Stretch
from tracker.library.faults import Fault, FaultsError, ProblemsError, echo, located
from tracker.library.folders import Found, Source
from tracker.library.library import Library, is_stretch_file
from tracker.library.links import Known
from tracker.library.make import Made, make_routine, make_stretch
from tracker.library.read import Document, UnreadableError, read_document
from tracker.library.rules import BUILT_IN_STRETCH, ID, ID_WORDS, OWN_STRETCH, Rules, Table

Thing = TypeVar("Thing")


class Reading(NamedTuple):
    """A library, and whether the same files will always give the same one."""

    library: Library
    is_lasting: bool


def read_library(folders: Iterable[Found]) -> Reading:
    """Return what is good in the folders, the one that comes with unkink first."""
    shelf = _Shelf()
    for nth, found in enumerate(folders):
        shelf.faults.extend(found.faults)
        shelf.add_stretches(found.stretches, OWN_STRETCH if nth else BUILT_IN_STRETCH)
    for found in folders:
        shelf.add_routines(found.routines)
    return Reading(shelf.library(), shelf.is_lasting)


def check_file(path: Path, library: Library) -> tuple[Fault, ...]:
    """Return the faults of one file, as `tracker.library.check` does."""
    faults = _id_faults(path)
    try:
        document = read_document(path)
        if is_stretch_file(path.absolute()) or "steps" in document.table:
            _made(document, partial(make_stretch, path.stem))
        else:
            _made(document, partial(make_routine, path.stem, known=_known(library)))
    except FaultsError as error:
        return faults + error.faults
    return faults


class _Shelf:
    """A library that is being filled: all the stretches first, then the routines."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.is_lasting = True
        self._stretches: dict[str, Stretch] = {}
        self._faulty: dict[str, Path] = {}
        self._made: dict[str, Made] = {}

    def add_stretches(self, sources: Iterable[Source], rules: Rules) -> None:
        """Add the stretches in these files, and the faults of those that are at fault."""
        for file in [source.file for source in sources]:
            try:
                make = partial(make_stretch, file.stem, rules=rules)
                self._stretches[file.stem] = self._from(file, self._stretches, make)
            except FaultsError as error:
                self._note(error)
                self._faulty[file.stem] = file

    def add_routines(self, sources: Iterable[Source]) -> None:
        """Add the routines in these files, and the faults of those that are at fault."""
        known = Known(self._stretches, self._faulty)
        for file in [source.file for source in sources]:
            try:
                make = partial(make_routine, file.stem, known=known)
                self._made[file.stem] = self._from(file, self._made, make)
            except FaultsError as error:
                self._note(error)

    def library(self) -> Library:
        """Return what has been added, the routines in the order of the list."""
        made = sorted(self._made.values(), key=_in_list)
        return Library(
            stretches=self._stretches,
            routines={one.routine.id: one.routine for one in made},
            faults=tuple(self.faults),
            seconds={one.routine.id: one.seconds for one in made},
            in_place={one.routine.id: one.in_place for one in made if one.in_place},
        )

    def _from(
        self, file: Path, taken: Mapping[str, object], make: Callable[[Table], Thing]
    ) -> Thing:
        faults = _id_faults(file)
        if file.stem in taken:
            reason = f"the id '{file.stem}' comes with unkink already; rename the file"
            faults = (Fault(file, None, "", reason),)
        if faults:
            raise FaultsError(faults)
        return _made(read_document(file), make)

    def _note(self, error: FaultsError) -> None:
        self.faults.extend(error.faults)
        if isinstance(error, UnreadableError):
            self.is_lasting = False


def _made(document: Document, make: Callable[[Table], Thing]) -> Thing:
    try:
        return make(document.table)
    except ProblemsError as error:
        raise FaultsError(located(document.file, document.lines, error.problems)) from None


def _id_faults(file: Path) -> tuple[Fault, ...]:
    if ID.fullmatch(file.stem):
        return ()
    return (Fault(file, None, "", f"the name '{echo(file.stem)}' is no id, wanted {ID_WORDS}"),)


def _known(library: Library) -> Known:
    faulty = {one.file.stem: one.file for one in library.faults if is_stretch_file(one.file)}
    return Known(library.stretches, faulty)


def _in_list(made: Made) -> tuple[int, str, str]:
    return (made.place, made.routine.name.casefold(), made.routine.id)
