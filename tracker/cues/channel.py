"""One voice or one tone at a time: a worker that starts programs, the newest sound first."""

import subprocess
from collections.abc import Sequence
from threading import Condition, Thread
from time import perf_counter
from typing import Final

from tracker.cues.programs import Program
from tracker.cues.sounding import Sound, fault, no_start, start

FAREWELL_SECONDS: Final = 2.0
"""How long closing waits for a program that was killed to be gone."""

LONGEST_SECONDS: Final = 10.0
"""No cue takes longer: a program that is cut off later than that hangs, as `spd-say -w` does where
its server finds no sound card."""


class Channel:
    """Sounds what it is given with the first of `programs` that works, and drops those that fail.

    A new sound cuts off the last one. Starting a program takes milliseconds, so a thread does it,
    and the one who gives a sound never waits.
    """

    def __init__(self, programs: Sequence[Program]) -> None:
        self.faults: list[tuple[str, str]] = []
        self._programs = list(programs)
        self._news = Condition()
        self._next: Sound | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = 0
        self._closed = False
        self._worker = Thread(target=self._work, name="cues", daemon=True)
        self._worker.start()

    @property
    def works(self) -> bool:
        """Return whether a program is left that has not failed yet."""
        return bool(self._programs)

    def play(self, sound: Sound) -> None:
        """Cut off what sounds now, and sound this."""
        with self._news:
            if not self._closed:
                self._next = sound
                self._cut_off()

    def hush(self) -> None:
        """Cut off what sounds now, and what waits."""
        with self._news:
            self._next = None
            self._cut_off()

    def close(self) -> None:
        """Fall silent for good; returns when no program is left running. May be called again."""
        with self._news:
            self._closed = True
            self._cut_off()
        self._worker.join(FAREWELL_SECONDS)

    def _cut_off(self) -> None:
        self._turn += 1  # so that a program which is just being started is cut off as well
        # Killed, not asked to end: one that takes its time would sound into the next cue.
        if self._process is not None:
            self._process.kill()
            self._process = None
        self._news.notify()

    def _work(self) -> None:
        while (taken := self._take()) is not None:
            for program in tuple(self._programs):
                what = self._try(program, *taken)
                if not what:
                    break
                self.faults.append((program.name, what))
                self._programs.remove(program)

    def _take(self) -> tuple[Sound, int] | None:
        """Wait for the newest sound and for its time; return it with its turn, None when closed."""
        with self._news:
            while not self._closed:
                sound = self._next
                if sound is None:
                    self._news.wait()
                elif not sound.after or not self._news.wait(sound.after):
                    self._next = None
                    return sound, self._turn
            return None

    def _try(self, program: Program, sound: Sound, turn: int) -> str:
        """Sound with one program to its end, or to where it is cut off; return its fault or ""."""
        if turn != self._turn:
            return ""
        began = perf_counter()
        try:
            process = start(program, sound)
        except OSError as error:
            return no_start(error)
        with self._news:
            if turn != self._turn:
                process.kill()
            else:
                self._process = process
        code = process.wait()
        with self._news:
            self._process = None
        seconds = perf_counter() - began
        if turn != self._turn:
            return "did not end" if seconds > LONGEST_SECONDS else ""
        return fault(code, seconds)
