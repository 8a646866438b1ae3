"""Going back: all of it or nothing, over whatever is there, and back again."""

import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path
from typing import NoReturn

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
    spoil,
)
from tests.store.samples import second_connection as second
from tests.store.test_safety_store import of_schema_1
from tracker.core.errors import StoreError
from tracker.migrations import CHANGES
from tracker.paths import backups_of
from tracker.store import Store, open_store
from tracker.store.backups import make
from tracker.store.restoring import Restored, restore

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and signals")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who reads")
PATIENCE_SECONDS = 30.0


@pytest.fixture
def backup(path: Path, full: Store) -> Path:
    """A backup of three sessions; the history has four by now, and is closed."""
    made = make(path, "by-hand", AT).path
    full.add([past(1)])
    full.close()
    return made


def sessions(path: Path) -> int:
    with closing(open_store(path)) as store:
        return store.count_sessions()


def test_a_restored_history_is_the_backup_row_by_row(path: Path, backup: Path) -> None:
    done = restore(path, backup, later(1))
    assert dump(path) == dump(backup)
    assert (done.facts.sessions, done.facts.ratings, done.was_damaged) == (3, 7, False)


def test_what_was_there_before_is_backed_up_and_undoes_it(path: Path, backup: Path) -> None:
    before = dump(path)
    done = restore(path, backup, later(1))
    assert done.before is not None
    assert dump(done.before) == before
    again = restore(path, done.before, later(2))
    assert dump(path) == before
    assert again.before is not None
    assert dump(again.before) == dump(backup)


def test_the_backup_that_was_restored_stays_as_it_was(path: Path, backup: Path) -> None:
    before = fingerprint(backup)
    restore(path, backup, later(1))
    assert fingerprint(backup) == before
    assert [name for name in files(path.parent) if name.startswith(".")] == []


def test_a_missing_history_is_restored_too(path: Path, backup: Path) -> None:
    path.unlink()
    assert restore(path, backup, later(1)).before is None
    assert sessions(path) == 3


@posix_only
def test_only_its_owner_can_read_what_was_restored(path: Path, backup: Path) -> None:
    backup.chmod(0o644)
    restore(path, backup, later(1))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def put_aside(done: Restored) -> bytes:
    assert done.was_damaged
    assert done.before is not None
    assert done.before.name.endswith("-put-aside.db")
    return done.before.read_bytes()


@pytest.mark.parametrize("what", ["damaged", "empty", "text", "foreign", "newer"])
def test_whatever_was_there_is_kept_byte_by_byte(path: Path, backup: Path, what: str) -> None:
    if what == "damaged":
        spoil(path)
    elif what == "foreign":
        outside(path, "PRAGMA application_id = 7")
        outside(path, "DROP TABLE step")
    elif what == "newer":
        outside(path, f"PRAGMA user_version = {len(CHANGES) + 1}")
    else:
        path.write_bytes(b"" if what == "empty" else b"Monday: 5\n" * 900)
    before = path.read_bytes()
    assert put_aside(restore(path, backup, later(1))) == before
    assert sessions(path) == 3


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_what_lay_beside_a_damaged_history_is_kept_with_it_and_not_taken_into_the_new_one(
    path: Path, backup: Path, ending: str
) -> None:
    beside = path.with_name(path.name + ending)
    beside.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"x" * 5000)
    spoil(path)
    done = restore(path, backup, later(1))
    put_aside(done)
    assert done.before is not None
    kept = done.before.with_name(done.before.name + ending)
    assert kept.read_bytes().endswith(b"x" * 5000)
    assert not beside.exists()
    assert dump(path) == dump(backup)


CUT_OFF = """
import os, sqlite3, sys
one = sqlite3.connect(sys.argv[1], isolation_level=None)
one.execute("PRAGMA cache_size = 1")
one.execute("BEGIN IMMEDIATE")
one.execute("UPDATE session SET note = 'half of it'")
one.execute("CREATE TABLE big AS WITH RECURSIVE n(x) AS "
            "(SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 9000) SELECT x, randomblob(90) FROM n")
os._exit(0)
"""


def test_a_write_that_was_cut_off_is_undone_before_what_was_there_is_backed_up(
    path: Path, backup: Path
) -> None:
    before = dump(path)
    python(CUT_OFF, path).communicate(timeout=PATIENCE_SECONDS)
    assert path.with_name(f"{path.name}-journal").stat().st_size
    done = restore(path, backup, later(1))
    assert not done.was_damaged
    assert done.before is not None
    assert dump(done.before) == before
    assert dump(path) == dump(backup)


def test_an_older_backup_is_brought_up_to_date_on_the_way(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old" / "old.db"
    rows = of_schema_1(old)
    before = fingerprint(old)
    restore(path, old, AT)
    assert outside(path, "PRAGMA user_version") == [(len(CHANGES),)]
    assert {table: outside(path, f"SELECT * FROM {table}") for table in rows} == rows
    assert fingerprint(old) == before


@pytest.mark.parametrize(
    ("spoiled", "sentence"),
    [
        ("empty", "is empty"),
        ("text", "is not an SQLite database"),
        ("zeroed", "is damaged"),
        ("foreign", "belongs to another program"),
        ("newer", "newer version of unkink: update unkink"),
        ("folder", "is a folder: name a file in it"),
        ("missing", "is not there"),
        ("itself", "is the history itself"),
        ("a wal beside it", "is not of this file"),
    ],
)
def test_what_is_no_whole_history_of_ours_is_not_restored_and_nothing_changes(
    path: Path, backup: Path, spoiled: str, sentence: str
) -> None:
    match spoiled:
        case "empty":
            backup.write_bytes(b"")
        case "text":
            backup.write_bytes(b"\xff\xd8\xff\xe0" * 4000)
        case "zeroed":
            spoil(backup)
        case "foreign":
            backup.unlink()
            with closing(sqlite3.connect(backup)) as other:
                other.execute("CREATE TABLE mine (x)")
        case "newer":
            outside(backup, f"PRAGMA user_version = {len(CHANGES) + 1}")
        case "folder":
            backup = backup.parent
        case "missing":
            backup.unlink()
        case "itself":
            backup = path
        case _:
            backup.with_name(f"{backup.name}-wal").write_bytes(b"\x37\x7f\x06\x82" * 99)
    before, names = fingerprint(path), files(path.parent)
    with pytest.raises(StoreError, match=sentence) as refused:
        restore(path, backup, later(1))
    assert str(refused.value).startswith("nothing was restored")
    assert fingerprint(path) == before
    assert files(path.parent) == names
    assert [name for name in files(backups_of(path)) if "before-restore" in name] == []


def test_nothing_is_restored_where_what_is_there_cannot_be_kept(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    elsewhere = backup.rename(tmp_path / "elsewhere.db")
    backups_of(path).rmdir()
    backups_of(path).write_text("in the way", encoding="utf-8")
    before = fingerprint(path)
    with pytest.raises(StoreError, match="nothing was restored"):
        restore(path, elsewhere, later(1))
    assert fingerprint(path) == before


def test_nothing_is_restored_where_no_folder_can_be_made(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    place = tmp_path / "file" / "unkink.db"
    with pytest.raises(StoreError, match="nothing was restored: ") as told:
        restore(place, backup, later(1))
    assert str(tmp_path / "file") in str(told.value)


def test_a_full_disk_is_told_as_that_and_not_as_a_damaged_backup(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: sqlite3.Connection) -> NoReturn:
        raise sqlite3.OperationalError("database or disk is full")

    before = fingerprint(path)
    monkeypatch.setattr("tracker.store.restoring.find_flaw_in", full)
    with pytest.raises(StoreError, match=r"nothing was restored: .*: database or disk is full"):
        restore(path, backup, later(1))
    assert fingerprint(path) == before


def test_nothing_is_restored_while_another_program_writes(path: Path, backup: Path) -> None:
    before = fingerprint(path)
    with second(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"another program has .* open"):
            restore(path, backup, later(1))
        other.execute("ROLLBACK")
    assert fingerprint(path) == before


HOLD = """
import sys
from pathlib import Path
from tracker.store import open_store
store = open_store(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
"""


@linux_only
def test_nothing_is_restored_while_unkink_has_it_open_though_it_does_nothing(
    path: Path, backup: Path
) -> None:
    holding = python(HOLD, path)
    assert holding.stdout
    holding.stdout.readline()
    with pytest.raises(StoreError, match=r"another program has .* open"):
        restore(path, backup, later(1))
    holding.communicate("\n", timeout=PATIENCE_SECONDS)
    restore(path, backup, later(2))
    assert sessions(path) == 3


@posix_only
def test_behind_a_link_the_file_itself_is_restored(path: Path, backup: Path) -> None:
    real = path.parent / "elsewhere" / "real.db"
    real.parent.mkdir()
    path.rename(real)
    path.symlink_to(real)
    restore(path, backup, later(1))
    assert path.is_symlink()
    assert dump(real) == dump(backup)


DIE = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.store.restoring import restore

left = int(sys.argv[3])
def die(event, arguments):
    global left
    if event in ("open", "sqlite3.connect", "os.link", "os.remove", "os.rename", "os.mkdir"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
restore(Path(sys.argv[1]), Path(sys.argv[2]), datetime(2026, 11, 21, tzinfo=UTC))
"""


@posix_only
def test_killed_at_any_moment_the_history_is_the_old_one_or_the_new_one(
    path: Path, backup: Path
) -> None:
    old, new = dump(path), dump(backup)
    seen: list[list[str]] = []
    for moment in range(1, 400, 7):
        killed = python(DIE, path, backup, moment)
        killed.communicate(timeout=PATIENCE_SECONDS)
        seen.append(dump(path))
        assert seen[-1] in (old, new)
        if killed.returncode == 0:
            break
    assert seen[0] == old
    assert seen[-1] == new
    restore(path, backup, later(days=400))
    assert [name for name in files(path.parent) if name.startswith(".")] == []


def test_the_rating_of_a_restored_day_can_be_written_again(path: Path, backup: Path) -> None:
    restore(path, backup, later(1))
    with closing(open_store(path)) as store:
        store.add(ratings=[rating(9)])
        assert [pain for _, pain, _ in store.ratings("day")] == [4, 9]
