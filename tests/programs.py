"""Programs that stand in for those of the machine: real ones, which tell what they were given."""

import os
import select
from pathlib import Path
from typing import Final

PATIENCE_SECONDS: Final = 20.0

SOUND: Final = "exec /bin/sleep 0.2"
"""What a program does that sounds for a moment and ends well."""
GO_ON: Final = "exec /bin/sleep 60"
"""What a program does that sounds until it is cut off."""


class Bench:
    """A folder of programs, to be the whole PATH, and a pipe on which they tell what happens."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pipe = folder / "told"
        os.mkfifo(self._pipe)
        self._reader = os.open(self._pipe, os.O_RDWR)
        self._rest = b""

    def program(self, name: str, then: str = SOUND) -> Path:
        """Make a program that tells its process, its arguments and its input, then does `then`."""
        file = self.folder / name
        file.write_text(
            f'#!/bin/sh\ntext=""\nread -r text\n'
            f'echo "$$|{name}|$*|$text" > "{self._pipe}"\n{then}\n',
            encoding="utf-8",
        )
        file.chmod(0o700)
        return file

    def told(self) -> tuple[int, str, str, str]:
        """Wait for the next program to tell; return its process, name, arguments and input."""
        while b"\n" not in self._rest:
            if not select.select([self._reader], [], [], PATIENCE_SECONDS)[0]:
                raise TimeoutError("no program told anything")
            self._rest += os.read(self._reader, 4096)
        line, _, self._rest = self._rest.partition(b"\n")
        process, name, arguments, text = line.decode().split("|")
        return int(process), name, arguments, text

    def has_more(self) -> bool:
        return bool(self._rest or select.select([self._reader], [], [], 0)[0])

    def close(self) -> None:
        os.close(self._reader)


def is_alive(process: int) -> bool:
    """Return whether there is such a process, be it a zombie."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
