"""Runs one command in a process of its own, within limits, and says what it came to."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.process import clean_environment

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000
MOST_MEMORY = 1000 * MEGABYTE
"""Bytes of address space at which a command is given up, far above what any may need."""
PATIENCE_SECONDS = 20.0

PROGRAM = f"""
import atexit, pathlib, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MOST_MEMORY}, {MOST_MEMORY}))
report = pathlib.Path(sys.argv.pop(1))
def used():
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    report.write_text(next(line.split()[1] for line in lines if line.startswith("VmHWM:")))
atexit.register(used)
sys.argv[0] = "unkink"
from tracker.cli import main
main()
"""
"""What `unkink` does; at its end it writes down the most memory it held, as the system counted."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a command: `memory` is the most it held, in MB of 10^6 bytes, 0 if it died.

    `seconds` is its whole life, the start of Python included; `code` is None for one that had to
    be ended.
    """

    code: int | None
    out: str
    err: str
    seconds: float
    memory: float

    @property
    def died(self) -> bool:
        """Return whether it hung, was ended, or left with a traceback."""
        return self.code not in (0, 1, 2) or "Traceback" in self.err or self.memory == 0.0


def run(home: Path, arguments: Sequence[str | bytes], **more: str) -> Ran:
    """Run `unkink` with these arguments, with everything of its own inside `home`."""
    report = home / "memory"
    report.unlink(missing_ok=True)
    env = clean_environment(home, UNKINK_HOME=str(home / "unkink"), PYTHONPATH=str(ROOT)) | more
    command: list[str | bytes] = [sys.executable, "-c", PROGRAM, str(report), *arguments]
    began = time.monotonic()
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            env=env,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ran(None, "", "", PATIENCE_SECONDS, 0.0)
    seconds = time.monotonic() - began
    memory = int(report.read_text()) * 1024 / MEGABYTE if report.exists() else 0.0
    out, err = (os.fsdecode(said) for said in (done.stdout, done.stderr))
    return Ran(done.returncode, out, err, seconds, memory)
