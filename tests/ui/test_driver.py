"""The driver, in real pseudo-terminals: keys arrive, and the terminal is left as it was."""

from __future__ import annotations

import asyncio
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tracker.ui import driver
from tracker.ui.driver import TERMINAL_GONE_CODE
from tracker.ui.reader import LONE_ESCAPE_SECONDS, Reader

pytest.importorskip("pty")
import fcntl
import pty
import termios

PATIENCE_SECONDS = 20.0
PROGRAM = """
import os, signal, sys, termios
from textual.app import App
from tracker.ui.driver import driver_class

KEYS = int(sys.argv[1])

class Echo(App[None]):
    BINDINGS = [("q", "quit", "Quit")]

    def on_ready(self):
        self.say("ready")

    def on_key(self, event):
        self.say(event.key)

    def key_s(self):
        self.say(f"{self.size.width}x{self.size.height}")

    def key_w(self):
        def slow():  # as on a busy machine: the terminal changes again while its size is asked
            driver._get_terminal_size = ask
            size = ask()
            termios.tcsetwinsize(0, (30, 100))
            signal.raise_signal(signal.SIGWINCH)
            return size

        driver, ask = self._driver, self._driver._get_terminal_size
        driver._get_terminal_size = slow
        termios.tcsetwinsize(0, (20, 60))
        signal.raise_signal(signal.SIGWINCH)

    def key_t(self):
        with self._driver._writer_thread._queue.mutex:  # as in the middle of a write
            signal.raise_signal(signal.SIGTSTP)

    def key_l(self):
        global last
        last = lambda: signal.raise_signal(signal.SIGTSTP)
        self.exit(0)

    def key_z(self):
        with self.suspend():
            self.say("suspended")

    def on_mouse_down(self, event):
        self.say(f"pressed {event.screen_x} {event.screen_y}")

    def on_paste(self, event):
        self.say(f"paste {event.text}")

    def say(self, word):
        os.write(KEYS, f"{word}\\n".encode())

driver_class = driver_class()
assert driver_class is not None
last = lambda: None
app = Echo(driver_class=driver_class)
app.run()
last()
sys.exit(app.return_code)
"""


class Terminal:
    """A pseudo-terminal with the echo program in it; its keys come back on a pipe, a line each."""

    def __init__(self, stdin: int | None = None, **environment: str) -> None:
        self.screen = b""
        self.master, self.slave = pty.openpty()
        termios.tcsetwinsize(self.master, (24, 80))
        self.modes_before = termios.tcgetattr(self.slave)
        self._keys, keys = os.pipe()
        self._unread = b""
        env = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES", "ESCDELAY"}}
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(keys)],
            stdin=self.slave if stdin is None else stdin,
            stdout=self.slave,
            stderr=self.slave,
            pass_fds=[keys],
            start_new_session=True,
            cwd=Path(__file__).parents[2],
            env=env | {"TERM": "xterm-256color"} | environment,
        )
        os.close(keys)

    def type(self, data: bytes) -> None:
        os.write(self.master, data)

    def key(self) -> str:
        """The next word the program says; '' once it has ended."""
        self.wait_for(lambda: b"\n" in self._unread or self.process.poll() is not None)
        word, _, self._unread = self._unread.partition(b"\n")
        return word.decode()

    def taken(self) -> None:
        """Wait until the program has read all that was typed."""
        self.wait_for(lambda: fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4) == b"\0" * 4)

    def ended(self) -> int:
        """Wait for the end of the program; its return code."""
        self.wait_for(lambda: self.process.poll() is not None)
        self._pump()
        return self.process.returncode

    def wait_for(self, done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not done():
            assert time.monotonic() < deadline, self.screen[-2000:].decode(errors="replace")
            self._pump()

    def hang_up(self) -> None:
        os.close(self.master)
        self.master = -1

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for fd in {self.master, self.slave, self._keys} - {-1}:
            os.close(fd)

    def _pump(self) -> None:
        open_fds = [fd for fd in (self.master, self._keys) if fd != -1]
        for fd in select.select(open_fds, [], [], 0.005)[0]:
            data = os.read(fd, 65536)
            if fd == self.master:
                self.screen += data
            else:
                self._unread += data


@pytest.fixture
def open_terminal() -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def open_one(stdin: int | None = None, **environment: str) -> Terminal:
        opened.append(Terminal(stdin, **environment))
        assert opened[-1].key() == "ready"
        return opened[-1]

    yield open_one
    for terminal in opened:
        terminal.close()


@pytest.fixture
def terminal(open_terminal: Callable[..., Terminal]) -> Terminal:
    return open_terminal()


@pytest.fixture
def patient(open_terminal: Callable[..., Terminal]) -> Terminal:
    """A terminal that leaves a slow machine time between the two parts of a sequence."""
    return open_terminal(ESCDELAY="10000")


def test_a_lone_escape_arrives_without_another_key(terminal: Terminal) -> None:
    terminal.type(b"\x1b")
    assert terminal.key() == "escape"


def test_an_arrow_cut_short_is_given_up_without_another_key(terminal: Terminal) -> None:
    terminal.type(b"\x1b[")
    assert terminal.key() == "left_square_bracket"


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [
        (b"\x1b", b"[A", "up"),
        (b"\x1b[", b"A", "up"),
        (b"\x1b[27", b"u", "escape"),
        (b"\x1b[200~one\x1b", b"[201~", "paste one"),
        (b"\xc3", b"\xa9", "é"),
    ],
)
def test_a_sequence_split_between_two_reads_is_one_key(
    patient: Terminal, first: bytes, second: bytes, key: str
) -> None:
    patient.type(first)
    patient.taken()
    patient.type(second + b"x")
    assert [patient.key(), patient.key()] == [key, "x"]


def test_an_invalid_byte_does_not_end_the_program(terminal: Terminal) -> None:
    terminal.type(b"\xff\x80\xc3x")
    assert [terminal.key() for _ in range(4)][-1] == "x"
    terminal.type(b"q")
    assert terminal.ended() == 0


@pytest.mark.parametrize(
    "hostile",
    [
        b"\x1b[1114112u",
        b"\x1b[999999999999A",
        b"\x1b[:u",
        b"\x1b[48;1;1;1;1t",
        b"\x1b[48;99999;99999;1;1t",
        b"\x1b[48;0;0;0;0t\x1b[<35;3;4M",
    ],
)
def test_hostile_sequences_are_dropped_and_the_next_key_arrives(
    terminal: Terminal, hostile: bytes
) -> None:
    terminal.type(hostile + b"x")
    assert terminal.key() == "x"


def test_a_size_nobody_asked_for_is_not_believed(terminal: Terminal) -> None:
    terminal.type(b"\x1b[48;1;1;1;1ts")
    assert [terminal.key(), terminal.key()] == ["s", "80x24"]


def test_a_size_nobody_asked_for_does_not_mislead_the_mouse(terminal: Terminal) -> None:
    terminal.type(b"\x1b[48;5;5;500;500t\x1b[<0;13;4M")
    assert terminal.key() == "pressed 12 3"


def test_a_terminal_that_reports_its_size_when_asked_is_believed(terminal: Terminal) -> None:
    terminal.type(b"\x1b[?2048;1$y\x1b[48;30;90;300;900ts")
    assert [terminal.key(), terminal.key()] == ["s", "90x30"]


def test_a_size_that_changes_while_it_is_asked_is_not_kept(terminal: Terminal) -> None:
    terminal.type(b"w")
    assert terminal.key() == "w"
    terminal.type(b"s")
    assert [terminal.key(), terminal.key()] == ["s", "100x30"]


def test_quitting_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    during = termios.tcgetattr(terminal.slave)
    terminal.type(b"q")
    assert terminal.ended() == 0
    assert during != terminal.modes_before
    assert_as_it_was(terminal)


def test_a_stop_in_the_last_moment_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    terminal.type(b"l")
    wait_until_stopped(terminal)
    terminal.process.send_signal(signal.SIGCONT)
    assert terminal.ended() == 0
    assert_as_it_was(terminal)


def assert_as_it_was(terminal: Terminal) -> None:
    assert termios.tcgetattr(terminal.slave) == terminal.modes_before
    switches = dict(re.findall(rb"\x1b\[\?(\d+)([hl])", terminal.screen))
    on_in_a_plain_terminal = {b"7", b"25"}
    assert {mode for mode, to in switches.items() if to == b"h"} == on_in_a_plain_terminal
    kitty = Counter(re.findall(rb"\x1b\[([<>])\d*u", terminal.screen))
    assert kitty[b">"] == kitty[b"<"] == 1


def wait_until_stopped(terminal: Terminal) -> None:
    stopped = os.WSTOPPED | os.WNOHANG
    terminal.wait_for(lambda: os.waitid(os.P_PID, terminal.process.pid, stopped) is not None)


def test_keys_arrive_after_another_program_had_the_terminal(terminal: Terminal) -> None:
    terminal.type(b"z")
    assert [terminal.key(), terminal.key()] == ["z", "suspended"]
    terminal.type(b"x")
    assert terminal.key() == "x"


@pytest.mark.parametrize("where", ["at rest", "in the middle of a write"])
def test_keys_arrive_after_being_stopped_and_continued(terminal: Terminal, where: str) -> None:
    if where == "at rest":
        terminal.process.send_signal(signal.SIGTSTP)
    else:
        terminal.type(b"t")
    wait_until_stopped(terminal)
    assert termios.tcgetattr(terminal.slave) == terminal.modes_before
    if where == "in the middle of a write":
        assert terminal.key() == "t"
    terminal.process.send_signal(signal.SIGCONT)
    terminal.type(b"x")
    assert terminal.key() == "x"


def test_a_terminal_that_goes_away_ends_the_program_with_a_code(terminal: Terminal) -> None:
    terminal.hang_up()
    assert terminal.ended() == TERMINAL_GONE_CODE


def test_input_that_ends_ends_the_program_and_restores_the_screen(
    open_terminal: Callable[..., Terminal],
) -> None:
    stdin, feeder = os.pipe()
    terminal = open_terminal(stdin)
    os.close(stdin)
    os.close(feeder)
    assert terminal.ended() == TERMINAL_GONE_CODE
    assert terminal.screen.count(b"\x1b[?1049l") == 1


class Seen(asyncio.Queue[Any]):
    """What a reader sends, in the order it does; None for the end."""

    def reader(self, fd: int) -> Reader:
        from textual._xterm_parser import XTermParser

        loop, parser = asyncio.get_running_loop(), XTermParser()
        return Reader(fd, loop, parser, self.put_nowait, lambda: self.put_nowait(None))


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ours, theirs = os.pipe()
    yield ours, theirs
    for fd in (ours, theirs):
        with suppress(OSError):
            os.close(fd)


async def test_what_a_moving_mouse_still_sends_does_not_reach_the_shell(
    pipe: tuple[int, int],
) -> None:
    seen = Seen()
    ours, mouse = pipe
    reader = seen.reader(ours)
    reader.start()
    os.write(mouse, b"\x1b[<35;3;4M")
    assert (await seen.get()).x == 2
    reader.stop()
    os.write(mouse, b"\x1b[<35;4;4M")
    reader.drain()
    assert select.select([ours], [], [], 0)[0] == []


async def test_a_begun_sequence_is_waited_for_longer_than_a_lone_escape(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textual.constants.ESCAPE_DELAY", PATIENCE_SECONDS)
    monkeypatch.delenv("ESCDELAY", raising=False)
    seen = Seen()
    reader = seen.reader(pipe[0])
    reader.start()
    os.write(pipe[1], b"x\x1b")
    assert (await seen.get()).key == "x"
    os.write(pipe[1], b"[")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(seen.get(), 4 * LONE_ESCAPE_SECONDS)
    os.write(pipe[1], b"A")
    assert (await seen.get()).key == "up"
    reader.stop()


async def test_a_delay_the_person_has_set_holds_for_a_lone_escape(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textual.constants.ESCAPE_DELAY", PATIENCE_SECONDS)
    monkeypatch.setenv("ESCDELAY", "20000")
    seen = Seen()
    reader = seen.reader(pipe[0])
    reader.start()
    os.write(pipe[1], b"\x1b")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(seen.get(), 4 * LONE_ESCAPE_SECONDS)
    reader.stop()


async def test_a_reader_stopped_before_its_start_never_reads(pipe: tuple[int, int]) -> None:
    seen = Seen()
    reader = seen.reader(pipe[0])
    reader.stop()
    reader.start()
    assert not asyncio.get_running_loop().remove_reader(pipe[0])


async def test_input_that_fails_is_input_that_ends(pipe: tuple[int, int]) -> None:
    seen = Seen()
    ours, theirs = pipe
    seen.reader(theirs).start()  # the writing end: watched like any other, and reading it fails
    os.close(ours)
    assert await asyncio.wait_for(seen.get(), PATIENCE_SECONDS) is None
    assert not asyncio.get_running_loop().remove_reader(theirs)


@pytest.fixture
def piped_input(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    end, feeder = os.pipe()
    with os.fdopen(end) as stdin, os.fdopen(feeder, "wb"):
        monkeypatch.setattr(sys, "__stdin__", stdin)
        yield


@pytest.mark.usefixtures("piped_input")
def test_our_driver_is_used_with_the_tested_textual() -> None:
    assert driver.driver_class() is not None


@pytest.mark.usefixtures("piped_input")
@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("tracker.ui.driver.TESTED_TEXTUAL", "8.2.9"),
        ("tracker.ui.driver.LEANED_ON", {"_a_name_that_went_away"}),
        ("textual.constants.DRIVER", "textual.drivers.web_driver:WebDriver"),
        ("sys.platform", "win32"),
        ("sys.__stdin__", None),
    ],
)
def test_anywhere_else_textual_keeps_its_own_driver(
    monkeypatch: pytest.MonkeyPatch, where: str, what: object
) -> None:
    monkeypatch.setattr(where, what)
    assert driver.driver_class() is None


def test_input_that_cannot_be_watched_is_left_to_textual(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open() as stdin:
        monkeypatch.setattr(sys, "__stdin__", stdin)
        assert driver.driver_class() is None
