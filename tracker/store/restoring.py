"""Puts a backup in the place of the history, so that this can be undone, or changes nothing."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from tracker.core.errors import DamageError, StoreError
from tracker.core.keeping import Made
from tracker.migrations import CHANGES, migrate, version
from tracker.paths import backups_of
from tracker.private import make_private_folder, sync_folder
from tracker.store.backups import forget_drafts, make
from tracker.store.checking import NEWER, Facts, find_flaw_in, read_facts
from tracker.store.connecting import (
    SIDECARS,
    Trouble,
    connect,
    copied,
    copy_bytes,
    draft_in,
    put_in_place,
    sidecars,
    sync_file,
)
from tracker.store.damage import is_passing
from tracker.store.listing import names
from tracker.store.trial import find_flaw_beside, has_foreign_wal

SHARED_MEMORY: Final = "-shm"


class Restored(NamedTuple):
    """What is in the history now, and where that is which was there before.

    `before` is a backup that undoes the restoring, None where there was no history. Where it
    `was_damaged`, it is its bytes as they were found.
    """

    facts: Facts
    before: Path | None
    was_damaged: bool


def restore(database: Path, source: Path, now: datetime) -> Restored:
    """Put what `source` holds in the place of the history, after backing up what is there.

    A source of an older version is brought up to date on the way. Raises StoreError, and changes
    nothing, when the source is not a whole history that this version can read, when what is there
    cannot be kept, or while another program has the history open.
    """
    place = database.resolve()
    try:
        _check_source(database, source)
        make_private_folder(backups_of(database))
        make_private_folder(place.parent)
        forget_drafts(place.parent, now)
        with copied(source, place.parent) as copy:
            facts = _prepare(copy, source)
            _check_unused(place)
            before, was_damaged = _keep(database, now)
            _replace(copy, place)
    except OSError as error:
        at = f" ({error.filename})" if error.filename else ""
        raise StoreError(f"nothing was restored: {error.strerror or error}{at}.") from error
    except Trouble as error:
        raise StoreError(f"nothing was restored: {database}: {error}.") from error
    return Restored(facts, before, was_damaged)


def _check_source(database: Path, source: Path) -> None:
    if not source.is_file():
        what = (
            "is a folder: name a file in it" if source.is_dir() else "is not there, or is no file"
        )
        raise StoreError(
            f"nothing was restored: {source} {what}. `unkink backup --list` shows unkink's own."
        )
    if database.exists() and source.samefile(database):
        raise StoreError(f"nothing was restored: {source} is the history itself.")
    if has_foreign_wal(source):
        raise StoreError(f"nothing was restored: the -wal beside {source} is not of this file.")


def _prepare(copy: Path, source: Path) -> Facts:
    """Look at every page of a copy of the source, and bring it up to date."""
    flaw = None
    try:
        if copy.stat().st_size == 0:
            flaw = "is empty"
        else:
            with closing(connect(copy)) as connection:
                flaw = find_flaw_in(connection)
                if flaw is None:
                    connection.execute("PRAGMA journal_mode = DELETE")
                    if version(connection) < len(CHANGES):
                        migrate(connection)
                    return read_facts(connection)
    except Trouble as error:
        if is_passing(error):
            raise
        is_none = "not a database" in str(error)
        flaw = "is not an SQLite database" if is_none else f"is damaged ({error})"
    more = ": update unkink to restore it" if flaw == NEWER else ""
    raise StoreError(f"nothing was restored: {source} {flaw}{more}.")


def _check_unused(database: Path) -> None:
    """Raise StoreError while another program has the history open, as far as that can be told."""
    if not database.exists():
        return
    in_use = is_open_elsewhere(database)
    with suppress(*Trouble), closing(sqlite3.connect(database, timeout=0)) as one:
        one.isolation_level = None
        try:
            if not sidecars(database):
                one.execute("BEGIN EXCLUSIVE")
                one.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            in_use = in_use or "locked" in str(error)
    if in_use:
        raise StoreError(
            f"nothing was restored: another program has {database} open. Leave it first."
        )


def is_open_elsewhere(file: Path) -> bool:
    """Return whether another process has this file open, where the system tells (Linux)."""
    with suppress(OSError):
        for process in Path("/proc").iterdir():
            if not process.name.isdigit() or process.name == str(os.getpid()):
                continue
            with suppress(OSError):  # it has ended, or is not ours to look at
                if any(_leads_to(opened, file) for opened in (process / "fd").iterdir()):
                    return True
    return False


def _leads_to(opened: Path, file: Path) -> bool:
    with suppress(OSError):  # closed meanwhile
        return opened.readlink() == file
    return False


def _keep(database: Path, now: datetime) -> tuple[Path | None, bool]:
    """Back up what is there, or put its bytes aside; return where, and whether it was damaged."""
    if not database.exists():
        return None, False
    if database.stat().st_size and find_flaw_beside(database) is None:
        try:
            return make(database, "before-restore", now).path, False
        except DamageError:
            pass
        except StoreError as error:
            raise StoreError(f"nothing was restored, for {error}") from error
    return _put_aside(database, now), True


def _put_aside(database: Path, now: datetime) -> Path:
    """Copy a damaged history byte by byte, and before that what lies beside it."""
    folder = backups_of(database)
    at = now.astimezone(UTC).replace(microsecond=0)
    taken = [one.nth for one in names(folder) if one.at == at]
    aside = folder / Made(at, max(taken, default=-1) + 1, "put-aside").name
    for ending, one in {**sidecars(database), "": database}.items():
        draft = draft_in(folder)
        try:
            copy_bytes(one, draft)
            sync_file(draft)
            put_in_place(draft, aside.with_name(aside.name + ending))
        finally:
            draft.unlink(missing_ok=True)
    sync_folder(folder)
    return aside


def _replace(copy: Path, database: Path) -> None:
    """Let the copy be the history, with nothing left beside it that belonged to the old one."""
    sync_file(copy)
    for ending in (*SIDECARS, SHARED_MEMORY):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    copy.replace(database)
    sync_folder(database.parent)
