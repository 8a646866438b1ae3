"""Reads the bytes of one file without trusting it: regular files only, no more than allowed."""

import os
import stat
from pathlib import Path
from typing import Final

_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a named pipe must not make us wait
    | getattr(os, "O_NOCTTY", 0)  # nor a terminal become ours
    | getattr(os, "O_BINARY", 0)  # nor Windows change line ends
)


def read_bytes(file: Path, most: int) -> bytes:
    """Return what is in a regular file, at most one byte more than `most`; raise OSError."""
    descriptor = os.open(file, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a regular file")
        with os.fdopen(descriptor, "rb", closefd=False) as opened:
            return opened.read(most + 1)
    finally:
        os.close(descriptor)
