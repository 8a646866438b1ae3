"""Finds the backups of a history, newest first, and the newest good one."""

from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tracker.core.keeping import Made, read_name
from tracker.paths import backups_of
from tracker.store.checking import Facts, find_flaw, find_stranger, read_facts
from tracker.store.connecting import Trouble, connect_to_read


class Backup(NamedTuple):
    """One backup that can be read, and what is in it."""

    made: Made
    path: Path
    facts: Facts
    size: int


class Unusable(NamedTuple):
    """A file in the folder of the backups that cannot be restored, and why, after its name."""

    made: Made
    path: Path
    flaw: str
    size: int


def names(folder: Path) -> list[Made]:
    """Return the backups in a folder by their names alone, newest first. Raises OSError."""
    if not folder.is_dir():
        return []
    found = (read_name(file.name) for file in folder.iterdir())
    return sorted((made for made in found if made is not None), reverse=True)


def look(folder: Path, made: Made) -> Backup | Unusable:
    """Return what one backup holds, without looking at every page of it."""
    path = folder / made.name
    size = 0
    try:
        size = path.stat().st_size
        if made.why == "put-aside":
            return Unusable(made, path, "a damaged history, as it was found", size)
        with closing(connect_to_read(path)) as connection:
            flaw = find_stranger(connection)
            if flaw is None:
                return Backup(made, path, read_facts(connection), size)
    except (*Trouble, OSError) as error:
        flaw = f"is damaged ({error})"
    return Unusable(made, path, flaw, size)


def listed(database: Path) -> Iterator[Backup | Unusable]:
    """Yield every backup of a history, newest first. Raises OSError."""
    folder = backups_of(database)
    for made in names(folder):
        yield look(folder, made)


def newest_good(database: Path) -> Backup | None:
    """Return the newest backup of a history that is whole on every page; None without one.

    What somebody left by a restore comes last.
    """
    folder = backups_of(database)
    try:
        known = names(folder)
    except OSError:  # a folder that cannot be read has none for us
        return None
    for made in sorted(known, key=lambda one: one.why == "before-restore"):
        one = look(folder, made)
        if isinstance(one, Backup) and _is_whole(one.path, one.size, one.path.stat().st_mtime_ns):
            return one
    return None


@cache
def _is_whole(path: Path, size: int, changed: int) -> bool:
    """Return whether every page of a backup is good; one that stays as it is is looked at once."""
    return find_flaw(path) is None
