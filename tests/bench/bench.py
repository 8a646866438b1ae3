"""What one run of the bench shares between its rows: programs, home folders and the big file."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from tests.bench import app, hello
from tests.bench.process import clean_environment
from tests.bench.program import NotReachedError
from tests.bench.ten_years import write_ten_years

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """What was measured on unkink and, in the same minutes, on a bare program.

    `missing` says why `ours` is empty, when it is.
    """

    ours: list[T]
    bare: list[T]
    missing: str = ""


@dataclass(slots=True)
class Bench:
    """One run: how many processes a row starts, and the folder that everything is kept in."""

    runs: int
    folder: Path
    big_file: Path = field(init=False)
    big_file_missing: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Write the ten-year file, or remember why there is none."""
        self.big_file = self.folder / app.FILE_NAME
        try:
            write_ten_years(self.big_file)
        except Exception as error:  # whatever is wrong with the app, the table still comes
            self.big_file_missing = str(error) or type(error).__name__

    def environment(self, row: str) -> dict[str, str]:
        """Return an environment with a new home, the row's own, and in it a copy of the file."""
        home = self.folder / row
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        if not self.big_file_missing:
            shutil.copy(self.big_file, home / app.FILE_NAME)
        return clean_environment(home, UNKINK_HOME=str(home))

    def few_runs(self) -> int:
        """Return how many processes a row starts that measures many times in each: at most 3."""
        return min(self.runs, 3)


def bare_command(name: str) -> list[str]:
    """Return how to start a program of hello.py."""
    return [sys.executable, "-P", str(Path(hello.__file__)), name]


def alternate(
    runs: int,
    ours: Callable[[], T],
    bare: Callable[[], T] | None = None,
    warm_up: bool = True,
) -> Pair[T]:
    """Run both `runs` times in turn, every second time the other first.

    A first run of each, to warm up (bytecode, the disk's cache), is not recorded.
    When `ours` cannot be measured, it is not tried again, and the bare program goes on alone.
    """
    pair: Pair[T] = Pair([], [])
    missing = app.absent_because()
    first = int(warm_up)
    for number in range(runs + first):
        bare_first = number % 2 == 1
        if bare and bare_first:
            pair.bare.append(bare())
        if not missing:
            try:
                pair.ours.append(ours())
            except (NotReachedError, OSError) as error:
                missing = str(error)
        if bare and not bare_first:
            pair.bare.append(bare())
    return Pair([] if missing else pair.ours[first:], pair.bare[first:], missing)
