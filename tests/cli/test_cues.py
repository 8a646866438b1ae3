"""`unkink cues test`: what sounded, what failed, and what is written."""

import json
import math
import shutil
import sys
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shell import call, say
from tests.programs import Bench
from tracker.cues import trial

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the programs of Linux")

SPEAKS = "exec /bin/sleep 0.2"


def test_each_kind_of_cue_is_sounded_and_says_by_what(bench: Bench) -> None:
    bench.program("espeak-ng", SPEAKS)
    bench.program("aplay", SPEAKS)
    lines = say("cues", "test")
    assert lines[:-1] == [
        "voice: espeak-ng, 'hold'",
        "tone: aplay, begin (pw-play and paplay were not found)",
        "tone: aplay, end (pw-play and paplay were not found)",
        "tone: aplay, switch (pw-play and paplay were not found)",
        "tone: aplay, tick (pw-play and paplay were not found)",
    ]
    assert "cannot hear" in lines[-1]
    assert "If you heard nothing" in lines[-1]
    told = [bench.told() for _ in range(5)]
    assert [text for *_, text in told] == ["hold", "", "", "", ""]
    files = [Path(arguments.split()[-1]) for _, name, arguments, _ in told if name == "aplay"]
    assert [file.name for file in files] == ["begin.wav", "end.wav", "switch.wav", "tick.wav"]
    assert not any(file.parent.exists() for file in files)


def test_where_there_is_nothing_it_says_so_and_ends_with_1(bench: Bench) -> None:
    answer = call("cues", "test")
    assert answer.out.splitlines() == [
        "no voice: espeak-ng and spd-say were not found",
        "no tone: pw-play, paplay and aplay were not found",
        "Nothing can sound here. The screen shows every cue as well.",
    ]
    assert (answer.code, answer.err) == (1, "")


def test_a_program_that_fails_is_quoted_in_its_own_last_words(bench: Bench) -> None:
    bench.program("aplay", "echo no card >&2; printf 'bad \\033[2J open\\n\\n' >&2; exit 1")
    bench.program("espeak-ng", "echo error: no device >&2; exit 0")
    answer = call("cues", "test")
    assert answer.code == 1
    assert "aplay ended with 1: bad ·[2J open\n" in answer.out
    assert "espeak-ng ended too soon to have sounded: error: no device, spd-say was" in answer.out


def test_one_way_that_sounds_is_enough(bench: Bench) -> None:
    bench.program("spd-say", SPEAKS)
    answer = call("cues", "test")
    assert answer.code == 0
    assert answer.out.startswith("voice: spd-say, 'hold' (espeak-ng was not found)\nno tone: ")


def test_a_program_that_hangs_is_ended_and_the_next_one_tried(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "LONGEST_SECONDS", 0.3)
    bench.program("espeak-ng", "exec /bin/sleep 60")
    bench.program("spd-say", SPEAKS)
    lines = call("cues", "test").out.splitlines()
    assert lines[0] == "voice: spd-say, 'hold' (espeak-ng did not end in 0.3 seconds)"


def test_the_same_is_told_in_json(bench: Bench) -> None:
    bench.program("espeak-ng", SPEAKS)
    answer = call("cues", "test", "--json")
    assert json.loads(answer.out) == [
        {
            "kind": "voice",
            "what": "hold",
            "used": "espeak-ng",
            "failed": [],
            "file": None,
        },
        {
            "kind": "tone",
            "what": "begin",
            "used": None,
            "failed": [
                {"program": name, "why": "was not found"} for name in ("pw-play", "paplay", "aplay")
            ],
            "file": None,
        },
    ]


# Into files


def test_the_tones_are_written_even_where_nothing_speaks(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "sounds"
    lines = say("cues", "test", "--to", folder)
    assert lines[0] == f"tone: {folder / 'unkink-begin.wav'}, 0.4 s"
    assert lines[4:] == ["no voice: espeak-ng was not found"]
    assert sorted(file.name for file in folder.iterdir()) == [
        f"unkink-{tone}.wav" for tone in ("begin", "end", "switch", "tick")
    ]
    assert not bench.has_more()


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="needs espeak-ng")
def test_the_words_are_written_by_a_real_voice_and_are_not_silent(tmp_path: Path) -> None:
    facts = json.loads(call("cues", "test", "--to", tmp_path, "--json").out)
    spoken = {fact["what"]: Path(fact["file"]) for fact in facts if fact["kind"] == "voice"}
    assert set(spoken) == set(trial.SAMPLES)
    for text, file in spoken.items():
        with wave.open(str(file)) as read:
            frames = array("h", read.readframes(read.getnframes()))
            seconds = read.getnframes() / read.getframerate()
        assert 0.3 < seconds < 1.0 + len(text) / 8
        assert math.sqrt(sum(one * one for one in frames) / len(frames)) > 300


def test_a_folder_that_cannot_be_written_is_refused_in_one_sentence(
    tmp_path: Path, refused: Callable[..., str]
) -> None:
    (tmp_path / "file").touch()
    assert str(tmp_path / "file") in refused("cues", "test", "--to", tmp_path / "file")
