"""Keeps the screen awake while someone stretches, by what the machine has for that.

On Linux and macOS a child process does it, which ends when this one does, even by SIGKILL: it
waits for the end of a pipe that only this process holds. GNOME keeps a list of its own and does
not look at that of systemd, so there both are asked. A desktop that looks at neither blanks its
screen as ever. The library wakepy would reach more of them by D-Bus, and lets go when killed as
well, but its import took 65 ms where the first screen of a session may take 60, its calls block,
and it is two packages more.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Final

WHY: Final = "a stretching session"

ES_CONTINUOUS: Final = 0x80000000
ES_SYSTEM_REQUIRED: Final = 0x00000001
ES_DISPLAY_REQUIRED: Final = 0x00000002


@contextmanager
def awake(environment: Mapping[str, str], platform: str = sys.platform) -> Iterator[None]:
    """Keep the screen awake inside a `with`; silent where nothing can do that.

    Enter and leave it on the same thread: Windows counts by thread.
    """
    with ExitStack() as until_then:
        if platform == "win32":
            _windows(ES_CONTINUOUS | ES_SYSTEM_REQUIRED | ES_DISPLAY_REQUIRED)
            until_then.callback(_windows, ES_CONTINUOUS)
        else:
            for command in commands(environment, platform):
                _hold(command, until_then)
        yield


def commands(environment: Mapping[str, str], platform: str) -> list[list[str]]:
    """Return the commands that keep the screen awake until their standard input ends."""
    if platform == "darwin":
        return [["caffeinate", "-di", "cat"]]
    systemd = ["systemd-inhibit", "--what=idle:sleep", "--who=unkink", f"--why={WHY}"]
    gnome = ["gnome-session-inhibit", "--inhibit", "idle:suspend", "--reason", WHY]
    desktops = environment.get("XDG_CURRENT_DESKTOP", "").casefold().split(":")
    return [[*each, "cat"] for each in ([gnome, systemd] if "gnome" in desktops else [systemd])]


def _hold(command: list[str], until_then: ExitStack) -> None:
    """Start a command, and end it by the end of its input; do nothing where it is missing."""
    found = shutil.which(command[0])
    if found is None:
        return
    try:
        process = subprocess.Popen(
            [found, *command[1:]],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # so that Ctrl-Z in the terminal does not reach it
        )
    except OSError:
        return
    until_then.callback(_release, process)


def _release(process: "subprocess.Popen[bytes]") -> None:
    """End a child, by force if it does not heed the end of its input."""
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(1.0)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _windows(state: int) -> None:
    """Tell Windows what this thread needs until it says otherwise, or ends."""
    import ctypes

    libraries = getattr(ctypes, "windll", None)
    set_state: Callable[[int], int] | None = getattr(
        getattr(libraries, "kernel32", None), "SetThreadExecutionState", None
    )
    if set_state is not None:
        set_state(state)
