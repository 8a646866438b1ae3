"""R9: signals, a terminal that vanishes or freezes, in the middle of a hold."""

from __future__ import annotations

import array
import fcntl
import signal
import sys
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.process import Exit
from tests.bench.program import NotReachedError
from tests.bench.screen import has_words
from tests.bench.terminal import Terminal
from tests.faults.home import UNKINK, Home, begin
from tests.faults.modes import modes_left
from tests.faults.promise import Figure, Size, slack

TIMES = {"quick": 1, "long": 20}
MOST_SECONDS = 2.0
FREEZE_SECONDS = 8.0
HELP = has_words("esc Back")
WITHOUT_HANG_UP = (
    "import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP]); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Something that is done to a session, and the exit code that is honest after it.

    `leaves` is how much can be told of the terminal: all of it, its attributes alone where it is
    frozen, nothing where it is gone.
    """

    words: str
    do: Callable[[Terminal], None]
    code: int
    leaves: str = "all"
    hears_hang_up: bool = True


def send(*numbers: int) -> Callable[[Terminal], None]:
    """Return how to send these signals, one after the other."""

    def do(terminal: Terminal) -> None:
        for number in numbers:
            terminal.send_signal(number)

    return do


def freeze(terminal: Terminal) -> None:
    """Stop reading, and have the program draw until it cannot write any more."""
    waiting, until = array.array("i", [-1]), time.monotonic() + FREEZE_SECONDS
    while time.monotonic() < until:
        before = waiting[0]
        for columns in (81, 80) * 4:
            terminal.resize(columns, 24)
            time.sleep(0.02)
        fcntl.ioctl(terminal._master, termios.FIONREAD, waiting)
        if waiting[0] == before:
            return


def stop_and_go_on(terminal: Terminal) -> None:
    """Suspend it as Ctrl-Z does, look at the terminal that it leaves, and go on."""
    terminal.send_signal(signal.SIGTSTP)
    wait_for_state(terminal, "T")
    terminal.record(0.1)
    if modes_left(terminal.output):
        raise NotReachedError(f"suspended, it left on: {sorted(modes_left(terminal.output))}")
    terminal.send_signal(signal.SIGCONT)
    answer_and_leave(terminal)


def kill_stop_and_go_on(terminal: Terminal) -> None:
    """Stop it as `kill -STOP` does, with nothing it could do about it, and go on."""
    terminal.send_signal(signal.SIGSTOP)
    wait_for_state(terminal, "T")
    terminal.send_signal(signal.SIGCONT)
    answer_and_leave(terminal)


def go_on_unasked(terminal: Terminal) -> None:
    """Send what belongs to a suspended program to one that runs."""
    send(signal.SIGCONT, signal.SIGCONT, signal.SIGCONT)(terminal)
    terminal.record(0.1)
    answer_and_leave(terminal)


def answer_and_leave(terminal: Terminal) -> None:
    """See that it still answers keys, and end it by SIGTERM."""
    terminal.record(0.3)
    terminal.write("?")
    terminal.wait_for(HELP)
    terminal.send_signal(signal.SIGTERM)


def frozen(after: Callable[[Terminal], None]) -> Callable[[Terminal], None]:
    """Return how to freeze the terminal first."""

    def do(terminal: Terminal) -> None:
        freeze(terminal)
        after(terminal)

    return do


def wait_for_state(terminal: Terminal, state: str) -> None:
    """Read the terminal until its program is in this state, by its letter in /proc."""
    until = time.monotonic() + MOST_SECONDS
    stat = Path(f"/proc/{terminal.pid}/stat")
    while stat.read_text().rpartition(")")[2].split()[0] != state:
        if time.monotonic() > until:
            raise NotReachedError(f"it is not in state {state}")
        terminal.record(0.005)


SCENARIOS = (
    *(
        Scenario(f"SIG{number.name[3:]}", send(number), 128 + number)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
    ),
    Scenario("SIGTERM three times", send(*[signal.SIGTERM] * 3), 143),
    Scenario("Ctrl-Z and back, then SIGTERM", stop_and_go_on, 143),
    Scenario("SIGSTOP and SIGCONT, then SIGTERM", kill_stop_and_go_on, 143),
    Scenario("stray SIGCONTs, then SIGTERM", go_on_unasked, 143),
    Scenario("window closed", Terminal.hang_up, 129, "nothing"),
    Scenario("window closed, SIGHUP blocked", Terminal.hang_up, 129, "nothing", False),
    Scenario("frozen, then SIGTERM", frozen(send(signal.SIGTERM)), 143, "attributes"),
    Scenario("frozen, then closed", frozen(Terminal.hang_up), 129, "nothing"),
    Scenario("frozen, closed, SIGHUP blocked", frozen(Terminal.hang_up), 129, "nothing", False),
)


def measure(size: Size, folder: Path) -> list[Figure]:
    """Return a figure for each scenario."""
    return [
        figure(
            size,
            scenario,
            [fault(scenario, folder / f"{nth}-{time_}") for time_ in range(TIMES[size])],
        )
        for nth, scenario in enumerate(SCENARIOS)
    ]


def figure(size: Size, scenario: Scenario, outcomes: list[tuple[float, str]]) -> Figure:
    """Return the line of the table: how often all was well, the slowest end, the first fault."""
    faults = [fault for _, fault in outcomes if fault]
    slowest = max(seconds for seconds, _ in outcomes)
    measured = f"{len(outcomes) - len(faults)} of {len(outcomes)} well, gone in {slowest:.2f} s"
    promised = f"gone in {MOST_SECONDS:g} s with {scenario.code}, terminal as before, file sound"
    is_met = not faults and slowest <= MOST_SECONDS * slack(size)
    return Figure(scenario.words, promised, ": ".join([measured, *faults[:1]]), is_met)


def fault(scenario: Scenario, folder: Path) -> tuple[float, str]:
    """Return how many seconds the program took to end, and what was wrong, "" for nothing."""
    home = Home.prepared(folder)
    command = [UNKINK, "start", "ten-minutes"]
    if not scenario.hears_hang_up:
        command = [sys.executable, "-c", WITHOUT_HANG_UP, *command]
    with Terminal(command, home.environment()) as terminal:
        attributes = termios.tcgetattr(terminal._master)
        try:
            begin(terminal)
            scenario.do(terminal)
            done_at = time.monotonic()
            ended = (
                terminal.wait_exit(MOST_SECONDS + 3) if scenario.leaves == "all" else gone(terminal)
            )
        except NotReachedError as error:
            return 0.0, str(error)
        seconds = ended.at - done_at
        wrong = [f"exit code {ended.code}"] if ended.code != scenario.code else []
        if scenario.leaves != "nothing" and termios.tcgetattr(terminal._master) != attributes:
            wrong.append("other attributes of the terminal")
        if scenario.leaves == "all" and (left := modes_left(terminal.output)):
            wrong.append(f"left on: {sorted(left)}")
        wrong += [f"orphan: {one}" for one in orphans(terminal.pid)]
    return seconds, "; ".join([*wrong, *unsound(home)])


def gone(terminal: Terminal) -> Exit:
    """Wait for the end of a program whose terminal nobody reads, and return it."""
    until = time.monotonic() + MOST_SECONDS + 3
    while not terminal.ended():
        if time.monotonic() > until:
            raise NotReachedError("it never ended")
        time.sleep(0.005)
    assert terminal.exit
    return terminal.exit


def orphans(session: int) -> list[str]:
    """Return the command lines of what is left of a program's session."""
    left = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                left.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:  # it ended meanwhile
            continue
    return left


def unsound(home: Home) -> list[str]:
    """Return what is wrong with the history: it has to be sound, with one open session in it."""
    wrong = [] if home.is_sound() else ["the file is not sound"]
    sessions = home.rows("SELECT outcome, pain_before FROM session_summary")
    return wrong if sessions == [(None, 5)] else [*wrong, f"sessions: {sessions}"]
