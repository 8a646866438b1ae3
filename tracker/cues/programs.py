"""The machine's own programs that speak or play, those to be tried first in front."""

import sys
from pathlib import Path
from typing import Final, NamedTuple

FILE: Final = "{file}"
"""Stands in a program's arguments for the sound file."""


class Program(NamedTuple):
    """A program by the name it is found under, and its arguments.

    What is to be spoken goes to its standard input and is never an argument.
    """

    name: str
    arguments: tuple[str, ...] = ()

    def command(self, found: str, file: Path | None) -> list[str]:
        """Return the whole command; `found` is where the program is."""
        return [found, *(str(file) if each == FILE else each for each in self.arguments)]


_SPEAK = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)
_WINSOUND = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME)"


def voices(platform: str) -> tuple[Program, ...]:
    """Return what can speak on this platform (a value of `sys.platform`)."""
    if platform == "darwin":
        return (Program("say", ("-f", "-")),)
    if platform == "win32":
        return (Program("powershell", ("-NoProfile", "-NonInteractive", "-Command", _SPEAK)),)
    # spd-say only asks a server, which speaks on after it was cut off, and hangs without a sound
    # card: so it comes last, though it would use the voice that the person chose.
    return (
        Program("espeak-ng", ("-v", "en", "--stdin")),
        Program("spd-say", ("-w", "-l", "en", "-e")),
    )


def players(platform: str) -> tuple[Program, ...]:
    """Return what can play a WAV file on this platform."""
    if platform == "darwin":
        return (Program("afplay", (FILE,)),)
    if platform == "win32":
        # A process of its own, like all others: it can be cut off, and cannot take the app along.
        return (Program(sys.executable, ("-I", "-S", "-c", _WINSOUND, FILE)),)
    return (
        Program("pw-play", (FILE,)),
        Program("paplay", (FILE,)),
        Program("aplay", ("-q", FILE)),
    )


def writers(platform: str) -> tuple[Program, ...]:
    """Return what can write speech into a WAV file on this platform."""
    if platform == "darwin":
        return (Program("say", ("-f", "-", "--data-format=LEI16@22050", "-o", FILE)),)
    if platform == "win32":
        return ()
    return (Program("espeak-ng", ("-v", "en", "--stdin", "-w", FILE)),)
