"""R20: every backup can be gone back to, every way back undone, and years leave no heap."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.faults.commands import unkink
from tests.faults.promise import Figure, Size, counted
from tests.store.samples import AT, dump, past, rating
from tracker.core.keeping import DAYS, MONTHS, WEEKS
from tracker.store import Daily, open_store
from tracker.store.listing import Backup, listed

RESTORED = {"quick": 4, "long": 30}
LIVED = {"quick": 60, "long": 3 * 365}


def measure(size: Size, folder: Path) -> list[Figure]:
    """Go back to each of many backups by the real command and forth again; live through years."""
    return [*going_back(folder / "back", RESTORED[size]), *living(folder / "years", LIVED[size])]


def going_back(home: Path, times: int) -> list[Figure]:
    """Back up a history that grows, then restore each, and undo it."""
    path, made = home / "unkink.db", []
    for nth in range(times):
        with closing(open_store(path)) as store:
            store.add([past(nth, note=f"day {nth}")], [rating(nth % 11)])
        said = unkink(home, "backup", "--json")
        made.append((Path(json.loads(said.out)["path"]), dump(path)))
    with closing(open_store(path)) as store:
        store.add([past(times)])
    now, restored, undone = dump(path), 0, 0
    for backup, then in made:
        said = unkink(home, "restore", backup, "--json")
        restored += said.code == 0 and dump(path) == then
        undo = unkink(home, "restore", json.loads(said.out)["before"])
        undone += undo.code == 0 and dump(path) == now
    whole = sum(is_whole(backup) for backup, _ in made)
    return [
        Figure(f"{times} backups", "whole, opened apart", counted(whole, times), whole == times),
        Figure(
            f"{times} restored", "every value as then", counted(restored, times), restored == times
        ),
        Figure(
            f"{times} restored and undone", "as before", counted(undone, times), undone == times
        ),
    ]


def is_whole(path: Path) -> bool:
    """Return whether plain SQLite finds nothing wrong with a file."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as one:
        return (
            one.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            and one.execute("PRAGMA foreign_key_check").fetchall() == []
        )


def living(home: Path, days: int) -> list[Figure]:
    """Write on most days, with the backup of each day, and look at what is left."""
    path, random, told = home / "unkink.db", Random(1), list[str]()
    most, now, used = 0, AT, list[str]()
    with closing(open_store(path)) as store:
        daily = Daily(path, lambda: now, lambda: 4, tell=told.append, aside=False)
        store.wrote = daily.wrote
        for nth in range(days):
            now = AT + timedelta(days=nth)
            if nth == days - 1 or random.random() < 0.8:
                store.add([past(nth)])
                used.append(now.date().isoformat())
                most = max(most, len(list((home / "backups").iterdir())))
    left = list(listed(path))
    good = [one for one in left if isinstance(one, Backup) and is_whole(one.path)]
    ages = {one.facts.last_day for one in good}
    months = sorted({day[:7] for day in used}, reverse=True)[:MONTHS]
    covered = {str(day)[:7] for day in ages}
    bound = DAYS + WEEKS + MONTHS
    is_kept = set(used[-DAYS:]) <= ages and set(months) <= covered
    return [
        Figure(
            f"{len(used)} days of use in {days}",
            f"the last {DAYS} days and {MONTHS} months kept, at most {bound} at a time",
            f"{len(good)} kept, all {'whole' if len(good) == len(left) else 'but some whole'}; "
            f"{most} at the most" + (f"; told: {told[0]}" if told else ""),
            is_kept and len(good) == len(left) and most <= bound and not told,
        )
    ]
