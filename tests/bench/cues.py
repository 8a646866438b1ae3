"""The row of the cues: how late each one of a session of over twenty minutes is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.bench import app, called
from tests.bench.bench import Bench
from tests.bench.budget import Sample
from tests.bench.program import NotReachedError
from tests.bench.terminal import Terminal
from tests.core.timetable import timetable
from tracker.core.routine import Routine
from tracker.library import load
from tracker.paths import built_in

SHORTEST_SECONDS = 20 * 60.0

ROUTINE = """\
name = "Over twenty minutes"
items = [
    { stretch = "pelvic-tilt", reps = 15 },
    { stretch = "knee-to-chest", reps = 6 },
    { stretch = "cat-cow", reps = 10 },
    { stretch = "active-hamstring", reps = 6 },
    { stretch = "hip-flexor", reps = 4 },
]
"""
"""Reps, halves, and holds with two sides."""


def cues_row(bench: Bench) -> Sample:
    """Run the session once in a real terminal and return how late each cue was, in ms."""
    env = bench.environment("cues")
    home = Path(env["UNKINK_HOME"])
    routine, stamps = own_routine(home), home / "stamps"
    command = [sys.executable, "-P", str(Path(called.__file__)), str(stamps), routine.id]
    with Terminal(command, env) as terminal:
        app.walk_to_practice(terminal)
        terminal.wait_for(app.check_in_shown, timetable(routine)[-1][0] + 30)
    return Sample(lateness(routine, stamps))


def own_routine(home: Path) -> Routine:
    """Write the routine into a home folder, and return it. Raises NotReachedError."""
    (home / "routines").mkdir()
    (home / "routines" / "twenty.toml").write_text(ROUTINE, encoding="utf-8")
    routine = load(built_in(), home / "routines").routine("twenty")
    if (seconds := timetable(routine)[-1][0]) < SHORTEST_SECONDS:
        raise NotReachedError(f"its routine takes {seconds:g} s only")
    return routine


def lateness(routine: Routine, stamps: Path) -> list[float]:
    """Return the ms by which each cue came later than the plan, against the earliest of them.

    Raises NotReachedError unless each came once, in order.
    """
    made = [json.loads(line) for line in stamps.read_text(encoding="utf-8").splitlines()]
    wanted = timetable(routine)
    if [cue[1:] for cue in made] != [[call.words, call.tone] for _, call in wanted]:
        raise NotReachedError(f"{len(made)} cues came, which are not the {len(wanted)} planned")
    behind = [at - second for (at, *_), (second, _) in zip(made, wanted, strict=True)]
    return [(each - min(behind)) * 1000 for each in behind]
