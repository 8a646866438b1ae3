"""Opening a history: private, ours, up to date, and never over something else."""

import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from signal import Signals

import pytest

from tests.store.samples import (
    PATIENCE_SECONDS,
    all_at_once,
    fingerprint,
    outside,
    past,
    python,
    rating,
    second_connection,
)
from tracker.core.errors import StoreError
from tracker.migrations import APPLICATION_ID, CHANGES, migrate, version
from tracker.store import Store, open_store
from tracker.store.connecting import LOCK_SECONDS, put_in_place

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and signals")


@pytest.fixture
def set_umask() -> Iterator[Callable[[int], int]]:
    old = os.umask(0o022)
    yield os.umask
    os.umask(old)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def database(path: Path, *statements: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def empty(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.touch()


def short_text(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("Monday: 5\n", encoding="utf-8")


def long_text(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("Monday: 5\n" * 5000, encoding="utf-8")


def nameless(path: Path) -> None:
    database(path, "CREATE TABLE session (id)", "INSERT INTO session VALUES (1)")


def foreign(path: Path) -> None:
    database(path, "CREATE TABLE session (id)", "PRAGMA application_id = 123456")


def newer(path: Path) -> None:
    open_store(path).close()
    database(path, f"PRAGMA user_version = {len(CHANGES) + 1}")


NOT_OURS = [
    (empty, "is empty"),
    (short_text, "is not an SQLite database"),
    (long_text, "is not an SQLite database"),
    (nameless, "belongs to another program"),
    (foreign, "belongs to another program"),
    (newer, "newer version"),
]


@posix_only
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o027, 0o077])
def test_folders_are_0700_and_the_file_0600_whatever_the_umask(
    path: Path, umask: int, set_umask: Callable[[int], int]
) -> None:
    set_umask(umask)
    nested = path.parent / "deeper" / path.name
    open_store(nested).close()
    assert mode(nested) == 0o600
    assert mode(nested.parent) == mode(path.parent) == 0o700


@posix_only
def test_a_folder_that_is_there_already_keeps_its_mode(path: Path) -> None:
    path.parent.mkdir(mode=0o750)
    path.parent.chmod(0o750)
    open_store(path).close()
    assert mode(path.parent) == 0o750


@posix_only
def test_the_journal_of_a_write_is_as_private_as_the_file(
    path: Path, store: Store, set_umask: Callable[[int], int]
) -> None:
    set_umask(0o000)
    store.db.execute("BEGIN IMMEDIATE")
    store.db.execute("DELETE FROM session")
    store.db.execute("INSERT INTO day VALUES ('2026-11-20', 'rest', '', 0)")
    modes = {file.name: mode(file) for file in path.parent.iterdir()}
    store.db.execute("ROLLBACK")
    assert modes == {"unkink.db": 0o600, "unkink.db-journal": 0o600}


@pytest.mark.parametrize(("make", "sentence"), NOT_OURS)
def test_what_is_not_a_history_of_ours_is_refused_by_name_and_left_as_it_was(
    path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    make(path)
    before = fingerprint(path)
    with pytest.raises(StoreError, match=sentence) as refused:
        open_store(path)
    assert str(path) in str(refused.value)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)
    assert fingerprint(path) == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_folder_in_the_place_of_the_file_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match=r"unkink\.db"):
        open_store(path)
    assert list(path.iterdir()) == []


def test_a_place_where_nothing_can_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be made") as refused:
        open_store(file / "unkink.db")
    assert str(file / "unkink.db") in str(refused.value)


@posix_only
def test_a_link_to_nowhere_is_refused_and_stays_a_link(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "unplugged" / "unkink.db")
    with pytest.raises(StoreError, match="cannot be made"):
        open_store(path)
    assert path.is_symlink()
    assert list(path.parent.iterdir()) == [path]


def test_the_folder_of_a_new_history_holds_that_one_file_alone(path: Path, store: Store) -> None:
    assert list(path.parent.iterdir()) == [path]


def test_a_second_start_opens_the_same_history(path: Path) -> None:
    with closing(open_store(path)) as store:
        store.add([past()])
        first = store.sessions()
    before = fingerprint(path)
    with closing(open_store(path)) as store:
        assert store.sessions() == first
    assert fingerprint(path) == before


def test_a_file_of_ours_that_has_seen_no_change_yet_is_brought_up_to_date(path: Path) -> None:
    database(path, f"PRAGMA application_id = {APPLICATION_ID}", "CREATE TABLE other (x)")
    with closing(open_store(path)) as store:
        store.add([past()])
        assert len(store.sessions()) == 1
    assert outside(path, "PRAGMA user_version") == [(len(CHANGES),)]


def test_a_change_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    database(path, f"PRAGMA application_id = {APPLICATION_ID}", "CREATE TABLE rating (x)")
    before = fingerprint(path)
    with pytest.raises(StoreError, match=r"cannot be opened: .*rating"):
        open_store(path)
    assert fingerprint(path) == before


@pytest.mark.parametrize("statements", [[], ["CREATE TABLE other (x)"]], ids=["new", "old"])
def test_a_change_that_the_disk_has_no_room_for_is_undone_whole(
    path: Path, statements: list[str]
) -> None:
    database(path, *statements)
    with second_connection(path) as connection:
        connection.execute("PRAGMA max_page_count = 3")
        with pytest.raises(sqlite3.OperationalError, match="full"):
            migrate(connection)
        assert not connection.in_transaction
        assert version(connection) == 0
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        assert tables == (len(statements),)
        connection.execute("PRAGMA max_page_count = 1000")
        migrate(connection)
        assert version(connection) == len(CHANGES)


def test_a_file_that_another_program_holds_is_said_to_be_locked(path: Path) -> None:
    open_store(path).close()
    with second_connection(path) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="cannot be opened: database is locked"):
            open_store(path)
        connection.execute("ROLLBACK")
    open_store(path).close()


def test_a_file_that_was_turned_to_wal_is_turned_back(path: Path) -> None:
    with closing(open_store(path)) as store:
        store.add(ratings=[rating()])
    database(path, "PRAGMA journal_mode = WAL")
    with closing(open_store(path)) as store:
        assert store.db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert len(store.ratings("day")) == 1
    assert list(path.parent.iterdir()) == [path]


def test_a_damaged_file_is_an_error_in_one_sentence(path: Path) -> None:
    with closing(open_store(path)) as store:
        store.add([past()])
    content = bytearray(path.read_bytes())
    content[100:8192] = b"\xff" * 8092
    path.write_bytes(content)
    with pytest.raises(StoreError, match="malformed"), closing(open_store(path)) as store:
        store.sessions()


def test_where_the_file_system_knows_no_hard_links_the_draft_is_renamed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_hard_links(*_: object) -> None:  # what exFAT answers, which no test can mount
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_hard_links)
    with closing(open_store(path)) as store:
        store.add([past()])
    assert list(path.parent.iterdir()) == [path]


def test_without_hard_links_a_name_that_is_taken_stays_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_hard_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_hard_links)
    draft, final = tmp_path / "draft", tmp_path / "final"
    draft.touch()
    final.write_text("precious", encoding="utf-8")
    with pytest.raises(FileExistsError):
        put_in_place(draft, final)
    assert final.read_text("utf-8") == "precious"


def test_a_history_that_only_may_be_read_is_refused_with_what_to_do(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root, who may run this, may write everything.
    monkeypatch.setattr(os, "access", lambda place, _: place != path.parent)
    with pytest.raises(StoreError, match=f"{path.parent} is read-only. Make it writable again"):
        open_store(path)


# Several programs, and programs that die

START = """
import sys
from pathlib import Path
from tracker.store import open_store
print("ready", flush=True)
sys.stdin.readline()
store = open_store(Path(sys.argv[1]))
print(store.count_sessions())
"""


def test_eight_that_start_at_once_on_no_file_all_open_the_same_one(path: Path) -> None:
    assert all_at_once([python(START, path) for _ in range(8)]) == ["0\n"] * 8
    assert list(path.parent.iterdir()) == [path]
    with closing(open_store(path)) as store:
        assert store.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


DIE = """
import os, signal, sys
from pathlib import Path
from tracker.store import open_store

def die(event, arguments):
    names = ("unkink.db", ".unkink-draft-")
    if event == sys.argv[2] and any(name in str(each) for name in names for each in arguments):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
open_store(Path(sys.argv[1]))
"""


@posix_only
@pytest.mark.parametrize("moment", ["open", "sqlite3.connect", "os.link"])
def test_a_start_that_is_killed_leaves_nothing_under_the_final_name(
    path: Path, moment: str
) -> None:
    killed = python(DIE, path, moment)
    killed.communicate(timeout=PATIENCE_SECONDS)
    assert killed.returncode == -Signals["SIGKILL"]
    assert not path.exists()
    with closing(open_store(path)) as store:
        assert store.sessions() == []


@posix_only
def test_a_start_that_is_killed_after_that_leaves_a_whole_history(path: Path) -> None:
    killed = python(DIE, path, "os.remove")
    killed.communicate(timeout=PATIENCE_SECONDS)
    if killed.returncode == 0:  # removing the draft raises no event: it went through
        pytest.fail("the draft was never removed under this name")
    with closing(open_store(path)) as store:
        store.add([past()])
        assert len(store.sessions()) == 1


def test_a_file_with_a_trigger_is_refused_and_left_as_it_is(path: Path) -> None:
    open_store(path).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TRIGGER t AFTER INSERT ON rating BEGIN DELETE FROM rating; END")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"trigger that is not of unkink.*unkink doctor"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_command_waits_longer_for_another_program_than_a_screen_does(path: Path) -> None:
    for patience in (LOCK_SECONDS, 5.0):
        with closing(open_store(path, patience=patience)) as store:
            (waits,) = store.db.execute("PRAGMA busy_timeout").fetchone()
            assert waits == patience * 1000
