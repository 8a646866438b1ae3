"""Runs unkink with cues that are stamped instead of sounded: `called.py FILE ROUTINE`.

Each cue becomes a line of FILE, a JSON array: monotonic seconds, its words, its tone.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tracker.cli import opening
from tracker.core.calls import Call
from tracker.cues import Recording
from tracker.settings import Settings


class Stamping(Recording):
    """Cues that write down when they were asked for."""

    def __init__(self, file: TextIO) -> None:
        """Write into this file."""
        super().__init__()
        self._file = file

    def play(self, call: Call) -> None:
        """Write the call down, with this instant."""
        at = time.monotonic()
        print(json.dumps([at, call.words, call.tone]), file=self._file, flush=True)


def main(stamps: Path, routine: str) -> None:
    """Run the app, straight to this routine."""

    @contextmanager
    def surroundings(settings: Settings) -> Iterator[Recording]:
        with stamps.open("w", encoding="utf-8") as file:
            yield Stamping(file)

    opening.surroundings = surroundings
    opening.open_app(routine)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
