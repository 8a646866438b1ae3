"""Saving a setting: one key changes, every other byte stays, all or nothing."""

import os
import stat
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as usual
from hypothesis import strategies as st

from tracker.core.errors import SettingsError
from tracker.settings import Settings, SettingsFile, Value, read, save
from tracker.settings.writing import TRIES

WRITTEN = """\
# My settings.
weekly_target = 4   # it was five

  voice   =   false
unknown = "kept"  # by another version
[their]
table = 1 # too
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links as on POSIX")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "settings.toml"


@pytest.fixture
def written(file: Path) -> Path:
    file.parent.mkdir()
    file.write_text(WRITTEN, encoding="utf-8")
    return file


def test_the_first_change_makes_the_file_with_that_one_key(file: Path) -> None:
    found = save(file, "voice", False)
    assert found == SettingsFile(file, Settings(voice=False), {"voice": 2})
    assert tomllib.loads(file.read_text("utf-8")) == {"voice": False}
    assert file.read_text("utf-8").startswith("# Settings of unkink.")


@posix
def test_file_and_folder_are_their_owners_alone(file: Path) -> None:
    save(file, "voice", False)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_nothing_but_the_file_is_left_in_the_folder(written: Path) -> None:
    save(written, "voice", True)
    assert list(written.parent.iterdir()) == [written]


def test_a_changed_value_is_the_only_thing_that_changes(written: Path) -> None:
    save(written, "voice", True)
    assert written.read_text("utf-8") == WRITTEN.replace("  =   false", "  =   true")
    save(written, "weekly_target", 7)
    assert "weekly_target = 7   # it was five\n" in written.read_text("utf-8")


def test_a_new_key_goes_before_the_tables(written: Path) -> None:
    found = save(written, "theme", "light")
    assert found.values.theme == "light"
    text = written.read_text("utf-8")
    assert text.replace('theme = "light"\n\n', "", 1) == WRITTEN


def test_line_ends_of_windows_stay(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"# mine\r\nvoice = true # loud\r\n")
    save(file, "voice", False)
    save(file, "bell", True)
    assert file.read_bytes() == b"# mine\r\nvoice = false # loud\r\nbell = true\r\n"


def test_faults_of_other_keys_stay_as_they_are(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("voise = true\nweekly_target = 9\n", encoding="utf-8")
    found = save(file, "weekly_target", 3)
    assert file.read_text("utf-8") == "voise = true\nweekly_target = 3\n"
    assert [fault.field for fault in found.faults] == ["voise"]


@pytest.mark.parametrize("content", [b"voice = \n", b"\xff", b"voice = 1\nvoice = 2\n"])
def test_a_broken_file_is_never_written_over(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"Not saved until this is mended: .*settings\.toml:"):
        save(file, "voice", False)
    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("voise", True, "There is no setting 'voise'; did you mean 'voice'?"),
        ("zzz", True, "There is no setting 'zzz'."),
        ("voice", 1, "voice: 1 is a number, wanted true or false."),
        ("stretch_ends_at_rise", 3, "stretch_ends_at_rise: 3 is out of range"),
        ("emergency_number", "call", "emergency_number: 'call' is no number to call"),
    ],
)
def test_what_is_not_allowed_is_not_saved(
    written: Path, key: str, value: Value, message: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        save(written, key, value)
    assert str(refused.value).startswith(message)
    assert written.read_text("utf-8") == WRITTEN


def test_what_another_program_wrote_since_it_was_read_is_kept(written: Path) -> None:
    read(written)
    written.write_text(WRITTEN + "more = 1\n", encoding="utf-8")
    save(written, "voice", True)
    assert "more = 1\n" in written.read_text("utf-8")


def test_what_another_program_writes_in_the_middle_is_kept(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = iter(["bell = true\n", "flash = true\n"])
    sync = os.fsync

    def meanwhile(descriptor: int) -> None:
        sync(descriptor)
        for line in [*others][:1]:
            written.write_text(line + WRITTEN, encoding="utf-8")

    monkeypatch.setattr(os, "fsync", meanwhile)
    found = save(written, "voice", True)
    assert found.values == Settings(weekly_target=4, voice=True, bell=True)


def test_a_file_that_never_holds_still_is_left_to_the_other_program(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(_: int) -> None:
        written.write_text(f"#{written.read_text('utf-8')}", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(SettingsError, match="keeps being changed"):
        save(written, "voice", True)
    assert written.read_text("utf-8") == "#" * TRIES + WRITTEN


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_cannot_be_written_is_said(written: Path) -> None:
    written.parent.chmod(0o500)
    try:
        with pytest.raises(SettingsError, match=r"Not saved: .*Permission denied\."):
            save(written, "voice", True)
    finally:
        written.parent.chmod(0o700)
    assert written.read_text("utf-8") == WRITTEN


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    with pytest.raises(SettingsError, match="Not saved: "):
        save(tmp_path / "mine" / "settings.toml", "voice", True)


def test_a_full_disk_changes_nothing(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match=r"Not saved: .*No space left on device\."):
        save(written, "voice", True)
    assert written.read_text("utf-8") == WRITTEN
    assert list(written.parent.iterdir()) == [written]


@posix
def test_a_link_to_a_file_that_is_kept_elsewhere_stays_one(written: Path, tmp_path: Path) -> None:
    link = tmp_path / "settings.toml"
    link.symlink_to(written)
    assert save(link, "voice", True).values.voice
    assert link.is_symlink()
    assert tomllib.loads(written.read_text("utf-8"))["voice"] is True


@posix
def test_a_value_that_stands_there_already_is_not_written_again(written: Path) -> None:
    before = written.stat().st_ino
    save(written, "voice", False)
    assert written.stat().st_ino == before


KEYS = st.sampled_from(["voice", "theme", "weekly_target", "emergency_number"])
VALUES: Mapping[str, st.SearchStrategy[Value]] = {
    "voice": st.booleans(),
    "theme": st.sampled_from(["dark", "light"]),
    "weekly_target": st.integers(1, 7),
    "emergency_number": st.sampled_from(["", "112", "+49 (0) 89"]),
}


@pytest.mark.parametrize(
    "text",
    [
        "x = nan\n",
        "x = [nan, inf, -0.0, 1e3, 0x1F]\n",
        "x = 1\n[a.b]\nc = 1\n[d]\n[a]\ne = 1\n",
        "t = {a.b = 1, c = [{d = 2}]}\n",
        "'' = 1\n\"a b\" = 2\n'c.d'.e = 3\n",
        's = """\n  one \\\n  two"""\n',
        "d = 1979-05-27T07:32:00.999999-07:00\nt = 07:32:00\n",
        "# no line end",
        "x = 1",
        "\n\n\n",
        "\t x = 1 \t# tab\n\n# last",
    ],
)
def test_every_kind_of_value_that_others_wrote_stays_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(text.encode())
    save(file, "voice", False)
    now = file.read_bytes().decode()
    before_tables = now.replace("voice = false\n\n", "", 1)
    at_the_end = now.replace("voice = false\n", "", 1).removesuffix("\n")
    assert text == before_tables or text.removesuffix("\n") == at_the_end


PIECES = [
    *("# words", "", "   ", "a = 1 # one", "b.c = 'x'", "d = [\n 1,\n # two\n 2]", "[t]", "[[u]]"),
    *("voice = true", "voice = false # no", "theme='dark'", '"weekly_target" = 1', "é = 'ü'"),
]
LINES = st.lists(st.sampled_from(PIECES), unique=True, max_size=8)


@usual(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, end=st.sampled_from(["\n", "\r\n"]), data=st.data(), key=KEYS)
def test_whatever_the_file_holds_only_the_line_of_the_key_changes(
    tmp_path: Path, lines: list[str], end: str, data: st.DataObject, key: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes("".join(line + end for line in lines).encode())
    before = file.read_bytes()
    try:
        tomllib.loads(before.decode())
        save(file, key, data.draw(VALUES[key]))
    except (tomllib.TOMLDecodeError, SettingsError):
        assert file.read_bytes() == before
        return
    old, new = (
        [line for line in content.splitlines(keepends=True) if key.encode() not in line]
        for content in (before, file.read_bytes())
    )
    while len(new) > len(old) and b"\n" in new:
        new.remove(b"\n")  # set between the keys and the first table
    assert [line for line in new if line.strip()] == [line for line in old if line.strip()]
    assert len(new) == len(old)
