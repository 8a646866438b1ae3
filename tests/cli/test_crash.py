"""A fault of unkink itself: one sentence and a file, and in neither what a person entered."""

import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.cli import main
from tracker.cli.crash import account, told

AT = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
NOTE = "what-a-person-entered"


def failure() -> Exception:
    note = NOTE
    try:
        try:
            raise KeyError(note)
        except KeyError as error:
            raise ValueError(f"no {note}") from error
    except ValueError as error:
        return error


def test_the_account_names_every_call_of_every_error_and_no_value() -> None:
    text = "\n".join(account(failure(), AT))
    assert text.index("ValueError, called from:") < text.index("KeyError, called from:")
    assert text.count("tests/cli/test_crash.py:") == 2
    assert text.count(" failure\n") == 2
    assert NOTE not in text


def test_errors_that_come_out_of_each_other_end() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert "\n".join(account(one, AT)).count("called from") == 10


def test_the_file_is_its_owners_alone_and_the_sentence_names_it(tmp_path: Path) -> None:
    file = tmp_path / "home" / "crash.log"
    sentence = told(failure(), file, AT)
    assert str(file) in sentence
    assert NOTE not in sentence + file.read_text("utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_where_no_file_can_be_made_the_sentence_has_to_do(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    sentence = told(failure(), tmp_path / "home" / "crash.log", AT)
    assert "could not write down where" in sentence


def test_a_command_that_fails_by_our_fault_leaves_with_1_and_without_a_traceback(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks() -> None:
        raise failure()

    monkeypatch.setattr(sys, "argv", ["unkink"])
    monkeypatch.setattr("tracker.cli.opening.open_app", breaks)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    said = capsys.readouterr().err
    assert said.startswith("unkink: something is wrong in unkink itself (ValueError)")
    assert said.count("\n") == 1
    assert (home / "crash.log").exists()
