"""R1: kill -9 at random instants, and what the next start finds."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bench.program import NotReachedError
from tests.bench.screen import Frame, has_words
from tests.faults.home import TODAY, Home
from tests.faults.promise import Figure, Size, counted, slack

AT_ONCE = 6
MOST_SECONDS = 2.0
START_SECONDS, HOLD_SECONDS, END_SECONDS = 0.5, {"quick": 3.0, "long": 8.0}, 0.15
OFFERED = has_words("One session was not finished.")
CHECKED_OUT = has_words("That was the last stretch.")
PHASES = ("ease in", "hold", "ease out")
REP = re.compile(r"left leg · (\d) of 3")


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: how long after its moment, and what was wrong afterwards, "" for nothing.

    `steps` is how many had ended before it, by what stood on the screen.
    """

    after: float
    fault: str
    start_seconds: float = 0.0
    steps: int = 0


def measure(size: Size, folder: Path) -> list[Figure]:
    """Return a figure for the kills at the start, in holds, and at the end."""
    share = 1 if size == "long" else 5
    kinds = [
        ("kill -9 while it starts", 100 // share, START_SECONDS, kill_at_start),
        ("kill -9 in a session", 300 // share, HOLD_SECONDS[size], kill_in_session),
        ("kill -9 at the last rating", 100 // share, END_SECONDS, kill_at_end),
    ]
    return [figure(folder, MOST_SECONDS * slack(size), *kind) for kind in kinds]


def figure(
    folder: Path,
    most_seconds: float,
    words: str,
    number: int,
    longest: float,
    kill: Callable[[Path, float], Kill],
) -> Figure:
    """Return the line of the table for so many kills, at instants drawn with a fixed seed.

    The next start may take `most_seconds`; the instants are up to `longest` seconds late.
    """
    moments = [Random(f"{words} {nth}").uniform(0, longest) for nth in range(number)]
    homes = [folder / f"{words} {nth}".replace(" ", "-") for nth in range(number)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        kills = list(pool.map(kill, homes, moments))
    faults = [f"after {one.after:.3f} s: {one.fault}" for one in kills if one.fault]
    slowest = max(one.start_seconds for one in kills)
    steps = sum(one.steps for one in kills)
    well = counted(number - len(faults), number)
    measured = f"{well} well, {steps} steps kept, next start in {slowest:.2f} s"
    promised = "no ended step lost or doubled, file sound, session offered again"
    is_met = not faults and slowest <= most_seconds
    return Figure(words, promised, "; ".join([measured, *faults[:1]]), is_met)


def kill_at_start(folder: Path, after: float) -> Kill:
    """Kill the first start of all, which makes the file, or a later one."""
    home = Home(folder)
    if int(after * 1000) % 2:
        Home.prepared(folder)
    with home.start() as terminal:
        terminal.record(after)
        terminal.send_signal(signal.SIGKILL)
    return judged(home, after, has_words("?"))


def kill_in_session(folder: Path, after: float) -> Kill:
    """Kill a session somewhere in its holds."""
    home = Home.prepared(folder)
    with home.practising() as terminal:
        terminal.write("n")
        terminal.record(after)
        terminal.send_signal(signal.SIGKILL)
        terminal.wait_exit()
        shown = terminal.frame
    return judged(home, after, OFFERED, ended_before(shown))


def kill_at_end(folder: Path, after: float) -> Kill:
    """Kill a session while the rating at its end is given and written."""
    home = Home.prepared(folder)
    with home.practising() as terminal:
        for _ in range(10):
            terminal.write("n")
            terminal.record(0.02)
        terminal.wait_for(CHECKED_OUT)
        terminal.write("3")
        terminal.wait_for(has_words("3 ·"))
        terminal.write("\r")
        terminal.record(after)
        terminal.send_signal(signal.SIGKILL)
        terminal.wait_exit()
    finished = home.rows("SELECT outcome, pain_after FROM session_summary") == [("finished", 3)]
    return judged(home, after, TODAY if finished else OFFERED, 10)


def ended_before(frame: Frame) -> int:
    """Return how many steps must have ended before the one on the screen."""
    beside = [line[40:] for line in frame.lines]
    reps = [int(rep[1]) for line in beside if (rep := REP.search(line))]
    phases = [nth for nth, words in enumerate(PHASES) for line in beside[:12] if words in line]
    return 1 + 3 * (reps[0] - 1) + max(phases) if reps and phases else 0


def judged(home: Home, after: float, wanted: Callable[[Frame], bool], steps: int = 0) -> Kill:
    """Start unkink once more and see whether it shows what is wanted and all is there."""
    started_at = time.monotonic()
    with home.start() as terminal:
        try:
            seconds = terminal.wait_for(wanted).at - started_at
        except NotReachedError as error:
            return Kill(after, str(error))
    wrong = [] if home.is_sound() else ["the file is not sound"]
    columns = "step_index, next_index, planned_seconds, held_seconds"
    ended = home.rows(f"SELECT {columns} FROM step ORDER BY nth")
    if len(ended) < steps:
        wrong.append(f"{counted(len(ended), steps)} ended steps are there")
    if [pair[:2] for pair in ended] != [(nth, nth + 1) for nth in range(len(ended))]:
        wrong.append(f"steps {ended} are not each there once")
    if any(held > planned + 0.001 for *_, planned, held in ended):
        wrong.append("more was credited than there was to hold")
    return Kill(after, "; ".join(wrong), seconds, steps)
