"""R4, call by call: no space and I/O errors, once and for good, and what is saved afterwards."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.calls import fast
from tests.faults.promise import Figure, Size, counted
from tests.faults.runner import Ran, Runner
from tests.faults.sessions import session
from tests.faults.shim import FOR_GOOD, Fault, How
from tests.faults.states import fits, state
from tests.faults.works import TASKS, Task, of_store, opened

QUICK_STRIDE: Final = 23
"""A build breaks every 23rd call of a session, and a third of those elsewhere."""

HOWS: Final[tuple[tuple[How, bool], ...]] = (
    ("no space", False),
    ("I/O error", False),
    ("I/O error", True),
)
"""What the calls meet, and whether reads meet it too: no read needs space."""

OURS: Final = ("StoreError", "DamageError", "SettingsError")


@dataclass(slots=True)
class Count:
    """How many runs there were, how many went wrong, and what went wrong first."""

    runs: int = 0
    wrong: int = 0
    first: str = ""

    def add(self, found: str) -> None:
        """Count a run; `found` is what was wrong, "" for nothing."""
        self.runs, self.wrong = self.runs + 1, self.wrong + bool(found)
        self.first = self.first or found

    def figure(self, broken: str, promised: str) -> Figure:
        """Return the line of the table."""
        well = f"{counted(self.runs - self.wrong, self.runs)} well"
        return Figure(
            broken, promised, f"{well}; {self.first}" if self.first else well, not self.wrong
        )


def measure(size: Size, folder: Path) -> list[Figure]:
    """Return a figure for sessions, and one for everything else that writes."""
    stride = 1 if size == "long" else QUICK_STRIDE
    whole = Task("session", of_store(opened), session)
    with fast(folder) as room, Runner(room) as runner:
        told = Count()
        _break(runner, whole, room / "session", stride, told)
        limited = Count()
        limited.add(_limited(runner, room / "limited"))
        others = Count()
        for nth, task in enumerate(TASKS):
            _break(runner, task, room / f"{nth}", 3 * stride if stride > 1 else 1, others)
    return [
        told.figure("no space or I/O error, once or for good", "0 lost, 0 doubled, 0 tracebacks"),
        limited.figure("no file may grow (RLIMIT_FSIZE)", "all saved once it is lifted"),
        others.figure("the same where nobody tries again", "one sentence; old or new state"),
    ]


def _break(runner: Runner, task: Task, room: Path, stride: int, count: Count) -> None:
    """Do one piece of work with every fault at every call."""
    base = room / "base"
    base.mkdir(parents=True)
    task.prepare(base)
    for how, reads in HOWS:
        clean = shutil.copytree(base, room / "clean")
        calls = runner.run(task.name, clean, Fault(reads=reads)).calls
        states = [state(clean), state(base)]
        shutil.rmtree(clean)
        for nth in range(1, calls + 1, stride):
            for last in (nth, FOR_GOOD):
                run = shutil.copytree(base, room / "run")
                ran = runner.run(task.name, run, Fault(how, nth, last, reads))
                found = _wrong(task, ran, run, states)
                count.add(found and f"{task.name}, {how} at call {nth}: {found}")
                shutil.rmtree(run)


def _limited(runner: Runner, run: Path) -> str:
    """Tell one session under a limit of the system's own; return what was wrong, "" for nothing."""
    clean = run.with_name("unlimited")
    for folder in (run, clean):
        folder.mkdir()
        of_store(opened)(folder)
    runner.run("session", clean)
    ran = runner.run("session under a limit", run)
    if ran.code or ran.trouble or ran.said:
        return f"ended with {ran.code} {ran.trouble} {ran.said}"
    return "" if state(run) == state(clean) else "not all of it is there once"


def _wrong(task: Task, ran: Ran, run: Path, states: list[object]) -> str:
    """Return what is wrong after one run, "" for nothing: an error of ours is what is promised.

    A session tries again, so all of it has to be there, unless not even the file was opened.
    """
    if ran.code or (ran.trouble and not ran.trouble.startswith(OURS)):
        return f"ended with {ran.code} {ran.trouble}"
    if ran.said:
        return str(ran.said)
    is_all_wanted = task.name == "session" and not ran.trouble
    try:
        found = state(run)
    except (sqlite3.Error, OSError) as error:
        return str(error)
    if not task.is_one:
        return ""
    if not fits(found, states[: 1 if is_all_wanted else 2]):
        return "not all of it is there once" if is_all_wanted else "neither old nor new"
    return ""
