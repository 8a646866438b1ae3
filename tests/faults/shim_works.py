"""The pieces of work that show what the library that breaks a disk does."""

from __future__ import annotations

import os
from pathlib import Path

from tests.faults.shim import Disk


def every_kind_of_call(folder: Path, disk: Disk) -> None:
    """Do everything that is counted once, writes twice."""
    inner = folder / "in"
    inner.mkdir()
    with (inner / "file").open("w+b", buffering=0) as file:
        file.write(b"a" * 1500)
        file.write(b"b")
        os.fsync(file.fileno())
        file.truncate(1000)
        file.seek(0)
        os.read(file.fileno(), 10)
    disk.note("written")
    os.link(inner / "file", inner / "second")
    (inner / "second").rename(inner / "third")
    (inner / "third").unlink()
    descriptor = os.open(inner, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def write_elsewhere(folder: Path, disk: Disk) -> None:
    """Write into a folder beside this one, whose name only begins like it."""
    (folder.with_name(f"{folder.name}-2") / "file").write_bytes(b"words")


def mend(folder: Path, disk: Disk) -> list[bool]:
    """Write twice, once before and once after the disk is mended; return whether it failed."""
    failed = []
    for _ in range(2):
        try:
            (folder / "file").write_bytes(b"words")
            failed.append(False)
        except OSError:
            failed.append(True)
        disk.mend()
    return failed
