"""What the bench must know about unkink: how it is started, its keys, and how to tell its screens.

Everything that follows the words and keys of the app is here, and nowhere else in the bench.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

from tests.bench.screen import Frame
from tests.bench.terminal import Terminal

FILE_NAME = "unkink.db"  # in the folder that UNKINK_HOME names
ESCAPE = "\x1b"
QUIT = "q"
TRENDS, HISTORY, HELP = "t", "h", "?"  # from Today
MORE, LESS, NEXT = "+", "-", "n"  # in practice
MORE_SECONDS = 10.0  # what MORE adds to the remaining time, and LESS takes away

_SCRIPT = Path(sys.executable).with_name("unkink")
_REMAINING = re.compile(r"(\d+):(\d\d) left")
_CHART_MARKS = re.compile(r"[●○◉\u2800-\u28ff\u2580-\u259f]")  # dots, braille, blocks
_FEWEST_CHART_MARKS = 20


def command(*arguments: str) -> list[str]:
    """Return how to start unkink: by its installed script, else as a module of this folder."""
    started = [str(_SCRIPT)] if _SCRIPT.exists() else [sys.executable, "-m", "tracker"]
    return [*started, *arguments]


def absent_because() -> str:
    """Return why unkink cannot be started here, or nothing when it can."""
    try:
        found = importlib.util.find_spec("tracker.__main__") is not None
    except ImportError:
        found = False
    return "" if found or _SCRIPT.exists() else "there is no tracker/__main__.py"


def today_shown(frame: Frame) -> bool:
    """Tell whether Today is complete: the routines and the key bar."""
    return "Article 1" in frame.text and "Quit" in frame.text


def check_in_shown(frame: Frame) -> bool:
    """Tell whether the check-in asks for the pain, before a session or after it."""
    return "How strong is your back pain" in frame.text


def practice_shown(frame: Frame) -> bool:
    """Tell whether the practice screen is there, with its countdown."""
    return remaining_seconds(frame) is not None


def trends_shown(frame: Frame) -> bool:
    """Tell whether Trends is there: its title, and the marks of a chart."""
    marks = len(_CHART_MARKS.findall(frame.text))
    return title(frame).startswith("Pain over time") and marks >= _FEWEST_CHART_MARKS


def history_shown(frame: Frame) -> bool:
    """Tell whether History is there, with its key bar."""
    return title(frame).startswith("History") and "Delete" in frame.text


def help_shown(frame: Frame) -> bool:
    """Tell whether the help is there, with its key bar."""
    return title(frame).startswith("Help") and "Back" in frame.text


def title(frame: Frame) -> str:
    """Return the title bar of a screen: its first line."""
    return frame.lines[0].strip()


def remaining_seconds(frame: Frame) -> float | None:
    """Return the remaining time that the practice screen shows ("7:42 left"), in seconds.

    None when it is not there. MORE and LESS must change this number at once.
    """
    found = _REMAINING.search(frame.text)
    return int(found[1]) * 60.0 + int(found[2]) if found else None


def walk_to_practice(terminal: Terminal) -> None:
    """Go from `unkink start article-1` through the check-in to the running set-up countdown."""
    terminal.wait_for(check_in_shown)
    terminal.record_until_quiet(0.2, 2.0)
    terminal.write("5")
    terminal.record_until_quiet(0.2, 2.0)
    terminal.write("\r")
    terminal.wait_for(practice_shown)
    terminal.record(0.5)
