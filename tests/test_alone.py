"""One session at a time: a lock that goes with the process that holds it."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.alone import alone

HOLDS = """
import sys
from pathlib import Path
from tracker.alone import alone
with alone(Path(sys.argv[1])) as is_alone:
    print(is_alone, flush=True)
    sys.stdin.read()
"""


def test_who_comes_first_is_alone_until_it_is_done(tmp_path: Path) -> None:
    file = tmp_path / "session.lock"
    with alone(file) as first, alone(file) as second:
        assert (first, second) == (True, False)
    with alone(file) as third:
        assert third


def test_a_lock_goes_with_the_process_even_when_it_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "session.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"True\n"
        with alone(file) as while_it_runs:
            assert not while_it_runs
        other.kill()
    with alone(file) as afterwards:
        assert afterwards


@pytest.mark.skipif(sys.platform == "win32", reason="modes as on POSIX")
def test_the_file_is_empty_and_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "session.lock"
    with alone(file):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert file.read_bytes() == b""


def test_where_no_file_can_be_made_nobody_is_stopped(tmp_path: Path) -> None:
    with alone(tmp_path / "no" / "folder" / "session.lock") as is_alone:
        assert is_alone


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX locks")
def test_where_nothing_can_be_locked_nobody_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(descriptor: int, how: int) -> None:
        raise OSError("no locks available")

    monkeypatch.setattr("fcntl.flock", refuses)
    with alone(tmp_path / "session.lock") as is_alone:
        assert is_alone
