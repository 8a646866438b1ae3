"""R2: the power goes at a random instant of a session, and what is found afterwards."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.faults.calls import fast
from tests.faults.power import Drive, Event, put, read_log
from tests.faults.promise import Figure, Size, counted
from tests.faults.runner import Runner
from tests.faults.sessions import states_of_a_session
from tests.faults.states import database, state
from tests.faults.works import of_store, opened
from tracker.core.errors import StoreError
from tracker.store import open_store

IMAGES: Final = {"quick": 50, "long": 500}
"""How many of each of the two figures."""


def measure(size: Size, folder: Path) -> list[Figure]:
    """Return a figure for a session on a history that is there, and one for the first of all."""
    with fast(folder) as room, Runner(room) as runner:
        kinds = {"power cut in a session": True, "power cut in the first session": False}
        return [
            _figure(words, cuts(runner, room / words, IMAGES[size], is_there=is_there))
            for words, is_there in kinds.items()
        ]


def _figure(words: str, found: Counter[str]) -> Figure:
    well, number = found["well"], found.total()
    wrong = [f"{count} {what}" for what, count in found.items() if what != "well"]
    measured = "; ".join([f"{counted(well, number)} sound and whole", *wrong])
    return Figure(words, "0 corrupt, 0 steps lost that were saved", measured, well == number)


def cuts(
    runner: Runner, room: Path, number: int, *, is_there: bool, work: str = "noted session"
) -> Counter[str]:
    """Do a session, and cut the power so many times; return what was found, and how often."""
    folder, log = room / "home", room / "log"
    folder.mkdir(parents=True)
    if is_there:
        of_store(opened)(folder)
    before = shutil.copytree(folder, room / "before")
    other = room / "states"
    other.mkdir()
    states = [state(before), *states_of_a_session(other)]
    ran = runner.run(work, folder, log=log)
    assert ran.code == 0, ran
    events, random = read_log(log), Random(f"{work} {is_there}")
    drive = Drive(before)
    events = [_moved(event, folder, before) for event in events]
    found: Counter[str] = Counter()
    moments = sorted(random.randint(1, len(events)) for _ in range(number))
    done = 0
    for moment in moments:
        for event in events[done:moment]:
            drive.do(event)
        done = moment
        image = room / "image"
        image.mkdir()
        put(drive.after_cut(random), image)
        found[_found(image, drive.noted, states)] += 1
        shutil.rmtree(image)
    return found


def _moved(event: Event, old: Path, new: Path) -> Event:
    """Return the event as if it had happened in another folder."""
    path, other = (each.replace(str(old), str(new), 1) for each in (event.path, event.other))
    return replace(event, path=path, other=other)


def _found(image: Path, noted: int, states: list[Any]) -> str:
    """Return in words what is left: the states are those before the file, and after each entry."""
    try:
        if database(image).exists():
            with closing(open_store(database(image))):
                pass
        found = state(image)
    except (sqlite3.Error, StoreError):
        return "corrupt"
    if found not in states:
        return "neither old nor new"
    # A saved entry must be there, the next one may be; without a note the file itself may be new.
    at = max(nth for nth, one in enumerate(states) if one == found)
    if at > noted + 2:
        return "ahead of what was done"
    return "well" if at >= noted + 1 or noted == 0 else "lost a saved entry"
