"""The library that breaks a disk counts, kills and fails where it is told to, and nowhere else."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.power import read_log
from tests.faults.runner import Runner
from tests.faults.shim import FOR_GOOD, Fault, How, build, environment, why_not

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())

CALLS = [
    "mkdir",
    "create",
    "write",
    "write",
    "sync",
    "truncate",
    "link",
    "rename",
    "unlink",
    "sync",
]
"""What "every kind of call" does, one line of the log each that counts."""


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    with Runner(tmp_path_factory.mktemp("library")) as runner:
        yield runner


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


def test_every_call_is_counted_and_logged_with_its_bytes(
    runner: Runner, folder: Path, tmp_path: Path
) -> None:
    ran = runner.run("every kind of call", folder, log=tmp_path / "log")
    assert (ran.code, ran.calls, ran.trouble) == (0, len(CALLS), "")
    events = read_log(tmp_path / "log")
    assert [one.what for one in events if one.what not in ("open", "close", "note")] == CALLS
    assert [one.path for one in events if one.what == "note"] == ["written"]
    assert [(one.offset, one.data) for one in events if one.what == "write"] == [
        (0, b"a" * 1500),
        (1500, b"b"),
    ]


def test_reads_are_counted_where_that_is_wanted(runner: Runner, folder: Path) -> None:
    assert runner.run("every kind of call", folder, Fault(reads=True)).calls == len(CALLS) + 1


def test_what_is_elsewhere_is_let_alone(runner: Runner, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "folder-2"
    other.mkdir()
    (folder / "link").symlink_to(other)
    ran = runner.run("write elsewhere", folder, Fault("no space", 1, FOR_GOOD))
    assert (ran.calls, ran.trouble) == (0, "")


@pytest.mark.parametrize("nth", range(1, len(CALLS) + 1))
@pytest.mark.parametrize("how", ["kill before", "kill after"])
def test_a_kill_comes_just_before_or_after_its_call(
    runner: Runner, folder: Path, tmp_path: Path, how: How, nth: int
) -> None:
    ran = runner.run("every kind of call", folder, Fault(how, nth, nth), tmp_path / "log")
    assert ran.code == -9
    done = [one.what for one in read_log(tmp_path / "log")]
    done = [what for what in done if what not in ("open", "close", "note")]
    assert done == CALLS[: nth if how == "kill after" else nth - 1]


def test_a_torn_write_leaves_whole_sectors_of_it(runner: Runner, folder: Path) -> None:
    assert runner.run("every kind of call", folder, Fault("kill torn", 3, 3)).code == -9
    assert (folder / "in" / "file").read_bytes() == b"a" * 512


@pytest.mark.parametrize("nth", range(1, len(CALLS) + 1))
@pytest.mark.parametrize(("how", "number"), [("no space", errno.ENOSPC), ("I/O error", errno.EIO)])
def test_a_call_that_is_to_fail_fails_and_does_nothing(
    runner: Runner, folder: Path, tmp_path: Path, how: How, number: int, nth: int
) -> None:
    ran = runner.run("every kind of call", folder, Fault(how, nth, nth), tmp_path / "log")
    assert f"[Errno {number}]" in ran.trouble
    done = [one.what for one in read_log(tmp_path / "log")]
    done = [what for what in done if what not in ("open", "close", "note")]
    assert done == CALLS[: nth - 1]


def test_a_fault_that_lasts_is_gone_once_the_disk_is_mended(runner: Runner, folder: Path) -> None:
    assert runner.run("mend", folder, Fault("I/O error", 1, FOR_GOOD)).said == [True, False]


FULL = """
import sys
from pathlib import Path
folder, full = map(Path, sys.argv[1:])
said = []
(folder / "old").write_bytes(b"old")
full.touch()
for name in ("old", "new"):
    with (folder / name).open("r+b" if name == "old" else "wb", buffering=0) as file:
        for data in (b"abc", b"def"):
            try:
                said.append(file.write(data))
            except OSError as error:
                said.append(error.errno)
full.unlink()
said.append((folder / "new").write_bytes(b"def"))
print(said)
"""


@pytest.mark.parametrize("is_everywhere", [False, True])
def test_a_full_disk_takes_what_fits_in_place_and_more_once_there_is_room(
    folder: Path, tmp_path: Path, is_everywhere: bool
) -> None:
    full = tmp_path / "full"
    broken = environment(build(tmp_path), Path("/") if is_everywhere else folder, full)
    command = [sys.executable, "-c", FULL, str(folder), str(full)]
    done = subprocess.run(
        command, env=os.environ | broken, check=True, capture_output=True, text=True
    )
    assert done.stdout == f"{[3, errno.ENOSPC, errno.ENOSPC, errno.ENOSPC, 3]}\n"
