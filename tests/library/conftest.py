"""Folders of real files to load libraries from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.library import Library, check, load

STRETCH = """\
name = "Knee to chest"
position = "supine"
target = "the low back"
direction = ["flexion"]
steps = ["Lie on your back.", "Draw one knee in."]
feel = "A mild stretch."
not_feel = "Pain down the leg."
mistakes = ["Pulling hard"]
easier = "Hold behind the thigh."
ask_first = ["A recent operation"]
style = "held"
hold_seconds = 30
reps = 3
sides = "leg"
provenance = "From the article."

[seed]
article = 1
hold_seconds = [20, 30]

[technique]
status = "clarified"
note = "Reworded."

[figure]
view = "side"
facing = "up"
works = "leg"

[figure.poses]
start = { hip = [0, 9], neck = [-50, 9], hand = [12, 4], foot = [42, 8] }
held = { this_foot = [12, 24], hand_on = "this_knee" }

[variations.both-knees]
name = "Both knees"
steps = ["Draw both knees in."]
sides = "none"

[variations.rocking]
name = "Rocking"
steps = ["Rock from side to side."]
style = "reps"
move_seconds = 6
reps = 5
"""

ROUTINE = """\
name = "Mine"

[[items]]
stretch = "knee-to-chest"
"""


class Shelf:
    """A built-in folder with one stretch, an own folder with nothing, and no cache yet."""

    def __init__(self, root: Path) -> None:
        self.built_in = root / "built-in"
        self.own = root / "own"
        self.cache = root / "cache" / "library.json"
        self.stretch("knee-to-chest", STRETCH)

    def stretch(self, id_: str, text: str, own: bool = False) -> Path:
        return self._write((self.own if own else self.built_in) / "stretches", id_, text)

    def routine(self, id_: str, text: str = ROUTINE, own: bool = True) -> Path:
        return self._write(self.own if own else self.built_in, id_, text)

    def load(self) -> Library:
        return load(self.built_in, self.own)

    def load_cached(self) -> Library:
        return load(self.built_in, self.own, self.cache)

    def _write(self, folder: Path, id_: str, text: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{id_}.toml"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        return file


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def faults_of(shelf: Shelf) -> Callable[..., list[str]]:
    """Check the text as a routine, or as a stretch; return "LINE: field: message" of each fault."""

    def faults(text: str, kind: str = "routine") -> list[str]:
        library = shelf.load()
        own = kind == "stretch"
        file = shelf.stretch("new", text, own=True) if own else shelf.routine("new", text)
        found = check(file, library)
        assert all(fault.file == file for fault in found)
        return [str(fault).removeprefix(f"{file}:").removeprefix(" ") for fault in found]

    return faults
