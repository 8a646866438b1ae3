"""Calls of the command line, in this process and in fresh ones."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, NamedTuple

from click.testing import CliRunner

from tracker.cli.group import unkink

ROOT: Final = Path(__file__).parents[2]
PATIENCE_SECONDS: Final = 60.0


class Answer(NamedTuple):
    """What a command left with and said."""

    code: int
    out: str
    err: str


def call(*arguments: object) -> Answer:
    """Call a command in this process; what it raises is raised."""
    result = CliRunner().invoke(unkink, [str(each) for each in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)


def say(*arguments: object) -> list[str]:
    """Return the lines of a command that must end with 0 and complain of nothing."""
    answer = call(*arguments)
    assert (answer.code, answer.err) == (0, "")
    return answer.out.splitlines()


def run(*command: object, **more: Any) -> Answer:
    """Run a program of its own, without a terminal."""
    done = subprocess.run(
        [str(each) for each in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        env={**os.environ, "PYTHONUTF8": "1", **more},
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def python(*arguments: object) -> Answer:
    return run(sys.executable, *arguments)
