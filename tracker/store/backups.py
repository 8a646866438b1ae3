"""Makes backups: whole or not at all, looked at before they get their name, and never too many."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tracker.core.errors import StoreError
from tracker.core.keeping import Made, Why, to_keep
from tracker.core.record import local_day
from tracker.migrations import version
from tracker.paths import backups_of
from tracker.private import make_private_folder, sync_folder
from tracker.store.checking import count_rows, find_flaw_in, read_facts
from tracker.store.connecting import (
    DRAFT,
    Trouble,
    connect,
    connect_to_read,
    draft_in,
    make_private_file,
    put_in_place,
    sync_file,
)
from tracker.store.damage import damaged, is_passing
from tracker.store.listing import Backup, names

PAGES: Final = 256
PAUSE_SECONDS: Final = 0.005
"""A megabyte is copied at a time, and between two of them whoever wants to write gets to."""

PATIENCE_SECONDS: Final = 2.0
WAIT_SECONDS: Final = 0.01
MOST_WAITS: Final = 200
MOST_ANEW: Final = 3
ALL: Final = -1
NOT_MADE: Final = "the backup could not be made"
FORGOTTEN: Final = timedelta(hours=1)
"""How old a draft is that nobody is working on any more."""


class StoppedError(StoreError):
    """The one who made a backup was told to stop."""


def make(
    database: Path,
    why: Why,
    now: datetime,
    *,
    place: Path | None = None,
    may_go_on: Callable[[], bool] = lambda: True,
) -> Backup:
    """Back the history up, and return the backup, which was opened and looked at on every page.

    `place` is a folder, or a file that is not there yet; without it, it goes to the history's own
    backups. Raises StoreError when that cannot be, DamageError when the history itself is found
    damaged; either way nothing is left of it. `may_go_on` is asked now and then.
    """
    try:
        if database.stat().st_size == 0:
            raise damaged(database, "is empty, so no backup of it was made")
        folder = _folder(database, place)
        forget_drafts(folder, now)
        forget_drafts(database.parent, now)
        draft = draft_in(folder)
        try:
            make_private_file(draft)
            _fill(draft, database, may_go_on)
            sync_file(draft)
            made = _name(
                draft, folder, Made(now.astimezone(UTC).replace(microsecond=0), 0, why), place
            )
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(folder)
        path = place if place is not None and not place.is_dir() else folder / made.name
        with closing(connect_to_read(path)) as connection:
            return Backup(made, path, read_facts(connection), path.stat().st_size)
    except OSError as error:
        raise StoreError(f"{NOT_MADE}: {error.strerror or error}.") from error
    except Trouble as error:
        if is_passing(error):
            raise StoreError(f"{NOT_MADE}: {error}.") from error
        raise _explain(database, f"is damaged ({error})") from error


def rotate(database: Path, newest_good: Made, now: datetime, day_begins: int) -> list[Path]:
    """Throw away the backups that are not kept any more, and return them. Raises OSError."""
    folder = backups_of(database)
    made = names(folder)
    kept = to_keep(
        made, newest_good, lambda one: local_day(one.at.astimezone(now.tzinfo), day_begins)
    )
    dropped = [folder / one.name for one in made if one not in kept]
    for path in dropped:
        path.unlink(missing_ok=True)
    return dropped


def forget_drafts(folder: Path, now: datetime) -> None:
    """Remove what another left that died while making a file here. Raises OSError."""
    ours = draft_in(folder)
    for draft in folder.glob(f"{DRAFT}*"):
        with suppress(FileNotFoundError):
            if draft == ours:
                continue
            if now - datetime.fromtimestamp(draft.stat().st_mtime, UTC) > FORGOTTEN:
                _remove(draft)


def _remove(draft: Path) -> None:
    if draft.is_dir():
        import shutil

        shutil.rmtree(draft, ignore_errors=True)
    else:
        draft.unlink()


def _folder(database: Path, place: Path | None) -> Path:
    if place is None:
        folder = backups_of(database)
        make_private_folder(folder)
        return folder
    return place if place.is_dir() else place.parent


def _name(draft: Path, folder: Path, made: Made, place: Path | None) -> Made:
    """Give the draft its final name, which nothing has yet."""
    if place is not None and not place.is_dir():
        put_in_place(draft, place)
        return made
    taken = {one.nth for one in names(folder) if one.at == made.at}
    made = made._replace(nth=max(taken, default=-1) + 1)
    while True:
        try:
            put_in_place(draft, folder / made.name)
        except FileExistsError:  # another one was faster
            made = made._replace(nth=made.nth + 1)
        else:
            return made


def _fill(draft: Path, database: Path, may_go_on: Callable[[], bool]) -> None:
    """Copy the history into the draft, and look whether it is all there.

    Part by part at first; in one go where writes come so fast that it would never get done.
    """
    with closing(connect(database, PATIENCE_SECONDS)) as source:
        for pages in (PAGES, PAGES, ALL, ALL, ALL):
            os.truncate(draft, 0)  # what an earlier try has left is no database
            marks = version(source), count_rows(source)
            look = _Pace(may_go_on).look
            with suppress(_OvertakenError), closing(_connect_to_draft(draft)) as copy:
                source.backup(copy, pages=pages, progress=look, sleep=WAIT_SECONDS)
                if (version(copy), count_rows(copy)) == marks:
                    if flaw := find_flaw_in(copy):
                        raise _explain(database, flaw)
                    return
    raise StoreError(f"{NOT_MADE}: the history was being written all the time.")


def _connect_to_draft(draft: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(draft, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")  # it is synced whole, once it is good
    connection.execute("PRAGMA journal_mode = OFF")
    return connection


def _explain(database: Path, found: str) -> StoreError:
    """Return the error for a copy of which this was found: the history need not be the reason."""
    try:
        with closing(connect(database, PATIENCE_SECONDS)) as source:
            flaw = find_flaw_in(source)
    except Trouble as error:
        if is_passing(error):
            return StoreError(f"{NOT_MADE}: {error}.")
        flaw = f"is damaged ({error})"
    if flaw is None:
        return StoreError(f"{NOT_MADE}: the copy {found}.")
    return damaged(database, f"{flaw}, so no backup of it was made")


class _OvertakenError(Exception):
    """A copy had to begin anew once too often."""


class _Pace:
    """Lets others in between two parts of a copy, and ends one that is not wanted any more."""

    def __init__(self, may_go_on: Callable[[], bool]) -> None:
        self._may_go_on = may_go_on
        self._waits = 0
        self._anew = 0
        self._left: int | None = None

    def look(self, status: int, left: int, pages: int) -> None:
        """Look at a copy of which so many pages are left. Raises what ends it."""
        if not self._may_go_on():
            raise StoppedError("the backup was not made: it was told to stop.")
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            self._waits += 1
            if self._waits > MOST_WAITS:
                raise StoreError(f"{NOT_MADE}: database is locked.")
            return
        self._waits = 0
        if self._left is not None and left >= self._left:  # somebody wrote: it began anew
            self._anew += 1
            if self._anew == MOST_ANEW:
                raise _OvertakenError
        self._left = left
        if left:
            time.sleep(PAUSE_SECONDS)


def has_daily(database: Path, now: datetime, day_begins: int) -> bool:
    """Return whether today's backup has been made, and none was restored since. Raises OSError."""
    made = names(backups_of(database))
    today = local_day(now, day_begins)
    of_today = [
        one
        for one in made
        if one.why == "daily" and local_day(one.at.astimezone(now.tzinfo), day_begins) == today
    ]
    restored = [one for one in made if one.why == "before-restore" and one.at <= now]
    return bool(of_today) and (not restored or restored[0] < of_today[0])
