"""Reads single keys and whole lines from a terminal or a pipe, without a screen."""

import os
import sys
import time
from types import TracebackType
from typing import Any, Final

POLL_SECONDS: Final = 0.05
"""How often Windows is asked for a key; elsewhere one waits for it."""


class Keys:
    """What comes in on a stream; inside a `with`, keys come singly and are not shown.

    Once the stream has ended there are no keys any more, and time goes on without them.
    """

    def __init__(self, descriptor: int = 0) -> None:
        self._descriptor = descriptor
        self._ended = False
        self._before: list[Any] | None = None

    @property
    def is_terminal(self) -> bool:
        """Return whether a person types here and sees it."""
        return os.isatty(self._descriptor)

    @property
    def has_ended(self) -> bool:
        """Return whether nothing will come any more."""
        return self._ended

    def line(self) -> str | None:
        """Return the next line without its end; None when there will be no more."""
        found = bytearray()
        while not self._ended:
            byte = os.read(self._descriptor, 1)
            if not byte:
                self._ended = True
            elif byte == b"\n":
                return found.decode(errors="replace").strip()
            found += byte
        return found.decode(errors="replace").strip() if found else None

    def wait(self, seconds: float) -> str | None:
        """Return the next key, or None when none came in this time."""
        if self._ended:
            time.sleep(seconds)
            return None
        if sys.platform == "win32":
            return _windows_key(seconds)
        import select

        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return None
        key = os.read(self._descriptor, 1)
        self._ended = not key
        return key.decode(errors="replace") or None

    def __enter__(self) -> "Keys":
        if sys.platform != "win32" and os.isatty(self._descriptor):
            import termios
            import tty

            self._before = termios.tcgetattr(self._descriptor)
            tty.setcbreak(self._descriptor)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if sys.platform != "win32" and self._before is not None:
            import termios

            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)
            self._before = None


def _windows_key(seconds: float) -> str | None:
    import msvcrt

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if getattr(msvcrt, "kbhit")():  # noqa: B009 - a name that only Windows has
            key: str = getattr(msvcrt, "getwch")()  # noqa: B009 - the same
            return key
        time.sleep(min(POLL_SECONDS, max(0.0, until - time.monotonic())))
    return None
