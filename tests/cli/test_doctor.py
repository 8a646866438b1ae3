"""`unkink doctor`: what is wrong, what to do about it, and not a byte changed unless asked."""

import json
import sqlite3
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Answer, call, python, say
from tests.store.samples import new_session, outside, past, rating
from tracker.cli.parts import places
from tracker.core.errors import StoreError
from tracker.store import Store, open_store
from tracker.store.entries import Begun
from tracker.store.rescue import Rescue

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")


def facts(code: int) -> Any:
    answer = call("doctor", "--json")
    assert (answer.code, answer.err) == (code, "")
    return json.loads(answer.out)


def abouts(code: int) -> list[str]:
    return [f"{one['grade']}: {one['about']}" for one in facts(code)["findings"]]


def everything(home: Path) -> dict[str, str]:
    """Return every file in the home with its fingerprint, and every folder."""
    return {
        str(each): sha256(each.read_bytes()).hexdigest() if each.is_file() else "folder"
        for each in home.rglob("*")
    }


@pytest.fixture
def database(store: Store, home: Path) -> Path:
    """A history with two sessions and a backup of today."""
    store.add([past(id="00000000-0000-4000-8000-000000000001"), past(1)], [rating()])
    store.close()
    backups = home / "backups"
    backups.mkdir(mode=0o700)
    database = home / "unkink.db"
    backup = backups / "unkink-20991231T235959Z-daily.db"
    backup.touch(mode=0o600)
    backup.write_bytes(database.read_bytes())
    return database


def spoil(database: Path) -> None:
    outside(
        database, "UPDATE rating SET pain = 9 WHERE asked_for = 'before' AND day = '2026-11-20'"
    )


def test_of_a_whole_history_it_says_what_it_looked_at_and_that_nothing_is_wrong(
    database: Path,
) -> None:
    looked, well = say("doctor")
    assert looked == (
        f"Looked at {database}: 2 sessions, 10 sealed rows, the newest backup less than a day old; "
        "and at permissions, settings, routines, versions."
    )
    assert well == "Nothing is wrong."


def test_before_the_first_session_nothing_is_wrong_and_nothing_is_made(home: Path) -> None:
    assert abouts(0) == ["note: history"]
    assert not home.exists()


def test_a_value_that_something_else_changed_is_named_with_what_the_backup_says(
    database: Path,
) -> None:
    spoil(database)
    answer = call("doctor")
    assert (answer.code, answer.err) == (1, "")
    first, *_ = answer.out.splitlines()
    assert first == (
        "! The session of 20 Nov 2026, 07:05, Article 1: pain before was changed by something "
        "other than unkink, or damaged. In the backup of 31 Dec 2099 it says: pain 5, not 9. If "
        "it is as you want it, `unkink doctor --accept` takes it as it stands."
    )
    assert "Nothing is wrong." not in answer.out


def test_the_json_has_every_finding_and_what_was_looked_at(database: Path) -> None:
    spoil(database)
    found = facts(1)
    [finding] = found.pop("findings")
    assert {key: finding[key] for key in ("grade", "about")} == {"grade": "fault", "about": "seals"}
    assert set(finding) == {"grade", "about", "what", "advice"}
    backup = database.parent / "backups" / "unkink-20991231T235959Z-daily.db"
    assert found == {
        "database": str(database),
        "sessions": 2,
        "sealed": 10,
        "newest_backup": {"path": str(backup), "made_at": "2099-12-31T23:59:59+00:00"},
    }


def test_looking_changes_nothing(database: Path, home: Path) -> None:
    (home / "settings.toml").write_text("voice = 1\n", encoding="utf-8")
    (home / "routines").mkdir()
    (home / "routines" / "mine.toml").write_text("name = 1\n", encoding="utf-8")
    spoil(database)
    before = everything(home)
    call("doctor")
    call("doctor", "--json")
    assert everything(home) == before


def test_what_is_accepted_is_said_and_sealed_and_then_nothing_is_wrong(database: Path) -> None:
    spoil(database)
    outside(database, "INSERT INTO day VALUES ('2026-11-24', 'ill', '', 0)")
    answer = call("doctor", "--accept")
    assert answer.code == 0
    assert answer.err.splitlines() == [
        "Accepted as it stands: the session of 20 Nov 2026, 07:05, Article 1: pain before.",
        "Accepted as it stands: the mark of 24 Nov 2026.",
        "Sealed anew: 2 rows.",
    ]
    assert answer.out.splitlines()[-1] == "Nothing is wrong."
    assert abouts(0) == []
    assert json.loads(call("history", "--json").out)[1]["pain_before"] == 9


def test_where_there_is_nothing_to_accept_nothing_is_written(database: Path, home: Path) -> None:
    before = everything(home)
    answer = call("doctor", "--accept")
    assert (answer.code, answer.err) == (0, "There is nothing to accept.\n")
    assert everything(home) == before


def test_what_cannot_be_read_is_not_accepted(database: Path) -> None:
    outside(database, "UPDATE session SET started_at = 'soon' WHERE day = '2026-11-20'")
    answer = call("doctor", "--accept")
    assert (answer.code, answer.err) == (1, "There is nothing to accept.\n")


@posix_only
def test_open_permissions_are_said_and_made_private_when_asked_for(
    database: Path, home: Path
) -> None:
    home.chmod(0o755)
    database.chmod(0o644)
    assert abouts(1) == ["fault: permissions"] * 2
    assert (home.stat().st_mode & 0o777, database.stat().st_mode & 0o777) == (0o755, 0o644)
    answer = call("doctor", "--fix")
    assert answer.code == 0
    assert answer.err.splitlines() == [
        f"Private now: {home} (0755 → 0700).",
        f"Private now: {database} (0644 → 0600).",
    ]
    assert (home.stat().st_mode & 0o777, database.stat().st_mode & 0o777) == (0o700, 0o600)
    assert call("doctor", "--fix").err == "All of it is private already.\n"


@posix_only
def test_what_cannot_be_made_private_is_one_sentence(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: int) -> None:  # a file of somebody else, as root has none
        raise PermissionError(1, "Operation not permitted", str(path))

    database.chmod(0o644)
    monkeypatch.setattr(Path, "chmod", refuse)
    with pytest.raises(StoreError, match="cannot be made private: Operation not permitted"):
        call("doctor", "--fix")


def test_settings_and_routine_files_at_fault_are_found(database: Path, home: Path) -> None:
    (home / "settings.toml").write_text("voice = 1\nbell = 2\n", encoding="utf-8")
    (home / "routines").mkdir()
    (home / "routines" / "mine.toml").write_text("name = 1\n", encoding="utf-8")
    assert abouts(1) == ["fault: settings", "fault: settings", "fault: routines"]


def test_a_session_that_was_not_finished_is_a_note_and_a_conflict_copy_a_fault(
    database: Path, home: Path
) -> None:
    again = open_store(database)
    again.begin(new_session(started_at=rating().rated_at))
    again.close()
    assert abouts(0) == ["note: unfinished"]
    (home / "unkink.sync-conflict-20261120-071500-ABCDEFG.db").touch()
    assert abouts(1) == ["note: unfinished", "fault: copies"]


def test_a_package_that_is_not_there_is_found(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules["tracker.core.tested"].TESTED, "no-such-package", "1.0")
    assert abouts(1) == ["fault: versions"]


def test_what_cannot_be_looked_at_is_said_with_2(database: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tracker.store.peeking.LOCK_SECONDS", 0.05)
        other = sqlite3.connect(database, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert abouts(2) == ["not looked: lock"]
        other.close()


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\x00" + bytes(84)], ids=len)
def test_a_damaged_file_is_no_traceback_in_the_real_program(database: Path, content: bytes) -> None:
    database.write_bytes(content)
    answer: Answer = python("-m", "tracker", "doctor")
    assert (answer.code, answer.err) == (1, "")
    assert answer.out.startswith("! ")
    assert "unkink-20991231T235959Z-daily.db" in answer.out.splitlines()[0]
    assert database.read_bytes() == content


def test_names_that_others_wrote_come_out_clean(database: Path) -> None:
    outside(database, "UPDATE session SET routine_name = ?", "\x1b]0;owned\x07\u202e[/b]")
    outside(database, "UPDATE step SET stretch = CAST(x'1b9bff' AS TEXT)")
    for command in (["doctor"], ["doctor", "--accept"]):
        answer = call(*command)
        assert (answer.out + answer.err).replace("\n", "").isprintable()


def test_a_session_that_the_history_did_not_take_is_told_of(database: Path) -> None:
    new = new_session(id="00000000-0000-4000-8000-000000000009")
    file = Rescue(database, places().rescue).keep(new.id, [Begun(new)], 1)
    assert file is not None
    answer = call("doctor")
    assert f"- The history did not take all of 1 session: {file}." in " ".join(answer.out.split())
    assert file.exists()
