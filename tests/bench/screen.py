"""Turns the bytes that a program wrote to its terminal into what stood on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pyte

# Plain text, or one whole escape sequence: CSI, OSC, the other strings, two characters and more.
_TOKEN = re.compile(
    rb"[^\x1b]+"
    rb"|\x1b\[(?P<private>[<-?]*)(?P<numbers>[0-9:;]*)(?P<between>[ -/]*)(?P<last>[@-~])"
    rb"|\x1b\](?P<command>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|\x1b(?P<string>[PX^_])[^\x1b]*\x1b\\"
    rb"|\x1b[ -/]+[0-~]"
    rb"|\x1b[^\[\]PX^_ -/]"
)
_LONGEST_SEQUENCE = 4096  # bytes; what is longer is broken, and goes through as it is
_CLEAR = b"\x1b[2J\x1b[H"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the screen showed after one chunk of output.

    `at` is the `time.monotonic()` instant, in seconds, at which the chunk was read.
    """

    at: float
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All lines of the screen, joined by newlines."""
        return "\n".join(self.lines)


Condition = Callable[[Frame], bool]


def has_words(*words: str) -> Condition:
    """Return a condition: all these words are on the screen at once."""
    return lambda frame: all(word in frame.text for word in words)


class Screen:
    """A terminal's screen, fed with bytes. `cells` is the pyte screen, for colours and cursor.

    pyte prints parts of the sequences that it does not know (`CSI < u`), so those are left out.
    Entering or leaving the alternate screen clears: what stood there before is not brought back.
    """

    def __init__(self, columns: int = 80, lines: int = 24) -> None:
        """Make an empty screen of this many columns and lines."""
        self.cells = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.cells)
        self._held = b""  # the beginning of a sequence whose end has not come yet

    def feed(self, data: bytes) -> None:
        """Take the next bytes; a sequence may be split anywhere."""
        data, position = self._held + data, 0
        wanted = []
        while match := _TOKEN.match(data, position):
            wanted.append(_understood(match))
            position = match.end()
        self._held = data[position:]
        if len(self._held) > _LONGEST_SEQUENCE:
            wanted.append(self._held)
            self._held = b""
        self._stream.feed(b"".join(wanted))

    def frame(self, at: float) -> Frame:
        """Return what stands on the screen now, dated `at` (monotonic seconds)."""
        return Frame(at, tuple(self.cells.display))

    def resize(self, columns: int, lines: int) -> None:
        """Change the size; the lines that no longer fit go from the top, as pyte does it."""
        self.cells.resize(lines, columns)


def _understood(match: re.Match[bytes]) -> bytes:
    """Return the token as pyte should see it: unchanged, replaced, or nothing."""
    token = match.group()
    if match["last"] is not None:
        if match["private"] == b"?" and match["numbers"] in (b"1049", b"1047", b"47"):
            return _CLEAR
        public = not match["private"] or (match["private"] == b"?" and match["last"] in b"hlJK")
        return token if public and not match["between"] and b":" not in match["numbers"] else b""
    if match["command"] is not None:  # of the OSC commands pyte knows titles, and takes 22 for 2
        return token if re.match(rb"[012];", match["command"]) else b""
    return b"" if match["string"] is not None else token
