"""What the bench's terminal promises to those who measure and test with it."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.process import clean_environment
from tests.bench.program import NotReachedError
from tests.bench.screen import Screen, has_words
from tests.bench.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

UNKNOWN_TO_PYTE = (
    b"\x1b[>25u\x1b[<u\x1b[=1u\x1b[?2026$p\x1b[?25$p\x1b[4:3m\x1b]22;text\x07\x1bPq0\x1b\\"
)


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Terminal]:
    """Give a shell that reads its commands from the keys."""
    with Terminal(["/bin/sh"], clean_environment(tmp_path, PS1="ready> ")) as terminal:
        terminal.wait_for(has_words("ready>"))
        yield terminal


def shown(*parts: bytes) -> str:
    """Return what a screen shows after these bytes, without the room around it."""
    screen = Screen()
    for part in parts:
        screen.feed(part)
    return screen.frame(0.0).text.strip()


def test_sequences_that_pyte_does_not_know_leave_nothing_on_the_screen() -> None:
    assert shown(UNKNOWN_TO_PYTE + b"back" + UNKNOWN_TO_PYTE) == "back"


def test_output_may_be_split_anywhere() -> None:
    output = UNKNOWN_TO_PYTE + "\x1b[2;3Hcat–cow\x1b[0m ●".encode()
    assert shown(*(bytes([byte]) for byte in output)) == "cat–cow ●"


def test_a_broken_sequence_does_not_hide_what_follows_for_ever() -> None:
    assert "later" in shown(b"\x1b[1\x02", b"later " * 1000)


def test_leaving_the_alternate_screen_clears_it() -> None:
    assert shown(b"\x1b[?1049hToday\x1b[?1049lbye") == "bye"


def test_a_frame_is_dated_after_the_key_that_caused_it(shell: Terminal) -> None:
    sent_at = shell.write("echo $((20 + 3))\n")
    assert sent_at < shell.wait_for(has_words("23")).at <= time.monotonic()


def test_the_size_reaches_the_program(shell: Terminal) -> None:
    shell.resize(60, 20)
    shell.write("stty size\n")
    assert len(shell.wait_for(has_words("20 60")).lines) == 20


def test_waiting_ends_when_the_program_does_and_says_how(shell: Terminal) -> None:
    shell.write("echo gone; exit 3\n")
    with pytest.raises(NotReachedError, match="it ended with 3"):
        shell.wait_for(has_words("never"), seconds=30)


def test_the_last_words_are_recorded(shell: Terminal) -> None:
    shell.write("echo last$((1 + 1)); exit 0\n")
    assert shell.wait_exit().code == 0
    assert "last2" in shell.frame.text


def test_a_program_that_ignores_signals_is_ended_all_the_same(tmp_path: Path) -> None:
    deaf = "trap '' HUP TERM INT; echo deaf; while :; do sleep 1; done"
    with Terminal(["/bin/sh", "-c", deaf], clean_environment(tmp_path)) as terminal:
        terminal.wait_for(has_words("deaf"))
    assert terminal.exit is not None
    assert terminal.exit.code == -signal.SIGKILL


def test_closing_the_window_hangs_the_program_up(shell: Terminal) -> None:
    shell.hang_up()
    assert shell.wait_exit().code == -signal.SIGHUP


def test_a_deadline_holds_after_a_hang_up(shell: Terminal) -> None:
    shell.hang_up()
    began = time.monotonic()
    assert not shell.read(0.05)
    assert time.monotonic() - began >= 0.05


def test_a_program_that_does_not_exist_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Terminal([str(tmp_path / "nothing")], clean_environment(tmp_path))


def test_many_keys_reach_a_program_that_is_slow_to_read(tmp_path: Path) -> None:
    takes = "tty.setraw(0); print('go', flush=True); sys.stdin.read(50_000); print('all')"
    slow = f"import sys, tty; {takes}"
    with Terminal([sys.executable, "-c", slow], clean_environment(tmp_path)) as terminal:
        terminal.wait_for(has_words("go"))
        terminal.write("x" * 50_000)
        terminal.wait_for(has_words("all"))
