"""One session, entry by entry: in trouble, under a limit, and noting each that was saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final

from tests.faults.runner import Work
from tests.faults.shim import Disk
from tests.faults.states import database, state
from tests.store.samples import AT, later
from tracker.core.plan import plan
from tracker.core.player import StepEnded
from tracker.core.record import HurtRecord
from tracker.journal import Journal
from tracker.library import load
from tracker.paths import built_in
from tracker.store import open_store

SESSION: Final = "00000000-0000-4000-8000-000000000001"
LIBRARY: Final = load(built_in(), None)
ROUTINE: Final = LIBRARY.routine("desk-break")
STEPS: Final = 6
"""How many steps of it a session has here."""


def entries(journal: Journal) -> Iterable[tuple[str, Callable[[], None]]]:
    """Yield what is written in a session, one entry after the other, with a name for each."""
    yield "begin", lambda: journal.begin(LIBRARY.document(ROUTINE), 5)
    steps = plan(ROUTINE)
    for index in range(STEPS):
        ended = StepEnded(index, steps[index], steps[index].seconds, "done", index + 1)
        yield f"step {index}", partial(journal.end_step, ended)
    hurt = HurtRecord(
        STEPS, "knee-to-chest", None, "left", 4, "sore", "ease off", "own choice", AT, False
    )
    yield "hurt", partial(journal.hurt, hurt)
    yield "finish", lambda: journal.finish("finished", later(9), 3, None)


def session(folder: Path, disk: Disk) -> list[str]:
    """Tell a session on a broken disk, mend it, and save what waits; return what went wrong."""
    wrong = []
    with closing(open_store(database(folder))) as store:
        journal = Journal(store, ROUTINE, lambda: AT, SESSION, day_begins=4)
        for name, write in entries(journal):
            try:
                write()
            except Exception as error:
                wrong.append(f"{name}: {type(error).__name__}: {error}")
        disk.mend()
        if not journal.flush():
            wrong.append(f"never saved: {journal.unsaved}. {journal.trouble}")
    return wrong


def session_under_limit(folder: Path, disk: Disk) -> list[str]:
    """Tell a session while no file may grow beyond what the history has, until that is lifted."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    wrong = []
    with closing(open_store(database(folder))) as store:
        journal = Journal(store, ROUTINE, lambda: AT, SESSION, day_begins=4)
        writes = list(entries(journal))
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        for _, write in writes:
            write()
        if journal.trouble is None:
            wrong.append("the limit was not felt")
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        if not journal.flush():
            wrong.append(f"never saved: {journal.unsaved}. {journal.trouble}")
    return wrong


def noted_session(synchronous: str = "") -> Work:
    """Return a session that notes every entry whose commit has returned.

    With another `synchronous` than unkink's own it waits less for the disk.
    """

    def run(folder: Path, disk: Disk) -> None:
        with closing(open_store(database(folder))) as store:
            if synchronous:
                store.db.execute(f"PRAGMA synchronous = {synchronous}")
            journal = Journal(store, ROUTINE, lambda: AT, SESSION, day_begins=4)
            for name, write in entries(journal):
                write()
                disk.note(name)

    return run


def states_of_a_session(folder: Path) -> list[Any]:
    """Return what there is in an empty folder before a session, and after each of its entries."""
    with closing(open_store(database(folder))) as store:
        journal = Journal(store, ROUTINE, lambda: AT, SESSION, day_begins=4)
        states = [state(folder)]
        for _, write in entries(journal):
            write()
            states.append(state(folder))
    return states
