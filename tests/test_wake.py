"""Keeping the screen awake: a real child process, which ends with the one who started it."""

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.programs import PATIENCE_SECONDS, Bench, is_alive
from tracker.wake import awake, commands

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs for a POSIX shell")

HOLD = 'echo "$$|{name}|$*|" > "{pipe}"\nwhile read -r line; do :; done\n{then}'
GNOME = {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}


def holder(bench: Bench, name: str, then: str = "") -> None:
    """Make a program that tells its process and its arguments, then waits for its input's end."""
    file = bench.folder / name
    lines = HOLD.format(name=name, pipe=bench.folder / "told", then=then)
    file.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    file.chmod(0o700)


@pytest.mark.parametrize(
    ("platform", "name", "said"),
    [
        (
            "linux",
            "systemd-inhibit",
            "--what=idle:sleep --who=unkink --why=a stretching session cat",
        ),
        ("darwin", "caffeinate", "-di cat"),
    ],
)
def test_a_program_of_the_platform_runs_inside_and_is_gone_outside(
    bench: Bench, platform: str, name: str, said: str
) -> None:
    holder(bench, name)
    with awake({}, platform):
        process, _, arguments, _ = bench.told()
        assert arguments == said
        assert is_alive(process)
    assert not is_alive(process)


def test_on_gnome_its_own_program_is_asked_as_well(bench: Bench) -> None:
    holder(bench, "systemd-inhibit")
    holder(bench, "gnome-session-inhibit")
    with awake(GNOME, "linux"):
        told = [bench.told(), bench.told()]
        assert {name for _, name, _, _ in told} == {"systemd-inhibit", "gnome-session-inhibit"}
    assert not any(is_alive(process) for process, *_ in told)


def test_other_desktops_are_not_asked_as_gnome() -> None:
    assert [each[0] for each in commands({"XDG_CURRENT_DESKTOP": "KDE"}, "linux")] == [
        "systemd-inhibit"
    ]
    assert [each[0] for each in commands(GNOME, "linux")] == [
        "gnome-session-inhibit",
        "systemd-inhibit",
    ]


def test_it_ends_with_an_error_inside_too(bench: Bench) -> None:
    holder(bench, "systemd-inhibit")
    inside: list[int] = []

    def practise() -> None:
        with awake({}, "linux"):
            inside.append(bench.told()[0])
            raise RuntimeError("inside")

    with pytest.raises(RuntimeError, match="inside"):
        practise()
    assert not is_alive(inside[0])


KILLED = """
import os, signal
from tracker.wake import awake
with awake({}, "linux"):
    input()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_ends_when_the_app_is_killed(bench: Bench) -> None:
    ended = bench.folder / "told"
    holder(bench, "systemd-inhibit", f'echo "0|ended||" > "{ended}"')
    app = subprocess.Popen(
        [sys.executable, "-c", KILLED], stdin=subprocess.PIPE, cwd=Path(__file__).parents[1]
    )
    _, name, _, _ = bench.told()
    assert name == "systemd-inhibit"
    app.communicate(b"\n", timeout=PATIENCE_SECONDS)
    assert app.returncode == -signal.SIGKILL
    assert bench.told()[1] == "ended"


def test_one_that_does_not_heed_the_end_of_its_input_is_killed(bench: Bench) -> None:
    holder(bench, "systemd-inhibit", "exec /bin/sleep 60")
    with awake({}, "linux"):
        process, *_ = bench.told()
    assert not is_alive(process)


def test_windows_is_told_what_is_needed_and_then_that_nothing_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[int] = []
    kernel = SimpleNamespace(SetThreadExecutionState=told.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    with awake({}, "win32"):
        assert told == [0x80000003]
    assert told == [0x80000003, 0x80000000]


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_where_nothing_can_it_is_silent(
    bench: Bench, platform: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with awake(GNOME, platform):
        pass
    assert capfd.readouterr() == ("", "")


def unreaped() -> int:
    """Return the id of a child that has ended and that nobody has waited for; 0: there is none."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0]
    except ChildProcessError:
        return 0


def test_a_program_that_cannot_be_started_or_fails_at_once_is_silent(
    bench: Bench, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, first in (("systemd-inhibit", "/no/such/shell"), ("caffeinate", "/bin/false")):
        file = bench.folder / name
        file.write_text(f"#!{first}\n", encoding="utf-8")
        file.chmod(0o700)
        with awake({}, "linux" if name == "systemd-inhibit" else "darwin"):
            pass
    assert capfd.readouterr() == ("", "")
    assert unreaped() == 0
