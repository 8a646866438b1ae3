"""Opens the database, or makes it: private, ours, up to date, and never over something else."""

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Final

from tracker.core.errors import StoreError
from tracker.migrations import APPLICATION_ID, CHANGES, migrate, version
from tracker.private import make_private_folder
from tracker.store.store import Store

LOCK_SECONDS: Final = 0.2
"""How long one statement waits for another program: short, so that the screen never freezes."""

SETTINGS: Final = (
    "foreign_keys = ON",
    "synchronous = EXTRA",
    "cell_size_check = ON",
    "secure_delete = ON",
)


def open_store(path: Path) -> Store:
    """Open the history at `path`, making it (file 0600, new folders 0700) where there is none.

    Raises StoreError, and changes nothing, when the file is empty, is not unkink's, was made by a
    newer version, or cannot be opened or created.
    """
    try:
        if not path.exists():
            _create(path)
        return Store(_open(path))
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror or error}.") from error
    except sqlite3.Error as error:
        if "not a database" in str(error):
            raise StoreError(f"{path} is not an SQLite database: nothing was changed.") from error
        raise StoreError(f"{path}: cannot be opened: {error}.") from error


def _create(path: Path) -> None:
    """Build the whole file under another name first, so that a half-made one is never found."""
    make_private_folder(path.parent)
    draft = path.with_name(f".{path.name}.new-{os.getpid()}")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        connection = _connect(draft)
        with contextlib.closing(connection):
            migrate(connection)
        _put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _put_in_place(draft: Path, path: Path) -> None:
    """Give the draft its name, unless another instance was faster: then its file is the one."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        draft.rename(path)


def _open(path: Path) -> sqlite3.Connection:
    if path.stat().st_size == 0:
        raise StoreError(
            f"{path} is empty, so it is not a history of unkink. Move it away to begin a new one, "
            "or put your copy in its place."
        )
    connection = _connect(path)
    try:
        _check_ours(connection, path)
        if version(connection) < len(CHANGES):
            migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS)
    try:
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError(f"{path} belongs to another program, so nothing was changed.")
    if version(connection) > len(CHANGES):
        raise StoreError(
            f"{path} was made by a newer version of unkink. Nothing was changed: update unkink "
            "to open it."
        )
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "delete":
        connection.execute("PRAGMA journal_mode = DELETE")
