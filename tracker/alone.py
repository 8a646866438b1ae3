"""Lets one session be led on a history at a time, whichever window or program leads it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def alone(file: Path) -> Iterator[bool]:
    """Hold the lock that `file` stands for inside a `with`; yield False where another has it.

    The lock goes with the process, however that ends; the file stays, empty. Where nothing can be
    locked, on some network drives, nobody else is known of: True.
    """
    descriptor = None
    with suppress(OSError):
        descriptor = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        yield descriptor is None or _locked(descriptor)
    finally:
        if descriptor is not None:
            os.close(descriptor)  # which gives the lock back


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except PermissionError:  # what Windows says where another has it
        return False
    except OSError:
        return True
    return True
