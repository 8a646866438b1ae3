"""The cache: the same files give the same library, faster; what is wrong with it no one sees."""

import json
import os
import stat
import subprocess
import sys
from typing import Any
from zlib import crc32

import pytest

from tracker.library import load

ITEM = '[[items]]\nstretch = "knee-to-chest"\n'
OWN = """\
[stretches.sit]
name = "Sit"
position = "seated"
steps = ["Sit."]
style = "resting"
hold_seconds = 60
reps = 1
"""
Shelf = Any  # the class in conftest, which the import mode keeps out of reach


@pytest.fixture
def no_toml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no TOML be parsed from now on."""

    def refuse(text: str) -> None:
        raise AssertionError("a TOML file was parsed")

    monkeypatch.setattr("tomllib.loads", refuse)


@pytest.fixture
def full(shelf: Shelf) -> Shelf:
    """Fill a shelf with a good routine, one with its own stretch, and a bad one; load it once."""
    shelf.routine("mine")
    shelf.routine("sitting", f'name = "S"\nplace = 3\n[[items]]\nstretch = "sit"\n{ITEM}{OWN}')
    shelf.routine("bad", "name = 1")
    shelf.load_cached()
    return shelf


def test_the_kept_library_equals_the_one_that_was_read(full: Shelf, no_toml: None) -> None:
    kept = full.load_cached()
    assert list(kept.routines) == ["sitting", "mine"]
    assert len(kept.faults) == 2


def test_the_kept_library_is_the_same_in_every_part(full: Shelf) -> None:
    kept, read = full.load_cached(), full.load()
    assert kept == read
    assert kept.document(kept.routine("sitting")) == read.document(read.routine("sitting"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_cache_is_for_its_owner_alone_and_leaves_nothing_else_behind(full: Shelf) -> None:
    assert stat.S_IMODE(full.cache.stat().st_mode) == 0o600
    assert [file.name for file in full.cache.parent.iterdir()] == [full.cache.name]


def test_a_changed_file_is_read_again(full: Shelf) -> None:
    full.routine("mine", f'name = "Changed"\n{ITEM}')
    assert full.load_cached().routine("mine").name == "Changed"
    assert full.load_cached().routine("mine").name == "Changed"


def test_a_change_that_keeps_size_and_mtime_is_seen(full: Shelf) -> None:
    file = full.routine("mine", f'name = "Mine"\n{ITEM}')
    full.load_cached()
    before = file.stat()
    file.write_text(f'name = "Time"\n{ITEM}')
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert full.load_cached().routine("mine").name == "Time"


def test_a_file_that_has_gone_is_gone(full: Shelf) -> None:
    (full.own / "mine.toml").unlink()
    assert list(full.load_cached().routines) == ["sitting"]


def test_another_version_of_unkink_reads_everything_again(
    full: Shelf, monkeypatch: pytest.MonkeyPatch, no_toml: None
) -> None:
    monkeypatch.setattr("tracker.library.cache.__version__", "99")
    with pytest.raises(AssertionError, match="was parsed"):
        full.load_cached()


def _with_checksum(key: bytes, body: bytes) -> bytes:
    return b"\n".join((key, b"%08x" % crc32(body), body))


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"{}", b"1", b"[" * 100_000, b'{"stretches": 1}'],
)
def test_a_cache_that_makes_no_sense_is_made_again(full: Shelf, body: bytes) -> None:
    good = full.cache.read_bytes()
    full.cache.write_bytes(_with_checksum(good.split(b"\n")[0], body))
    assert full.load_cached() == full.load()
    assert full.cache.read_bytes() == good


@pytest.mark.parametrize("content", [b"", b"\n", b"\n\n\n\n", b"\xff\x00"])
def test_a_broken_cache_is_made_again(full: Shelf, content: bytes) -> None:
    full.cache.write_bytes(content)
    assert full.load_cached() == full.load()


def test_a_single_flipped_bit_in_the_cache_is_noticed(full: Shelf) -> None:
    good = full.cache.read_bytes()
    bad = bytearray(good)
    bad[good.index(b'"hold_seconds":30') + len(b'"hold_seconds":')] ^= 1
    full.cache.write_bytes(bad)
    assert full.load_cached() == full.load()
    assert full.cache.read_bytes() == good


def test_a_cache_that_cannot_be_written_is_done_without(shelf: Shelf) -> None:
    shelf.cache.parent.write_text("a file where the folder should be")
    shelf.routine("mine")
    assert list(shelf.load_cached().routines) == ["mine"]


def test_a_cache_that_is_a_folder_is_done_without_and_leaves_nothing_behind(shelf: Shelf) -> None:
    (shelf.cache / "inside").mkdir(parents=True)
    shelf.routine("mine")
    assert list(shelf.load_cached().routines) == ["mine"]
    assert list(shelf.cache.parent.iterdir()) == [shelf.cache]


def test_what_could_not_be_read_this_time_is_tried_again(shelf: Shelf) -> None:
    shelf.routine("mine")
    (shelf.own / "lost.toml").symlink_to(shelf.own / "later")
    assert len(shelf.load_cached().faults) == 1
    assert not shelf.cache.exists()
    (shelf.own / "later").write_text(f'name = "Found"\n{ITEM}')
    assert shelf.load_cached().routine("lost").name == "Found"


def test_a_start_with_nothing_changed_imports_nothing_slow(full: Shelf) -> None:
    script = (
        "import sys; from pathlib import Path; from tracker.library import load\n"
        "assert load(*map(Path, sys.argv[1:])).routines\n"
        "print(*sys.modules)"
    )
    places = [str(place) for place in (full.built_in, full.own, full.cache)]
    run = subprocess.run(
        [sys.executable, "-c", script, *places], capture_output=True, text=True, check=True
    )
    slow = {"tomllib", "difflib", "unicodedata", "tempfile", "tracker.library.rules"}
    assert slow.isdisjoint(run.stdout.split())


def test_without_a_cache_file_nothing_is_kept(shelf: Shelf) -> None:
    shelf.routine("mine")
    load(shelf.built_in, shelf.own)
    assert not shelf.cache.parent.exists()


def test_a_file_name_that_is_no_text_is_kept_all_the_same(full: Shelf) -> None:
    try:
        (full.own / os.fsdecode(b"\xff.toml")).write_text("x = 1")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    assert full.load_cached() == full.load()
    assert json.loads(full.cache.read_bytes().split(b"\n")[0])
    assert full.load_cached() == full.load()
