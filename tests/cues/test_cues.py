"""Cues on real programs that stand in for those of the machine."""

import os
import threading
from pathlib import Path

import pytest

from tests.programs import GO_ON, PATIENCE_SECONDS, SOUND, Bench, is_alive
from tracker.core.calls import Call
from tracker.cues import Cues, channel
from tracker.cues.programs import FILE, Program

VOICES = (Program("speak"), Program("whisper"))
PLAYERS = (Program("play", (FILE,)),)


def cues(*, voice: bool = True, tones: bool = True) -> Cues:
    return Cues(voice=voice, tones=tones, speakers=VOICES, tone_players=PLAYERS)


def finished(cues: Cues) -> None:
    """Close, after which every fault was written down."""
    cues.close()
    assert [one for one in threading.enumerate() if one.name == "cues"] == []


def test_words_go_to_the_voice_by_its_input_and_never_as_arguments(bench: Bench) -> None:
    bench.program("speak")
    with cues() as sounding:
        sounding.play(Call("Knee to chest. $HOME; [[x]]\x1b"))
        _, name, arguments, text = bench.told()
    assert (name, arguments, text) == ("speak", "", "Knee to chest. HOME; x")


def test_a_tone_is_played_from_a_private_folder_that_is_gone_afterwards(bench: Bench) -> None:
    bench.program("play", GO_ON)
    with cues() as sounding:
        sounding.play(Call("", "begin"))
        _, name, arguments, text = bench.told()
        file = Path(arguments)
        assert (name, file.name, text) == ("play", "begin.wav", "")
        assert file.read_bytes()[:4] == b"RIFF"
        assert file.parent.stat().st_mode & 0o777 == 0o700
    assert not file.parent.exists()


def test_the_words_of_a_call_come_after_its_tone(bench: Bench) -> None:
    bench.program("speak")
    bench.program("play")
    with cues() as sounding:
        sounding.play(Call("hold", "begin"))
        assert [bench.told()[1], bench.told()[1]] == ["play", "speak"]


def test_new_words_cut_off_the_last_ones(bench: Bench) -> None:
    bench.program("speak", GO_ON)
    with cues() as sounding:
        sounding.play(Call("one"))
        first, *_ = bench.told()
        sounding.play(Call("two"))
        second, _, _, text = bench.told()
        assert text == "two"
        assert not is_alive(first)
        assert is_alive(second)
        assert sounding.trouble == ""


def test_a_tone_does_not_cut_off_the_words(bench: Bench) -> None:
    bench.program("speak", GO_ON)
    bench.program("play", GO_ON)
    with cues() as sounding:
        sounding.play(Call("Next: Trunk rotation. On your back."))
        voice, *_ = bench.told()
        sounding.play(Call("", "tick"))
        bench.told()
        assert is_alive(voice)


def test_of_words_given_faster_than_they_can_be_started_the_last_are_said(bench: Bench) -> None:
    bench.program("speak", GO_ON)
    with cues() as sounding:
        for nth in range(200):
            sounding.play(Call(f"word {nth}"))
        told = [bench.told()]
        while told[-1][3] != "word 199":
            told.append(bench.told())
    assert len(told) < 200
    assert not any(is_alive(process) for process, *_ in told)


def test_hushing_cuts_off_the_words_and_what_waits(bench: Bench) -> None:
    bench.program("speak", GO_ON)
    bench.program("play", GO_ON)
    with cues() as sounding:
        sounding.play(Call("one"))
        first, *_ = bench.told()
        sounding.play(Call("two", "begin"))
        bench.told()
        sounding.hush()
        sounding.play(Call("three"))
        assert bench.told()[3] == "three"
        assert not is_alive(first)


@pytest.mark.parametrize(
    ("then", "why"),
    [
        ("exit 3", "speak ended with 3"),
        ("exit 0", "speak ended too soon to have sounded"),
        ("kill -9 $$", "speak ended with -9"),
    ],
)
def test_a_voice_that_fails_is_dropped_and_the_next_one_says_the_words(
    bench: Bench, then: str, why: str
) -> None:
    bench.program("speak", then)
    bench.program("whisper", GO_ON)
    sounding = cues(tones=False)
    sounding.play(Call("hold"))
    assert [bench.told()[1::2], bench.told()[1::2]] == [("speak", "hold"), ("whisper", "hold")]
    sounding.play(Call("rest"))
    assert bench.told()[1::2] == ("whisper", "rest")
    assert sounding.trouble == ""
    (bench.folder / "whisper").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    finished(sounding)
    assert not bench.has_more()


def test_a_voice_that_hangs_is_dropped_when_it_is_cut_off(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "LONGEST_SECONDS", 0.0)
    bench.program("speak", GO_ON)
    bench.program("whisper", GO_ON)
    with cues(tones=False) as sounding:
        sounding.play(Call("one"))
        assert bench.told()[1::2] == ("speak", "one")
        sounding.play(Call("two"))
        assert bench.told()[1::2] == ("whisper", "two")


def test_what_cannot_be_started_is_dropped(bench: Bench) -> None:
    broken = bench.folder / "speak"
    broken.write_text("#!/no/such/shell\n", encoding="utf-8")
    broken.chmod(0o700)
    bench.program("whisper")
    with cues(tones=False) as sounding:
        sounding.play(Call("hold"))
        assert bench.told()[1] == "whisper"


def silenced(sounding: Cues, call: Call) -> str:
    """Give a call to programs that all fail; return the trouble once every one has."""
    waiter = threading.Event()
    sounding.play(call)
    for _ in range(round(PATIENCE_SECONDS * 100)):
        if sounding.trouble or waiter.wait(0.01):
            break
    return sounding.trouble


def test_where_nothing_is_left_the_trouble_is_one_sentence(bench: Bench) -> None:
    with cues(tones=False) as sounding:
        assert sounding.trouble == ""
        assert silenced(sounding, Call("hold")) == "No sound: speak and whisper were not found."
        sounding.play(Call("hold"))


def test_where_only_the_tones_are_missing_the_trouble_says_so(bench: Bench) -> None:
    bench.program("speak", SOUND)
    with cues() as sounding:
        assert silenced(sounding, Call("", "begin")) == "No tones: play was not found."
        sounding.play(Call("hold"))
        assert bench.told()[3] == "hold"


def test_what_is_switched_off_starts_nothing(bench: Bench) -> None:
    bench.program("speak")
    bench.program("play")
    sounding = cues(voice=False, tones=False)
    sounding.play(Call("hold", "begin"))
    sounding.hush()
    finished(sounding)
    assert not bench.has_more()
    assert sounding.trouble == ""


def test_closing_ends_every_program_leaves_no_zombie_and_may_be_repeated(bench: Bench) -> None:
    bench.program("speak", GO_ON)
    bench.program("play", GO_ON)
    sounding = cues()
    sounding.play(Call("", "begin"))
    sounding.play(Call("hold"))
    running = {bench.told()[0], bench.told()[0]}
    finished(sounding)
    sounding.close()
    sounding.play(Call("hold", "begin"))
    assert not any(is_alive(process) for process in running)
    assert not bench.has_more()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_what_programs_print_is_thrown_away(
    bench: Bench, capfd: pytest.CaptureFixture[str]
) -> None:
    bench.program("speak", f"echo out; echo err >&2; {SOUND}")
    bench.program("whisper", GO_ON)
    with cues(tones=False) as sounding:
        sounding.play(Call("hold"))
        bench.told()
    assert capfd.readouterr() == ("", "")
