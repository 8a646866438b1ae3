"""Several programs on one file: nobody waits long, and nobody loses a row."""

import time
from collections import Counter
from pathlib import Path

import pytest

from tests.store.samples import (
    AT,
    all_at_once,
    new_session,
    outside,
    past,
    python,
    rating,
    second_connection,
    step,
)
from tracker.core.errors import StoreError
from tracker.migrations import migrate
from tracker.store import Store
from tracker.store.opening import LOCK_SECONDS

SOON_SECONDS = LOCK_SECONDS + 0.5


def test_a_write_to_a_locked_file_is_soon_refused_and_works_once_the_lock_is_gone(
    path: Path, store: Store
) -> None:
    new = new_session()
    store.begin(new)
    with second_connection(path) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(StoreError, match="Not saved: database is locked"):
            store.end_step(new.id, step())
        assert time.monotonic() - began < SOON_SECONDS
        other.execute("ROLLBACK")
    assert store.steps(new.id) == []
    store.end_step(new.id, step())
    assert store.steps(new.id) == [step()]


def test_a_file_that_another_program_is_writing_can_still_be_read(path: Path, store: Store) -> None:
    store.add([past()])
    with second_connection(path) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE session SET note = 'not yet'")
        assert [session.note for session in store.sessions()] == [""]
        other.execute("COMMIT")
    assert [session.note for session in store.sessions()] == ["not yet"]


def test_a_read_of_a_file_that_is_locked_whole_is_soon_refused_and_works_afterwards(
    path: Path, store: Store
) -> None:
    store.add([past()])
    with second_connection(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with pytest.raises(StoreError, match="cannot be read: database is locked"):
            store.sessions()
        assert time.monotonic() - began < SOON_SECONDS
        other.execute("ROLLBACK")
    assert len(store.sessions()) == 1


def test_a_reader_elsewhere_makes_a_write_wait_but_never_lose_its_rows(
    path: Path, store: Store
) -> None:
    store.add(ratings=[rating()])
    with second_connection(path) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM rating").fetchall()
        with pytest.raises(StoreError, match="Not saved: database is locked"):
            store.add(ratings=[rating(8)])
        other.execute("COMMIT")
    assert [pain for _, pain, _ in store.ratings("day")] == [4]
    store.add(ratings=[rating(8)])
    assert sorted(pain for _, pain, _ in store.ratings("day")) == [4, 8]


def test_a_write_takes_the_lock_before_it_reads_so_that_it_cannot_fail_half_way(
    store: Store,
) -> None:
    new = new_session()
    store.begin(new)
    said: list[str] = []
    store.db.conn.set_trace_callback(said.append)
    store.end_step(new.id, step())
    store.delete(new.id, AT)
    store.db.conn.set_trace_callback(None)
    begun = [nth for nth, statement in enumerate(said) if statement.startswith("BEGIN")]
    assert [said[nth] for nth in begun] == ["BEGIN IMMEDIATE"] * 2
    assert said[0] == "BEGIN IMMEDIATE"
    assert said[begun[1] - 1] == "COMMIT"


def test_the_schema_is_looked_at_under_the_lock_under_which_it_is_changed(path: Path) -> None:
    path.parent.mkdir()
    said: list[str] = []
    with second_connection(path) as connection:
        connection.set_trace_callback(said.append)
        migrate(connection)
        connection.set_trace_callback(None)
    assert (said[0], said[-1]) == ("BEGIN IMMEDIATE", "COMMIT")


WRITE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.core.errors import StoreError
from tracker.store import open_store
from tracker.store.rows import NewRating

store = open_store(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for nth in range(100):
    rating = NewRating(sys.argv[2], nth % 11, datetime.now(UTC))
    for attempt in range(100):
        try:
            store.add(ratings=[rating])
            break
        except StoreError as error:
            assert str(error) == "Not saved: database is locked.", error
    else:
        raise SystemExit("never got to write")
"""


def test_two_programs_that_write_a_hundred_rows_each_lose_none(path: Path, store: Store) -> None:
    all_at_once([python(WRITE, path, asked_for) for asked_for in ("now", "day")])
    rows = outside(path, "SELECT asked_for, pain FROM rating")
    assert Counter(rows) == {
        (asked_for, pain): len(range(pain, 100, 11))
        for asked_for in ("now", "day")
        for pain in range(11)
    }
    assert outside(path, "PRAGMA integrity_check") == [("ok",)]
