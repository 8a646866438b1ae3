"""The cache of the settings: only ever a faster way to the same answer."""

import os
from pathlib import Path

import pytest

from tracker.settings import Settings, SettingsFile, read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text('\nemergency_number = "112"\nbell = true\n', encoding="utf-8")
    return file


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "settings.json"


def test_what_was_kept_is_what_the_file_says(file: Path, cache: Path) -> None:
    first = read(file, cache)
    assert cache.exists()
    lines = {"emergency_number": 2, "bell": 3}
    assert (
        read(file, cache)
        == first
        == SettingsFile(file, Settings(bell=True, emergency_number="112"), lines)
    )


def test_a_changed_file_is_read_anew(file: Path, cache: Path) -> None:
    read(file, cache)
    file.write_text("bell = false\nflash = true\n", encoding="utf-8")
    assert read(file, cache).values == Settings(flash=True)
    assert read(file, cache).values == Settings(flash=True)


def test_another_file_has_nothing_to_do_with_it(file: Path, cache: Path, tmp_path: Path) -> None:
    read(file, cache)
    other = tmp_path / "other.toml"
    os.link(file, other)
    assert read(other, cache).path == other


def test_a_file_that_is_gone_leaves_the_defaults(file: Path, cache: Path) -> None:
    read(file, cache)
    file.unlink()
    assert read(file, cache) == SettingsFile(file)


def test_of_a_file_with_faults_nothing_is_kept(file: Path, cache: Path) -> None:
    file.write_text("bell = true\nvoise = 1\n", encoding="utf-8")
    assert len(read(file, cache).faults) == 1
    assert not cache.exists()
    assert len(read(file, cache).faults) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"00000000\n[]", b"x\ny\nz", b"00000000\n[1, 2, 3]", b"\xff" * 100_000],
    ids=["empty", "blank", "wrong sum", "lines", "other", "large"],
)
def test_a_broken_cache_is_made_again(file: Path, cache: Path, content: bytes) -> None:
    good = read(file, cache)
    kept = cache.read_bytes()
    cache.write_bytes(content)
    assert read(file, cache) == good
    assert cache.read_bytes() == kept


def test_one_changed_byte_is_noticed(file: Path, cache: Path) -> None:
    read(file, cache)
    cache.write_bytes(cache.read_bytes().replace(b'"session_ends_at": 6', b'"session_ends_at": 9'))
    assert read(file, cache).values.session_ends_at == 6


def test_a_cache_that_cannot_be_written_stops_nothing(file: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    assert read(file, tmp_path / "cache" / "settings.json").values.bell
