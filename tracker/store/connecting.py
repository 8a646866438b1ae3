"""Connects to SQLite files: the history as it is written, and copies that are only read."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident
from typing import Final

from tracker.private import make_private_folder

LOCK_SECONDS: Final = 0.2
"""How long one statement waits for another program: short, so that the screen never freezes."""

SETTINGS: Final = (
    "foreign_keys = ON",
    "synchronous = EXTRA",
    "cell_size_check = ON",
    "secure_delete = ON",
)
SIDECARS: Final = ("-journal", "-wal")
"""What SQLite puts beside a file while it writes, and takes into it at the next opening."""

WAL: Final = b"\x02\x02"
"""What stands in the header of a file, from byte 18 on, to which a `-wal` belongs."""

Trouble: Final = (sqlite3.Error, UnicodeDecodeError)
"""What comes of a damaged file: where a name in it is no text, SQLite's own words are none."""

DRAFT: Final = ".unkink-draft-"
"""How the name begins of what is not done yet, in a folder of backups."""


def connect(path: Path, seconds: float = LOCK_SECONDS) -> sqlite3.Connection:
    """Connect to a history that is there, to read and to write. Raises sqlite3.Error."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=seconds)
    try:
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except Trouble:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Connect to a file that nobody writes: nothing is locked, made or changed beside it.

    Raises sqlite3.Error.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True)
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def make_private_file(path: Path) -> None:
    """Make an empty file of mode 0600 that was not there before. Raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def sidecars(path: Path) -> dict[str, Path]:
    """Return what lies beside a database and would be taken into it, by the end of its name.

    SQLite looks beside the file itself, not beside a link to it. Raises OSError.
    """
    real = path.resolve() if path.is_symlink() else path
    beside = {ending: real.with_name(real.name + ending) for ending in SIDECARS}
    return {ending: one for ending, one in beside.items() if one.is_file() and one.stat().st_size}


def draft_in(folder: Path) -> Path:
    """Return the name of a draft that nobody else uses just now."""
    return folder / f"{DRAFT}{os.getpid()}-{get_ident()}"


def put_in_place(draft: Path, final: Path) -> None:
    """Give a draft its name. Raises FileExistsError where something has that name already."""
    try:
        os.link(draft, final)
    except FileExistsError:
        raise
    except OSError as error:  # a file system without hard links
        if final.exists() or final.is_symlink():
            raise FileExistsError(error.errno, "it is there already", str(final)) from error
        draft.rename(final)


def sync_file(path: Path) -> None:
    """Make what is in a file last. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def copied(database: Path, within: Path) -> Iterator[Path]:
    """Give a private copy of a database with what lies beside it, for as long as it is needed.

    It is in a folder of its own `within` another. Raises OSError.
    """
    folder = draft_in(within)
    import shutil  # slow to import, and most starts copy nothing

    shutil.rmtree(folder, ignore_errors=True)
    make_private_folder(folder)
    try:
        copy = folder / "copy.db"
        copy_bytes(database, copy)
        for ending, one in sidecars(database).items():
            copy_bytes(one, copy.with_name(copy.name + ending))
        yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_bytes(source: Path, target: Path) -> None:
    """Copy a file as it is into a private one that was not there before. Raises OSError."""
    import shutil

    make_private_file(target)
    with source.open("rb") as read, target.open("r+b") as write:
        shutil.copyfileobj(read, write, 1 << 20)
