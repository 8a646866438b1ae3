"""Runs one piece of unkink's work after another, each in a process of its own on a broken disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from tests.faults.shim import Disk, Fault, build, environment

ROOT: Final = Path(__file__).parents[2]

Work = Callable[[Path, Disk], object]
"""What is done in a folder; what it returns goes back as JSON."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a piece of work ended: its exit code, minus the signal that ended it.

    `said` is what it returned, `trouble` the error that it raised, `calls` how many calls were
    counted; 0 after a kill.
    """

    code: int
    calls: int = 0
    said: Any = None
    trouble: str = ""


class Runner:
    """A process with all of unkink imported, which forks once for every piece of work.

    So a piece costs some milliseconds. Use it in a `with`.
    """

    def __init__(self, folder: Path) -> None:
        """Build the library in a folder that is there, and start."""
        library = build(folder)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.runner"],
            cwd=ROOT,
            env=os.environ | environment(library),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        """Return the runner itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self._process.communicate()

    def run(
        self, work: str, folder: Path, fault: Fault | None = None, log: Path | None = None
    ) -> Ran:
        """Do the work of this name in a folder, with this fault, and return how it ended."""
        asked = {"work": work, "folder": str(folder), "fault": asdict(fault or Fault())}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked | {"log": str(log or "")}) + "\n")
        self._process.stdin.flush()
        return Ran(**json.loads(self._process.stdout.readline()))


def serve() -> None:
    """Answer every line on standard input with how the work that it asks for ended."""
    import sqlite_utils  # noqa: F401 - so that no child has to

    import tracker.store.writing  # noqa: F401 - so that no child has to
    from tests.faults.works import WORKS

    disk = Disk()
    for line in sys.stdin:
        asked = json.loads(line)
        work, log = WORKS[asked["work"]], asked["log"]
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.close(reader)
            _work(work, Path(asked["folder"]), disk, Fault(**asked["fault"]), log, writer)
        os.close(writer)
        with os.fdopen(reader) as answer:
            said = answer.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(json.dumps({"code": code} | json.loads(said or "{}")), flush=True)


def _work(work: Work, folder: Path, disk: Disk, fault: Fault, log: str, writer: int) -> None:
    """Do the work in this process, the child, and end it."""
    disk.arm(folder, fault, Path(log) if log else None)
    said, trouble = None, ""
    try:
        said = work(folder, disk)
    except Exception as error:
        trouble = f"{type(error).__name__}: {error}"
    told = {"calls": disk.calls, "said": said, "trouble": trouble}
    os.write(writer, json.dumps(told).encode())
    os._exit(0)


if __name__ == "__main__":
    serve()
