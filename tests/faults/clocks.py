"""R11 and R12: a session that is suspended, stopped, or squeezed, and the seconds it credits."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bench.program import NotReachedError
from tests.bench.screen import has_words
from tests.bench.terminal import Terminal
from tests.faults.home import LONG_ROUTINE, Home
from tests.faults.promise import Figure, Size, counted, slack

TIMES = {"quick": 2, "long": 20}
GAP_SECONDS = 3.0
STORM = 200
TOLERANCE = 0.2
HOLDING = has_words("hold")
PAUSED = has_words("paused", "Nothing was heard for")
TOO_SMALL = has_words("unkink needs")


def gap(number: int) -> Callable[[Terminal], float]:
    """Return how to stop it by this signal for some seconds; it returns the seconds awake."""

    def do(terminal: Terminal) -> float:
        terminal.send_signal(number)
        terminal.record(GAP_SECONDS)
        terminal.send_signal(signal.SIGCONT)
        terminal.wait_for(PAUSED)
        return 0.0

    return do


def unread(terminal: Terminal) -> float:
    """Read nothing for some seconds, as a stalled connection does; return the seconds awake."""
    started_at = time.monotonic()
    time.sleep(GAP_SECONDS)
    return time.monotonic() - started_at


def storm(terminal: Terminal) -> float:
    """Squeeze and stretch the terminal hundreds of times; return the seconds awake."""
    started_at = time.monotonic()
    sizes = [(1, 1), (20, 5), (500, 200), (59, 20), (80, 24), (60, 19)]
    for nth in range(STORM):
        terminal.resize(*sizes[nth % len(sizes)])
        terminal.read(0.005)
    terminal.resize(40, 10)
    terminal.wait_for(TOO_SMALL)
    terminal.resize(80, 24)
    terminal.wait_for(HOLDING)
    return time.monotonic() - started_at


def measure_gaps(size: Size, folder: Path) -> list[Figure]:
    """Return a figure for each kind of gap in a hold."""
    promised = f"credited = awake ± {TOLERANCE:g} s, no step ends in it, it says that it pauses"
    return [
        figure(size, folder / words.replace(" ", "-"), words, promised, do)
        for words, do in (
            (f"Ctrl-Z for {GAP_SECONDS:g} s", gap(signal.SIGTSTP)),
            (f"SIGSTOP for {GAP_SECONDS:g} s", gap(signal.SIGSTOP)),
            (f"nobody reads for {GAP_SECONDS:g} s", unread),
        )
    ]


def measure_sizes(size: Size, folder: Path) -> list[Figure]:
    """Return the figure for a storm of sizes in a hold."""
    promised = f"goes on, credited = elapsed ± {TOLERANCE:g} s, says what it needs"
    return [figure(size, folder, f"{STORM} sizes, 1×1 to 500×200", promised, storm)]


def figure(
    size: Size, folder: Path, words: str, promised: str, do: Callable[[Terminal], float]
) -> Figure:
    """Return the line of the table: how far what was credited is off, and the first fault."""
    homes = [folder / str(nth) for nth in range(TIMES[size])]
    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(lambda home: off(home, do), homes))
    faults = [fault for _, fault in ends if fault]
    worst = max(seconds for seconds, _ in ends)
    well = f"{counted(len(ends) - len(faults), len(ends))} well, off by {worst:.2f} s at the most"
    is_met = not faults and worst <= TOLERANCE * slack(size)
    return Figure(words, promised, "; ".join([well, *faults[:1]]), is_met)


def off(folder: Path, do: Callable[[Terminal], float]) -> tuple[float, str]:
    """Do it in the first hold; return how far the credit is from the seconds awake, and faults."""
    home = Home.prepared(folder)
    with home.practising(LONG_ROUTINE) as terminal:
        try:
            terminal.write("nn")
            held_at = terminal.wait_for(HOLDING).at
            terminal.record(1.0)
            before = time.monotonic() - held_at
            awake = do(terminal)
            going_on_at = time.monotonic()
            running = awake > 0
            if running:
                terminal.record(0.5)
            awake += before + (time.monotonic() - going_on_at if running else 0.0)
            terminal.write("s")
            terminal.wait_for(has_words("How strong"))
        except NotReachedError as error:
            return 0.0, str(error)
    steps = home.rows("SELECT kind, outcome, held_seconds FROM step ORDER BY nth")
    if [kind for kind, *_ in steps] != ["set-up", "ease in", "hold"]:
        return 0.0, f"steps {steps}"
    over = float(steps[-1][2]) - awake
    return abs(over), f"{over:.2f} s more than awake" if over > TOLERANCE else ""
