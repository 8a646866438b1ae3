"""R5: a damaged, foreign, empty or missing history is told, and never written over."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

from tests.bench.program import NotReachedError
from tests.bench.screen import has_words
from tests.bench.terminal import Terminal
from tests.faults.commands import UNKINK, environment, for_each, unkink
from tests.faults.promise import Figure, Size, counted
from tests.faults.spoiling import Damage, damages
from tests.store.samples import AT, dump, past, rating
from tracker.migrations import APPLICATION_ID, CHANGES
from tracker.store import open_store
from tracker.store.backups import make
from tracker.store.checking import schema_of

MARKS = ("application_id", "user_version")
SESSIONS = 120
QUICK = 40
IN_A_TERMINAL = {"quick": 2, "long": 12}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one damage.

    `is_structural` is what SQLite and the schema say; `was_told` is whether a command named the
    file and the command that restores the newest good backup.
    """

    damage: Damage
    is_orderly: bool
    is_unchanged: bool
    is_structural: bool
    was_told: bool


def measure(size: Size, folder: Path) -> list[Figure]:
    """Damage a history in every way, and look at what `unkink history` and `rate` do with it."""
    good = prepare(folder / "good")
    every = list(damages((good / "unkink.db").stat().st_size, Random(5)))
    if size == "quick":
        every = pick(every)
    numbered = list(enumerate(every))
    outcomes = for_each(numbered, lambda one: suffer(one[1], good, folder / f"home-{one[0]}"))
    return [*figures(outcomes), *in_terminals(good, folder, IN_A_TERMINAL[size])]


def pick(every: Sequence[Damage]) -> list[Damage]:
    """Return a few of each kind."""
    kinds = Counter(one.kind for one in every)
    share = max(1, QUICK // len(kinds))
    return [
        one
        for kind in kinds
        for one in islice((one for one in reversed(every) if one.kind == kind), share)
    ]


def prepare(home: Path) -> Path:
    """Make a home with a history, and a backup of it of another day; return the home."""
    document = '{"the": "' + "routine " * 3000 + '"}'
    with closing(open_store(home / "unkink.db")) as store:
        sessions = [past(-days, note=f"note {days}", document=document) for days in range(SESSIONS)]
        store.add(sessions, [rating(days % 11) for days in range(SESSIONS)])
    make(home / "unkink.db", "daily", AT)
    return home


def suffer(damage: Damage, good: Path, home: Path) -> Outcome:
    """Damage a copy of the good home, and read and write it by commands."""
    shutil.copytree(good, home)
    path = home / "unkink.db"
    damage.do(path)
    before = prints(home)
    is_structural = find_damage(path)
    read = unkink(home, "history")
    is_unchanged = prints(home) == before
    said = [read]
    if is_structural and not tells(home, read.err):
        said.append(unkink(home, "rate", 4, "--for", "now"))
    shutil.rmtree(home)
    return Outcome(
        damage,
        all(one.is_orderly for one in said),
        is_unchanged,
        is_structural,
        tells(home, said[-1].err),
    )


def prints(home: Path) -> dict[str, str]:
    """Return what the history and what lies beside it are, by their names."""
    files = [file for file in home.glob("unkink.db*") if file.is_file()]
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in files}


def find_damage(path: Path) -> bool:
    """Return whether plain SQLite, or the schema, says that this is not a whole history."""
    beside = [path.with_name(path.name + ending) for ending in ("-journal", "-wal")]
    if not path.exists() or path.stat().st_size == 0 or any(one.exists() for one in beside):
        return True
    try:
        uri = f"{path.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as one:
            schema = {
                str(name): (str(kind), sql)
                for name, kind, sql in one.execute("SELECT name, type, sql FROM sqlite_schema")
                if not name.startswith("sqlite_")
            }
            marks = [one.execute(f"PRAGMA {mark}").fetchone()[0] for mark in MARKS]
            return (
                one.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
                or bool(one.execute("PRAGMA foreign_key_check").fetchall())
                or schema != schema_of(len(CHANGES))
                or marks != [APPLICATION_ID, len(CHANGES)]
            )
    except (sqlite3.Error, UnicodeDecodeError):
        return True


def tells(home: Path, said: str) -> bool:
    """Return whether the file, and how its backup is restored, were named."""
    return str(home / "unkink.db") in said and f"unkink restore {home / 'backups'}" in said


def figures(outcomes: list[Outcome]) -> list[Figure]:
    """Return the lines of the table."""
    broken = f"{len(outcomes)} damages"
    rude = [one for one in outcomes if not one.is_orderly]
    changed = [one for one in outcomes if not one.is_unchanged]
    structural = [one for one in outcomes if one.is_structural]
    silent = [one for one in structural if not one.was_told]
    return [
        Figure(broken, "0 tracebacks, 0 hangs", named(rude), not rude),
        Figure(broken, "0 changes by reading", named(changed), not changed),
        Figure(
            f"{len(structural)} of them structural",
            "all told, with the newest good backup",
            f"{counted(len(structural) - len(silent), len(structural))} told"
            + (f"; not {named(silent)}" if silent else ""),
            bool(structural) and not silent,
        ),
    ]


def named(outcomes: list[Outcome]) -> str:
    """Return how many there are, and which."""
    which = ", ".join(f"{one.damage.kind}: {one.damage.name}" for one in outcomes[:5])
    return f"{len(outcomes)}" + (f" ({which})" if which else "")


def in_terminals(good: Path, folder: Path, times: int) -> list[Figure]:
    """Open the app on what cannot be opened: one key restores, any other leaves it alone."""
    closed = [
        one for one in damages((good / "unkink.db").stat().st_size, Random(5)) if opens_not(one)
    ]
    chosen = (closed * times)[:times]
    troubles = [
        trouble
        for nth, damage in enumerate(chosen)
        if (trouble := by_key(damage, good, folder / f"terminal-{nth}", restores=nth % 2 == 0))
    ]
    return [
        Figure(
            f"{times} in a terminal",
            "r restores, another key changes nothing",
            "; ".join(troubles) or f"{counted(times, times)} did",
            not troubles,
        )
    ]


def opens_not(damage: Damage) -> bool:
    """Return whether nothing at all can be read of such a history."""
    return damage.name in ("empty", "text", "gone", "noise") or damage.kind == "cut short"


def by_key(damage: Damage, good: Path, home: Path, *, restores: bool) -> str:
    """Press a key where the app offers the backup; return what went wrong, or nothing."""
    shutil.copytree(good, home)
    damage.do(home / "unkink.db")
    before = prints(home)
    try:
        with Terminal([UNKINK], environment(home)) as terminal:
            terminal.wait_for(has_words("restore that backup"))
            terminal.write("r" if restores else "n")
            if restores:
                terminal.wait_for(has_words("general information"))
                terminal.write("\x11")
            code = terminal.wait_exit().code
    except NotReachedError as error:
        return f"{damage.name}: {error}"
    if restores:
        is_back = dump(home / "unkink.db") == dump(good / "unkink.db")
        return "" if is_back and code == 0 else f"{damage.name}: not restored ({code})"
    return "" if prints(home) == before and code == 2 else f"{damage.name}: changed ({code})"
