"""What a power cut leaves of the files of a folder, worked out from the log of what was done."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

SECTOR: Final = 512


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log: what was done, to which open file, where, and with which bytes."""

    what: str
    fd: int
    offset: int
    path: str
    other: str
    data: bytes


@dataclass(slots=True)
class Inode:
    """A file by itself: what surely lasts of it, and what was done to it since its last sync."""

    content: bytearray = field(default_factory=bytearray)
    pending: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        """Let everything that was done last."""
        for event in self.pending:
            _apply(self.content, event)
        self.pending.clear()

    def after_cut(self, random: Random) -> bytes:
        """Return what may be left: each later write whole, lost or torn, each cut done or not."""
        content = bytearray(self.content)
        for event in self.pending:
            fate = random.choice(("kept", "lost", "torn"))
            if fate == "kept" or (fate == "torn" and event.what == "truncate"):
                _apply(content, event)
            elif fate == "torn":
                for start in range(0, len(event.data), SECTOR):
                    if random.random() < 0.5:
                        _write(content, event.offset + start, event.data[start : start + SECTOR])
        return bytes(content)


class Drive:
    """A folder on a disk that promises nothing but what was synced.

    A name in a folder lasts once that folder was synced, however well its file was. `noted` is how
    many notes there were so far.
    """

    def __init__(self, folder: Path) -> None:
        """Begin with what is in a folder now, all of which lasts."""
        self.root = str(folder)
        self.noted = 0
        self._open: dict[int, str | Inode] = {}
        self._folders = {self.root} | {str(each) for each in folder.rglob("*") if each.is_dir()}
        files = [each for each in folder.rglob("*") if each.is_file()]
        self._names = {str(each): Inode(bytearray(each.read_bytes())) for each in files}
        self._lasting: dict[str, Inode | None] = {
            **dict.fromkeys(self._folders),
            **self._names,
        }
        self._entries: list[tuple[str, Inode | None, bool]] = []

    def do(self, event: Event) -> None:
        """Take one more event."""
        match event.what:
            case "note":
                self.noted += 1
            case "create" | "open":
                self._opened(event)
            case "close":
                self._open.pop(event.fd, None)
            case "write" | "truncate":
                file = self._open[event.fd]
                assert isinstance(file, Inode)
                file.pending.append(event)
            case "sync":
                self._sync(self._open[event.fd])
            case "mkdir":
                self._folders.add(event.path)
                self._entries.append((event.path, None, True))
            case "unlink":
                self._entries.append((event.path, self._names.pop(event.path), False))
            case "link":
                self._enter(event.other, self._names[event.path])
            case "rename":
                file = self._names.pop(event.path)
                self._enter(event.other, file)
                self._entries.append((event.path, file, False))

    def after_cut(self, random: Random) -> dict[str, bytes | None]:
        """Return what may be left, by path inside the folder: None for a folder."""
        names = dict(self._lasting)
        for path, file, is_there in self._entries:
            if random.choice((True, False)):
                _enter(names, path, file, is_there)
        reachable = {path for path in names if self._is_reachable(path, names)}
        return {
            posixpath.relpath(path, self.root): None if file is None else file.after_cut(random)
            for path, file in names.items()
            if path in reachable and path != self.root
        }

    def _opened(self, event: Event) -> None:
        if event.path in self._folders:
            self._open[event.fd] = event.path
            return
        if event.what == "create":
            self._enter(event.path, Inode())
        self._open[event.fd] = self._names[event.path]

    def _enter(self, path: str, file: Inode) -> None:
        self._names[path] = file
        self._entries.append((path, file, True))

    def _sync(self, synced: str | Inode) -> None:
        if isinstance(synced, Inode):
            synced.sync()
            return
        waiting = []
        for entry in self._entries:
            if posixpath.dirname(entry[0]) == synced:
                _enter(self._lasting, *entry)
            else:
                waiting.append(entry)
        self._entries = waiting

    def _is_reachable(self, path: str, names: Mapping[str, Inode | None]) -> bool:
        """Return whether the folder of a path is there, and its folder, and so on."""
        while path != self.root:
            path = posixpath.dirname(path)
            if path not in names:
                return False
        return True


def read_log(log: Path) -> list[Event]:
    """Return what a program did, in order."""
    return list(_events(log.read_bytes()))


def _events(said: bytes) -> Iterator[Event]:
    at = 0
    while at < len(said):
        end = said.index(b"\n", at)
        what, fd, offset, path, other, length = said[at:end].decode().split("\t")
        at = end + 1 + int(length)
        yield Event(what, int(fd), int(offset), path, other, said[end + 1 : at])


def put(image: Mapping[str, bytes | None], folder: Path) -> None:
    """Make a folder of what a power cut left."""
    for path, content in sorted(image.items()):
        place = folder / path
        if content is None:
            place.mkdir(mode=0o700)
        else:
            place.write_bytes(content)
            place.chmod(0o600)


def _enter(names: dict[str, Inode | None], path: str, file: Inode | None, is_there: bool) -> None:
    if is_there:
        names[path] = file
    elif names.get(path) is file:
        names.pop(path, None)


def _apply(content: bytearray, event: Event) -> None:
    if event.what == "write":
        _write(content, event.offset, event.data)
        return
    del content[event.offset :]
    content.extend(bytes(event.offset - len(content)))


def _write(content: bytearray, offset: int, data: bytes) -> None:
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data
