"""The commands that keep the history safe: backing it up, and going back."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.alone import alone
from tracker.cli.output import columns, print_json, print_line, print_wrapped
from tracker.cli.parts import now, places
from tracker.core import words
from tracker.core.errors import StoreError, TrackerError
from tracker.paths import Paths

if TYPE_CHECKING:
    from tracker.store.listing import Backup, Unusable
    from tracker.store.restoring import Restored


class File(click.Path):
    """A path that says something: that of an empty variable would be the folder one is in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path. Raises click.BadParameter for an empty one."""
        if not str(value):
            self.fail("is empty.", param, ctx)
        return super().convert(value, param, ctx)


FILE = File(path_type=Path)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
REASONS = {
    "daily": "daily",
    "by-hand": "by hand",
    "before-upgrade": "before an upgrade",
    "before-restore": "before a restore",
    "put-aside": "put aside",
}


@click.command()
@click.argument("path", required=False, type=FILE)
@click.option("--list", "is_list", is_flag=True, help="List the backups that there are.")
@JSON
def backup(path: Path | None, is_list: bool, as_json: bool) -> None:
    """Back the history up to PATH: a new file, a folder, or unkink's own backups."""
    where = places()
    if is_list:
        if path is not None:
            raise TrackerError("--list is about unkink's own backups: leave PATH out.")
        _print_list(where, as_json)
        return
    made = _back_up(where, path)
    if as_json:
        print_json(facts_of(made))
        return
    print_wrapped(f"Backed up: {_counts(made)}, looked at on every page.")
    print_line(str(made.path))


@click.command()
@click.argument("path", required=False, type=FILE)
@JSON
def restore(path: Path | None, as_json: bool) -> None:
    """Put the backup PATH in the place of the history, which is backed up first."""
    from tracker.store.listing import newest_good

    where = places()
    if path is None:
        newest = newest_good(where.database)
        from tracker.store.damage import restore_command

        of = "" if newest is None else f" The newest good one: `{restore_command(newest.path)}`."
        raise TrackerError(f"which backup? `unkink backup --list` shows what there is.{of}")
    path = _found(path, where)
    done = put_back(where, path)
    if as_json:
        print_json(
            {
                "restored": str(path),
                "path": str(where.database),
                "sessions": done.facts.sessions,
                "ratings": done.facts.ratings,
                "last_day": done.facts.last_day,
                "before": None if done.before is None else str(done.before),
                "before_was_damaged": done.was_damaged,
            }
        )
        return
    tell_restored(done, path)


def put_back(where: Paths, path: Path) -> "Restored":
    """Restore a backup where no session is under way. Raises StoreError."""
    from tracker.store.restoring import restore as restored

    with alone(where.session_lock) as is_alone:
        if not is_alone:
            raise StoreError(
                "nothing was restored: a session is under way in another window. End it first."
            )
        return restored(where.database, path, now())


def tell_restored(done: "Restored", path: Path) -> None:
    """Say what was restored, and how to undo it."""
    from tracker.store.damage import restore_command

    print_wrapped(f"Restored: {_count(done.facts.sessions, done.facts.ratings)}.")
    print_line(f"From: {path}")
    if done.before is None:
        print_wrapped("There was no history before, so there is nothing to undo.")
    elif done.was_damaged:
        print_wrapped(
            "What was there before was damaged and cannot be restored. It is kept as it was found:"
        )
        print_line(str(done.before))
    else:
        print_line(f"To undo this: {restore_command(done.before)}")


def facts_of(one: "Backup | Unusable") -> dict[str, Any]:
    """Return a backup as `--json` prints it; what cannot be known of it is null."""
    from tracker.store.listing import Unusable

    known = {"path": str(one.path), "made_at": one.made.at.isoformat(), "why": one.made.why}
    if isinstance(one, Unusable):
        facts = {"sessions": None, "ratings": None, "last_day": None}
        return {**known, **facts, "bytes": one.size, "problem": one.flaw}
    return {**known, **one.facts._asdict(), "bytes": one.size, "problem": None}


def _back_up(where: Paths, path: Path | None) -> "Backup":
    from tracker.store.backups import make
    from tracker.store.damage import missing

    if not where.database.exists():
        if where.backups.exists():
            raise missing(where.database)
        raise StoreError(f"There is no history yet to back up: {where.database} is not there.")
    if path is not None and not path.is_dir():
        if path.exists() or path.is_symlink():
            raise StoreError(f"{path} is there already, and is never written over.")
        if not path.parent.is_dir():
            raise StoreError(f"{path}: there is no folder {path.parent}.")
        if path.suffix != where.database.suffix:  # a stick that is not plugged in
            raise StoreError(
                f"There is no folder {path}, so nothing was backed up. Name one that is there, or "
                f"a new file that ends in {where.database.suffix}."
            )
    return make(where.database, "by-hand", now(), place=path and path.absolute())


def _found(path: Path, where: Paths) -> Path:
    """Return the file that is meant: a path, or the name of one of the backups, with .db or not."""
    if path.exists() or path.name != str(path):
        return path
    own = where.backups / path.name, where.backups / f"{path.name}{where.database.suffix}"
    return next((one for one in own if one.exists()), path)


def _print_list(where: Paths, as_json: bool) -> None:
    from tracker.store.listing import Backup, listed

    found = list(listed(where.database))
    if as_json:
        print_json([facts_of(one) for one in found])
        return
    if not found:
        print_wrapped(f"No backups yet in {where.backups}.")
        return
    rows = []
    for one in found:
        at = one.made.at.astimezone()
        holds = _counts(one) if isinstance(one, Backup) else one.flaw
        size = f"{one.size / 1e6:.1f} MB"
        rows.append((_when(at), REASONS[one.made.why], size, holds, one.path.name))
    for line in columns(rows):
        print_line(line)
    print_line(f"in {where.backups}")


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _counts(one: "Backup") -> str:
    until = f" up to {one.facts.last_day}" if one.facts.last_day else ""
    return _count(one.facts.sessions, one.facts.ratings) + until


def _count(sessions: int, ratings: int) -> str:
    return f"{words.count(sessions, 'session')} and {words.count(ratings, 'rating')}"
