"""One program in a pseudo-terminal of its own: its keys, its raw output, its end."""

from __future__ import annotations

import errno
import fcntl
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tests.bench.process import Exit, reap, spawn


class NotReachedError(Exception):
    """The program did not get where it should have got in time; the message says what it did."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one read brought, and when (monotonic seconds, taken right after the read)."""

    at: float
    data: bytes


class Program:
    """A running program whose output is recorded while a method waits, and never parsed here.

    Use it in a `with`, which ends the program and its process group whatever happens. Times are
    `time.monotonic()` seconds. Queries that the program sends to its terminal get no answer;
    `write` one if it needs one.
    """

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 80, lines: int = 24
    ) -> None:
        """Start the command (a path and its arguments) in a terminal of this size."""
        self.chunks: list[Chunk] = []
        self.exit: Exit | None = None
        self.hung_up = False  # nothing can be read any more
        self._master, slave = os.openpty()
        try:
            os.set_blocking(self._master, False)
            self.resize(columns, lines)
            self.started_at = time.monotonic()
            self.pid = spawn(command, env, os.ttyname(slave))
        except BaseException:
            os.close(self._master)
            raise
        finally:
            os.close(slave)

    def __enter__(self) -> Self:
        """Return the program itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End whatever still runs."""
        self.close()

    @property
    def output(self) -> bytes:
        """Everything the program has written so far, as far as it was recorded."""
        return b"".join(chunk.data for chunk in self.chunks)

    def write(self, keys: str | bytes, seconds: float = 5.0) -> float:
        """Type the keys and return the instant just before.

        Raises NotReachedError when the program has not taken them within `seconds`.
        """
        left = keys.encode() if isinstance(keys, str) else keys
        sent_at = time.monotonic()
        while left:
            try:
                left = left[os.write(self._master, left) :]
            except BlockingIOError:  # its input is full: it may be waiting for us to read
                if time.monotonic() > sent_at + seconds:
                    raise NotReachedError("the program does not read its keys") from None
                self.read(0.005)
        return sent_at

    def read(self, seconds: float) -> bool:
        """Wait up to this long for output and record one chunk; False when there was none.

        After a hang-up nothing comes, but the time still passes.
        """
        watched = [] if self.hung_up else [self._master]
        if not select.select(watched, [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._master, 65536)
            at = time.monotonic()
        except OSError as error:
            if error.errno != errno.EIO:  # which is Linux for "the last program has left"
                raise
            data = b""
        if data:
            self.chunks.append(Chunk(at, data))
        self.hung_up = not data
        return bool(data)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the terminal; the program gets a SIGWINCH."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def ended(self) -> bool:
        """Tell whether the program has ended; from then on `exit` says how."""
        self.exit = self.exit or reap(self.pid, wait=False)
        return self.exit is not None

    def wait_exit(self, seconds: float = 10.0) -> Exit:
        """Record until the program ends, and return how; the instant is exact to about 1 ms."""
        until = time.monotonic() + seconds
        while not self.ended():
            if time.monotonic() > until:
                raise NotReachedError(f"it did not end within {seconds:g} s")
            self.read(0.001)
        while self.read(0):  # its last words, still in the terminal
            pass
        assert self.exit is not None
        return self.exit

    def send_signal(self, number: int) -> None:
        """Send a signal to the program itself, not to its group, if it still runs."""
        if not self.ended():
            os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Take the terminal away, as a closed window does; the program may go on."""
        if self._master >= 0:
            os.close(self._master)
            self._master, self.hung_up = -1, True

    def close(self) -> None:
        """End the program and its group at once, if it still runs, and give the terminal back."""
        if not self.ended():
            os.killpg(self.pid, signal.SIGKILL)
            self.exit = reap(self.pid, wait=True)
        self.hang_up()
