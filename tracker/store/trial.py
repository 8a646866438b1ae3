"""Tries out on a copy what SQLite would do to a history with what lies beside it."""

from contextlib import closing
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import Final

from tracker.paths import backups_of
from tracker.store.checking import find_flaw_in
from tracker.store.connecting import WAL, Trouble, connect, copied, sidecars

MOST_TRIES: Final = 3


def find_flaw_beside(database: Path) -> str | None:
    """Return why what lies beside a history may not be taken into it; None where it may.

    A journal tells of a write that was cut off, and SQLite undoes that write from it. A journal of
    another file would be played into this one, too, so that is done to a copy first.
    Raises OSError.
    """
    for _ in range(MOST_TRIES):
        beside = sidecars(database)
        if not beside:
            return None
        names = " and ".join(one.name for one in beside.values())
        if has_foreign_wal(database):
            return f"cannot be opened with {names} beside it, which is not of this file"
        try:
            with copied(database, backups_of(database)) as copy:
                flaw = _flaw_once_opened(copy)
        except FileNotFoundError:  # another program's write has ended meanwhile
            continue
        except OSError as error:
            if error.errno in (ENOSPC, EDQUOT):  # a full disk keeps nobody from their history
                return None
            raise
        if flaw is None:
            return None
        if sidecars(database) == beside:
            return f"cannot be opened with {names} beside it: then it {flaw}"
    return None


def has_foreign_wal(database: Path) -> bool:
    """Return whether a `-wal` beside a file is not its own; SQLite would read that instead.

    Raises OSError.
    """
    if "-wal" not in sidecars(database):
        return False
    with database.open("rb") as opened:
        return opened.read(20)[18:] != WAL


def _flaw_once_opened(copy: Path) -> str | None:
    try:
        with closing(connect(copy)) as connection:
            return find_flaw_in(connection)
    except Trouble as error:
        return f"is damaged ({error})"
