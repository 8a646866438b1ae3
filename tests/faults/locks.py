"""R7: other programs that hold the file, and a second window beside a session."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.bench.program import NotReachedError
from tests.bench.screen import has_words
from tests.bench.terminal import Terminal
from tests.faults.home import ROOT, Home
from tests.faults.promise import Figure, Size, counted, slack

LOCK_SECONDS = {"quick": 4.0, "long": 30.0}
WRITES = {"quick": 100, "long": 400}
MOST_WAIT = 0.25
MOST_SECONDS = 2.0
NOT_SAVED = has_words("Not saved yet")
ELSEWHERE = has_words("A session is under way")
WRITES_MUCH = """
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tracker.cli.parts import PATIENCE_SECONDS
from tracker.core.errors import StoreError
from tracker.store import open_store
from tracker.store.rows import NewRating

failed = 0
with closing(open_store(Path(sys.argv[1]), patience=PATIENCE_SECONDS)) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for nth in range(int(sys.argv[2])):
        try:
            store.add(ratings=[NewRating("now", nth % 11, datetime.now(UTC))])
        except StoreError:
            failed += 1
print(failed)
"""


def measure(size: Size, folder: Path) -> list[Figure]:
    """Return a figure for a lock in a session, for two writers, and for a second window."""
    return [
        held(Home.prepared(folder / "held"), size),
        both(Home.prepared(folder / "both"), WRITES[size]),
        second(Home.prepared(folder / "second"), size),
    ]


def held(home: Home, size: Size) -> Figure:
    """Hold the file for some time while the steps of a session end."""
    seconds = LOCK_SECONDS[size]
    words, promised = (
        f"another program holds the file for {seconds:g} s",
        f"keys in {MOST_WAIT * 1000:g} ms, says so, every step saved",
    )
    with home.practising() as terminal, closing(sqlite3.connect(home.database)) as other:
        try:
            other.execute("BEGIN EXCLUSIVE")
            terminal.write("n")
            terminal.wait_for(NOT_SAVED, 2.0)
            waits = [answer(terminal) for _ in range(int(seconds * 2))]
            other.rollback()
            terminal.wait_for(lambda frame: not NOT_SAVED(frame), 5.0)
            terminal.write("s")
            terminal.wait_for(has_words("How strong"))
        except NotReachedError as error:
            return Figure(words, promised, str(error), False)
    steps = home.rows("SELECT step_index FROM step ORDER BY nth")
    whole = len(steps) > 1 and steps == [(nth,) for nth in range(len(steps))] and home.is_sound()
    measured = f"slowest key {max(waits) * 1000:.0f} ms, {len(steps)} steps saved"
    return Figure(words, promised, measured, whole and max(waits) <= MOST_WAIT * slack(size))


def answer(terminal: Terminal) -> float:
    """Give the step ten seconds more, and return how long it took until that was shown."""
    terminal.record(0.4)
    shown = terminal.frame.text
    sent_at = terminal.write("+")
    return terminal.wait_for(lambda frame: frame.text != shown, 5.0).at - sent_at


def both(home: Home, number: int) -> Figure:
    """Let two programs write as fast as they can."""
    program = [sys.executable, "-c", WRITES_MUCH, str(home.database), str(number)]
    env = home.environment(PYTHONPATH=str(ROOT))
    writers = [
        subprocess.Popen(program, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for writer in writers:
        assert writer.stdout
        writer.stdout.readline()
    failed = 0
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        failed += int(writer.communicate()[0])
    written = home.rows("SELECT count(*) FROM rating")[0][0]
    words = f"two commands write {number} times each, without a pause"
    measured = f"{failed} refused, {counted(written, 2 * number)} written"
    return Figure(words, "none refused", measured, failed == 0 and written == 2 * number)


def second(home: Home, size: Size) -> Figure:
    """Open a second window beside a session."""
    words, promised = "a second window beside a session", "told in 2 s, the session is not offered"
    with home.practising(), home.start() as beside:
        try:
            seconds = beside.wait_for(ELSEWHERE).at - beside.started_at
        except NotReachedError as error:
            return Figure(words, promised, str(error), False)
        offered = "One session was not finished" in beside.frame.text
    is_met = seconds <= MOST_SECONDS * slack(size) and not offered
    return Figure(words, promised, f"told after {seconds:.2f} s", is_met)
