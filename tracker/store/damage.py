"""Says what was found instead of a history, which backup is the newest good one, and what to do."""

import os
import sqlite3
from pathlib import Path
from typing import Final

from tracker.core.errors import DamageError, StoreError
from tracker.paths import backups_of

PASSING: Final = ("locked", "busy", "full", "disk I/O", "readonly", "interrupted", "unable to open")
"""What SQLite says of a file that may be whole."""

TELLING: Final = (sqlite3.DatabaseError, sqlite3.OperationalError)
"""The errors that tell of the file; those below them tell of a value or of our own mistake."""


def damaged(database: Path, found: str) -> DamageError:
    """Return the error for a history of which this was found, in words that follow its name."""
    from tracker.core.words import count
    from tracker.store.listing import newest_good

    backup = newest_good(database)
    if backup is None:
        folder = backups_of(database)
        return DamageError(f"{database} {found}. There is no good backup of it in {folder}.", None)
    facts = backup.facts
    until = f" up to {facts.last_day}" if facts.last_day else ""
    held = f"{count(facts.sessions, 'session')} and {count(facts.ratings, 'rating')}"
    made_at = f"{backup.made.at.astimezone():%Y-%m-%d %H:%M}"
    return DamageError(
        f"{database} {found}. The newest good backup, of {made_at}, "
        f"has {held}{until}: "
        f"`{restore_command(backup.path)}` brings it back.",
        backup.path,
    )


def missing(database: Path) -> DamageError:
    """Return the error for a history that is not there although there was one."""
    folder = backups_of(database)
    lost = damaged(database, "is missing, though there was a history")
    return DamageError(
        f"{lost} To begin anew on purpose, rename the folder {folder} first.", lost.backup
    )


def unreadable(connection: sqlite3.Connection, what: str, error: Exception) -> StoreError:
    """Return the error for a read or a write that failed with this one.

    `what` is the beginning of its sentence: "Not saved".
    """
    said = f"{what}: {error}."
    if is_passing(error) or (isinstance(error, sqlite3.Error) and type(error) not in TELLING):
        return StoreError(said)
    database = open_file(connection)
    if database is None:
        return StoreError(said)
    found = damaged(database, "seems to be damaged")
    return DamageError(f"{said} {found}", found.backup)


def is_passing(error: Exception) -> bool:
    """Return whether the file may be whole all the same: it is locked, or the disk is full."""
    return any(each in str(error) for each in PASSING)


def open_file(connection: sqlite3.Connection) -> Path | None:
    """Return which file this is connected to; None where it is closed, or none."""
    try:
        rows = connection.execute("PRAGMA database_list").fetchall()
    except sqlite3.Error:
        return None
    return next((Path(file) for _, name, file in rows if name == "main" and file), None)


def restore_command(backup: Path) -> str:
    """Return the command that restores this backup, as one types it."""
    return f"unkink restore {quoted(backup)}"


def quoted(path: Path) -> str:
    """Return a path as it is typed in a shell."""
    if os.name != "posix":
        return f'"{path}"' if " " in str(path) else str(path)
    from shlex import quote

    return quote(str(path))
