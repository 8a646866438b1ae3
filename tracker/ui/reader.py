"""Reads the terminal when it has something to say: no polling, and no input ends the program."""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import constants

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, TimerHandle

    from textual._xterm_parser import XTermParser
    from textual.message import Message

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
