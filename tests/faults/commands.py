"""Runs the real command in a home of its own, and says how it ended."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.bench.process import clean_environment

UNKINK = str(Path(sys.executable).with_name("unkink"))
HANG_SECONDS = 30.0
AT_A_TIME = 2

Thing = TypeVar("Thing")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said; `code` is None where it had to be ended after half a minute."""

    code: int | None
    out: str
    err: str

    @property
    def is_orderly(self) -> bool:
        """Return whether it came to an end of its own, and without a traceback."""
        return self.code is not None and self.code >= 0 and "Traceback" not in self.out + self.err


def environment(home: Path) -> dict[str, str]:
    """Return what a program finds whose everything is in this folder."""
    return clean_environment(home, UNKINK_HOME=str(home), PYTHONUTF8="1")


def unkink(home: Path, *arguments: object) -> Said:
    """Run a command in a home, without a terminal."""
    try:
        done = subprocess.run(
            [UNKINK, *map(str, arguments)],
            env=environment(home),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=HANG_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Said(None, "", "")
    return Said(done.returncode, done.stdout, done.stderr)


def for_each(things: Iterable[Thing], work: Callable[[Thing], Result]) -> list[Result]:
    """Do something with each, some of them at a time; return the results in order."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        return list(pool.map(work, things))
