"""Opens the database, or makes it: private, ours, up to date, and never over something else."""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tracker.core.errors import StoreError
from tracker.migrations import APPLICATION_ID, CHANGES, migrate, version
from tracker.paths import backups_of
from tracker.private import make_private_folder
from tracker.store.connecting import (
    LOCK_SECONDS,
    SIDECARS,
    Trouble,
    connect,
    draft_in,
    make_private_file,
    put_in_place,
)
from tracker.store.store import Store

__all__ = ["LOCK_SECONDS", "open_store"]


def open_store(
    path: Path, now: Callable[[], datetime] | None = None, *, patience: float = LOCK_SECONDS
) -> Store:
    """Open the history at `path`, making it (file 0600, new folders 0700) where there is none.

    A file of an older version is brought up to date once it was backed up; the backup is dated by
    the clock `now`, and by the last change of the file without one. `patience` is for how many
    seconds a statement waits for another program. Raises DamageError when the file is empty,
    damaged, or missing although there are backups; StoreError when it is not unkink's, was made by
    a newer version, has triggers, or cannot be opened or made. Then nothing is changed.
    """
    try:
        if not path.exists():
            _create(path)
        return Store(_open(path, now, patience))
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror or error}.") from error
    except Trouble as error:
        raise _explain(path, error) from error


def _create(path: Path) -> None:
    """Build the whole file under another name first, so that a half-made one is never found."""
    if path.is_symlink():
        raise StoreError(
            f"{path} cannot be made: it is a link to {path.readlink()}, where nothing is just now."
        )
    if backups_of(path).exists():
        from tracker.store.damage import missing

        raise missing(path)
    make_private_folder(path.parent)
    draft = draft_in(path.parent)
    draft.unlink(missing_ok=True)
    make_private_file(draft)
    try:
        with contextlib.closing(connect(draft)) as connection:
            migrate(connection)
        with contextlib.suppress(FileExistsError):  # another instance was faster: its file it is
            put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _open(path: Path, now: Callable[[], datetime] | None, patience: float) -> sqlite3.Connection:
    _check_file(path)
    connection = connect(path, patience)
    try:
        _check_ours(connection, path)
        if version(connection) < len(CHANGES):
            _upgrade(connection, path, now)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_file(path: Path) -> None:
    """Look at what has the name of the history, before SQLite touches it."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        what = "a folder" if stat.S_ISDIR(found.st_mode) else "no file at all"
        raise StoreError(f"{path} cannot be opened: it is {what}. Nothing was changed.")
    if found.st_size == 0:
        raise _damaged(path, "is empty, so it is not a history of unkink; nothing was changed")
    real = path.resolve() if path.is_symlink() else path
    for place in (real, real.parent):
        if not os.access(place, os.W_OK):
            raise StoreError(
                f"{path} cannot be opened: nothing could be saved, for {place} is read-only. "
                "Make it writable again."
            )
    if any(os.path.exists(f"{real}{ending}") for ending in SIDECARS):  # noqa: PTH110 - 10 µs less
        from tracker.store.trial import find_flaw_beside

        if flaw := find_flaw_beside(path):
            raise _damaged(path, f"{flaw}; nothing was changed")


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    is_ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    triggers = (
        "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"  # reads all of the schema
    )
    has_triggers = connection.execute(triggers).fetchone()[0] > 0
    if not is_ours or version(connection) > len(CHANGES):
        from tracker.store.checking import FOREIGN, NEWER, find_stranger

        flaw = find_stranger(connection)
        if flaw == FOREIGN:
            raise StoreError(str(_damaged(path, f"{FOREIGN}, so nothing was changed")))
        if flaw == NEWER:
            found = f"{NEWER}; nothing was changed: update unkink to open it"
            raise StoreError(str(_damaged(path, found)))
        raise _damaged(path, f"{flaw}; nothing was changed")
    if has_triggers:
        raise StoreError(
            f"{path} cannot be opened: it has a trigger that is not of unkink and would act on "
            "what you enter. Nothing was changed; `unkink doctor` names it."
        )
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "delete":
        connection.execute("PRAGMA journal_mode = DELETE")


def _upgrade(
    connection: sqlite3.Connection, path: Path, now: Callable[[], datetime] | None
) -> None:
    """Bring an older file up to date, once there is a backup of it."""
    from tracker.store.backups import make
    from tracker.store.checking import find_flaw_in

    if flaw := find_flaw_in(connection):
        raise _damaged(path, f"cannot be opened: it {flaw}; nothing was changed")
    at = now() if now is not None else datetime.fromtimestamp(path.stat().st_mtime, UTC)
    try:
        make(path, "before-upgrade", at)
    except StoreError as error:
        raise StoreError(
            f"{path} cannot be opened: it is of an older version, and before it is brought up to "
            f"date, {error}"
        ) from error
    migrate(connection)


def _explain(path: Path, error: Exception) -> StoreError:
    from tracker.store.damage import is_passing

    if is_passing(error):
        return StoreError(f"{path}: cannot be opened: {error}.")
    if "not a database" in str(error):
        return _damaged(path, "is not an SQLite database: nothing was changed")
    return _damaged(path, f"cannot be opened: {error}; nothing was changed")


def _damaged(path: Path, found: str) -> StoreError:
    from tracker.store.damage import damaged

    return damaged(path, found)
