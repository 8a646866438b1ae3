"""A backup is whole or not there, private, and never one too many thrown away."""

import os
import sqlite3
import stat
import sys
import time
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread, get_ident

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
    second_connection,
    spoil,
)
from tracker.core.errors import DamageError, StoreError
from tracker.core.keeping import DAYS, MONTHS, WEEKS, Made
from tracker.paths import backups_of
from tracker.store import Daily, Store, open_store
from tracker.store.backups import MOST_WAITS, _OvertakenError, _Pace, has_daily, make, rotate
from tracker.store.checking import Facts, count_rows
from tracker.store.connecting import connect_to_read
from tracker.store.listing import Backup, Unusable, listed, newest_good

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and signals")
PATIENCE_SECONDS = 30.0


def test_a_backup_holds_every_row_of_the_history(path: Path, full: Store) -> None:
    backup = make(path, "by-hand", AT)
    assert backup.facts == Facts(3, 7, "2026-11-20")
    assert dump(backup.path) == dump(path)
    with closing(connect_to_read(backup.path)) as connection:
        assert count_rows(connection)["step"] == 3


def test_its_name_says_when_it_was_made_and_why(path: Path, full: Store) -> None:
    assert make(path, "daily", AT).path == backups_of(path) / "unkink-20261120T060500Z-daily.db"


def test_two_of_one_second_have_names_of_their_own(path: Path, full: Store) -> None:
    first, second = make(path, "daily", AT), make(path, "by-hand", AT)
    assert second.made > first.made
    assert files(backups_of(path)) == sorted([first.path.name, second.path.name])


@posix_only
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_its_owner_can_read_a_backup_whatever_the_umask(
    path: Path, full: Store, umask: int
) -> None:
    old = os.umask(umask)
    try:
        backup = make(path, "daily", AT)
    finally:
        os.umask(old)
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700


def test_a_backup_goes_to_a_folder_or_a_new_file_that_is_named(
    path: Path, full: Store, tmp_path: Path
) -> None:
    file = make(path, "by-hand", AT, place=tmp_path / "mine.db")
    folder = make(path, "by-hand", AT, place=tmp_path)
    assert file.path == tmp_path / "mine.db"
    assert folder.path == tmp_path / "unkink-20261120T060500Z-by-hand.db"
    assert dump(file.path) == dump(folder.path) == dump(path)


def test_a_file_that_is_there_is_never_written_over(
    path: Path, full: Store, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.db"
    mine.write_text("precious", encoding="utf-8")
    with pytest.raises(StoreError, match="could not be made"):
        make(path, "by-hand", AT, place=mine)
    assert mine.read_text("utf-8") == "precious"
    assert files(tmp_path) == ["data", "mine.db"]


@posix_only
def test_a_link_that_lies_in_wait_is_not_followed(path: Path, full: Store, tmp_path: Path) -> None:
    target = tmp_path / "target"
    (tmp_path / "mine.db").symlink_to(target)
    with pytest.raises(StoreError, match="could not be made"):
        make(path, "by-hand", AT, place=tmp_path / "mine.db")
    assert not target.exists()


def test_a_damaged_history_is_told_with_its_newest_good_backup_and_leaves_no_draft(
    path: Path, full: Store
) -> None:
    good = make(path, "daily", AT)
    full.close()
    spoil(path)
    before = fingerprint(path)
    with pytest.raises(DamageError, match="is damaged") as told:
        make(path, "daily", later(days=1))
    assert str(path) in str(told.value)
    assert f"unkink restore {good.path}" in str(told.value)
    assert told.value.backup == good.path
    assert files(backups_of(path)) == [good.path.name]
    assert fingerprint(path) == before


def test_rows_that_belong_to_nothing_are_damage(path: Path, full: Store) -> None:
    with second_connection(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM session WHERE rowid = 1")
    with pytest.raises(DamageError, match=r"a row of (step|rating) belongs to .* gone"):
        make(path, "daily", AT)


def test_a_table_that_is_not_as_unkink_made_it_is_damage(path: Path, full: Store) -> None:
    outside(path, "DROP INDEX rating_day")
    with pytest.raises(DamageError, match="its index rating_day is not as unkink made it"):
        make(path, "daily", AT)


def test_what_a_person_has_added_to_their_file_is_backed_up_too(path: Path, full: Store) -> None:
    outside(path, 'CREATE TABLE "my ""own""" AS SELECT day FROM session')
    backup = make(path, "daily", AT)
    assert outside(backup.path, 'SELECT count(*) FROM "my ""own"""') == [(3,)]


def test_a_history_that_is_locked_whole_is_not_waited_for_for_ever(path: Path, full: Store) -> None:
    with second_connection(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with pytest.raises(StoreError, match="could not be made: database is locked"):
            make(path, "daily", AT)
        assert time.monotonic() - began < PATIENCE_SECONDS / 3
        other.execute("ROLLBACK")
    assert files(backups_of(path)) == []


def test_a_name_that_another_program_takes_meanwhile_is_left_to_it(
    path: Path, full: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(path, "daily", AT)
    with monkeypatch.context() as patched:
        patched.setattr("tracker.store.backups.names", lambda _: [])  # it looked a moment before
        second = make(path, "daily", AT)
    assert [first.made.nth, second.made.nth] == [0, 1]
    assert list(listed(path)) == [second, first]


def test_a_history_that_changes_all_the_time_gets_no_backup_that_is_not_whole(
    path: Path, full: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count_and_write(connection: sqlite3.Connection) -> dict[str, int]:
        counts = count_rows(connection)
        full.add(ratings=[rating(rated_at=later(len(rated)))])
        rated.append(counts["rating"])
        return counts

    rated: list[int] = []
    monkeypatch.setattr("tracker.store.backups.count_rows", count_and_write)
    with pytest.raises(StoreError, match="the history was being written all the time"):
        make(path, "daily", AT)
    assert files(backups_of(path)) == []


def test_a_copy_that_is_bad_does_not_make_the_history_damaged(
    path: Path, full: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad_once(connection: sqlite3.Connection) -> str | None:
        monkeypatch.undo()
        return "is damaged"

    monkeypatch.setattr("tracker.store.backups.find_flaw_in", bad_once)
    with pytest.raises(StoreError, match="could not be made: the copy is damaged") as told:
        make(path, "daily", AT)
    assert not isinstance(told.value, DamageError)


def test_a_history_that_is_locked_by_then_is_not_called_damaged(
    path: Path, full: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with second_connection(path) as other:

        def bad_and_locked(connection: sqlite3.Connection) -> str | None:
            monkeypatch.undo()
            other.execute("BEGIN EXCLUSIVE")
            return "is damaged"

        monkeypatch.setattr("tracker.store.backups.find_flaw_in", bad_and_locked)
        with pytest.raises(StoreError, match="could not be made: database is locked") as told:
            make(path, "daily", AT)
        other.execute("ROLLBACK")
    assert not isinstance(told.value, DamageError)


def test_a_copy_waits_its_turn_and_gives_up_at_last() -> None:
    pace = _Pace(lambda: True)
    for _ in range(MOST_WAITS):
        pace.look(sqlite3.SQLITE_BUSY, 9, 9)
    pace.look(sqlite3.SQLITE_OK, 0, 9)
    for _ in range(MOST_WAITS):
        pace.look(sqlite3.SQLITE_LOCKED, 9, 9)
    with pytest.raises(StoreError, match="database is locked"):
        pace.look(sqlite3.SQLITE_BUSY, 9, 9)


def test_a_copy_that_began_anew_too_often_is_made_in_one_go() -> None:
    pace = _Pace(lambda: True)
    for left in (2, 1, 2, 1, 2, 1):
        pace.look(sqlite3.SQLITE_OK, left, 3)
    with pytest.raises(_OvertakenError):
        pace.look(sqlite3.SQLITE_OK, 2, 3)


def test_one_that_is_told_to_stop_leaves_nothing(path: Path, full: Store) -> None:
    with pytest.raises(StoreError, match="told to stop"):
        make(path, "daily", AT, may_go_on=lambda: False)
    assert files(backups_of(path)) == []


DIE = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.store.backups import make

def die(event, arguments):
    if event == sys.argv[2] and any("backup" in str(each) for each in arguments):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
make(Path(sys.argv[1]), "daily", datetime(2026, 11, 20, 6, 5, tzinfo=UTC))
"""


@posix_only
@pytest.mark.parametrize("moment", ["open", "sqlite3.connect", "os.link", "os.remove"])
def test_one_that_is_killed_leaves_no_half_file_under_a_final_name(
    path: Path, full: Store, moment: str
) -> None:
    killed = python(DIE, path, moment)
    killed.communicate(timeout=PATIENCE_SECONDS)
    assert killed.returncode == -9
    assert all(isinstance(one, Backup) for one in listed(path))
    drafts = [name for name in files(backups_of(path)) if name.startswith(".")]
    assert len(drafts) <= 1
    make(path, "daily", datetime.now(UTC) + timedelta(hours=2))
    assert [name for name in files(backups_of(path)) if name.startswith(".")] == []


def test_the_draft_of_one_who_is_still_at_work_stays(path: Path, full: Store) -> None:
    folder = backups_of(path)
    folder.mkdir()
    (folder / ".unkink-draft-1-1").touch()
    make(path, "daily", datetime.now(UTC))
    assert ".unkink-draft-1-1" in files(folder)


# The list


def test_the_list_says_what_each_holds_the_newest_first(path: Path, full: Store) -> None:
    first = make(path, "daily", AT)
    full.add([past(1)])
    second = make(path, "by-hand", later(days=1))
    assert list(listed(path)) == [second, first]
    assert (first.facts.sessions, second.facts.sessions) == (3, 4)
    assert newest_good(path) == second


def test_what_cannot_be_restored_is_named_and_never_the_newest_good_one(
    path: Path, full: Store
) -> None:
    good = make(path, "daily", AT)
    spoiled = make(path, "daily", later(days=1))
    spoil(spoiled.path)
    empty = backups_of(path) / Made(later(days=2), 0, "daily").name
    empty.touch()
    assert newest_good(path) == good
    unusable = [one for one in listed(path) if isinstance(one, Unusable)]
    assert [one.path for one in unusable] == [empty]


def test_what_was_left_by_a_restore_is_the_last_to_be_offered(path: Path, full: Store) -> None:
    daily = make(path, "daily", AT)
    left = make(path, "before-restore", later(1))
    assert newest_good(path) == daily
    daily.path.unlink()
    assert newest_good(path) == left


def test_a_damaged_backup_and_a_history_put_aside_are_listed_as_what_they_are(
    path: Path, full: Store
) -> None:
    folder = make(path, "daily", AT).path.parent
    damaged = folder / Made(later(days=1), 0, "daily").name
    damaged.write_text("no database at all, and longer than a header", encoding="utf-8")
    aside = folder / Made(later(days=2), 0, "put-aside").name
    aside.write_bytes(path.read_bytes())
    told = {one.path: one.flaw for one in listed(path) if isinstance(one, Unusable)}
    assert told == {
        damaged: "is damaged (file is not a database)",
        aside: "a damaged history, as it was found",
    }


def test_a_folder_of_backups_that_cannot_be_read_has_none(
    path: Path, full: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> list[Made]:  # root, who may run this, is refused nothing
        raise PermissionError

    monkeypatch.setattr("tracker.store.listing.names", refuse)
    assert newest_good(path) is None


def test_other_files_in_the_folder_are_passed_over(path: Path, full: Store) -> None:
    made = make(path, "daily", AT)
    (made.path.parent / "notes.txt").touch()
    (made.path.parent / f"{made.path.name}-journal").touch()
    assert list(listed(path)) == [made]


def test_rotating_keeps_what_the_rule_keeps_and_nothing_that_is_no_backup_goes(
    path: Path, full: Store
) -> None:
    last = make(path, "daily", later(days=800))
    (last.path.parent / "notes.txt").touch()
    for days in range(800):
        (last.path.parent / Made(later(days=days).astimezone(UTC), 0, "daily").name).touch()
    rotate(path, last.made, later(days=800), 4)
    left = files(last.path.parent)
    assert last.path.name in left
    assert "notes.txt" in left
    assert len(left) == DAYS + WEEKS + MONTHS + 1
    assert rotate(path, last.made, later(days=800), 4) == []


# Once a day


def daily(path: Path, told: list[str], now: datetime = AT, *, aside: bool = False) -> Daily:
    return Daily(path, lambda: now, lambda: 4, tell=told.append, aside=aside)


def test_the_first_write_of_a_day_is_followed_by_a_backup_and_no_other_one(
    path: Path, store: Store
) -> None:
    told: list[str] = []
    store.wrote = daily(path, told).wrote
    store.add([past()])
    store.add([past(1)])
    (backup,) = listed(path)
    assert isinstance(backup, Backup)
    assert (backup.made.why, backup.facts.sessions) == ("daily", 1)
    assert told == []


def test_reading_makes_none(path: Path, full: Store) -> None:
    full.wrote = daily(path, []).wrote
    full.sessions()
    assert not backups_of(path).exists()


def test_a_write_that_was_not_saved_makes_none(path: Path, store: Store) -> None:
    store.wrote = daily(path, []).wrote
    with pytest.raises(StoreError, match="Not saved"):
        store.add(ratings=[rating(11)])
    assert not backups_of(path).exists()


def test_the_next_day_has_one_of_its_own_from_the_hour_it_begins_at(
    path: Path, full: Store
) -> None:
    instants = iter([AT, later(60 * 20), later(60 * 21 - 6), later(60 * 21)])
    one = Daily(path, lambda: next(instants), lambda: 4, tell=pytest.fail, aside=False)
    for _ in range(4):
        one.wrote()
    assert [backup.made.at for backup in listed(path)] == [later(60 * 21), AT]


def test_another_program_that_was_first_today_has_done_it_for_all(path: Path, full: Store) -> None:
    daily(path, []).wrote()
    daily(path, [], later(60)).wrote()
    assert len(list(listed(path))) == 1
    assert has_daily(path, later(60), 4)


def test_a_restore_makes_the_next_write_worth_a_backup_again(path: Path, full: Store) -> None:
    make(path, "daily", AT)
    make(path, "before-restore", later(1))
    assert not has_daily(path, later(2), 4)


def test_a_clock_that_was_ahead_does_not_make_one_of_every_write(path: Path, full: Store) -> None:
    make(path, "daily", later(days=30))
    for _ in range(3):
        daily(path, []).wrote()
    assert [one.made.at for one in listed(path)] == [later(days=30), AT]


def test_it_throws_away_what_is_too_many(path: Path, full: Store) -> None:
    backups_of(path).mkdir()
    for days in range(1, 60):
        (backups_of(path) / Made(later(days=-days).astimezone(UTC), 0, "daily").name).touch()
    daily(path, []).wrote()
    assert len(files(backups_of(path))) < DAYS + WEEKS + MONTHS


def test_a_backup_that_cannot_be_made_is_told_once_and_stops_no_write(
    path: Path, store: Store
) -> None:
    backups_of(path).write_text("in the way", encoding="utf-8")
    told: list[str] = []
    store.wrote = daily(path, told).wrote
    store.add([past()])
    store.add([past(1)])
    assert store.count_sessions() == 2
    assert len(told) == 1
    assert "backup" in told[0]
    assert told[0].endswith(".")


def test_damage_found_by_it_is_told_and_throws_no_backup_away(path: Path, full: Store) -> None:
    old = [make(path, "daily", later(days=-days)) for days in range(1, 12)]
    outside(path, "DROP INDEX session_day")
    told: list[str] = []
    daily(path, told).wrote()
    assert len(told) == 1
    assert f"{path} is damaged" in told[0]
    assert f"unkink restore {old[0].path}" in told[0]
    assert set(listed(path)) == set(old)


def test_a_folder_in_the_place_of_an_old_backup_is_told(path: Path, full: Store) -> None:
    told: list[str] = []
    for days in range(1, DAYS + WEEKS * 7 + MONTHS * 31 + 40):
        (backups_of(path) / Made(later(days=-days), 0, "daily").name).mkdir(parents=True)
    daily(path, told).wrote()
    assert len(told) == 1
    assert told[0].startswith("The folder of the backups cannot be used: ")


def test_one_who_wrote_nothing_leaves_at_once(path: Path, full: Store) -> None:
    daily(path, [], aside=True).close()
    assert not backups_of(path).exists()


def test_aside_nobody_waits_and_it_is_done_by_the_time_one_leaves(path: Path, full: Store) -> None:
    one = daily(path, [], aside=True)
    began = time.monotonic()
    one.wrote()
    assert time.monotonic() - began < 0.1
    one.close()
    assert len(list(listed(path))) == 1


def test_aside_another_thread_tells(path: Path, full: Store) -> None:
    backups_of(path).write_text("in the way", encoding="utf-8")
    told: list[int] = []
    was_told = Event()

    def tell(_: str) -> None:
        told.append(get_ident())
        was_told.set()

    one = Daily(path, lambda: AT, lambda: 4, tell=tell, aside=True)
    one.wrote()
    assert was_told.wait(PATIENCE_SECONDS)
    one.close()
    assert told != [get_ident()]


def test_one_who_leaves_waits_a_moment_at_most_and_nothing_is_told_any_more(
    path: Path, full: Store
) -> None:
    told: list[str] = []
    with second_connection(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        one = daily(path, told, aside=True)
        one.wrote()
        began = time.monotonic()
        one.close()
        assert time.monotonic() - began < 1.5
        other.execute("ROLLBACK")
    one.wrote()
    assert told == []


def test_a_write_while_a_backup_is_made_is_saved_and_the_backup_is_whole(
    path: Path, full: Store
) -> None:
    padding = "x" * 500
    full.add([past(days, note=padding) for days in range(1, 1000)])
    one = daily(path, [], aside=True)
    one.wrote()
    for days in range(20):
        full.add(ratings=[rating(days % 10)])
    assert one._thread is not None
    one._thread.join(PATIENCE_SECONDS)
    (backup,) = listed(path)
    assert isinstance(backup, Backup)
    assert 7 <= backup.facts.ratings - 2 * 999 <= 27
    with closing(sqlite3.connect(backup.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_one_is_made_even_while_somebody_writes_fifty_times_a_second(
    path: Path, full: Store
) -> None:
    full.add([past(days, note="x" * 500) for days in range(1, 1000)])
    stopped = Event()

    def write() -> None:
        with closing(open_store(path)) as other:
            while not stopped.wait(0.02):
                with suppress(StoreError):  # locked for a moment
                    other.add(ratings=[rating()])

    writing = Thread(target=write)
    writing.start()
    try:
        backup = make(path, "daily", AT)
    finally:
        stopped.set()
        writing.join(PATIENCE_SECONDS)
    assert outside(backup.path, "PRAGMA integrity_check") == [("ok",)]
    assert backup.facts.sessions == 1002
    assert full.count_sessions() == 1002


def test_a_history_of_ones_own_is_open_beside_its_backup(path: Path, full: Store) -> None:
    backup = make(path, "by-hand", AT)
    with closing(open_store(backup.path)) as copy:
        assert copy.sessions() == full.sessions()
