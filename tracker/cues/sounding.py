"""Starts one program for one cue, and judges by its end whether it can have sounded."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Final, NamedTuple

from tracker.core.text import first_forbidden
from tracker.cues.programs import Program

AT_ONCE_SECONDS: Final = 0.12
"""A program that ends sooner has not sounded: some that find no sound card end with 0."""

_UNSPOKEN: Final = re.compile(r"[^\w\s.,:;?'’()/&%+–-]|_")


class Sound(NamedTuple):
    """What is to sound: a text to be spoken, or the file of a tone (made when it is first asked).

    `after` is how many seconds it waits, in which a newer one may take its place.
    """

    text: str = ""
    file: Callable[[], Path] | None = None
    after: float = 0.0


def spoken(text: str) -> str:
    """Return a text that a voice can only speak.

    Control characters, and those that begin commands to a voice (such as "[[" and "!-!"), become
    blanks.
    """
    plain = "".join(" " if first_forbidden(each) else each for each in text)
    return " ".join(_UNSPOKEN.sub(" ", plain).split())


def start(
    program: Program, sound: Sound, errors: int | IO[bytes] = subprocess.DEVNULL
) -> "subprocess.Popen[bytes]":
    """Start a program on a sound; what it prints is thrown away, or `errors` goes to a file.

    Raises FileNotFoundError when there is no such program, OSError when it cannot be started.
    """
    found = shutil.which(program.name)
    if found is None:
        raise FileNotFoundError(program.name)
    process = subprocess.Popen(
        program.command(found, sound.file() if sound.file else None),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        start_new_session=True,  # so that Ctrl-Z does not stop it in the middle of a word
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    tell(process, spoken(sound.text))
    return process


def tell(process: "subprocess.Popen[bytes]", text: str) -> None:
    """Write a text that is far shorter than a pipe holds, to a program that may be gone."""
    assert process.stdin is not None
    try:
        process.stdin.write(f"{text}\n".encode() if text else b"")
        process.stdin.close()
    except OSError:
        process.stdin.close()


def fault(code: int, seconds: float) -> str:
    """Return what speaks against a program having sounded: "ended with 1"; empty for nothing.

    `seconds` is how long it ran.
    """
    if code:
        return f"ended with {code}"
    return "ended too soon to have sounded" if seconds < AT_ONCE_SECONDS else ""


def no_start(error: OSError) -> str:
    """Return why a program did not start: "was not found", "cannot be started (…)"."""
    if isinstance(error, FileNotFoundError):
        return "was not found"
    return f"cannot be started ({error.strerror})"


def told(faults: Iterable[tuple[str, str]]) -> str:
    """Return the faults of programs as one clause: "a and b were not found, c ended with 1"."""
    programs: dict[str, list[str]] = {}
    for name, what in faults:
        programs.setdefault(what, []).append(Path(name).name)
    return ", ".join(_clause(names, what) for what, names in programs.items())


def _clause(names: list[str], what: str) -> str:
    if len(names) == 1:
        return f"{names[0]} {what}"
    plural = what.replace("was ", "were ", 1)
    return f"{', '.join(names[:-1])} and {names[-1]} {plural}"
