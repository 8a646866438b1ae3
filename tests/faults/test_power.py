"""The model of a power cut keeps what was synced and breaks the rest, and catches the careless."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.faults.calls import fast
from tests.faults.cuts import cuts
from tests.faults.power import SECTOR, Drive, Event
from tests.faults.runner import Runner
from tests.faults.shim import why_not

CUTS = 100
LOOKS = 60


def event(
    what: str, fd: int = 3, *, at: int = 0, path: str = "", other: str = "", data: bytes = b""
) -> Event:
    return Event(what, fd, at, path, other, data)


def left(drive: Drive, name: str) -> set[bytes | None]:
    """Return what may be left of a file, by many cuts: None where it is not there."""
    return {drive.after_cut(Random(seed)).get(name) for seed in range(LOOKS)}


def test_what_was_there_before_lasts(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "file").write_bytes(b"old")
    assert Drive(tmp_path).after_cut(Random(0)) == {"in": None, "in/file": b"old"}


def test_a_write_may_be_kept_or_lost_until_it_is_synced(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    drive = Drive(tmp_path)
    drive.do(event("open", path=str(tmp_path / "file")))
    drive.do(event("write", data=b"new"))
    assert left(drive, "file") == {b"old", b"new"}
    drive.do(event("sync"))
    assert left(drive, "file") == {b"new"}


def test_a_write_may_be_torn_between_sectors_but_not_within_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"o" * 2 * SECTOR)
    drive = Drive(tmp_path)
    drive.do(event("open", path=str(tmp_path / "file")))
    drive.do(event("write", data=b"n" * 2 * SECTOR))
    wholes = {bytes([one]) * SECTOR for one in b"on"}
    assert left(drive, "file") == {first + second for first in wholes for second in wholes}


def test_a_later_write_may_be_kept_although_an_earlier_one_is_lost(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"..")
    drive = Drive(tmp_path)
    drive.do(event("open", path=str(tmp_path / "file")))
    drive.do(event("write", data=b"a"))
    drive.do(event("write", at=1, data=b"b"))
    assert left(drive, "file") == {b"..", b"a.", b".b", b"ab"}


def test_a_cut_short_may_be_kept_or_lost(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"long")
    drive = Drive(tmp_path)
    drive.do(event("open", path=str(tmp_path / "file")))
    drive.do(event("truncate"))
    assert left(drive, "file") == {b"long", b""}


def test_a_new_name_lasts_once_its_folder_is_synced_and_not_before(tmp_path: Path) -> None:
    drive = Drive(tmp_path)
    drive.do(event("create", path=str(tmp_path / "file")))
    drive.do(event("write", data=b"new"))
    drive.do(event("sync"))
    assert left(drive, "file") == {b"new", None}
    drive.do(event("open", 4, path=str(tmp_path)))
    drive.do(event("sync", 4))
    assert left(drive, "file") == {b"new"}


def test_nothing_is_left_in_a_folder_that_is_lost(tmp_path: Path) -> None:
    drive = Drive(tmp_path)
    drive.do(event("mkdir", path=str(tmp_path / "in")))
    drive.do(event("create", path=str(tmp_path / "in" / "file")))
    drive.do(event("open", 4, path=str(tmp_path / "in")))
    drive.do(event("sync", 4))
    images = [drive.after_cut(Random(seed)) for seed in range(LOOKS)]
    assert {} in images
    assert {"in": None, "in/file": b""} in images
    assert all("in" in image for image in images if "in/file" in image)


@pytest.mark.parametrize("what", ["rename", "link"])
def test_an_old_name_may_come_back_and_a_new_one_may_not_be_there(
    tmp_path: Path, what: str
) -> None:
    (tmp_path / "old").write_bytes(b"words")
    drive = Drive(tmp_path)
    drive.do(event(what, path=str(tmp_path / "old"), other=str(tmp_path / "new")))
    if what == "link":
        drive.do(event("unlink", path=str(tmp_path / "old")))
    assert left(drive, "old") == left(drive, "new") == {b"words", None}
    drive.do(event("open", 4, path=str(tmp_path)))
    drive.do(event("sync", 4))
    assert drive.after_cut(Random(0)) == {"new": b"words"}


# The same on a real session, on a history that waits less for the disk than unkink's


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if reason := why_not():
        pytest.skip(reason)
    with fast(tmp_path_factory.mktemp("cuts")) as room:
        yield room


def test_a_history_that_never_waits_for_the_disk_is_found_corrupt(room: Path) -> None:
    with Runner(room) as runner:
        work = "session with synchronous OFF"
        assert cuts(runner, room / "off", CUTS, is_there=True, work=work)["corrupt"] > CUTS / 4


def test_a_history_that_syncs_no_folder_is_found_to_lose_its_last_entry(room: Path) -> None:
    with Runner(room) as runner:
        work = "session with synchronous FULL"
        found = cuts(runner, room / "full", 2 * CUTS, is_there=True, work=work)
    assert found["lost a saved entry"] > 0
    assert found["corrupt"] == 0
