"""R3: SIGKILL at every call that writes: before it, and in the middle of what it writes."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.faults.promise import Figure, Size, counted
from tests.faults.runner import Runner
from tests.faults.shim import Fault, How
from tests.faults.states import database, fits, state
from tests.faults.works import TASKS, Task

KILLS: Final[tuple[How, ...]] = ("kill before", "kill torn")
QUICK_STRIDE: Final = 9
"""A build kills at every ninth call."""

MEMORY: Final = Path("/dev/shm")


def measure(size: Size, folder: Path) -> list[Figure]:
    """Return a figure for each piece of work."""
    stride = 1 if size == "long" else QUICK_STRIDE
    with fast(folder) as room, Runner(room) as runner:
        return [_figure(runner, task, room / f"{nth}", stride) for nth, task in enumerate(TASKS)]


@contextmanager
def fast(folder: Path) -> Iterator[Path]:
    """Give a folder in memory where there is one: what is lost here is not lost by a real disk."""
    where = MEMORY if MEMORY.is_dir() else folder
    with tempfile.TemporaryDirectory(prefix="unkink-faults-", dir=where) as room:
        yield Path(room)


def _figure(runner: Runner, task: Task, room: Path, stride: int) -> Figure:
    base, clean = room / "base", room / "clean"
    base.mkdir(parents=True)
    task.prepare(base)
    shutil.copytree(base, clean)
    calls = runner.run(task.name, clean).calls
    states = state(base), state(clean)
    kills = wrong = 0
    why = ""
    for nth in range(1, calls + 1, stride):
        for how in KILLS:
            fault = Fault(how, nth, nth)
            found = _killed(runner, task, shutil.copytree(base, room / "run"), fault, states)
            shutil.rmtree(room / "run")
            kills, wrong, why = kills + 1, wrong + bool(found), why or found
    left = f"{counted(kills - wrong, kills)} old or new, and went on"
    measured = f"{left}; {why}" if why else left
    promised = "old or new state, sound, the next run goes on"
    return Figure(f"SIGKILL, {task.name}: {calls} calls", promised, measured, not wrong)


def _killed(runner: Runner, task: Task, folder: Path, fault: Fault, states: tuple[Any, Any]) -> str:
    """Kill one run, and run again; return what was wrong, "" for nothing."""
    where = f"{fault.how} call {fault.first}"
    killed = runner.run(task.name, folder, fault)
    if killed.code != -9:
        return f"{where}: it was not killed, but ended with {killed.code}"
    copy = shutil.copytree(folder, folder / "copy")
    try:
        is_done = fits(found := state(copy), states[1:])
        if task.is_one and not fits(found, states):
            return f"{where}: neither the old nor the new state"
    except (sqlite3.Error, OSError) as error:
        return f"{where}: {error}"
    finally:
        shutil.rmtree(copy)
    again = runner.run("open" if is_done and database(folder).exists() else task.name, folder)
    if again.trouble or again.code:
        return f"{where}: the next run ended with {again.code} {again.trouble}"
    is_done = fits(state(folder), states[1:])
    return "" if is_done else f"{where}: the next run did not do all of it"
