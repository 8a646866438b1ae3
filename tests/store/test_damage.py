"""A file that is not a whole history is told from a new user's, and never written over."""

import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.samples import (
    AT,
    dump,
    files,
    fingerprint,
    later,
    outside,
    past,
    python,
    rating,
)
from tests.store.test_restoring import CUT_OFF
from tests.store.test_safety_store import of_schema_1
from tracker.core.errors import DamageError, StoreError
from tracker.migrations import CHANGES
from tracker.paths import backups_of
from tracker.store import Store, open_store
from tracker.store.backups import make
from tracker.store.damage import quoted, unreadable
from tracker.store.listing import listed

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
nobody = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="no file is read-only for root"
)
PATIENCE_SECONDS = 30.0


@pytest.fixture
def backup(path: Path, full: Store) -> Path:
    made = make(path, "daily", AT).path
    full.close()
    return made


def empty(path: Path) -> None:
    path.write_bytes(b"")


def missing(path: Path) -> None:
    path.unlink()


def text(path: Path) -> None:
    path.write_text("Monday: 5\n" * 2000, encoding="utf-8")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def headless(path: Path) -> None:
    patch(path, 0, b"\x00" * 16)


def other_mark(path: Path) -> None:
    patch(path, 68, b"\xff")


def schemaless(path: Path) -> None:
    patch(path, 100, bytes(3000))


def garbled(path: Path) -> None:
    patch(path, path.read_bytes().index(b"CREATE TABLE rating ("), b"\x8dREATE TABLE r\x8dting (")


def older_than_it_is(path: Path) -> None:
    outside(path, "PRAGMA user_version = 1")


def patch(path: Path, at: int, content: bytes) -> None:
    found = bytearray(path.read_bytes())
    found[at : at + len(content)] = content
    path.write_bytes(found)


DAMAGES = [empty, missing, text, cut, headless, other_mark, schemaless, garbled, older_than_it_is]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
def test_what_was_found_the_newest_good_backup_and_the_way_back_are_named_in_one_line(
    path: Path, backup: Path, damage: Callable[[Path], None]
) -> None:
    damage(path)
    before = path.read_bytes() if path.exists() else None
    names = files(path.parent)
    with pytest.raises(DamageError) as told:
        open_store(path)
    sentence = str(told.value)
    assert sentence.startswith(f"{path} ")
    assert f"`unkink restore {backup}` brings it back." in sentence
    assert "has 3 sessions and 7 ratings up to 2026-11-20" in sentence
    assert sentence.isprintable()
    assert told.value.backup == backup
    assert (path.read_bytes() if path.exists() else None) == before
    assert files(path.parent) == names


def test_without_a_backup_it_says_that_there_is_none(path: Path, store: Store) -> None:
    store.close()
    empty(path)
    with pytest.raises(DamageError, match=f"no good backup of it in {backups_of(path)}") as told:
        open_store(path)
    assert told.value.backup is None


@pytest.mark.parametrize("left", ["the backup", "the folder alone"])
def test_a_missing_history_is_never_taken_for_a_new_user_unless_that_is_meant(
    path: Path, backup: Path, left: str
) -> None:
    path.unlink()
    if left != "the backup":
        backup.unlink()
    with pytest.raises(DamageError, match=r"rename the folder .*backups first"):
        open_store(path)
    assert not path.exists()
    backups_of(path).rename(path.parent / "old")
    with closing(open_store(path)) as store:
        assert store.count_sessions() == 0


def test_a_path_with_blanks_is_quoted_as_a_shell_wants_it(tmp_path: Path) -> None:
    path = tmp_path / "my back" / "unkink.db"
    open_store(path).close()
    backup = make(path, "daily", AT).path
    path.unlink()
    with pytest.raises(DamageError) as told:
        open_store(path)
    quote = "'" if os.name == "posix" else '"'
    assert f"`unkink restore {quote}{backup}{quote}`" in str(told.value)


def test_where_there_is_no_posix_shell_a_path_with_blanks_is_in_double_quotes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, blank = tmp_path / "unkink.db", tmp_path / "my back" / "unkink.db"
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", "nt")
        found = quoted(plain), quoted(blank)
    assert found == (str(plain), f'"{blank}"')


@pytest.mark.parametrize("is_open", [True, False])
def test_what_is_no_file_is_not_called_damaged(*, is_open: bool) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        if not is_open:
            connection.close()
        error = unreadable(connection, "Not saved", sqlite3.DatabaseError("malformed"))
    assert str(error) == "Not saved: malformed."
    assert not isinstance(error, DamageError)


@pytest.mark.parametrize("read", ["sessions", "steps", "a rating"])
def test_damage_met_while_reading_is_told_with_the_same_advice(
    path: Path, backup: Path, read: str
) -> None:
    with closing(open_store(path)) as store:
        spoil_all_rows(path)
        with pytest.raises(DamageError, match=f"unkink restore {backup}"):
            store.sessions() if read == "sessions" else (
                store.steps("x" * 36) if read == "steps" else store.add(ratings=[rating()])
            )


def spoil_all_rows(path: Path) -> None:
    """Zero every page but the first, which holds the schema."""
    content = path.read_bytes()
    path.write_bytes(content[:4096] + bytes(len(content) - 4096))


def test_a_value_that_is_refused_is_no_damage(path: Path, full: Store) -> None:
    with pytest.raises(StoreError, match="Not saved: CHECK") as told:
        full.add(ratings=[rating(11)])
    assert not isinstance(told.value, DamageError)


def test_a_history_of_another_program_or_of_a_newer_version_is_no_damage(
    path: Path, backup: Path
) -> None:
    outside(path, f"PRAGMA user_version = {len(CHANGES) + 1}")
    with pytest.raises(StoreError, match="update unkink") as told:
        open_store(path)
    assert not isinstance(told.value, DamageError)


@posix_only
def test_what_is_no_file_is_refused_at_once(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(StoreError, match="no file at all"):
        open_store(path)
    assert stat.S_ISFIFO(path.stat().st_mode)
    path.unlink()
    path.mkdir()
    with pytest.raises(StoreError, match="it is a folder"):
        open_store(path)


@posix_only
def test_a_link_to_nowhere_is_named_with_its_end(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "unplugged.db")
    with pytest.raises(StoreError, match=r"link to .*unplugged\.db"):
        open_store(path)
    assert files(path.parent) == [path.name]


@nobody
@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_place_in_which_nothing_could_be_saved_is_told_at_the_start(
    path: Path, backup: Path, which: str
) -> None:
    place = path if which == "file" else path.parent
    place.chmod(0o400 if which == "file" else 0o500)
    try:
        with pytest.raises(StoreError, match=f"{place} is read-only. Make it writable"):
            open_store(path)
    finally:
        place.chmod(0o700)


# What lies beside it


def test_a_write_that_was_cut_off_is_undone_at_the_next_start(path: Path, backup: Path) -> None:
    before = dump(path)
    python(CUT_OFF, path).communicate(timeout=PATIENCE_SECONDS)
    with closing(open_store(path)) as store:
        assert [session.note for session in store.sessions()] == [""] * 3
    assert dump(path) == before
    assert files(path.parent) == ["backups", path.name]


def test_a_journal_of_another_file_is_not_played_into_the_history(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    with closing(open_store(other)) as store:
        store.add([past(days) for days in range(1, 200)])
    python(CUT_OFF, other).communicate(timeout=PATIENCE_SECONDS)
    journal = path.with_name(f"{path.name}-journal")
    other.with_name("other.db-journal").rename(journal)
    before = fingerprint(path), fingerprint(journal)
    with pytest.raises(DamageError, match=r"unkink\.db-journal beside it"):
        open_store(path)
    assert (fingerprint(path), fingerprint(journal)) == before


def test_a_wal_of_another_history_does_not_stand_in_for_ours(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    open_store(other).close()
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO day VALUES ('2026-11-20', 'ill', '', 0)")
        wal = path.with_name(f"{path.name}-wal")
        wal.write_bytes(other.with_name("other.db-wal").read_bytes())
    before = fingerprint(path)
    with pytest.raises(DamageError, match="which is not of this file"):
        open_store(path)
    assert fingerprint(path) == before


# Before it is brought up to date


def test_an_older_history_is_backed_up_before_it_is_brought_up_to_date(path: Path) -> None:
    rows = of_schema_1(path)
    older = dump(path)
    open_store(path, lambda: AT).close()
    (backup,) = listed(path)
    assert (backup.made.why, backup.made.at) == ("before-upgrade", AT)
    assert dump(backup.path) == older
    assert outside(backup.path, "PRAGMA user_version") == [(1,)]
    assert {table: outside(path, f"SELECT * FROM {table}") for table in rows} == rows


def test_without_a_clock_that_backup_is_dated_by_the_last_change(path: Path) -> None:
    of_schema_1(path)
    os.utime(path, (0, 1_700_000_000))
    open_store(path).close()
    (backup,) = listed(path)
    assert backup.made.at == datetime.fromtimestamp(1_700_000_000, UTC)


def test_without_a_backup_nothing_is_brought_up_to_date(path: Path) -> None:
    of_schema_1(path)
    backups_of(path).write_text("in the way", encoding="utf-8")
    before = fingerprint(path)
    with pytest.raises(StoreError, match="before it is brought up to date, the backup could not"):
        open_store(path, later)
    assert fingerprint(path) == before


def test_a_damaged_older_history_is_not_brought_up_to_date(path: Path) -> None:
    of_schema_1(path)
    outside(path, "DROP INDEX session_day")
    before = fingerprint(path)
    with pytest.raises(DamageError, match="index session_day is not as unkink made it"):
        open_store(path, later)
    assert fingerprint(path) == before


def test_a_history_that_is_up_to_date_is_opened_without_a_backup(path: Path, full: Store) -> None:
    full.close()
    open_store(path, later).close()
    assert files(path.parent) == [path.name]
