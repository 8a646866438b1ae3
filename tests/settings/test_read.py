"""Reading settings: what is good counts, every fault has its line, and nothing ever raises."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.settings import Settings, SettingsFile, read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def said(file: Path, text: str) -> list[str]:
    """Return the faults of a file with this text, without its name."""
    file.write_text(text, encoding="utf-8")
    return [str(fault).replace(f"{file}:", "") for fault in read(file).faults]


def test_without_a_file_every_setting_has_its_default(file: Path) -> None:
    assert read(file) == SettingsFile(file, Settings())
    assert not file.exists()


def test_what_the_file_says_counts_and_its_line_is_known(file: Path) -> None:
    file.write_text('# mine\nvoice = false\n\ntheme = "light"\nday_begins = 0\n', encoding="utf-8")
    found = read(file)
    assert found.values == Settings(voice=False, theme="light", day_begins=0)
    assert found.lines == {"voice": 2, "theme": 4, "day_begins": 5}
    assert found.faults == ()


def test_an_empty_emergency_number_is_none_and_no_fault(file: Path) -> None:
    file.write_text('emergency_number = ""\n', encoding="utf-8")
    assert read(file) == SettingsFile(file, Settings(), {"emergency_number": 1})


@pytest.mark.parametrize("number", ["112", "+49 (0) 89-123", "12345678901234567890"])
def test_an_emergency_number_is_taken_as_it_is_written(file: Path, number: str) -> None:
    assert said(file, f'emergency_number = "{number}"\n') == []
    assert read(file).values.emergency_number == number


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("voice = 1", "field 'voice': 1 is a number, wanted true or false"),
        ("voice = 'on'", "field 'voice': 'on' is text, wanted true or false"),
        ("[voice]", "field 'voice': this is a table, wanted true or false"),
        ("theme = 'drak'", "'drak' is not one of 'dark', 'light'; did you mean 'dark'?"),
        ("stretch_ends_at_rise = 3", "3 is out of range, wanted a whole number from 1 to 2"),
        ("stretch_ends_at_rise = 0", "0 is out of range"),
        ("session_ends_at = 7", "7 is out of range, wanted a whole number from 4 to 6"),
        ("session_ends_at = 3", "3 is out of range"),
        ("no_session_from = 9", "9 is out of range, wanted a whole number from 6 to 8"),
        ("no_session_from = 5", "5 is out of range"),
        ("session_ends_at = 5.5", "5.5 is not a whole number, wanted a whole number from 4 to 6"),
        ("session_ends_at = true", "true is true or false, wanted a whole number from 4 to 6"),
        ("day_begins = 13", "13 is out of range, wanted a whole number from 0 to 12"),
        ("day_begins = -1", "-1 is out of range"),
        ("day_begins = 04:00:00", "04:00:00 is a date or a time, wanted a whole number"),
        ("weekly_target = 8", "8 is out of range, wanted a whole number from 1 to 7"),
        ("weekly_target = 0", "0 is out of range"),
        ("emergency_number = 112", "112 is a number, wanted text of at most 20 characters"),
        ("emergency_number = 'call me'", "'call me' is no number to call, wanted digits, spaces"),
        ("emergency_number = '()'", "'()' is no number to call, wanted digits, spaces and +-()"),
        ("emergency_number = '  '", "is empty: write something, or leave it out"),
        ("emergency_number = '١١٢'", "is no number to call"),
        (f"emergency_number = '{'1' * 21}'", "21 characters, wanted at most 20"),
        (r'emergency_number = "1\u001b1"', "the character U+001B may not be in a text"),
        ("voise = true", "field 'voise': no such field; did you mean 'voice'?"),
        ("colour = 'dark'", "field 'colour': no such field"),
    ],
)
def test_each_fault_names_its_line_and_field_and_the_good_keys_still_count(
    file: Path, line: str, message: str
) -> None:
    (fault,) = said(file, f"bell = true\n\n{line}\n")
    assert fault.startswith("3: field '")
    assert message in fault
    found = read(file)
    assert found.values == Settings(bell=True)
    assert found.lines == {"bell": 1}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"voice = false\nvoice = false\n", "is not TOML"),
        (b"voice = false\nbell = \n", "is not TOML"),
        (b"voice = false\n\xff", "is not UTF-8"),
        (b"\xef\xbb\xbfvoice = false\n", "byte order mark"),
        (b"#" * 300_000, "is larger than"),
    ],
    ids=["twice", "cut", "latin", "mark", "large"],
)
def test_of_a_broken_file_nothing_counts_and_the_fault_says_why(
    file: Path, content: bytes, message: str
) -> None:
    file.write_bytes(content)
    found = read(file)
    assert found.values == Settings()
    (fault,) = found.faults
    assert message in fault.message


def test_a_folder_in_its_place_is_a_fault(file: Path) -> None:
    file.mkdir()
    (fault,) = read(file).faults
    assert "cannot be read" in fault.message


def test_a_name_that_cannot_be_one_is_a_fault(file: Path) -> None:
    assert read(file / "x" / "settings.toml").faults == ()
    file.write_text("")
    (fault,) = read(file / "settings.toml").faults
    assert "cannot be read" in fault.message


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_content_stops_the_app(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    found = read(file)
    assert found.path == file
    assert found.values == Settings() or not found.faults or found.lines
