"""R10: hundreds of keys, clicks, broken sequences and resizes at random, on the real program."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from tests.bench.program import NotReachedError, Program
from tests.faults.home import UNKINK, Home
from tests.faults.modes import modes_left
from tests.faults.promise import Figure, Size, counted

MONKEYS = {"quick": 6, "long": 200}
EVENTS = 400
AT_ONCE = 3
MOST_GROWTH = 50.0  # MB of 10^6 bytes
KEYS = [*"0123456789tsnbrx+-mhew/,?a1kcdiup[] ", "\r", "\r", "\r", "\x1b", "\t", "\x7f", "\x1b[Z"]
KEYS += [f"\x1b[{letter}" for letter in "ABCDHF"] + ["\x1bOP", "\x1b[5~", "\x1b[6~", "\x10", "\x1a"]
BROKEN = [
    *(b"\xff", b"\xc3", b"\xf0\x9f\x92", b"\xed\xa0\x80", b"\x00", b"\x9b31m", b"\x1b", b"\x1b["),
    *(b"\x1b[1114112u", b"\x1b[999999999999A", b"\x1b[48;1;1;1;1t", b"\x1b[48;0;0;0;0t"),
    *(b"\x1b[200~[@click=app.quit]x[/]\x1b[201~", b"\x1b[200~", b"\x1b[201~", b"\x1b]0;title\x07"),
    *(b"\x1bP1$r0m\x1b\\", b"\x1b[?2026;2$y", b"\x1b[?2048;1$y", b"\x1b[M\xff\xff\xff", b"\x1b[I"),
    *(b"\x1b[O", b"\x1b[<0;5;99999M", b"\x1b[<35;-1;-1M", b"\x1b[97;5:3u", b"\x1b[;u", b"\x1b[0u"),
]
SIZES = [(80, 24), (60, 20), (120, 40), (20, 5), (1, 1), (500, 200), (59, 19)]
RESIDENT = re.compile(r"VmRSS:\s+(\d+) kB")


def measure(size: Size, folder: Path) -> list[Figure]:
    """Return one figure for all monkeys."""
    number = MONKEYS[size]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ends = list(pool.map(lambda seed: end(seed, folder / str(seed)), range(number)))
    faults = [f"seed {seed}: {fault}" for seed, (_, fault) in enumerate(ends) if fault]
    grown = max(megabytes for megabytes, _ in ends)
    well = f"{counted(number - len(faults), number)} well, grown by {grown:.0f} MB at the most"
    promised = f"{EVENTS} events each: answers, no traceback, grows by {MOST_GROWTH:g} MB"
    return [Figure("monkeys", promised, "; ".join([well, *faults[:1]]), not faults)]


def end(seed: int, folder: Path) -> tuple[float, str]:
    """Let one monkey play; return how many MB it made unkink grow, and what was wrong."""
    chance, home = Random(seed), Home.prepared(folder)
    with Program([UNKINK], home.environment()) as program:
        try:
            grown = play(program, chance)
        except NotReachedError as error:
            return 0.0, str(error)
        if program.exit is None:
            program.send_signal(signal.SIGTERM)
        code = program.wait_exit().code
        output = program.output.decode("utf-8", "replace")
    wrong = [] if code in (0, 128 + signal.SIGTERM) else [f"exit code {code}"]
    wrong += [] if home.is_sound() else ["the file is not sound"]
    wrong += [] if grown <= MOST_GROWTH else [f"grew by {grown:.0f} MB"]
    wrong += ["a traceback"] if "Traceback" in output or "is wrong in unkink" in output else []
    if left := modes_left(program.output):
        wrong.append(f"left on: {sorted(left)}")
    return grown, "; ".join(wrong)


def play(program: Program, chance: Random) -> float:
    """Do everything a monkey can, until it is done or has quit; return the growth in MB."""
    deeds: list[Callable[[], object]] = [
        *[lambda: program.write(chance.choice(KEYS))] * 12,
        *[lambda: program.write(chance.choice(BROKEN))] * 3,
        lambda: program.write(chance.randbytes(chance.randint(1, 12)).replace(b"\x11", b"")),
        lambda: program.write(f"\x1b[<0;{chance.randint(1, 90)};{chance.randint(1, 30)}M"),
        lambda: program.resize(*chance.choice(SIZES)),
        lambda: program.send_signal(signal.SIGCONT),
    ]
    program.read(5.0)
    settled = None
    for nth in range(EVENTS):
        if program.ended() or program.hung_up:
            return 0.0
        chance.choice(deeds)()
        program.read(0.02)
        if stopped(program.pid):
            program.send_signal(signal.SIGCONT)
        if nth == EVENTS // 10:
            settled = resident(program.pid)
    return resident(program.pid) - (settled or 0.0)


def stopped(pid: int) -> bool:
    """Return whether the process is suspended, as Ctrl-Z does it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    except OSError:
        return False


def resident(pid: int) -> float:
    """Return how much memory a process holds, in MB of 10^6 bytes; 0 when it is gone."""
    try:
        found = RESIDENT.search(Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) * 1024 / 1e6 if found else 0.0
