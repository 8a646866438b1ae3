"""Ends the app when the machine asks for it: in order while it answers, by force where not."""

import asyncio
import os
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from types import TracebackType
from typing import Final

ENDING: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
GRACE_SECONDS: Final = 1.0
"""How long the app may take to leave: on a frozen terminal it would take for ever.

What is put in order after it gets as long again.
"""

LAST_WORDS_SECONDS: Final = 0.1
NORMAL_SCREEN: Final = (
    b"\x1b[?2048l\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What takes back everything that Textual asks of a terminal."""


class Shutdown:
    """While it is entered, signals and a terminal that is gone end the app, with 128 + n.

    `leave` is called with that code on `loop`. One thread of its own waits for both: a signal's
    number reaches it by the wake-up pipe, written in C, however busy or stuck Python is. A second
    signal changes nothing: the history is being closed by then. Enter it in the main thread. POSIX
    only.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, leave: Callable[[int], None], terminal: int = 0
    ) -> None:
        self._loop = loop
        self._leave = leave
        self._terminal = terminal
        self._left = Event()
        self._is_asked = False

    def __enter__(self) -> None:
        """Take the signals over."""
        self._put_back = _restorer(self._terminal)
        self._numbers, self._wake_up = os.pipe()
        os.set_blocking(self._wake_up, False)
        self._fd_before = signal.set_wakeup_fd(self._wake_up, warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _nothing) for number in ENDING}
        Thread(target=self._wait, name="shutdown", daemon=True).start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the signals back: the app has left."""
        self._left.set()
        for number, handler in self._before.items():
            signal.signal(number, signal.SIG_IGN if self._is_asked else handler)
        signal.set_wakeup_fd(self._fd_before)
        os.close(self._wake_up)  # which ends the thread

    def _wait(self) -> None:
        """Wait for a reason to end, ask the app to leave, and end it where it does not."""
        number = self._reason()
        if number is None or self._left.is_set():
            return
        self._is_asked = True
        with suppress(RuntimeError):  # the loop has been closed meanwhile
            self._loop.call_soon_threadsafe(self._leave, 128 + number)
        if self._left.wait(GRACE_SECONDS):
            time.sleep(GRACE_SECONDS)
        else:
            self._put_back()
        os._exit(128 + number)

    def _reason(self) -> int | None:
        """Return the signal that came, SIGHUP for a terminal that is gone; None at the end."""
        poll = select.poll()
        poll.register(self._numbers, select.POLLIN)
        poll.register(self._terminal, 0)  # a hang-up is reported unasked
        try:
            while True:
                for fd, what in poll.poll():
                    if fd == self._terminal:
                        poll.unregister(fd)
                        if what & select.POLLHUP:
                            return signal.SIGHUP
                    elif not (come := os.read(fd, 64)):
                        return None
                    elif ending := [number for number in come if number in ENDING]:
                        return ending[0]
        finally:
            os.close(self._numbers)


def _restorer(terminal: int) -> Callable[[], None]:
    """Return how to make a terminal again what it is now, without waiting for it."""
    import termios

    attributes = None
    with suppress(termios.error):
        attributes = termios.tcgetattr(terminal)

    def say_last_words() -> None:
        with suppress(OSError):
            os.write(2, NORMAL_SCREEN)  # where Textual draws

    def put_back() -> None:
        # A background process is stopped for touching its terminal, unless it will not hear of it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        if attributes is not None:
            with suppress(termios.error):
                termios.tcsetattr(terminal, termios.TCSANOW, attributes)
        words = Thread(target=say_last_words, daemon=True)  # a frozen terminal takes none
        words.start()
        words.join(LAST_WORDS_SECONDS)

    return put_back


def _nothing(number: int, frame: object) -> None:
    """Let the signal do nothing here: the wake-up pipe has its number by now."""
