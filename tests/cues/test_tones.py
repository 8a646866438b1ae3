"""The tones as they are written: their notes, their length, and that nothing in them cracks."""

import cmath
import math
import wave
from array import array
from itertools import combinations, pairwise
from pathlib import Path
from typing import get_args

import pytest

from tracker.core.calls import Tone
from tracker.cues.tones import NOTES, RATE, SHORTEST_SECONDS, tone_samples, tone_seconds, write_tone

TONES: tuple[Tone, ...] = get_args(Tone)


def strength(samples: list[int], hertz: float) -> float:
    """Return how much of a frequency is in some samples: one term of a Fourier transform."""
    turn = -2j * math.pi * hertz / RATE
    return abs(sum(one * cmath.exp(turn * nth) for nth, one in enumerate(samples)))


@pytest.mark.parametrize("tone", TONES)
def test_each_note_of_a_tone_is_heard_in_its_turn(tone: Tone) -> None:
    samples, at = tone_samples(tone), 0
    for hertz, seconds in NOTES[tone]:
        note = samples[at : at + round(seconds * RATE)]
        at += len(note)
        others = {other for notes in NOTES.values() for other, _ in notes} - {hertz}
        assert strength(note, hertz) > 2 * max(strength(note, other) for other in others)
        assert strength(note, hertz) > 2 * strength(note, 2 * hertz)


@pytest.mark.parametrize("tone", TONES)
def test_a_tone_is_written_as_a_wave_file_of_its_length(tone: Tone, tmp_path: Path) -> None:
    write_tone(tone, tmp_path / "tone.wav")
    with wave.open(str(tmp_path / "tone.wav")) as read:
        assert (read.getnchannels(), read.getsampwidth(), read.getframerate()) == (1, 2, RATE)
        frames = array("h", read.readframes(read.getnframes()))
    assert list(frames) == tone_samples(tone)
    wanted = max(SHORTEST_SECONDS, tone_seconds(tone))
    assert len(frames) / RATE == pytest.approx(wanted, abs=0.001)


@pytest.mark.parametrize("tone", TONES)
def test_a_tone_is_soft_and_not_silent(tone: Tone) -> None:
    loudest = max(map(abs, tone_samples(tone)))
    assert 0.1 * 32767 < loudest < 0.4 * 32767


@pytest.mark.parametrize("tone", TONES)
def test_a_tone_begins_and_ends_and_turns_without_a_click(tone: Tone) -> None:
    samples = [0, *tone_samples(tone), 0]
    highest = max(hertz for hertz, _ in NOTES[tone])
    steepest = 0.35 * 32767 * 2 * math.pi * highest * 1.4 / RATE
    assert max(abs(later - earlier) for earlier, later in pairwise(samples)) < steepest
    assert max(map(abs, samples[:5])) < 50


def test_no_two_tones_are_alike() -> None:
    for one, other in combinations(TONES, 2):
        assert [hertz for hertz, _ in NOTES[one]] != [hertz for hertz, _ in NOTES[other]]
    begin, end = ([hertz for hertz, _ in NOTES[tone]] for tone in TONES[:2])
    assert begin == sorted(begin)
    assert end == sorted(end, reverse=True)
