"""What may be spoken, what a command is made of, and how a program is judged."""

import subprocess
import sys
from pathlib import Path

import pytest

from tracker.core.calls import Call
from tracker.cues import Recording
from tracker.cues.programs import players, voices, writers
from tracker.cues.sounding import fault, no_start, spoken, tell, told

PLATFORMS = ["linux", "darwin", "win32", "freebsd14"]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Knee to chest. On your back. Left leg.", "Knee to chest. On your back. Left leg."),
        ("Cat-cow, half range", "Cat-cow, half range"),
        ("Étirement à gauche", "Étirement à gauche"),
        ("a\x1b]0;title\x07b", "a 0;title b"),
        ("one\ntwo\x00", "one two"),
        ("!-!QUIT", "- QUIT"),
        ("[[volm 0]] loud", "volm 0 loud"),
        ("<break time='9s'/>", "break time '9s'/"),
        ("a\u202eb", "a b"),
        ("$(reboot) `x` | y", "(reboot) x y"),
        ("", ""),
    ],
)
def test_nothing_can_be_spoken_that_commands_a_voice(text: str, heard: str) -> None:
    assert spoken(text) == heard


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_has_voices_and_players_that_take_no_text_as_an_argument(
    platform: str,
) -> None:
    file = Path("tone.wav")
    for program in (*voices(platform), *writers(platform)):
        assert "{text}" not in " ".join(program.command("found", file))
    for player in players(platform):
        command = player.command("found", file)
        assert command[0] == "found"
        assert command[-1] == str(file)
    assert voices(platform)


@pytest.mark.parametrize(
    ("code", "seconds", "what"),
    [
        (0, 1.0, ""),
        (0, 0.12, ""),
        (0, 0.01, "ended too soon to have sounded"),
        (1, 0.01, "ended with 1"),
        (1, 5.0, "ended with 1"),
        (-9, 5.0, "ended with -9"),
    ],
)
def test_a_program_that_fails_or_ends_at_once_has_not_sounded(
    code: int, seconds: float, what: str
) -> None:
    assert fault(code, seconds) == what


def test_a_program_that_is_gone_before_it_was_told_is_no_error() -> None:
    gone = subprocess.Popen([sys.executable, "-S", "-c", ""], stdin=subprocess.PIPE)
    assert gone.wait() == 0
    tell(gone, "hold")
    assert gone.stdin is not None
    assert gone.stdin.closed


def test_the_faults_of_programs_are_told_together() -> None:
    missing = no_start(FileNotFoundError("a"))
    refused = no_start(PermissionError(13, "Permission denied"))
    assert told([("a", missing)]) == "a was not found"
    assert told([("a", missing), ("b", missing)]) == "a and b were not found"
    assert told([("a", missing), ("b", refused), ("c", missing), ("d", missing)]) == (
        "a, c and d were not found, b cannot be started (Permission denied)"
    )


def test_a_recording_keeps_every_call_and_has_no_trouble() -> None:
    recording = Recording()
    for call in (Call("hold", "begin"), Call("", "tick")):
        recording.play(call)
    recording.hush()
    recording.close()
    assert recording.calls == [Call("hold", "begin"), Call("", "tick")]
    assert recording.trouble == ""
