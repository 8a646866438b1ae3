"""`unkink backup` and `restore`, and the key that brings a damaged history back."""

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.bench.process import clean_environment
from tests.bench.screen import Frame, has_words
from tests.cli.shell import ROOT, call, python, say
from tests.store.samples import dump, files, fingerprint, past, spoil
from tracker.alone import alone
from tracker.store import Store, open_store

if sys.platform != "win32":
    from tests.bench.terminal import Terminal

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
UNKINK = str(Path(sys.executable).with_name("unkink"))


@pytest.fixture
def path(home: Path) -> Path:
    return home / "unkink.db"


@pytest.fixture
def backup(store: Store) -> Path:
    """A backup of two sessions; the history has three by now, and is closed."""
    store.add([past(-1), past()])
    made = Path(facts("backup")["path"])
    store.add([past(1)])
    store.close()
    return made


def facts(*arguments: object) -> Any:
    return json.loads("\n".join(say(*arguments, "--json")))


def test_backup_says_where_it_is_and_how_much_is_in_it(store: Store, home: Path) -> None:
    store.add([past(-1), past()])
    said, where = say("backup")
    assert said.startswith("Backed up: 2 sessions and 4 ratings up to 2026-11-20")
    assert Path(where).parent == home / "backups"
    assert dump(Path(where)) == dump(home / "unkink.db")


def test_a_backup_can_go_to_a_new_file_or_into_a_folder(store: Store, tmp_path: Path) -> None:
    store.add([past()])
    assert say("backup", tmp_path / "mine.db")[1] == str(tmp_path / "mine.db")
    assert Path(say("backup", tmp_path)[1]).parent == tmp_path
    found = facts("backup", tmp_path / "other.db")
    assert (found["sessions"], found["ratings"], found["why"]) == (1, 2, "by-hand")
    assert found["bytes"] == (tmp_path / "other.db").stat().st_size


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("there.db", "never written over"),
        ("no/such/folder/x.db", "there is no folder"),
        ("stick", "There is no folder"),
    ],
)
def test_a_place_that_cannot_be_taken_is_refused(
    store: Store, tmp_path: Path, refused: Callable[..., str], where: str, sentence: str
) -> None:
    (tmp_path / "there.db").write_text("precious", encoding="utf-8")
    before = files(tmp_path)
    assert sentence in refused("backup", tmp_path / where)
    assert files(tmp_path) == before
    assert (tmp_path / "there.db").read_text("utf-8") == "precious"


def test_there_is_nothing_to_back_up_before_the_first_write(
    home: Path, refused: Callable[..., str]
) -> None:
    assert "no history yet" in refused("backup")
    assert not home.exists()


def test_an_empty_history_is_not_said_to_be_another_programs(
    backup: Path, path: Path, refused: Callable[..., str]
) -> None:
    path.write_bytes(b"")
    assert "is empty, so no backup of it was made" in refused("backup")


def test_a_lost_history_is_not_said_to_be_none(
    backup: Path, path: Path, refused: Callable[..., str]
) -> None:
    path.unlink()
    assert f"unkink restore {backup}" in refused("backup")


def test_the_list_names_every_backup_with_its_day_and_what_it_holds(
    backup: Path, home: Path
) -> None:
    spoiled = backup.with_name("unkink-20200101T000000Z-daily.db")
    spoiled.write_bytes(b"\xff" * 5000)
    first, second, last = say("backup", "--list")
    assert "by hand" in first
    assert "2 sessions and 4 ratings up to 2026-11-20" in first
    assert first.endswith(backup.name)
    assert "is damaged" in second
    assert last == f"in {home / 'backups'}"
    found = facts("backup", "--list")
    assert [one["path"] for one in found] == [str(backup), str(spoiled)]
    assert (found[0]["problem"], found[0]["sessions"]) == (None, 2)
    assert (found[1]["sessions"], found[1]["ratings"]) == (None, None)
    assert "damaged" in found[1]["problem"]


def test_a_list_of_nothing_says_so(home: Path) -> None:
    assert say("backup", "--list") == [f"No backups yet in {home / 'backups'}."]
    assert facts("backup", "--list") == []


def test_a_list_of_some_other_place_is_refused(refused: Callable[..., str]) -> None:
    assert "leave PATH out" in refused("backup", "--list", "x")


def test_restore_says_what_is_there_now_and_the_one_command_that_undoes_it(
    backup: Path, path: Path
) -> None:
    before = dump(path)
    said, source, undo = say("restore", backup)
    assert said == "Restored: 2 sessions and 4 ratings."
    assert source == f"From: {backup}"
    assert dump(path) == dump(backup)
    command, _, arguments = undo.removeprefix("To undo this: ").partition(" ")
    assert command == "unkink"
    say(*arguments.split())
    assert dump(path) == before


def test_the_name_alone_of_a_backup_is_enough(backup: Path, path: Path) -> None:
    assert facts("restore", backup.name)["sessions"] == 2
    assert dump(path) == dump(backup)
    assert facts("restore", backup.stem)["sessions"] == 2


def test_an_empty_path_is_refused_and_is_not_the_folder_one_is_in(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder := tmp_path / "here").mkdir()
    monkeypatch.chdir(folder)
    for command in ("backup", "restore"):
        answer = call(command, "")
        assert (answer.code, "is empty" in answer.err) == (2, True)
    assert list(folder.iterdir()) == []


def test_restoring_over_a_damaged_history_says_where_that_is_kept(backup: Path, path: Path) -> None:
    spoil(path)
    damaged = path.read_bytes()
    lines = say("restore", backup)
    assert lines[2].startswith("What was there before was damaged")
    assert Path(lines[-1]).read_bytes() == damaged


def test_restoring_where_nothing_was_says_that_there_is_nothing_to_undo(
    backup: Path, path: Path
) -> None:
    path.unlink()
    assert "nothing to undo" in say("restore", backup)[2]
    path.unlink()
    assert facts("restore", backup)["before"] is None


def test_restore_without_a_path_changes_nothing_and_names_the_newest_good_one(
    backup: Path, path: Path, refused: Callable[..., str]
) -> None:
    before = fingerprint(path)
    said = refused("restore")
    assert "unkink backup --list" in said
    assert f"unkink restore {backup}" in said
    assert fingerprint(path) == before


def test_restore_of_something_else_changes_nothing(
    backup: Path, path: Path, tmp_path: Path, refused: Callable[..., str]
) -> None:
    before = fingerprint(path)
    (tmp_path / "notes.txt").write_text("Monday: 5\n" * 99, encoding="utf-8")
    assert "not an SQLite database" in refused("restore", tmp_path / "notes.txt")
    assert "is not there" in refused("restore", tmp_path / "nowhere.db")
    assert fingerprint(path) == before


# Once a day


def test_nothing_is_restored_under_a_session_in_another_window(
    backup: Path, path: Path, refused: Callable[..., str]
) -> None:
    before = fingerprint(path)
    with alone(path.with_name("session.lock")):
        assert "a session is under way" in refused("restore", backup)
    assert fingerprint(path) == before


def test_the_first_command_that_writes_makes_the_backup_of_the_day(home: Path) -> None:
    assert say("history") == ["No sessions yet."]
    assert not (home / "backups").exists()
    say("rate", 4, "--for", "now")
    say("log", "--before", 5)
    (one,) = facts("backup", "--list")
    assert (one["why"], one["ratings"], one["sessions"]) == ("daily", 1, 0)


def test_a_backup_that_cannot_be_made_is_told_beside_what_was_saved(home: Path) -> None:
    say("history")
    (home / "backups").write_text("in the way", encoding="utf-8")
    answer = python("-m", "tracker", "rate", 4, "--for", "now")
    assert answer.code == 0
    assert answer.out.startswith("Rated: 4")
    assert answer.err.startswith("unkink: Today, the backup could not be made: ")
    assert answer.err.count("\n") == 1


def test_damage_is_told_at_the_first_write_of_a_day_with_the_way_back(
    backup: Path, path: Path
) -> None:
    drop_index(path)
    answer = python("-m", "tracker", "rate", 4, "--for", "now")
    assert answer.code == 0
    assert "is damaged" in answer.err
    assert f"unkink restore {backup}" in answer.err


def drop_index(path: Path) -> None:
    with closing(open_store(path)) as store:
        store.db.execute("DROP INDEX session_day")


# In a terminal


def terminal(home: Path, *arguments: str) -> "Terminal":
    env = clean_environment(home, UNKINK_HOME=str(home), PYTHONPATH=str(ROOT))
    return Terminal([UNKINK, *arguments], env)


@posix_only
@pytest.mark.parametrize("damage", ["empty", "missing", "cut short", "in its rows"])
def test_one_key_restores_the_newest_good_backup_and_opens_the_app(
    backup: Path, path: Path, home: Path, damage: str
) -> None:
    if damage == "empty":
        path.write_bytes(b"")
    elif damage == "missing":
        path.unlink()
    elif damage == "cut short":
        os.truncate(path, 50_000)
    else:
        zero_rows(path)
    with terminal(home) as one:
        one.wait_for(has_words("r ", "restore that backup", "leave everything as it is"))
        one.write("r")
        one.wait_for(has_words("unkink", "general information"))
        one.write("\x11")
        assert one.wait_exit().code == 0
    assert dump(path) == dump(backup)


def zero_rows(path: Path) -> None:
    """Zero every page that holds rows, so that the file opens and cannot be read."""
    with closing(sqlite3.connect(path)) as connection:
        roots = connection.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage").fetchall()
    content = bytearray(path.read_bytes())
    for (root,) in roots:
        content[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(content)


@posix_only
@pytest.mark.parametrize("key", ["q", "\r", "\x1b", "x"])
def test_any_other_key_leaves_everything_as_it_is(
    backup: Path, path: Path, home: Path, key: str
) -> None:
    path.write_bytes(b"")
    names = files(home)
    with terminal(home) as one:
        one.wait_for(has_words("leave everything as it is"))
        one.write(key)
        assert one.wait_exit().code == 2
        assert "Nothing was changed." in one.frame.text
        assert "\x1b[?1049h" not in one.output.decode()
    assert path.read_bytes() == b""
    assert [name for name in files(home) if name != "cache"] == [
        name for name in names if name != "cache"
    ]


@posix_only
def test_without_a_good_backup_nothing_is_asked(path: Path, home: Path) -> None:
    home.mkdir(parents=True)
    path.write_bytes(b"")
    with terminal(home) as one:
        assert one.wait_exit().code == 2
        assert "no good backup" in one.frame.text
        assert "restore that" not in one.frame.text


def has_another_title(title: str, frame: Frame) -> bool:
    return frame.lines[0] != title


@posix_only
def test_the_app_shows_that_there_is_no_backup_once_nothing_is_asked_any_more(
    backup: Path, path: Path, home: Path
) -> None:
    drop_index(path)
    with terminal(home) as one:
        one.wait_for(has_words("general information"))
        for key in "\rnnn\r\r":
            title = one.frame.lines[0]
            one.write(key)
            one.wait_for(partial(has_another_title, title))
        one.wait_for(has_words("No backup was made today.", "Routines"))
        one.write("\x11")
        assert one.wait_exit().code == 0
