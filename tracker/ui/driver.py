"""Reads the terminal when it has something to say: no polling, and no input ends the program."""

from __future__ import annotations

import os
import select
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import constants
from textual.events import Resize

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, TimerHandle

    from textual._xterm_parser import XTermParser
    from textual.driver import Driver
    from textual.message import Message

TESTED_TEXTUAL = "8.2.8"
LEANED_ON = {"_app", "_debug", "_in_band_window_resize", "_loop", "_timeout_time", "fileno"}
LEANED_ON |= {"disable_input", "process_message", "run_input_thread", "terminal_size"}
TERMINAL_GONE_CODE = 129  # 128 + SIGHUP, what a shell reports after a hang-up
LONE_ESCAPE_SECONDS = 0.025
CHATTY_SECONDS, QUIET_SECONDS, DRAIN_SECONDS = 0.25, 0.03, 0.2


class Reader:
    """Turns what arrives on `fd` into messages for `send`; calls `gone` once, at its end."""

    # A callback of the app's own loop is simplest and fastest: no thread to wake, to hand a key
    # over from, or to join at quit. The loop also serves waiting bytes before timers that are
    # due, so that a busy app never takes a late arrow key for a lone Escape.

    def __init__(
        self,
        fd: int,
        loop: AbstractEventLoop,
        parser: XTermParser,
        send: Callable[[Message], None],
        gone: Callable[[], None],
    ) -> None:
        self._fd, self._loop, self._send, self._gone = fd, loop, send, gone
        self.parser = parser
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._timer: TimerHandle | None = None
        self._chatty_at = loop.time()  # answers to the driver's first questions are on their way
        self._stopped = False

    def start(self) -> None:
        """Begin to read; nothing once stopped. Raises `OSError` where `fd` can't be watched."""
        if not self._stopped:
            self._loop.add_reader(self._fd, self._read)

    def stop(self) -> None:
        """End reading for good and drop an incomplete sequence; may be called again."""
        self._stopped = True
        self._loop.remove_reader(self._fd)
        self._cancel_timer()

    def drain(self) -> None:
        """Throw away what a terminal that was talking still sends; blocks for 0.23 s at most."""
        # A mouse in motion is reported until the terminal has heard that it should not be, and
        # whatever arrives after the echo is back lands on the shell's prompt.
        now = self._loop.time()
        if now - self._chatty_at > CHATTY_SECONDS:
            return
        with suppress(OSError):
            while select.select([self._fd], [], [], QUIET_SECONDS)[0] and os.read(self._fd, 4096):
                if self._loop.time() - now > DRAIN_SECONDS:
                    return

    def _read(self) -> None:
        try:
            data = os.read(self._fd, 4096)
        except BlockingIOError:
            return
        except OSError:
            data = b""  # a terminal that is gone reads as its end or as EIO
        if not data:
            self.stop()
            self._gone()
        else:
            if b"\x1b[<" in data:
                self._chatty_at = self._loop.time()
            self._feed(self._decode(data))

    def _feed(self, text: str) -> None:
        self._cancel_timer()
        # One by one, so that a sequence the parser dies of takes no key after it along.
        for character in text:
            self._take(self.parser.feed(character))
        if self.parser._timeout_time is not None:
            lone = text.endswith("\x1b") and "ESCDELAY" not in os.environ
            delay = LONE_ESCAPE_SECONDS if lone else constants.ESCAPE_DELAY
            self._timer = self._loop.call_later(delay, self._give_up)

    def _give_up(self) -> None:
        self.parser._timeout_time = 0.0
        self._take(self.parser.tick())

    def _take(self, messages: Iterable[Message]) -> None:
        try:
            parsed = list(messages)
        except Exception:  # whatever a hostile sequence raises, it must not end the program
            from textual._parser import Parser

            # The base part alone anew: without the terminal's size, which the rest keeps, a
            # mouse that reports pixels would point somewhere else.
            Parser.__init__(self.parser)
            return
        for message in parsed:
            self._send(message)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def driver_class() -> type[Driver] | None:
    """Our driver where it can work; None, for Textual's own, everywhere else. Never raises."""
    if sys.platform != "win32" and not constants.DRIVER and _can_watch_input():
        with suppress(ImportError, AttributeError):
            return _event_driver() if _is_tested() else None
    return None


def _event_driver() -> type[Driver]:
    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver

    class EventDriver(LinuxDriver):
        _reader: Reader | None = None

        def run_input_thread(self) -> None:
            parser = XTermParser(self._debug)
            self._reader = Reader(self.fileno, self._loop, parser, self.process_message, self._end)
            self._loop.call_soon_threadsafe(self._reader.start)

        def disable_input(self) -> None:
            super().disable_input()
            if self._reader is not None:
                self._reader.stop()
                self._reader.drain()
                self._reader = None

        def process_message(self, message: Message) -> None:
            if not isinstance(message, Resize) or self._in_band_window_resize:
                super().process_message(message)
            elif self._reader is not None:
                # A size nobody asked for: 99999 by 99999 would hang the layout.
                self._reader.parser.terminal_size = None

        def _end(self) -> None:
            self._app.exit(return_code=TERMINAL_GONE_CODE)

    return EventDriver


def _is_tested() -> bool:
    # importlib.metadata says the same, 25 ms later.
    package = Path(constants.__file__).parent
    if not package.with_name(f"textual-{TESTED_TEXTUAL}.dist-info").is_dir():
        return False
    from textual._xterm_parser import XTermParser
    from textual.driver import Driver
    from textual.drivers.linux_driver import LinuxDriver

    names = {*dir(LinuxDriver), *vars(XTermParser())}
    names.update(Driver.__init__.__code__.co_names, LinuxDriver.__init__.__code__.co_names)
    return names >= LEANED_ON


def _can_watch_input() -> bool:
    # epoll refuses plain files, and kqueue a terminal opened as /dev/tty.
    with suppress(OSError, ValueError), selectors.DefaultSelector() as selector:
        return sys.__stdin__ is not None and bool(selector.register(sys.__stdin__, 1))
    return False
