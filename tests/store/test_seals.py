"""Every row has its seal from the write that made it, and a change from outside breaks it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.store.samples import (
    AT,
    later,
    new_session,
    outside,
    past,
    rating,
    second_connection,
    step,
)
from tracker.core.broken import Broken
from tracker.core.errors import StoreError
from tracker.core.record import DAY_STARTS_AT, HurtRecord
from tracker.migrations import APPLICATION_ID, CHANGES
from tracker.store import Store, open_store
from tracker.store.examining import examine
from tracker.store.rows import NewAnswer
from tracker.store.seals import SEALED, put

ID = "00000000-0000-4000-8000-000000000001"
HURT = HurtRecord(4, "knee-to-chest", "bent", "left", 5, "sore", "end stretch", "pain rose", AT)


def broken(path: Path) -> list[tuple[str, str, str]]:
    return [(one.table, one.key, one.state) for one in examine(path).broken]


def count(path: Path, table: str) -> int:
    return int(outside(path, f"SELECT count(*) FROM {table}")[0][0])


def fill(store: Store) -> None:
    """Write at least one row into every table."""
    store.begin(new_session(id=ID, note="“stiff” today"))
    store.end_step(ID, step(variation="bent", half="left"))
    store.hurt(ID, HURT, DAY_STARTS_AT)
    store.finish(ID, "stopped", later(9), rating(3, asked_for="after", session=ID), "own choice")
    store.edit(ID, 6, 3, "warm", later(10))
    store.edit(ID, 6, None, "warm", later(11))
    store.delete(ID, later(12))
    store.add([past()], [rating()], [NewAnswer("screening", {"flags": ["knee"]}, AT)])
    store.mark_day(AT.date(), "ill", AT)


@pytest.fixture
def full(store: Store) -> Store:
    fill(store)
    return store


WRITES: dict[str, Callable[[Store], None]] = {
    "a session that begins": lambda store: store.begin(new_session()),
    "one of a new routine": lambda store: store.begin(new_session(document="{}")),
    "one without a routine": lambda store: store.begin(
        new_session(document=None, pain_before=None)
    ),
    "a step": lambda store: store.end_step(ID, step(1, held_seconds=12.3456)),
    "an end": lambda store: store.finish(ID, "finished", later(9)),
    "an edit": lambda store: store.edit(ID, 1, 2, "numb between the legs", later(13)),
    "ratings taken away": lambda store: store.edit(ID, None, None, "", later(13)),
    "an undeletion": lambda store: store.undelete(ID, later(13)),
    "a deletion again": lambda store: store.delete(ID, later(13)),
    "what hurt": lambda store: store.hurt(ID, HURT._replace(rested=True), DAY_STARTS_AT),
    "a day": lambda store: store.mark_day(later(days=1).date(), "rest", AT),
    "another mark": lambda store: store.mark_day(AT.date(), "away", AT),
    "a mark taken away": lambda store: store.mark_day(AT.date(), None, AT),
    "whole sessions": lambda store: store.add([past(1), past(2)]),
    "a rating on its own": lambda store: store.add(ratings=[rating(asked_for="now")]),
    "answers": lambda store: store.add(answers=[NewAnswer("red flags", {"now": False}, AT)]),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_after_every_kind_of_write_every_row_is_sealed_and_whole(
    path: Path, full: Store, write: Callable[[Store], None]
) -> None:
    write(full)
    assert broken(path) == []
    assert count(path, "seal") == sum(count(path, table) for table in SEALED) > 0
    assert all(count(path, table) for table in SEALED if table != "day")


def columns() -> Iterator[tuple[str, str]]:
    """Yield every column of every sealed table."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for change in CHANGES:
            change(connection)
        for table in SEALED:
            for row in connection.execute(f"PRAGMA table_info({table})").fetchall():
                yield table, row[1]


@pytest.mark.parametrize(("table", "column"), list(columns()))
def test_a_change_from_outside_is_found_in_every_column(
    path: Path, full: Store, table: str, column: str
) -> None:
    key = SEALED[table]
    rows = outside(path, f"SELECT rowid, {key}, {column} FROM {table} ORDER BY rowid")
    rowid, name, old = rows[0]
    new = f"{old}x" if isinstance(old, str | None) else old + 1
    if isinstance(old, type(None)) and column.endswith(("_offset", "pain")):
        new = 1
    with second_connection(path) as other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, rowid))
    if column == key:
        assert sorted(broken(path)) == sorted([(table, new, "added"), (table, name, "gone")])
    else:
        assert broken(path) == [(table, name, "changed")]


@pytest.mark.parametrize("table", SEALED)
def test_a_row_that_is_gone_is_missed(path: Path, full: Store, table: str) -> None:
    with second_connection(path) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        key = SEALED[table]
        [(name,)] = other.execute(f"SELECT {key} FROM {table} LIMIT 1").fetchall()
        other.execute(f"DELETE FROM {table} WHERE {key} = ?", (name,))
    assert broken(path) == [(table, name, "gone")]


def test_a_row_that_another_program_adds_is_seen(path: Path, full: Store) -> None:
    outside(path, "INSERT INTO day VALUES ('2026-11-24', 'ill', '', 0)")
    assert broken(path) == [("day", "2026-11-24", "added")]


def test_a_value_that_is_put_back_as_it_was_is_whole_again(path: Path, full: Store) -> None:
    outside(path, "UPDATE session SET note = 'other' WHERE id = ?", ID)
    assert broken(path) == [("session", ID, "changed")]
    outside(path, "UPDATE session SET note = 'warm' WHERE id = ?", ID)
    assert broken(path) == []


def test_what_unkink_writes_into_a_damaged_row_does_not_hide_the_damage(
    path: Path, full: Store
) -> None:
    outside(path, "UPDATE session SET planned_seconds = 99 WHERE id = ?", ID)
    full.undelete(ID, later(13))
    full.edit(ID, 2, 2, "still", later(14))
    assert broken(path) == [("session", ID, "changed")]
    assert full.session(ID).note == "still"


def test_a_routine_that_was_changed_is_not_sealed_by_the_next_session_of_it(
    path: Path, full: Store
) -> None:
    outside(path, "UPDATE routine_version SET name = 'other'")
    full.begin(new_session())
    assert [(table, state) for table, _, state in broken(path)] == [("routine_version", "changed")]


def test_a_write_that_fails_leaves_no_seal(path: Path, full: Store) -> None:
    before = count(path, "seal")
    with pytest.raises(StoreError):
        full.add([past()], [rating(), rating(11)])
    assert count(path, "seal") == before
    assert broken(path) == []


def test_a_row_that_is_not_there_gets_no_seal(path: Path, full: Store) -> None:
    put(full.db.conn, "day", "2026-12-24")
    assert broken(path) == []


# Accepting


def found(path: Path) -> tuple[Broken, ...]:
    return examine(path).broken


def test_what_is_accepted_is_sealed_as_it_stands(path: Path, full: Store) -> None:
    outside(path, "UPDATE rating SET pain = 9 WHERE asked_for = 'day'")
    outside(path, "INSERT INTO day VALUES ('2026-11-24', 'ill', '', 0)")
    outside(path, "DELETE FROM step WHERE session = ?", ID)
    assert full.accept(found(path)) == 3
    assert broken(path) == []
    assert count(path, "seal") == sum(count(path, table) for table in SEALED)


def test_what_changed_again_since_it_was_found_is_not_accepted(path: Path, full: Store) -> None:
    outside(path, "UPDATE rating SET pain = 9 WHERE asked_for = 'day'")
    outside(path, "UPDATE session SET note = 'one' WHERE id = ?", ID)
    before = found(path)
    outside(path, "UPDATE session SET note = 'two' WHERE id = ?", ID)
    assert full.accept(before) == 1
    assert broken(path) == [("session", ID, "changed")]


# Older files


@pytest.mark.parametrize("seen", range(len(CHANGES)))
def test_a_file_of_every_older_schema_keeps_its_rows_and_comes_out_sealed(
    path: Path, tmp_path: Path, seen: int
) -> None:
    sample = tmp_path / "sample.db"
    with closing(open_store(sample)) as store:
        fill(store)
    rows = write_older(path, seen, sample)
    open_store(path).close()
    assert broken(path) == []
    assert {table: outside(path, f"SELECT * FROM {table}") for table in rows} == rows
    assert examine(path).sealed == sum(map(len, rows.values()))
    assert seen == 0 or sum(map(len, rows.values())) > 0


def write_older(path: Path, seen: int, sample: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Write a file of an older schema with the sample's rows; return them by table."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        for change in CHANGES[:seen]:
            change(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {seen}")
        kept = {}
        for table in SEALED:
            if not connection.execute(f"PRAGMA table_info({table})").fetchall():
                continue
            rows = outside(sample, f"SELECT * FROM {table}")
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            kept[table] = rows
        connection.commit()
    return kept


def test_a_text_that_was_damaged_before_there_were_seals_does_not_keep_the_file_shut(
    path: Path, tmp_path: Path
) -> None:
    sample = tmp_path / "sample.db"
    with closing(open_store(sample)) as store:
        fill(store)
    write_older(path, 2, sample)
    outside(path, "UPDATE session SET note = CAST(x'ff' AS TEXT) WHERE id = ?", ID)
    open_store(path).close()
    assert examine(path).version == len(CHANGES)
    assert broken(path) == []
