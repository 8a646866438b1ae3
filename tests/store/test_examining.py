"""Looking into a history: whatever state it is in, something is said of it and nothing changed."""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from tests.faults.spoils import spoil
from tests.store.samples import (
    PATIENCE_SECONDS,
    fingerprint,
    new_session,
    outside,
    past,
    python,
    rating,
    second_connection,
    step,
)
from tracker.core.checkup import Examined, Stranger
from tracker.core.checkup_words import history_findings
from tracker.core.errors import StoreError
from tracker.core.finding import exit_code
from tracker.migrations import APPLICATION_ID, CHANGES
from tracker.store import Store, open_store
from tracker.store.examining import Asking, examine
from tracker.store.peeking import opened

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and signals")
SPOILT = 60


@pytest.fixture
def history(path: Path) -> Path:
    """A history that nobody has open."""
    with closing(open_store(path)) as store:
        store.add([past(day) for day in range(20)])
    return path


def state(path: Path) -> dict[str, str]:
    """Return the fingerprint of every file in the folder of the history."""
    return {file.name: fingerprint(file) for file in path.parent.iterdir()}


def looked_at(path: Path) -> Examined:
    """Look, and make sure that nothing in the folder is another afterwards."""
    before = state(path)
    seen = examine(path)
    assert state(path) == before
    return seen


def code(seen: Examined) -> int:
    return exit_code(history_findings(seen))


def test_a_whole_history_is_counted_and_nothing_is_wrong_with_it(history: Path) -> None:
    seen = looked_at(history)
    assert seen == Examined(
        path=str(history),
        place="file",
        version=len(CHANGES),
        newest=len(CHANGES),
        orphans={},
        sealed=20 * (1 + 1 + 2) + 1,
        sessions=20,
    )
    assert history_findings(seen) == []


def test_a_session_that_was_not_finished_is_named(path: Path, store: Store) -> None:
    store.begin(new_session())
    assert looked_at(path).unfinished == (
        {
            "started_at": "2026-11-20T06:05:00.000Z",
            "started_offset": 60,
            "routine_name": "Article 1",
        },
    )


# What is in the place of the file


def folder(path: Path) -> None:
    path.mkdir(parents=True)


def empty(path: Path) -> None:
    path.parent.mkdir()
    path.touch()


def text(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("Monday: 5\n" * 5000, encoding="utf-8")


def foreign(path: Path) -> None:
    path.parent.mkdir()
    outside(path, "CREATE TABLE notes (id)")


def newer(path: Path) -> None:
    open_store(path).close()
    outside(path, f"PRAGMA user_version = {len(CHANGES) + 1}")


def unmarked(path: Path) -> None:
    open_store(path).close()
    outside(path, "PRAGMA application_id = 0")


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (folder, "folder"),
        (empty, "empty"),
        (text, "foreign format"),
        (foreign, "file"),
        (newer, "file"),
        (unmarked, "file"),
    ],
)
def test_what_is_no_history_of_this_unkink_is_a_fault(
    path: Path, make: Callable[[Path], None], place: str
) -> None:
    make(path)
    seen = looked_at(path) if not path.is_dir() else examine(path)
    assert seen.place == place
    assert code(seen) == 1


def test_where_nothing_is_nothing_is_made_and_nothing_is_wrong(path: Path) -> None:
    seen = examine(path)
    assert (seen.place, code(seen)) == ("missing", 0)
    assert not path.parent.exists()


@posix_only
def test_a_link_to_nowhere_is_a_fault(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "unplugged.db")
    assert (examine(path).place, code(examine(path))) == ("link", 1)


@posix_only
def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    assert (examine(path).place, code(examine(path))) == ("no file", 1)


@posix_only
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_not_looked_at(history: Path) -> None:
    history.chmod(0)
    seen = examine(history)
    assert (seen.place, code(seen)) == ("closed", 2)


def test_a_name_that_no_file_can_have_is_not_looked_at(tmp_path: Path) -> None:
    assert code(examine(tmp_path / "a\0b")) == 2


def test_a_file_that_another_program_holds_is_not_looked_at(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.store.peeking.LOCK_SECONDS", 0.05)
    with second_connection(history) as other:
        other.execute("BEGIN EXCLUSIVE")
        seen = examine(history)
        other.execute("ROLLBACK")
    assert (seen.is_locked, code(seen)) == (True, 2)


def test_a_file_that_another_program_takes_while_it_is_looked_at_is_not_looked_at(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.store.peeking.LOCK_SECONDS", 0.05)
    with opened(history, is_wal=False) as (connection, _), second_connection(history) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            Asking(connection, history.stat().st_size).everything()
        other.execute("ROLLBACK")


def test_a_file_that_another_program_only_writes_to_can_be_looked_at(history: Path) -> None:
    with second_connection(history) as other:
        other.execute("BEGIN IMMEDIATE")
        assert history_findings(examine(history)) == []
        other.execute("ROLLBACK")


def test_a_file_that_needs_a_copy_is_not_looked_at_where_there_is_no_room_for_one(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with second_connection(history) as other:
        other.execute("PRAGMA journal_mode = WAL")

        def no_room(*_: object) -> None:  # a full disk has none for the copy
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("shutil.copyfile", no_room)
        seen = examine(history)
    assert (seen.place, seen.trouble, code(seen)) == ("closed", "No space left on device", 2)


def test_a_question_that_takes_too_long_is_given_up_and_said(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.store.examining.OPERATIONS", 1)
    monkeypatch.setattr("tracker.store.examining.PATIENCE", 100)
    seen = looked_at(history)
    assert "interrupted" in seen.unread
    assert code(seen) == 1


# What is in it


def test_a_history_of_an_older_unkink_is_fine(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        CHANGES[0](connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    seen = looked_at(path)
    assert (seen.version, seen.broken, seen.lost, seen.strangers) == (1, (), (), ())
    assert code(seen) == 0


def test_what_others_put_into_the_file_is_named_and_a_trigger_on_our_tables_is_a_fault(
    history: Path,
) -> None:
    outside(history, "CREATE VIEW mine AS SELECT 1")
    outside(history, "CREATE TABLE other (x)")
    outside(history, "CREATE TRIGGER theirs AFTER INSERT ON other BEGIN SELECT 1; END")
    assert code(looked_at(history)) == 0
    outside(history, "CREATE TRIGGER bad AFTER INSERT ON step BEGIN DELETE FROM step; END")
    seen = looked_at(history)
    assert seen.strangers == (
        Stranger("table", "other", "other"),
        Stranger("trigger", "bad", "step"),
        Stranger("trigger", "theirs", "other"),
        Stranger("view", "mine", "mine"),
    )
    assert code(seen) == 1


def test_what_unkink_made_and_is_gone_is_named(history: Path) -> None:
    outside(history, "DROP TABLE seal")
    outside(history, "DROP VIEW daily_pain")
    seen = looked_at(history)
    assert (seen.lost, seen.broken) == (("table seal", "view daily_pain"), ())
    assert code(seen) == 1


def test_rows_that_belong_to_nothing_are_counted(history: Path) -> None:
    with second_connection(history) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute("DELETE FROM session WHERE id = (SELECT min(id) FROM session)")
    assert looked_at(history).orphans == {"rating": 2, "step": 1}


def test_a_text_that_is_no_text_any_more_is_named_and_cannot_be_accepted(history: Path) -> None:
    outside(history, "UPDATE session SET note = CAST(x'ff' AS TEXT) WHERE day = '2026-11-20'")
    [broken] = looked_at(history).broken
    assert (broken.table, broken.is_readable) == ("session", False)


def test_a_row_that_is_written_while_it_is_looked_is_not_said_to_be_broken(
    history: Path, store: Store
) -> None:
    asked, written = 0, 0

    def write(question: str) -> None:
        nonlocal asked, written
        if "FROM rating" not in question:
            return
        asked += 1
        with suppress(StoreError):  # it has to wait where a table is read with its seals
            store.add([past(100 + asked)], [rating()])
            written += 1

    with opened(history, is_wal=False) as (connection, _):
        connection.set_trace_callback(write)
        facts = Asking(connection, history.stat().st_size).everything()
    assert facts["broken"] == ()
    assert 0 < written < asked
    assert examine(history).broken == ()


# What is left beside it


HALF_WAY = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE session SET note = 'half' || hex(randomblob(100))")
connection.execute("UPDATE step SET stretch = 'half' || hex(randomblob(100))")
os.kill(os.getpid(), signal.SIGKILL)
"""


@posix_only
def test_after_a_write_that_was_cut_off_the_history_is_seen_as_it_was_before(history: Path) -> None:
    python(HALF_WAY, history).communicate(timeout=PATIENCE_SECONDS)
    assert (history.parent / "unkink.db-journal").stat().st_size > 0
    seen = looked_at(history)
    assert (seen.was_cut_off, seen.broken, seen.integrity, seen.sessions) == (True, (), (), 20)
    assert code(seen) == 0


def test_a_history_in_another_mode_is_seen_with_what_its_log_holds(history: Path) -> None:
    with second_connection(history) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE session SET note = 'in the log' WHERE day = '2026-11-20'")
        seen = looked_at(history)
    assert seen.is_wal
    assert "unkink.db-wal" in seen.leftovers
    assert [(one.table, one.row["note"]) for one in seen.broken] == [("session", "in the log")]


# Damage


@pytest.mark.parametrize("seed", range(SPOILT))
def test_no_damage_to_the_file_is_a_traceback_or_a_change(history: Path, seed: int) -> None:
    history.write_bytes(spoil(history.read_bytes(), Random(seed)))
    seen = looked_at(history)
    for finding in history_findings(seen):
        assert finding.what.endswith(".")
        assert finding.advice.endswith(".")


def test_damage_that_sqlite_quotes_in_bytes_that_are_no_text_is_said_all_the_same(
    history: Path,
) -> None:
    content = history.read_bytes()
    history.write_bytes(content.replace(b"CREATE TABLE hurt (", b"CREATE TABLE hurt \xff", 1))
    [damage, *_] = looked_at(history).unread
    assert damage.startswith("malformed database schema (hurt)")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_that_ends_too_soon_is_a_fault(history: Path, share: float) -> None:
    content = history.read_bytes()
    history.write_bytes(content[: int(len(content) * share)])
    assert code(looked_at(history)) == 1


def test_a_page_of_rows_that_is_destroyed_is_a_fault(history: Path) -> None:
    content = history.read_bytes()
    [(root,)] = outside(history, "SELECT rootpage FROM sqlite_schema WHERE name = 'session'")
    start = (root - 1) * 4096
    history.write_bytes(content[:start] + bytes(4096) + content[start + 4096 :])
    assert code(looked_at(history)) == 1


def test_a_step_in_the_middle_of_a_session_is_sealed_too(path: Path, store: Store) -> None:
    new = new_session()
    store.begin(new)
    store.end_step(new.id, step())
    outside(path, "UPDATE step SET held_seconds = 31")
    [broken] = looked_at(path).broken
    assert (broken.table, broken.session["routine_name"]) == ("step", "Article 1")
