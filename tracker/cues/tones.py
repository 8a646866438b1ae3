"""Makes the four tones: short, soft and apart from each other, as WAV files."""

import math
import sys
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tracker.core.calls import Tone

RATE: Final = 22_050
"""Samples a second."""

LOUDNESS: Final = 0.35
"""The highest sample of a tone, as a part of the loudest possible."""

ATTACK_SECONDS: Final = 0.012
RELEASE_SECONDS: Final = 0.05
DECAY_SECONDS: Final = 0.16
OVERTONE: Final = 0.2
"""How loud the octave is beside its note: enough to be heard on the speakers of a laptop."""

SHORTEST_SECONDS: Final = 0.35
"""The length of a file at the least, filled up with silence.

Players that cut off the end cut off nothing, and one that ends much sooner has not played.
"""

NOTES: Final[dict[Tone, tuple[tuple[float, float], ...]]] = {
    "begin": ((523.25, 0.13), (783.99, 0.24)),
    "end": ((783.99, 0.13), (523.25, 0.24)),
    "switch": ((587.33, 0.11), (880.0, 0.11), (587.33, 0.2)),
    "tick": ((1046.5, 0.07),),
}
"""Each tone's notes, in hertz and seconds: one rises, one falls, one goes there and back."""


def write_tone(tone: Tone, file: Path) -> None:
    """Write a tone as a WAV file, 16 bit mono. Raises OSError."""
    samples = array("h", tone_samples(tone))
    if sys.byteorder == "big":
        samples.byteswap()
    with file.open("wb") as out, wave.open(out, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(samples.tobytes())


def tone_samples(tone: Tone) -> list[int]:
    """Return the samples of a tone, silence at its end included."""
    samples = [sample for hertz, seconds in NOTES[tone] for sample in _note(hertz, seconds)]
    return samples + [0] * max(0, round(SHORTEST_SECONDS * RATE) - len(samples))


def tone_seconds(tone: Tone) -> float:
    """Return how long a tone can be heard."""
    return sum(seconds for _, seconds in NOTES[tone])


def _note(hertz: float, seconds: float) -> Iterator[int]:
    """Yield the samples of one note, which swells and dies away without a click."""
    top = LOUDNESS * 32767 / (1 + OVERTONE)
    turn = 2 * math.pi * hertz
    for nth in range(round(seconds * RATE)):
        at = nth / RATE
        edge = min(1.0, at / ATTACK_SECONDS, (seconds - at) / RELEASE_SECONDS)
        swell = math.sin(edge * math.pi / 2) ** 2 * math.exp(-at / DECAY_SECONDS)
        yield round(top * swell * (math.sin(turn * at) + OVERTONE * math.sin(2 * turn * at)))
