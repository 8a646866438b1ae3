"""The settings command: what holds and why, one change at a time, and what is refused."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shell import Answer, call, python, say
from tracker.settings import Settings

Refused = Callable[..., str]


@pytest.fixture
def file(home: Path) -> Path:
    home.mkdir()
    return home / "settings.toml"


def table(lines: list[str]) -> dict[str, tuple[str, str]]:
    """Return value and source of every setting that was printed."""
    rows = [line.split(None, 1) for line in lines]
    return {key: (rest.rsplit("  ", 1)[0].strip(), rest.rsplit("  ", 1)[1]) for key, rest in rows}


def test_without_a_file_every_default_is_printed_and_nothing_is_made(home: Path) -> None:
    printed = table(say("settings"))
    assert list(printed) == list(Settings._fields)
    assert printed["voice"] == ("true", "default")
    assert printed["emergency_number"] == ('""', "default")
    assert printed["theme"] == ('"dark"', "default")
    assert not home.exists()


def test_what_the_file_says_is_printed_with_its_line(file: Path) -> None:
    file.write_text("# mine\nweekly_target = 3\n", encoding="utf-8")
    printed = table(say("settings"))
    assert printed["weekly_target"] == ("3", "line 2")
    assert printed["day_begins"] == ("4", "default")


def test_json_holds_value_default_line_and_faults(file: Path) -> None:
    file.write_text('theme = "light"\nvoise = true\n', encoding="utf-8")
    answer = call("settings", "--json")
    found = json.loads(answer.out)
    assert (answer.code, answer.err) == (1, "")
    assert found["path"] == str(file)
    assert [one["key"] for one in found["settings"]] == list(Settings._fields)
    theme = {"key": "theme", "value": "light", "default": "dark", "line": 1}
    assert theme in found["settings"]
    message = "no such field; did you mean 'voice'?"
    assert found["faults"] == [{"line": 2, "field": "voise", "message": message}]


def test_a_file_with_faults_is_reported_with_its_good_keys_and_ends_with_1(file: Path) -> None:
    file.write_text("session_ends_at = 9\nbell = true\n", encoding="utf-8")
    answer = call("settings")
    assert answer.code == 1
    assert table(answer.out.splitlines())["bell"] == ("true", "line 2")
    assert answer.err == (
        f"left out: {file}:1: field 'session_ends_at': 9 is out of range, "
        "wanted a whole number from 4 to 6\n"
    )


def test_set_changes_one_key_and_says_where(file: Path) -> None:
    file.write_text("# mine\nbell = true # ding\n", encoding="utf-8")
    assert say("settings", "set", "bell", "off") == [f"bell = false, line 2 of {file}"]
    assert file.read_text("utf-8") == "# mine\nbell = false # ding\n"


def test_set_makes_the_file_when_there_is_none(home: Path) -> None:
    say("settings", "set", "emergency_number", "+49 112")
    text = (home / "settings.toml").read_text("utf-8")
    assert tomllib.loads(text) == {"emergency_number": "+49 112"}


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("voise", "on", "There is no setting 'voise'; did you mean 'voice'?"),
        ("voice", "loud", "voice: 'loud' is text, wanted true or false."),
        ("no_session_from", "9", "no_session_from: 9 is out of range, wanted a whole number from"),
    ],
)
def test_set_refuses_with_2_and_one_sentence(
    home: Path, refused: Refused, key: str, value: str, sentence: str
) -> None:
    assert refused("settings", "set", key, value).startswith(sentence)
    assert not home.exists()


def test_set_refuses_to_write_over_a_broken_file(file: Path, refused: Refused) -> None:
    file.write_text("voice = \n", encoding="utf-8")
    assert f"Not saved until this is mended: {file}:1: is not TOML" in refused(
        "settings", "set", "voice", "off"
    )
    assert file.read_text("utf-8") == "voice = \n"


def test_path_says_where_the_file_is_or_would_be(home: Path) -> None:
    assert say("settings", "path") == [str(home / "settings.toml")]


LOADED = """
import sys
from tracker.cli.parts import load_settings, places
load_settings(places())
print(*sorted({"tomllib", "tomlkit", "tracker.settings.table"} & set(sys.modules)))
"""


def test_to_read_nothing_is_loaded_without_a_file_or_with_one_that_was_read_before(
    home: Path,
) -> None:
    assert python("-c", LOADED) == Answer(0, "\n", "")
    say("settings", "set", "voice", "off")
    assert python("-c", LOADED) == Answer(0, "tomllib tracker.settings.table\n", "")
    assert python("-c", LOADED) == Answer(0, "\n", "")
