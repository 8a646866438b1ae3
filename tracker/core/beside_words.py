"""Says what was found beside the history: permissions, copies, backups, and the person's files."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from tracker.core.checkup import Backup, Beside, Loose
from tracker.core.finding import Finding
from tracker.core.words import count, some

OLD: Final = timedelta(days=8)


def beside_findings(seen: Beside, has_sessions: bool, now: datetime) -> Iterator[Finding]:
    """Yield what is to be said of what lies beside the history; `now` is aware."""
    yield from map(_loose, seen.loose)
    for name, service in seen.conflicts:
        what = f"{name} looks like a conflict copy by {service}: two programs wrote the history."
        advice = (
            "Move it elsewhere, look which of the two has your sessions, and let only one computer "
            "at a time have unkink open."
        )
        yield Finding("fault", "copies", what, advice)
    for name in seen.copies:
        what = f"{name} lies beside the history and is not used."
        yield Finding("note", "copies", what, "If it is a copy of yours, keep it elsewhere.")
    for name in seen.drafts:
        what = f"{name} is left of a write that was cut off."
        yield Finding("note", "copies", what, "Nothing is in it that counts; you can delete it.")
    if seen.waiting:
        named = some(seen.waiting, 2)
        what = f"The history did not take all of {count(len(seen.waiting), 'session')}: {named}."
        advice = "The next start of unkink that can write into the history adds what is missing."
        yield Finding("note", "waiting", what, advice)
    if seen.trouble:
        what = f"What lies beside the history could not be looked at: {seen.trouble}."
        advice = "Look whether the folder belongs to you, and try again."
        yield Finding("not looked", "folder", what, advice)
    elif has_sessions:
        yield from _backup(seen.newest, now)
    if seen.bad:
        named = some([f"{path} {flaw}" for path, flaw in seen.bad], 2)
        what = f"{count(len(seen.bad), 'backup')} cannot be restored: {named}."
        yield Finding(
            "fault", "backups", what, "Delete what is bad: `unkink backup` makes a new one."
        )


def _loose(one: Loose) -> Finding:
    may = "enter" if one.wanted & 0o100 else "read"
    what = f"Others on this computer may {may} {one.path} (mode {one.mode:04o})."
    advice = f"`unkink doctor --fix` makes it yours alone ({one.wanted:04o})."
    return Finding("fault", "permissions", what, advice)


def _backup(newest: Backup | None, now: datetime) -> Iterator[Finding]:
    if newest is None:
        what = "There is no backup of the history yet."
        yield Finding("note", "backups", what, "`unkink backup` makes one.")
    elif now - newest.made_at > OLD:
        what = f"The newest backup, {newest.path}, is {age(newest, now)} old."
        yield Finding("note", "backups", what, "`unkink backup` makes one.")


def age(backup: Backup, now: datetime) -> str:
    """Return how old a backup is: "3 days", "less than a day"."""
    days = (now - backup.made_at).days
    return count(days, "day") if days > 0 else "less than a day"


def files_findings(settings: list[str], routines: list[str]) -> Iterator[Finding]:
    """Yield the faults of the settings file, and that of the person's own routine files."""
    for fault in settings:
        what = f"A setting is left out: {fault.rstrip('.')}."
        yield Finding("fault", "settings", what, "Correct the line, or delete it for its default.")
    if routines:
        what = f"In your routine files {count(len(routines), 'thing')} is wrong: {routines[0]}"
        if len(routines) > 1:
            what = f"In your routine files {len(routines)} things are wrong, first: {routines[0]}"
        advice = "`unkink routines check FILE` names everything that is wrong with a file."
        yield Finding("fault", "routines", f"{what.rstrip('.')}.", advice)
