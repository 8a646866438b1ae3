"""Builds the library that breaks a disk, and speaks to it from within the broken program."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

SOURCE: Final = Path(__file__).with_name("disk.c")
LOADED: Final = "UNKINK_DISK_SHIM"
"""The variable that tells a program which library it was started with."""

How = Literal["nothing", "kill before", "kill after", "kill torn", "no space", "I/O error"]
HOWS: Final[tuple[How, ...]] = (
    "nothing",
    "kill before",
    "kill after",
    "kill torn",
    "no space",
    "I/O error",
)
FOR_GOOD: Final = 2**40


@dataclass(frozen=True, slots=True)
class Fault:
    """What the calls from `first` to `last` (both included, from 1) meet; `reads` count too."""

    how: How = "nothing"
    first: int = 0
    last: int = 0
    reads: bool = False


def why_not() -> str:
    """Return why no disk can be broken here; empty where one can."""
    if sys.platform != "linux":
        return "the disk is only broken on Linux, by LD_PRELOAD"
    return "" if shutil.which("cc") else "there is no C compiler to build tests/faults/disk.c with"


def build(folder: Path) -> Path:
    """Compile the library into a folder and return it. Raises CalledProcessError."""
    library = folder / "disk.so"
    if not library.exists():
        flags = ["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror"]
        libraries = ["-ldl", "-lpthread"]
        subprocess.run(["cc", *flags, "-o", library, SOURCE, *libraries], check=True)
    return library


def environment(
    library: Path, folder: Path | None = None, full: Path | None = None
) -> dict[str, str]:
    """Return the variables that load the library into a program.

    The disk of `folder` is full for as long as there is a file `full`.
    """
    env = {"LD_PRELOAD": str(library), LOADED: str(library)}
    if folder is not None:
        env["UNKINK_DISK_FOLDER"] = os.path.realpath(folder)
    if full is not None:
        env["UNKINK_DISK_FULL"] = str(full)
    return env


class Disk:
    """The disk of this very program, which was started with the library."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(os.environ[LOADED])
        self._library.disk_calls.restype = ctypes.c_long

    def arm(self, folder: Path, fault: Fault, log: Path | None = None) -> None:
        """Begin to count the calls in a folder, and to break those that the fault names."""
        self._library.disk_arm(
            os.fsencode(os.path.realpath(folder)),
            HOWS.index(fault.how),
            int(fault.reads),
            ctypes.c_long(fault.first),
            ctypes.c_long(fault.last),
            b"",
            b"" if log is None else os.fsencode(log),
        )

    def mend(self) -> None:
        """Let every call pass from now on."""
        self._library.disk_mend()

    def note(self, word: str) -> None:
        """Put a word into the log, between the calls before it and those after it."""
        self._library.disk_note(word.encode())

    @property
    def calls(self) -> int:
        """How many calls were counted so far."""
        return int(self._library.disk_calls())
