"""The limits of a routine file: what is just inside them is read, what is just outside is told."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.library.limits import BEFORE_THE_PARSER, BEYOND, KNEE, ROLLS, routine
from tracker.core.errors import RoutineError, SettingsError
from tracker.core.plan import plan, total_seconds
from tracker.library import check, load, routine_from_document
from tracker.paths import built_in
from tracker.settings import Settings, read, save

LIBRARY: Final = load(built_in(), None)


def faults(file: Path, text: str | bytes) -> list[str]:
    """Return what is wrong with a file of this text, without its name."""
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return [str(fault).removeprefix(f"{file}:") for fault in check(file, LIBRARY)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


@pytest.mark.parametrize(
    ("inside", "outside", "message"), BEFORE_THE_PARSER.values(), ids=BEFORE_THE_PARSER
)
def test_the_limits_of_size_come_before_the_parser(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    inside: str | bytes,
    outside: str | bytes,
    message: str,
) -> None:
    assert not any(message in fault for fault in faults(file, inside))

    def parse(text: str) -> None:
        pytest.fail("the parser was asked")

    monkeypatch.setattr("tomllib.loads", parse)
    (fault,) = faults(file, outside)
    assert message in fault


@pytest.mark.parametrize(
    ("inside", "outside", "message"), BEFORE_THE_PARSER.values(), ids=BEFORE_THE_PARSER
)
def test_the_limits_of_size_are_those_of_the_settings_too(
    file: Path, inside: str | bytes, outside: str | bytes, message: str
) -> None:
    file.write_bytes(outside.encode() if isinstance(outside, str) else outside)
    (fault,) = read(file).faults
    assert message in str(fault)
    before = file.read_bytes()
    with pytest.raises(SettingsError, match="Not saved until this is mended"):
        save(file, "voice", False)
    assert file.read_bytes() == before


def test_a_settings_file_of_256_kb_is_read_and_saved(file: Path) -> None:
    file.write_bytes(b"voice = true\n" + (b"#" * 1023 + b"\n") * 255)
    assert read(file).faults == ()
    assert save(file, "voice", False).values == Settings(voice=False)


@pytest.mark.parametrize(("inside", "outside", "message"), BEYOND.values(), ids=BEYOND)
def test_the_limits_of_a_routine_hold_to_the_last_one(
    file: Path, inside: str | bytes, outside: str | bytes, message: str
) -> None:
    assert faults(file, inside) == []
    (fault,) = faults(file, outside)
    assert message in fault


def document(**more: Any) -> str:
    """Return the document of a routine, with its items or words changed."""
    table = json.loads(LIBRARY.document(LIBRARY.routine("article-1")))
    return json.dumps({**table, **more})


def held(seconds: float, number: int = 1) -> list[dict[str, object]]:
    return [{"stretch": "knee-to-chest", "hold_seconds": seconds, "reps": 2}] * number


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"items": held(1, 61)}, "'items': this is a list of 61, wanted 1 to 60 tables"),
        ({"items": held(1, 60)}, "'items': makes 840 steps, wanted at most 600"),
        ({"items": held(3600, 2)}, "'items': takes 482 minutes, wanted at most 4 hours"),
        ({"items": held(0.5)}, "'items[1].hold_seconds': 0.5 is out of range"),
        ({"items": held(3601)}, "'items[1].hold_seconds': 3601 is out of range"),
        ({"items": held(float("nan"))}, "'items[1].hold_seconds': nan is out of range"),
        ({"items": held(float("inf"))}, "'items[1].hold_seconds': inf is out of range"),
        ({"items": held(10**400)}, "'items[1].hold_seconds': 1000"),
        ({"items": held(True)}, "'items[1].hold_seconds': true is true or false, wanted a num"),
        ({"name": "n" * 81}, "'name': 81 characters, wanted at most 80"),
        ({"note": "n" * 501}, "'note': 501 characters, wanted at most 500"),
        ({"note": "a\u202eb"}, "'note': the character U+202E may not be in a text"),
        ({"note": "a\U000e0041b"}, "'note': the character U+E0041 may not be in a text"),
    ],
)
def test_a_document_of_the_history_keeps_to_the_same_limits(
    more: dict[str, Any], message: str
) -> None:
    with pytest.raises(RoutineError) as caught:
        routine_from_document("mine", document(**more))
    assert message in str(caught.value)


@pytest.mark.parametrize("value", ["nan", "-nan", "inf", "+inf", "-inf", "0", "-1", "1e9999"])
@pytest.mark.parametrize("key", ["hold_seconds", "rest_seconds"])
def test_seconds_are_finite_and_never_less_than_nothing(file: Path, key: str, value: str) -> None:
    if (key, value) == ("rest_seconds", "0"):
        assert faults(file, routine(KNEE.format(f"{key} = {value}"))) == []
        return
    (fault,) = faults(file, routine(KNEE.format(f"{key} = {value}")))
    assert f"field 'items[1].{key}': " in fault
    assert "is out of range, wanted a number from" in fault


@pytest.mark.parametrize("number", ["0x" + "f" * 1900, "9" * 1900, "1_0" * 600, "-" + "9" * 1900])
def test_a_huge_number_is_told_in_few_words(file: Path, number: str) -> None:
    (fault,) = faults(file, routine(KNEE.format(f"hold_seconds = {number}")))
    assert "…" in fault
    assert "is out of range" in fault
    assert len(fault) < 160


@pytest.mark.parametrize("value", ["true", "false"])
@pytest.mark.parametrize("key", ["hold_seconds", "reps", "rest_seconds"])
def test_true_and_false_are_no_numbers(file: Path, key: str, value: str) -> None:
    (fault,) = faults(file, routine(KNEE.format(f"{key} = {value}")))
    assert f"field 'items[1].{key}': {value} is true or false, wanted a" in fault


FORBIDDEN: Final = {
    "C0": "\\u0001",
    "tab": "\\t",
    "escape": "\\u001b",
    "DEL": "\\u007f",
    "C1": "\\u009b",
    "a line separator": "\\u2028",
    "an embedding": "\\u202a",
    "an override": "\\u202e",
    "an isolate": "\\u2066",
    "a digit shape": "\\u206e",
    "a byte order mark": "\\ufeff",
    "a tag": "\\U000e0041",
}


@pytest.mark.parametrize("escape", FORBIDDEN.values(), ids=FORBIDDEN)
@pytest.mark.parametrize("key", ["name", "about", "note"])
def test_a_character_that_acts_is_refused_by_its_code(file: Path, key: str, escape: str) -> None:
    words = "" if key == "name" else "name = 'Mine'\n"
    text = routine(ROLLS.format(1), words=f'{words}{key} = "a{escape}b"')
    (fault,) = faults(file, text)
    code = escape.removeprefix("\\").lstrip("uU").upper().lstrip("0").rjust(4, "0")
    assert f"field '{key}': the character U+{'0009' if escape == chr(92) + 't' else code} " in fault


@pytest.mark.parametrize("surrogate", ["\\ud800", "\\udfff", "\\U0000dc80"])
def test_half_a_character_is_refused(file: Path, surrogate: str) -> None:
    (fault,) = faults(file, routine(ROLLS.format(1), words=f'name = "a{surrogate}b"'))
    assert fault.startswith("1: is not TOML: ")
    raw = routine(ROLLS.format(1), words='name = "a\ud800b"').encode("utf-8", "surrogatepass")
    (fault,) = faults(file, raw)
    assert fault == "1: is not UTF-8 at byte 10"


def test_the_largest_routine_is_read_back_from_its_document(file: Path) -> None:
    assert faults(file, routine(*[ROLLS.format(99)] * 6)) == []
    library = load(built_in(), file.parent)
    largest = library.routine("mine")
    text = library.document(largest)
    assert routine_from_document("mine", text) == largest
    assert total_seconds(plan(largest)) == 6 * (10 + 99 * 6)
