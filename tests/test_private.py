"""Files and folders of their owner alone, replaced whole or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.shell import python
from tracker.private import dump_no_memory, replace_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes as on POSIX")


@posix
def test_the_file_and_every_folder_made_for_it_are_their_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "one" / "two" / "file"
    assert replace_file(file, b"words", is_lasting=False)
    assert file.read_bytes() == b"words"
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (file, file.parent, tmp_path / "one")]
    assert modes == [0o600, 0o700, 0o700]


def test_what_may_not_go_on_leaves_everything_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")
    assert not replace_file(file, b"new", is_lasting=True, may_go_on=lambda: False)
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_bytes() == b"old"


@posix
@pytest.mark.parametrize(("is_lasting", "synced"), [(True, ["file", "folder"]), (False, [])])
def test_what_is_to_last_is_synced_before_and_after_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_lasting: bool, synced: list[str]
) -> None:
    seen = []
    sync = os.fsync

    def watch(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        assert (tmp_path / "file").exists() is is_folder
        seen.append("folder" if is_folder else "file")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watch)
    replace_file(tmp_path / "file", b"words", is_lasting=is_lasting)
    assert seen == synced


CORE = """
import resource, sys
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
from tracker.cli import main
sys.argv = ["unkink", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print(resource.getrlimit(resource.RLIMIT_CORE) == (0, most))
"""


@posix
@pytest.mark.parametrize("command", [["settings", "path"], [], ["no such command"]], ids=str)
def test_a_crash_of_the_app_or_of_a_command_leaves_no_core_file(command: list[str]) -> None:
    answer = python("-c", CORE, *command)
    assert answer.out.splitlines()[-1] == "True"


@posix
def test_the_limit_of_core_files_can_be_lifted_again_by_who_looks_for_a_fault() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_CORE)
    try:
        dump_no_memory()
        assert resource.getrlimit(resource.RLIMIT_CORE) == (0, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


def test_where_there_are_no_core_files_nothing_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.private.os.name", "nt")
    monkeypatch.setitem(sys.modules, "resource", None)
    dump_no_memory()
