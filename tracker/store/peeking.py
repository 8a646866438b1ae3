"""Reaches a history whatever state it is in, and leaves it as it is."""

import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from tracker.core.checkup import Place
from tracker.migrations import as_it_is

LOCK_SECONDS: Final = 2.0
SETTINGS: Final = ("query_only = ON", "cell_size_check = ON")
SIDECARS: Final = ("-journal", "-wal", "-shm")
MAGIC: Final = b"SQLite format 3\x00"
HEADER_BYTES: Final = 100
MODES: Final = slice(18, 20)
WAL: Final = 2


class Peek(NamedTuple):
    """What is in the place of a history; `trouble` says why not more, in the system's words."""

    place: Place
    trouble: str = ""
    is_wal: bool = False


def peek(path: Path) -> Peek:
    """Return what is there by its first bytes alone; only a regular file is opened."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return Peek("folder" if stat.S_ISDIR(mode) else "no file")
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except FileNotFoundError:
        return Peek("link" if path.is_symlink() else "missing")
    except (OSError, ValueError) as error:
        return Peek("closed", getattr(error, "strerror", None) or str(error))
    if not header:
        return Peek("empty")
    if not header.startswith(MAGIC):
        return Peek("foreign format")
    return Peek("file", is_wal=WAL in header[MODES])


def sidecars(path: Path) -> list[Path]:
    """Return what SQLite has left beside a file, as far as there is anything in it."""
    found = []
    for ending in SIDECARS:
        with suppress(OSError, ValueError):  # a name that no file can have
            beside = path.with_name(path.name + ending)
            if beside.stat().st_size:
                found.append(beside)
    return found


@contextmanager
def opened(path: Path, is_wal: bool) -> Iterator[tuple[sqlite3.Connection, bool]]:
    """Connect to read alone, and say whether a write to the file was cut off.

    What is left of such a write, or of another mode, SQLite would clear away as it opens the file:
    then it gets a copy of everything, which is thrown away. Raises OSError, sqlite3.Error and, in
    place of that, UnicodeDecodeError.
    """
    beside = {one.name.removeprefix(path.name) for one in sidecars(path)}
    if not is_wal and "-wal" not in beside:
        with _connected(path, "ro") as connection:
            if _can_read(connection, "-journal" in beside):
                yield connection, False
                return
    with tempfile.TemporaryDirectory(prefix="unkink-doctor-") as folder:
        for ending in ("", *(beside - {"-shm"})):
            name = f"{path.name}{ending}"
            shutil.copyfile(path.with_name(name), Path(folder, name))
        with _connected(Path(folder, path.name), "rw") as connection:
            yield connection, "-journal" in beside


def complaint(error: Exception) -> str:
    """Return what SQLite says; where it quotes bytes of the file, Python cannot make a text of it.

    Then it raises UnicodeDecodeError instead of sqlite3.Error.
    """
    if isinstance(error, UnicodeDecodeError):
        return error.object.decode("utf-8", "replace")
    return str(error)


def is_busy(error: Exception) -> bool:
    """Return whether another program holds the file, so that nothing is known of it."""
    return code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def code(error: Exception) -> int:
    """Return SQLite's primary code of an error; 0 where it has none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _can_read(connection: sqlite3.Connection, has_journal: bool) -> bool:
    """Return False where a journal has to be played back first, which would change the file."""
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if has_journal and code(error) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            return False
        raise
    return True


@contextmanager
def _connected(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS)) as connection:
        connection.text_factory = as_it_is
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        yield connection
