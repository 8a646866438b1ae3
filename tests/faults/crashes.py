"""R21: an error of unkink's own on every screen, and what is left of it."""

from __future__ import annotations

import stat
import sys
import termios
from pathlib import Path

from tests.bench.program import NotReachedError
from tests.bench.screen import Condition, has_words
from tests.bench.terminal import Terminal
from tests.faults.home import ASKED, TODAY, Home
from tests.faults.modes import modes_left
from tests.faults.promise import Figure, Size

MARK = "Q7Z-what-a-person-entered"
BREAKS = """
import sys
from importlib import import_module
from tracker.cli import main

def breaks(*given, **named):
    note = "{mark}"
    raise ValueError(f"no {{note}}") from KeyError(note)

module, name, method = sys.argv[1:4]
del sys.argv[1:4]
setattr(getattr(import_module(f"tracker.ui.{{module}}"), name), method, breaks)
main()
"""
CASES: dict[tuple[str, str, str], list[tuple[Condition, str]]] = {
    ("screens.today", "TodayScreen", "compose"): [],
    ("screens.today", "TodayScreen", "action_start"): [(TODAY, "\r")],
    ("screens.history", "HistoryScreen", "compose"): [(TODAY, "h")],
    ("screens.trends", "TrendsScreen", "compose"): [(TODAY, "t")],
    ("screens.trends", "TrendsScreen", "action_why"): [(TODAY, "t"), (has_words("Why"), "w")],
    ("screens.help", "HelpScreen", "compose"): [(TODAY, "?")],
    ("screens.settings", "SettingsScreen", "compose"): [(TODAY, ",")],
    ("screens.details", "DetailsScreen", "compose"): [(TODAY, "d")],
    ("screens.check_in", "CheckInScreen", "compose"): [(TODAY, "\r")],
    ("screens.practice", "PracticeScreen", "compose"): [
        (TODAY, "\r"),
        (ASKED, "5"),
        (has_words("5 ·"), "\r"),
    ],
    ("screens.practice", "PracticeScreen", "action_hurt"): [
        (TODAY, "\r"),
        (ASKED, "5"),
        (has_words("5 ·"), "\r"),
        (has_words("This hurts"), "x"),
    ],
}
"""What is broken, and the keys that lead there, each once its screen is shown."""


def measure(size: Size, folder: Path) -> list[Figure]:
    """Return one figure for all screens."""
    faults = [
        f"{'.'.join(broken)}: {fault}"
        for nth, broken in enumerate(CASES)
        if (fault := left(folder / str(nth), broken))
    ]
    well = f"{len(CASES) - len(faults)} of {len(CASES)} well"
    promised = "exit code 1, one sentence, terminal as before, nothing that was entered"
    measured = "; ".join([well, *faults[:1]])
    return [Figure("an error on each screen", promised, measured, not faults)]


def left(folder: Path, broken: tuple[str, str, str]) -> str:
    """Break one method, go there, and return what was wrong with the end, "" for nothing."""
    home = Home.prepared(folder)
    program = [sys.executable, "-c", BREAKS.format(mark=MARK), *broken]
    with Terminal(program, home.environment()) as terminal:
        attributes = termios.tcgetattr(terminal._master)
        try:
            for shown, keys in CASES[broken]:
                terminal.wait_for(shown)
                terminal.write(keys)
            code = terminal.wait_exit().code
        except NotReachedError as error:
            return str(error)
        wrong = [f"exit code {code}"] if code != 1 else []
        if modes_left(terminal.output) or termios.tcgetattr(terminal._master) != attributes:
            wrong.append("the terminal is not as before")
        last = terminal.output.rpartition(b"\x1b[?1004l")[2].decode()
    if last.count("unkink: something is wrong in unkink itself") != 1 or "Traceback" in last:
        wrong.append(f"it says {last!r}")
    log = folder / "crash.log"
    account = log.read_text("utf-8") if log.exists() else ""
    if stat.S_IMODE(log.stat().st_mode) != 0o600 or "ValueError" not in account:
        wrong.append(f"the log is {account!r}")
    if MARK in terminal.output.decode() + account:
        wrong.append("it tells what was entered")
    return "; ".join(wrong if home.is_sound() else [*wrong, "the file is not sound"])
