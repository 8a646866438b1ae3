"""Damages the history as disks and interrupted copies do, and asks `unkink doctor` what it sees."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

from tests.faults.flips import is_seen, write_history
from tests.faults.promise import Figure, Size
from tracker.store.seals import SEALED

FILES = {"quick": 60, "long": 1000}
LONGEST_SECONDS = 10.0
PAGE = 4096
HEADER = range(16, 100)


def measure(size: Size, folder: Path) -> list[Figure]:
    """Spoil a history of a month in one place each time: any damage that reaches a row is found."""
    path = folder / "home" / "unkink.db"
    random = Random(16)
    write_history(path, random)
    whole, good = path.read_bytes(), rows(path)
    counts: Counter[str] = Counter()
    for _ in range(FILES[size]):
        spoilt = spoil(whole, random)
        path.write_bytes(spoilt)
        counts[outcome(path, good)] += 1
        changed = path.read_bytes() != spoilt or [*path.parent.iterdir()] != [path]
        counts["changed"] += changed
    bad = {each: counts[each] for each in ("traceback", "too long", "missed", "changed")}
    measured = ", ".join(f"{number} {each}" for each, number in bad.items())
    told = (
        f"{counts['found']} found, {counts['harmless']} without a row that is another; {measured}"
    )
    promised = "0 tracebacks, hangs, changes; all found that reaches a row"
    return [Figure(f"{FILES[size]} damaged files", promised, told, not any(bad.values()))]


def outcome(path: Path, good: object) -> str:
    """Return what came of looking at a damaged file."""
    began = time.monotonic()
    try:
        is_found = is_seen(path)
    except Exception:
        return "traceback"
    if time.monotonic() - began > LONGEST_SECONDS:
        return "too long"
    if is_found:
        return "found"
    return "harmless" if rows(path) == good else "missed"


def rows(path: Path) -> object:
    """Return every row that a person entered, or that they cannot be read."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            return {each: [*connection.execute(f"SELECT * FROM {each}")] for each in SEALED}
        except (sqlite3.Error, UnicodeDecodeError):
            return None


def spoil(content: bytes, random: Random) -> bytes:
    """Return the file as a bad disk or an interrupted copy may leave it."""
    spoilt = bytearray(content)
    at = random.randrange(len(spoilt))
    match random.randrange(5):
        case 0:
            return bytes(spoilt[:at])
        case 1:
            spoilt[at : at + 512] = bytes(512)
        case 2:
            spoilt[at : at + 64] = random.randbytes(64)
        case 3:
            spoilt[random.choice(HEADER)] ^= 1 << random.randrange(8)
        case 4:
            page, other = (random.randrange(len(spoilt) // PAGE) * PAGE for _ in range(2))
            spoilt[page : page + PAGE] = content[other : other + PAGE]
    return bytes(spoilt[: len(content)])
