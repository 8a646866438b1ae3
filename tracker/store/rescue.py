"""Keeps a session in a file elsewhere while the history does not take it, and brings it back."""

import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.core.errors import StoreError

if TYPE_CHECKING:
    from tracker.store.entries import Entry
    from tracker.store.store import Store

FOLDER: Final = ".unkink-rescue"
MOST_BYTES: Final = 4_000_000
"""More than any session makes: what is longer is none of ours."""

NOT_NOW: Final = (
    OSError,
    StoreError,
    # What a file that nobody of ours wrote can lead to:
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)


class Rescue:
    """The sessions that `database` did not take, in the first of `places` that takes them.

    Each is one file of mode 0600, in a folder that its owner alone can enter. It holds the whole
    session, as far as it was written in this run; what the history has by then stays as it is.
    """

    def __init__(self, database: Path, places: Sequence[Path]) -> None:
        self._database = str(database)
        self._folders = [place / FOLDER for place in places]
        self._waiting: dict[str, tuple[list[Entry], int, Path | None]] = {}

    def keep(self, session: str, entries: list["Entry"], unsaved: int) -> Path | None:
        """Put a session aside, the last `unsaved` entries of which the history does not have.

        Returns the file; None where no place takes it.
        """
        from tracker.private import make_private_folder, replace_file
        from tracker.store.entries import to_json

        said = {"history": self._database, "entries": [to_json(entry) for entry in entries]}
        content = json.dumps(said).encode()
        file = None
        for folder in self._folders:
            with suppress(OSError):
                make_private_folder(folder)
                if _is_ours_alone(folder):
                    replace_file(_file(folder, session), content, is_lasting=True)
                    file = _file(folder, session)
                    break
        self._waiting[session] = (entries, unsaved, file)
        return file

    def drop(self, session: str) -> None:
        """Throw away what was put aside of a session that is saved by now."""
        if session in self._waiting:
            del self._waiting[session]
            for folder in self._folders:
                _remove(_file(folder, session))

    def bring_back(self, store: "Store") -> None:
        """Write what an earlier run put aside into the history; what it does not take stays."""
        for file in self._files():
            with suppress(*NOT_NOW):
                if self._write(store, file):
                    _remove(file)

    def waiting(self) -> list[Path]:
        """Return a file for each session of which something waits for this history."""
        found: dict[str, Path] = {}
        for file in self._files():
            with suppress(*NOT_NOW):
                if self._entries(file) is not None:
                    found.setdefault(file.name, file)
        return [*found.values()]

    def last_words(self, store: "Store") -> list[str]:
        """Try once more to save what waits; return a sentence on each session that cannot be."""
        from tracker.store.entries import enter, told

        said = []
        for session, (entries, unsaved, file) in list(self._waiting.items()):
            left = list(entries)
            try:
                while left:
                    enter(store, left[0])
                    left.pop(0)
                self.drop(session)
            except StoreError as error:
                what = told(left[-unsaved:])
                if file is None:
                    said.append(f"Lost, for nothing could take it: {what}. {error}")
                else:
                    said.append(
                        f"Not in your history yet: {what}. {error} It is kept in {file}, and "
                        "unkink writes it down the next time it opens."
                    )
        return said

    def _files(self) -> Iterator[Path]:
        for folder in self._folders:
            with suppress(OSError):
                if _is_ours_alone(folder):
                    yield from sorted(folder.glob("*.json"))

    def _write(self, store: "Store", file: Path) -> bool:
        """Write one file into the history; return False where it belongs to another one."""
        from tracker.store.entries import enter

        entries = self._entries(file)
        for entry in entries or ():
            enter(store, entry)
        return entries is not None

    def _entries(self, file: Path) -> "list[Entry] | None":
        """Return what is in a file, None where it belongs to another history."""
        from tracker.store.entries import from_json

        said = json.loads(_content(file))
        return (
            [from_json(one) for one in said["entries"]]
            if said["history"] == self._database
            else None
        )


def _file(folder: Path, session: str) -> Path:
    """Return the file of a session: in this folder, whatever a foreign history calls it."""
    return folder / f"{''.join(filter(str.isalnum, session))}.json"


def _is_ours_alone(folder: Path) -> bool:
    """Return whether a folder is there and nobody else can have put anything into it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    if os.name != "posix":
        return stat.S_ISDIR(found.st_mode)
    alone = found.st_uid == os.getuid() and not found.st_mode & 0o077
    return stat.S_ISDIR(found.st_mode) and alone


def _content(file: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(file, flags), "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise ValueError("no file")
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError("too long")
    return content


def _remove(file: Path) -> None:
    """Remove a file, and its folder with the last one."""
    with suppress(OSError):
        file.unlink(missing_ok=True)
        file.parent.rmdir()
