"""Says what was found of the history's file, and what to do about each of it."""

from collections.abc import Iterator
from typing import Final

from tracker.core.broken import Broken, differences, moment, name
from tracker.core.checkup import Backup, Examined, Stranger
from tracker.core.finding import Finding
from tracker.core.words import count, some

FIRST: Final = 10
"""So many entries are named one by one before the rest is only counted."""
TABLES: Final = frozenset(
    {"session", "step", "rating", "hurt", "routine_version", "questionnaire", "day", "change"}
)
NOT_THERE: Final = {
    "missing": "is missing, although there are backups of it",
    "link": "is a link that leads nowhere",
    "folder": "is a folder",
    "no file": "is no ordinary file",
    "empty": "is empty",
    "foreign format": "is not an SQLite file, or its beginning is destroyed",
}
IN_THE_WAY: Final = frozenset({"link", "folder", "no file"})
"""What a restore does not put aside by itself."""

STATES: Final = {
    "changed": "was changed by something other than unkink, or damaged",
    "added": "was added by something other than unkink",
    "gone": "is gone, although unkink never takes one away",
}


def history_findings(
    seen: Examined,
    backup: Backup | None = None,
    *,
    has_bad_backups: bool = False,
    is_whole: bool = False,
) -> list[Finding]:
    """Return what was found of the history; `backup` is the newest good one.

    Of many entries that are not as unkink left them the first ten are named, or `is_whole` all.
    """
    back = _way_back(backup)
    if seen.place == "closed":
        return [_closed(seen)]
    if seen.place == "missing" and backup is None and not has_bad_backups:
        return [Finding("note", "history", f"There is no history at {seen.path} yet.", FIRST_START)]
    if seen.place != "file":
        what = f"{seen.path} {NOT_THERE[seen.place]}."
        in_the_way = "Move it away. " if seen.place in IN_THE_WAY else ""
        return [Finding("fault", "history", what, f"{in_the_way}{back}")]
    if seen.is_locked:
        what = f"Another program holds {seen.path}, so nothing could be looked at."
        return [Finding("not looked", "lock", what, "Close it, and look again.")]
    contents = _contents(seen, back, is_whole)
    return [*_identity(seen, back), *_structure(seen, back), *_left(seen), *contents]


UNFINISHED: Final = "Unless it is under way just now, Today offers to go on with it or save it."
FIRST_START: Final = "The first session, or the first `unkink rate`, makes it."


def _closed(seen: Examined) -> Finding:
    what = f"{seen.path} could not be looked at: {seen.trouble}."
    return Finding("not looked", "history", what, "Look whether it belongs to you, and try again.")


def _way_back(backup: Backup | None) -> str:
    if backup is None:
        return "`unkink restore PATH` brings back a copy of yours: unkink found no good backup."
    return f"`{backup.command}` brings back the newest good backup."


def _identity(seen: Examined, back: str) -> Iterator[Finding]:
    if seen.is_ours and seen.version > seen.newest:
        what = f"{seen.path} was made by a newer version of unkink (schema {seen.version})."
        yield Finding("fault", "version", what, "Update unkink; nothing else is wrong with that.")
    elif seen.is_ours and 0 < seen.version < seen.newest:
        what = f"The history has schema {seen.version}, this unkink writes {seen.newest}."
        yield Finding("note", "version", what, "The next start brings it up to date by itself.")
    elif not seen.is_ours and seen.has_our_tables:
        what = f"{seen.path} is not marked as unkink's any more, although its tables are there."
        yield Finding("fault", "header", what, back)
    elif not seen.is_ours and not seen.unread:
        what = f"{seen.path} belongs to another program."
        advice = f"Move it away. {back}"
        yield Finding("fault", "header", what, advice)


def _structure(seen: Examined, back: str) -> Iterator[Finding]:
    if seen.unread:
        what = f"A part of {seen.path} cannot be read: {_some(seen.unread)}."
        yield Finding("fault", "damage", what, f"Copy the file away as it is. {back}")
    if seen.integrity:
        what = f"SQLite's own check finds {seen.path} damaged: {_some(seen.integrity)}."
        yield Finding("fault", "integrity", what, f"Copy the file away as it is. {back}")
    for table, rows in (seen.orphans or {}).items():
        what = f"{count(rows, 'row')} of the table {table} belong to a row that is gone."
        yield Finding("fault", "foreign keys", what, back)
    if seen.lost:
        what = f"In {seen.path} there is no {_some(seen.lost)}, which unkink made."
        yield Finding("fault", "schema", what, back)
    yield from map(_stranger, seen.strangers)


def _stranger(one: Stranger) -> Finding:
    if one.kind == "trigger" and one.table in TABLES:
        what = f"The trigger {one.name} changes the table {one.table} behind unkink's back."
        advice = f'Unless you made it, remove it with another program: DROP TRIGGER "{one.name}".'
        return Finding("fault", "schema", what, advice)
    what = f"The {one.kind} {one.name} was not made by unkink."
    return Finding("note", "schema", what, "If it is yours, leave it; unkink does not use it.")


def _left(seen: Examined) -> Iterator[Finding]:
    left = [one for one in seen.leftovers if not one.endswith("-shm")]
    if seen.was_cut_off:
        what = f"A write was cut off: {' and '.join(left)} lies beside the history."
        advice = "Do not delete it: with it, the next start of unkink undoes the half of an entry."
        yield Finding("note", "journal", what, advice)
    elif left:
        what = f"{' and '.join(left)} lies beside the history: another program may be writing."
        advice = "Close every program that uses the file, and look again. Do not delete it."
        yield Finding("note", "journal", what, advice)
    if seen.is_wal:
        what = "Another program has set the history to write-ahead logging."
        yield Finding("note", "journal", what, "The next start of unkink sets it back.")


def _contents(seen: Examined, back: str, is_whole: bool) -> Iterator[Finding]:
    for one in seen.unfinished:
        what = f"The session of {moment(one, 'started')}, {one['routine_name']}, was not finished."
        yield Finding("note", "unfinished", what, UNFINISHED)
    named = seen.broken if is_whole else seen.broken[:FIRST]
    yield from (_broken(one, back) for one in named)
    if more := len(seen.broken) - len(named):
        what = f"{more} more of your entries were changed by something other than unkink."
        yield Finding("fault", "seals", what, "`unkink doctor --json` names all of them.")


def _broken(one: Broken, back: str) -> Finding:
    named = name(one)
    what = f"{named[0].upper()}{named[1:]} {STATES[one.state]}."
    if not one.is_readable:
        return Finding("fault", "seals", what, back)
    accept = "If it is as you want it, `unkink doctor --accept` takes it as it stands."
    return Finding("fault", "seals", what, f"{_compared(one)} {accept}".strip())


def _compared(one: Broken) -> str:
    """Return what a backup says of it; that one may look there, where none knows it as it was."""
    if one.backup_at is None:
        return "Compare it with a backup." if one.state == "changed" else ""
    backup = f"In the backup of {one.backup_at.day} {one.backup_at:%b %Y}"
    if one.state == "gone":
        return f"{backup} it is still there."
    return f"{backup} it says: {differences(one)}."


def _some(texts: tuple[str, ...]) -> str:
    return some([text.rstrip(".") for text in texts], 2)
