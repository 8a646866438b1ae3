"""A program in a pseudo-terminal with a screen: what it showed, when, and waiting for it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from tests.bench.process import processor_seconds
from tests.bench.program import NotReachedError, Program
from tests.bench.screen import Condition, Frame, Screen

SAMPLE_SECONDS = 0.005  # between two looks at the processor time


class Terminal(Program):
    """A program, its pseudo-terminal and its screen.

    Output is only recorded while a method waits, and parsed in `play` or in a method that needs
    the screen: to measure, record first and play afterwards, so that no read is late.
    """

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 80, lines: int = 24
    ) -> None:
        """Start the command (a path and its arguments) in a terminal of this size."""
        self.screen = Screen(columns, lines)
        self._played = 0  # how many chunks the screen has seen
        super().__init__(command, env, columns, lines)

    @property
    def frame(self) -> Frame:
        """What stands on the screen, everything recorded so far included."""
        self.play()
        return self.screen.frame(self.chunks[-1].at if self.chunks else self.started_at)

    def play(self) -> list[Frame]:
        """Show the chunks recorded since the last time on the screen, and return a frame each."""
        frames = []
        for chunk in self.chunks[self._played :]:
            self.screen.feed(chunk.data)
            frames.append(self.screen.frame(chunk.at))
        self._played = len(self.chunks)
        return frames

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the terminal and of its screen."""
        super().resize(columns, lines)
        self.screen.resize(columns, lines)

    def record(self, seconds: float) -> None:
        """Record for this long, without looking at what comes."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.read(left)

    def record_until_quiet(self, quiet: float, seconds: float) -> bool:
        """Record until nothing came for `quiet` seconds; False if `seconds` pass before that."""
        until = time.monotonic() + seconds
        while self.read(quiet):
            if time.monotonic() > until:
                return False
        return True

    def settle(self, idle: float = 0.3, seconds: float = 20.0) -> float:
        """Record until the program has been idle for `idle` seconds; return when that began.

        Idle: no output, and no growth of its processor time (all threads, sampled every 5 ms, in
        the system's steps of 10 ms). Before its first output a program does not count as idle.
        """
        busy_at, used = self.started_at, 0.0
        while time.monotonic() < self.started_at + seconds and not self.hung_up:
            if self.read(SAMPLE_SECONDS):
                busy_at = self.chunks[-1].at
            if (used_now := processor_seconds(self.pid)) > used:
                busy_at, used = time.monotonic(), used_now
            if self.chunks and time.monotonic() > busy_at + idle:
                return busy_at
        raise NotReachedError(f"not idle {seconds:g} s after its start{self._instead()}")

    def wait_for(self, condition: Condition, seconds: float = 10.0) -> Frame:
        """Record and play until the condition holds, and return the first frame where it does.

        Raises NotReachedError, with the last line on the screen, at the deadline or when the
        program ends. Parsing between two reads can make the instant late by some milliseconds.
        """
        until = time.monotonic() + seconds
        if condition(frame := self.frame):
            return frame
        while time.monotonic() < until and not self.hung_up:
            self.read(until - time.monotonic())
            while self.read(0):
                pass
            for frame in self.play():
                if condition(frame):
                    return frame
        raise NotReachedError(f"its screen did not come within {seconds:g} s{self._instead()}")

    def _instead(self) -> str:
        """Return what the program did instead, for the end of an error message."""
        ended = f"; it ended with {self.wait_exit(1.0).code}" if self.hung_up else ""
        shown = [line.strip() for line in self.frame.lines if line.strip()]
        return f"{ended}; last line shown: {shown[-1][:60]}" if shown else ended
