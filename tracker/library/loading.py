"""The way in: loads a library, checks a file, reads a document; the slow parts come in late."""

from pathlib import Path

from tracker.core.routine import Routine
from tracker.library.cache import CacheMissError, keep, restore
from tracker.library.faults import Fault
from tracker.library.folders import find_sources
from tracker.library.library import Library


def load(built_in: Path, own: Path | None, cache: Path | None = None) -> Library:
    """Return everything that is good in the two folders, and the faults of everything else.

    Folders that do not exist are empty. `cache` is a file that makes the next start faster; it may
    be missing, broken or impossible to write. Never raises.
    """
    found = [find_sources(folder) for folder in (built_in, own) if folder]
    if cache:
        try:
            return restore(cache, found)
        except CacheMissError:
            pass  # it is made again below
    from tracker.library.reading import read_library

    library, is_lasting = read_library(found)
    if cache and is_lasting:
        keep(cache, found, library)
    return library


def check(path: Path, library: Library) -> tuple[Fault, ...]:
    """Return the faults of one file, as if it were a user's own: none when it is good.

    A file in a folder called "stretches", or with `steps` at its top, is checked as a stretch; any
    other as a routine that may name the stretches of the library.
    """
    from tracker.library.reading import check_file

    return check_file(path, library)


def routine_from_document(id_: str, text: str) -> Routine:
    """Return the routine that `Library.document` wrote, checked by the same rules as a file.

    Raises RoutineError when the text is no such document.
    """
    from tracker.library.document import routine_from_text

    return routine_from_text(id_, text)
