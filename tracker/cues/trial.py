"""Tries each kind of cue in turn, and tells which program sounded it and what failed before."""

import subprocess
import tempfile
import wave
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Final, Literal, NamedTuple, get_args

from tracker.core.calls import DONE, GO_ON, HALFWAY, PAUSED, Tone
from tracker.cues.channel import LONGEST_SECONDS
from tracker.cues.cues import ToneFolder
from tracker.cues.programs import Program, players, voices, writers
from tracker.cues.sounding import Sound, fault, no_start, start
from tracker.cues.tones import write_tone

Kind = Literal["voice", "tone"]

TONES: Final[tuple[Tone, ...]] = get_args(Tone)
SAMPLE: Final = "hold"
"""The words that try out a voice."""
SAMPLES: Final = (
    *(SAMPLE, HALFWAY.words, PAUSED.words, GO_ON.words, DONE.words),
    "Switch sides. Right leg.",
)
"""The words that are written into files."""


class Trial(NamedTuple):
    """What came of one cue: the program that sounded it, apparently, and those that failed before.

    `used` is empty where all failed. `file` is what was written, where it was to be written.
    """

    kind: Kind
    what: str
    used: str
    faults: tuple[tuple[str, str], ...] = ()
    file: Path | None = None


def play_each(platform: str) -> Iterator[Trial]:
    """Sound words, then every tone, each to its end; stop with a kind that nothing can sound."""
    yield _first_that_works("voice", SAMPLE, Sound(SAMPLE), voices(platform))
    with closing(ToneFolder()) as folder:
        for tone in TONES:
            file = folder.file(tone)
            trial = _first_that_works("tone", tone, Sound(file=_this(file)), players(platform))
            yield trial
            if not trial.used:
                return


def write_each(platform: str, folder: Path) -> Iterator[Trial]:
    """Write every tone, and words where a program can, as sound files. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for tone in TONES:
        file = folder / f"unkink-{tone}.wav"
        write_tone(tone, file)
        yield Trial("tone", tone, "unkink", file=file)
    for text in SAMPLES:
        file = folder / f"unkink-says-{'-'.join(text.lower().replace('.', '').split())}.wav"
        sound = Sound(text, _this(file))
        trial = _first_that_works("voice", text, sound, writers(platform), at_once=True)
        yield trial._replace(file=file if trial.used else None)
        if not trial.used:
            return


def seconds_of(file: Path) -> float:
    """Return the length of a WAV file. Raises OSError, or wave.Error when it is none."""
    with wave.open(str(file)) as read:
        return float(read.getnframes() / read.getframerate())


def _this(file: Path) -> Callable[[], Path]:
    return lambda: file


def _first_that_works(
    kind: Kind, what: str, sound: Sound, programs: Sequence[Program], *, at_once: bool = False
) -> Trial:
    faults: list[tuple[str, str]] = []
    for program in programs:
        failed = _fault(program, sound, at_once)
        if not failed:
            return Trial(kind, what, program.name, tuple(faults))
        faults.append((program.name, failed))
    return Trial(kind, what, "", tuple(faults))


def _fault(program: Program, sound: Sound, at_once: bool) -> str:
    """Run a program on a sound to its end; return its fault with its own last words on it.

    `at_once` says that it may end as soon as it likes, because it only writes.
    """
    with tempfile.TemporaryFile() as errors:
        began = perf_counter()
        try:
            process = start(program, sound, errors)
        except OSError as error:
            return no_start(error)
        try:
            code = process.wait(LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return f"did not end in {LONGEST_SECONDS:g} seconds"
        failed = fault(code, LONGEST_SECONDS if at_once else perf_counter() - began)
        errors.seek(0)
        lines = errors.read().decode("utf-8", "replace").split("\n")
    said = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f"{failed}: {said}" if failed and said else failed
