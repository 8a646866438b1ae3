"""R13, R14: whatever is in a routine file, its faults are told, and told well; nothing else comes.

"At once" is within a second, "in little" within 150 MB, the start of Python included.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from tests.faults.bombs import CONTENTS, HEAD, ITEM, NO_FILES, lay
from tests.faults.child import Ran, run
from tests.faults.fuzzed import fuzzed
from tests.faults.promise import Figure, Size, counted
from tests.library.limits import BEFORE_THE_PARSER, BEYOND, GOOD, Limit
from tracker.library import Fault, Library, check, load
from tracker.paths import built_in

MOST_SECONDS = 1.0
MOST_MEGABYTES = 150.0
LONGEST_MESSAGE = 3 * 80
FUZZED: dict[Size, int] = {"quick": 300, "long": 10_000}
SAMPLED: dict[Size, int] = {"quick": 10, "long": 300}
TURNS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
MISTAKES = 10
"""So many mistakes of one file are all told."""

ABOUT_THE_WHOLE = re.compile(r"cannot be read: \w|the name '.*' is no id, |and \d+ more$")
"""What has no line and no field: there was nothing to read, it has a bad name, or it is a sum."""


def is_well_told(line: str, file: Path) -> bool:
    """Return whether a refusal names the file, a line or a field, and a reason, in clean words."""
    if any(_acts(one) for one in line):
        return False
    where, path, rest = line.partition(str(file))
    place = re.match(r"(?::\d+)?: (field '.+?': )?", rest)
    if where or not path or not place or len(rest) > LONGEST_MESSAGE:
        return False
    reason = rest[place.end() :]
    has_place = place[0].startswith(":") and place[0] != ": "
    return bool(reason.strip()) and (has_place or bool(ABOUT_THE_WHOLE.match(reason)))


def _acts(character: str) -> bool:
    turns = unicodedata.bidirectional(character) in {
        *["LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"]
    }
    return turns or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


@dataclass(slots=True)
class Tally:
    """What came of many files."""

    files: int = 0
    died: list[str] = field(default_factory=list)
    refused: int = 0
    told: int = 0
    well_told: int = 0
    slowest: float = 0.0
    most: float = 0.0

    def refusals(self, lines: Iterable[str], file: Path) -> None:
        """Count what was said about one file."""
        said = [is_well_told(line, file) for line in lines]
        self.refused += bool(said)
        self.told += len(said)
        self.well_told += sum(said)

    def as_told(self, broken: str) -> Figure:
        """Return how many of the refusals were told well."""
        measured = f"{counted(self.well_told, self.told)} of {self.refused} files refused"
        is_met = self.well_told == self.told and self.refused > 0
        return Figure(broken, "each told with file, place, reason; clean", measured, is_met)

    def as_kept(self, broken: str, promised: str, measured: str) -> Figure:
        """Return how many ended in a traceback, how slow and how big they were."""
        kept = self.slowest <= MOST_SECONDS and self.most <= MOST_MEGABYTES
        words = f"{counted(len(self.died), self.files)} died; {measured}"
        if self.died:
            words += f"; {', '.join(self.died[:3])}"
        return Figure(broken, f"0 died, {promised}", words, kept and not self.died)


def measure(size: Size, folder: Path) -> list[Figure]:
    """Measure R13."""
    library = load(built_in(), None)
    return [
        *_fuzzed(size, folder, library),
        *_sampled(size, folder),
        *_bombs(folder, library),
        _all_mistakes(folder, library),
    ]


def measure_limits(size: Size, folder: Path) -> list[Figure]:
    """Measure R14."""
    library = load(built_in(), None)
    with pytest.MonkeyPatch.context() as patch:
        early = _kept(folder, library, BEFORE_THE_PARSER, lambda: _forbid(patch))
    late = _kept(folder, library, BEYOND, lambda: None)
    return [
        Figure(
            "limits of size, one past each",
            "told before the parser",
            f"{counted(early, len(BEFORE_THE_PARSER))} told, inside is read",
            early == len(BEFORE_THE_PARSER),
        ),
        Figure(
            "limits of what is said, one past each",
            "told; the last inside is read",
            f"{counted(late, len(BEYOND))}",
            late == len(BEYOND),
        ),
    ]


def _fuzzed(size: Size, folder: Path, library: Library) -> Iterator[Figure]:
    tally = Tally()
    for nth, content in enumerate(fuzzed(FUZZED[size], Random(13))):
        file = folder / ("routines", "stretches")[nth % 2] / "mine.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
        tally.files += 1
        began = time.perf_counter()
        try:
            faults: tuple[Fault, ...] = check(file, library)
        except BaseException as error:  # whatever it is, it is what is counted
            tally.died.append(f"{type(error).__name__} at {nth}")
            continue
        tally.slowest = max(tally.slowest, time.perf_counter() - began)
        tally.refusals(map(str, faults), file)
    broken = f"{tally.files:,} files, mutated and generated"
    yield tally.as_kept(broken, "at once", f"slowest {tally.slowest * 1000:.0f} ms")
    yield tally.as_told(f"what was said of the {tally.files:,}")


def _sampled(size: Size, folder: Path) -> Iterator[Figure]:
    tally = Tally()
    for nth, content in enumerate(fuzzed(SAMPLED[size], Random(31))):
        file = folder / f"sample-{nth}" / "mine.toml"
        file.parent.mkdir()
        file.write_bytes(content)
        _count(tally, f"sample {nth}", file, run(folder, ["routines", "check", str(file)]))
    yield tally.as_kept(f"{tally.files} of such by the real command", *_used(tally))
    yield tally.as_told(f"what was said of the {tally.files}")


def _bombs(folder: Path, library: Library) -> Iterator[Figure]:
    tally = Tally()
    names = [*CONTENTS, *NO_FILES]
    for nth, name in enumerate(names):
        file = lay(name, folder / f"bomb-{nth}")
        _count(tally, name, file, run(folder, ["routines", "check", str(file)]))
        file.unlink(missing_ok=True) if not file.is_dir() else None
    yield tally.as_kept(f"{len(names)} bombs, each by the real command", *_used(tally))
    yield tally.as_told(f"what was said of the {len(names)} bombs")
    yield _all_at_once(folder, names)


def _used(tally: Tally) -> tuple[str, str]:
    return "at once, in little", f"slowest {tally.slowest:.2f} s, most {tally.most:.0f} MB"


def _count(tally: Tally, name: str, file: Path, ran: Ran) -> None:
    tally.files += 1
    tally.slowest, tally.most = max(tally.slowest, ran.seconds), max(tally.most, ran.memory)
    if ran.died or ran.err:
        tally.died.append(name)
    elif ran.code:
        tally.refusals(ran.out.split("\n")[:-1], file)


def _all_at_once(folder: Path, names: list[str]) -> Figure:
    """Return what `routines list` makes of a folder with every bomb in it."""
    own = folder / "unkink" / "routines"
    for nth, name in enumerate(names):
        lay(name, folder / "laid" / str(nth))
        own.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            (folder / "laid" / str(nth) / "bomb.toml").rename(own / f"bomb-{nth}.toml")
    ran = run(folder, ["routines", "list"])
    good = (folder / "unkink" / "routines" / "bomb-good.toml", GOOD)
    good[0].write_text(good[1], encoding="utf-8")
    again = run(folder, ["routines", "list"])
    listed = "bomb-good" in again.out and not again.died
    clean = not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", ran.out + ran.err)
    measured = f"{'listed' if listed else 'not listed'}; {ran.seconds:.1f} s, {ran.memory:.0f} MB"
    is_met = not ran.died and clean and listed and ran.memory <= MOST_MEGABYTES
    return Figure(
        "all of them in one's own folder, and a good one",
        "it is listed, in little",
        measured,
        is_met,
    )


def _all_mistakes(folder: Path, library: Library) -> Figure:
    """Return whether files with one to ten mistakes have each of them told by its line."""
    file, missed, made = folder / "mistakes.toml", 0, 0
    for number in range(1, MISTAKES + 1):
        lines = [f"{HEAD}{ITEM}".strip(), *([f"{ITEM}reps = 1000"] * number)]
        text = "\n".join(lines)
        wrong = {nth for nth, line in enumerate(text.split("\n"), 1) if line == "reps = 1000"}
        found = {fault.line for fault in _told(file, text, library)}
        missed, made = missed + len(wrong ^ found), made + number
    told = counted(made - missed, made)
    return Figure("files with 1 to 10 mistakes", "every mistake, by its line", told, not missed)


def _kept(
    folder: Path, library: Library, limits: dict[str, Limit], then: Callable[[], None]
) -> int:
    """Return how many of the limits let in what is inside, and, `then`, tell what is outside."""
    file = folder / "limit.toml"
    let_in = [
        not any(message in str(fault) for fault in _told(file, inside, library))
        for inside, _, message in limits.values()
    ]
    then()
    kept = 0
    for is_in, (_, outside, message) in zip(let_in, limits.values(), strict=True):
        told = [str(fault) for fault in _told(file, outside, library)]
        kept += is_in and len(told) == 1 and message in told[0]
    return kept


def _forbid(patch: pytest.MonkeyPatch) -> None:
    def parse(text: str) -> None:
        raise ValueError("the parser was asked")

    patch.setattr("tomllib.loads", parse)


def _told(file: Path, text: str | bytes, library: Library) -> tuple[Fault, ...]:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return check(file, library)
