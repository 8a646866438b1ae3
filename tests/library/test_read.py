"""Files that cannot or may not be read: each is told in one sentence, and none makes us wait."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.library import Library, check
from tracker.library.lines import scan
from tracker.library.read import composed, read_document

Check = Callable[..., list[str]]
NOTHING = Library({}, {})


@pytest.fixture
def faults_of_bytes(tmp_path: Path) -> Callable[[bytes], list[str]]:
    def faults(content: bytes) -> list[str]:
        file = tmp_path / "x.toml"
        file.write_bytes(content)
        return [str(fault).removeprefix(f"{file}:").strip() for fault in check(file, NOTHING)]

    return faults


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name = 'a'\nname = 'caf\xe9'", "2: is not UTF-8 at byte 23"),
        (b"\xef\xbb\xbfname = 'a'", "1: starts with a byte order mark; save it as UTF-8 without"),
        (b"\xff\xfen\x00", "1: is not UTF-8 at byte 1"),
        (b"#\n" * (128 * 1024) + b"#", "131073: is larger than 256 KB, which end here"),
        (b"\n# " + b"x" * 2000, "2: the line has more than 2,000 characters"),
        (b"a.b.c.d.e = 1", "1: a key has more than 4 parts"),
        (b"[a.b.c.d.e]", "1: a key has more than 4 parts"),
        (b"a = {b = [{c.d.e.f.g = 1}]}", "1: a key has more than 4 parts"),
        (b"a = " + b"[" * 9 + b"]" * 9, "1: brackets are more than 8 deep"),
        (b"a = " + b"{a=" * 9, "1: brackets are more than 8 deep"),
        (b"".join(b"k%d=1\n" % n for n in range(3001)), "3001: there are more than 3,000 keys"),
        (b"a = [\n" + b"[],\n" * 36_001, "36002: the lists have more than 36,000 entries"),
        (b"name =", "1: is not TOML: Invalid value (at end of document)"),
        (b"a = 1\na = 2", "2: is not TOML: Cannot overwrite a value (at end of document)"),
        (b"a = 1 = 2", "1: is not TOML: Expected newline or end of document after a statement"),
        (b"a = 1 ] } , b", "1: is not TOML: Expected newline or end of document after a stat"),
        (b"name = 'a", "1: is not TOML: Expected"),
        (b"name = 'a\x1b'", "1: is not TOML: Found invalid character '\\x1b' at column 10"),
        (b"= [] ] } , = 1", "1: is not TOML: Invalid statement at column 1"),
        (b"a = ]", "1: is not TOML: Invalid value"),
        (b'a = """\n', "is not TOML: "),
    ],
)
def test_what_is_no_good_toml_is_told_with_its_line(
    faults_of_bytes: Callable[[bytes], list[str]], content: bytes, message: str
) -> None:
    (fault,) = faults_of_bytes(content)
    assert message in fault


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    (fault,) = check(tmp_path / "gone.toml", NOTHING)
    assert str(fault) == f"{tmp_path}/gone.toml: cannot be read: No such file or directory"


@pytest.mark.parametrize("name", ["a\x00b.toml", "a\ud800b.toml"])
def test_a_name_that_no_file_can_have_is_a_fault(tmp_path: Path, name: str) -> None:
    fault = check(tmp_path / name, NOTHING)[-1]
    assert str(fault) == f"{tmp_path}/a·b.toml: cannot be read: no file can have this name"


def test_a_folder_is_no_routine(tmp_path: Path) -> None:
    (fault,) = check(tmp_path, NOTHING)[-1:]
    assert fault.message == "cannot be read: not a regular file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (fault,) = check(tmp_path / "pipe.toml", NOTHING)
    assert fault.message == "cannot be read: not a regular file"


def test_a_device_is_refused() -> None:
    faults = check(Path(os.devnull), NOTHING)
    assert faults[-1].message == "cannot be read: not a regular file"


def test_too_deep_for_the_parser_is_a_fault(
    faults_of_bytes: Callable[[bytes], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(text: str) -> None:
        raise RecursionError

    monkeypatch.setattr("tomllib.loads", give_up)
    assert faults_of_bytes(b"a = 1") == ["tables or lists are nested too deep"]


def test_a_number_that_the_parser_cannot_hold_is_a_fault(
    faults_of_bytes: Callable[[bytes], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(text: str) -> None:
        raise ValueError("Exceeds the limit for integer string conversion")

    monkeypatch.setattr("tomllib.loads", give_up)
    assert faults_of_bytes(b"a = 1") == [
        "1: is not TOML: Exceeds the limit for integer string conversion"
    ]


def test_texts_come_in_one_unicode_form(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text('"cafe\u0301" = ["cafe\\u0301"]\nn = 1', encoding="utf-8")
    assert read_document(file).table == {"café": ["café"], "n": 1}
    assert composed("plain") == "plain"


def test_every_key_table_and_entry_has_its_line() -> None:
    text = """\
# items = 1
name = "a # [x] = 'y'"
note = '''
not = "a key"
'''   # that was one string
long = \"\"\"a \\\" b
c\"\"\"
"quoted" = 1979-05-27 07:32:00
steps = [
  "one",  # first
  "two",
]
[[items]]
stretch = 1.5
more = [{a = 1, b.c = [2]},
  {a = 2}]
[[items]]
stretch = {}
[items.sub]
x = 1
"""
    assert scan(text) == {
        ("name",): 2,
        ("note",): 3,
        ("long",): 6,
        ("quoted",): 8,
        ("steps",): 9,
        ("steps", 0): 10,
        ("steps", 1): 11,
        ("items",): 13,
        ("items", 0): 13,
        ("items", 0, "stretch"): 14,
        ("items", 0, "more"): 15,
        ("items", 0, "more", 0): 15,
        ("items", 0, "more", 0, "a"): 15,
        ("items", 0, "more", 0, "b", "c"): 15,
        ("items", 0, "more", 0, "b", "c", 0): 15,
        ("items", 0, "more", 1): 16,
        ("items", 0, "more", 1, "a"): 16,
        ("items", 1): 17,
        ("items", 1, "stretch"): 18,
        ("items", 1, "sub"): 19,
        ("items", 1, "sub", "x"): 20,
    }
