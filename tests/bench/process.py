"""Starts processes in pseudo-terminals, and says what they used: processor time and memory."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Exit:
    """How a program ended.

    `at` is in monotonic seconds; `code` is the exit code, or minus the signal that ended it;
    `processor_seconds` is user plus system time of its whole life, in seconds.
    """

    at: float
    code: int
    processor_seconds: float


def clean_environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment that knows nothing of this machine's owner: `home` is all it has."""
    known = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "LANG": "C.UTF-8"}
    return known | {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | more


def spawn(command: Sequence[str], env: Mapping[str, str], terminal: str) -> int:
    """Start the command (a path and its arguments) on this terminal and return its process id.

    It leads a session of its own, in the current folder; opening the terminal after the new
    session makes it the controlling one. Nothing of Python runs between fork and exec, so the
    processor time and the memory of the child are all its own.
    """
    opened = (os.POSIX_SPAWN_OPEN, 0, terminal, os.O_RDWR, 0)
    copies = [(os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
    return os.posix_spawn(
        command[0],
        list(command),
        dict(env),
        file_actions=[opened, *copies],
        setsid=True,
        setsigmask=[],
        setsigdef=[signal.SIGPIPE, signal.SIGXFSZ],  # Python ignores both, and children inherit it
    )


def reap(pid: int, wait: bool) -> Exit | None:
    """Return how the child ended; without `wait` None while it runs."""
    ended, status, used = os.wait4(pid, 0 if wait else os.WNOHANG)
    if not ended:
        return None
    code = os.waitstatus_to_exitcode(status)
    return Exit(time.monotonic(), code, used.ru_utime + used.ru_stime)


def processor_seconds(pid: int) -> float:
    """Return user plus system time of all threads so far, in seconds, in steps of 10 ms.

    0.0 when the process is gone or the system has no /proc.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_memory(pid: int) -> float:
    """Return the most physical memory the process has held so far (VmHWM), in MB of 10^6 bytes.

    Raises OSError when the process is gone or the system has no /proc.
    """
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise OSError(f"process {pid} has no memory of its own any more")
