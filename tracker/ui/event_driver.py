"""Our driver over Textual's: keys as they come, and a terminal that is left as it was."""

from __future__ import annotations

import os
import signal
import termios
import tty
from contextlib import suppress

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message

from tracker.ui.driver import TERMINAL_GONE_CODE
from tracker.ui.reader import Reader


class EventDriver(LinuxDriver):
    """Reads by an event-driven reader; `driver.py` knows where it can work."""

    _reader: Reader | None = None
    _is_resuming = False

    def start_application_mode(self) -> None:
        """Take the terminal over, and hear of its changes of size."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has no types
        signal.signal(signal.SIGWINCH, self._on_size_changed)

    def run_input_thread(self) -> None:
        """Have the app's loop read; the thread that calls this ends at once."""
        parser = XTermParser(self._debug)
        self._reader = Reader(self.fileno, self._loop, parser, self.process_message, self._end)
        self._loop.call_soon_threadsafe(self._reader.start)

    def disable_input(self) -> None:
        """Read no more, and drop what the terminal still sends."""
        super().disable_input()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        if self._reader is not None:
            self._reader.stop()
            self._reader.drain()
            self._reader = None

    def process_message(self, message: Message) -> None:
        """Pass a message on to the app, unless it is a size that nobody asked for."""
        if not isinstance(message, Resize) or self._in_band_window_resize:
            super().process_message(message)
        elif self._reader is not None:
            # 99999 by 99999 would hang the layout.
            self._reader.parser.terminal_size = None

    def _sigtstp_application(self, *_: object) -> None:
        # In the loop's own time: the signal may have come in the middle of a write, whose lock
        # the last writes before the stop would wait for in vain.
        try:
            self._loop.call_soon_threadsafe(self._stop)
        except RuntimeError:  # the loop has ended
            self._stop()

    def _stop(self) -> None:
        if self._reader is None:  # it is leaving, and would take back what it gave up
            os.kill(os.getpid(), signal.SIGSTOP)
        else:
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        # After Ctrl-Z the terminal has to be taken over again. After anything else (`kill
        # -STOP`, a stray SIGCONT) it still is: once more would leave modes on at the end.
        if self._is_resuming:
            return
        if self._must_signal_resume:
            self._is_resuming = True
            super()._sigcont_application()
            self._is_resuming = False
        elif self._reader is not None:
            self._loop.call_soon_threadsafe(_take_back, self)

    def _on_size_changed(self, *_: object) -> None:
        # Asked for here, a size could be sent after a newer one: this interrupts itself.
        self._loop.call_soon_threadsafe(self._send_size)

    def _send_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self.send_message(Resize(size, size))

    def _end(self) -> None:
        self._app.exit(return_code=TERMINAL_GONE_CODE)


def _take_back(driver: EventDriver) -> None:
    """Ask for keys as Textual wants them, and show all: a shell may have used the terminal."""
    with suppress(termios.error):
        attributes = termios.tcgetattr(driver.fileno)
        attributes[tty.LFLAG] = driver._patch_lflag(attributes[tty.LFLAG])
        attributes[tty.IFLAG] = driver._patch_iflag(attributes[tty.IFLAG])
        termios.tcsetattr(driver.fileno, termios.TCSANOW, attributes)
    driver._app.refresh(layout=True)
