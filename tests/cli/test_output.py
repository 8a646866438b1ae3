"""What commands print: no text of others acts on the terminal, whatever it is and wherever."""

import sys

import pytest

from tests.cli.shell import call, python, run
from tests.ui.hostile import FORBIDDEN


@pytest.mark.parametrize("command", ["history", "routines list", "routines check", "demo", "cues"])
def test_an_argument_too_many_is_told_in_clean_text(command: str) -> None:
    answer = call(*command.split(), "a", "\x1b]0;PWNED\x07\u202eb", "--json")
    assert answer.code in (1, 2)
    assert not FORBIDDEN.search((answer.out + answer.err).replace("\n", ""))


def test_wrong_use_keeps_its_code_and_how_it_is_used() -> None:
    answer = call("history", "\x1b[31m")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Usage: ")
    assert answer.err.endswith("Got unexpected extra argument (·[31m)\n")
    assert "'--before'" in call("log", "--before", "eleven").err


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX locales")
@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp437"])
@pytest.mark.parametrize("command", ["log --before 5", "routines list", "trends", "history"])
def test_a_terminal_without_every_letter_is_no_error(encoding: str, command: str) -> None:
    assert python("-m", "tracker", "rate", "4", "--for", "now").code == 0
    words = [sys.executable, "-m", "tracker", *command.split()]
    answer = run(*words, PYTHONUTF8="0", PYTHONIOENCODING=encoding)
    assert (answer.code, answer.err) == (0, "")
