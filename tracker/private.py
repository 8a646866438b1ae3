"""Makes folders that only their owner can enter, and files that only their owner can read.

It keeps the program's memory to itself, too.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, each with mode 0700. Raises OSError.

    It survives a power cut once this returns, where the folder above can be synced.
    """
    if not folder.exists():
        make_private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        with suppress(OSError):  # a folder that cannot be read cannot be synced either
            sync_folder(folder.parent)


def replace_file(
    file: Path, content: bytes, *, is_lasting: bool, may_go_on: Callable[[], bool] = lambda: True
) -> bool:
    """Put a file of mode 0600 with this content in its place: all of it or nothing.

    Where it is lasting, it survives a power cut once this returns. `may_go_on` is asked at the last
    moment; when it says no, the file stays as it is. Returns whether it was replaced. Raises
    OSError.
    """
    import tempfile  # slow to import, and most starts write nothing

    make_private_folder(file.parent)
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
            opened.flush()
            if is_lasting:
                os.fsync(descriptor)
        if not may_go_on():
            return False
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    if is_lasting:
        sync_folder(file.parent)
    return True


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last, where it can be synced."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def dump_no_memory() -> None:
    """Let a crash leave no core file of this program, for notes and ratings would be in it."""
    if os.name != "posix":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
