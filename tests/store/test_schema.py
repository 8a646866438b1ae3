"""What the file itself refuses and promises, whoever writes into it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.samples import AT, later, new_session, outside, rating, step
from tracker.core.errors import StoreError
from tracker.store import Store
from tracker.store.rows import new_id

SEALED = {"session", "step", "rating", "hurt", "routine_version", "questionnaire", "day", "change"}
TABLES = SEALED | {"seal"}
RATING = (
    "INSERT INTO rating (id, session, asked_for, pain, day, rated_at, rated_offset, source) "
    "VALUES (?, ?, ?, ?, '2026-11-20', '2026-11-20T06:05:00.000Z', 60, 'practice')"
)


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "delete"), ("synchronous", 3), ("foreign_keys", 1)]
)
def test_a_step_is_safe_on_disk_when_it_is_written(store: Store, pragma: str, value: Any) -> None:
    assert store.db.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_the_tables_of_the_design_are_all_there_and_strict(path: Path, store: Store) -> None:
    tables = outside(
        path,
        "SELECT name, strict FROM pragma_table_list "
        "WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite%'",
    )
    assert dict(tables) == dict.fromkeys(TABLES, 1)


def test_the_views_for_the_obvious_questions_can_be_read(path: Path, store: Store) -> None:
    store.begin(new_session())
    assert outside(path, "SELECT day, pain_before, pain_after FROM session_summary") == [
        ("2026-11-20", 5, None)
    ]
    assert outside(path, "SELECT day, asked_for, ratings, mean FROM daily_pain") == [
        ("2026-11-20", "before", 1, 5.0)
    ]


@pytest.mark.parametrize("pain", [11, -1, "x", 7.9, None, b"5"])
def test_the_file_refuses_what_is_no_pain_score(path: Path, store: Store, pain: object) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        outside(path, RATING, new_id(), None, "day", pain)
    assert store.ratings("day") == []


@pytest.mark.parametrize("pain", range(11))
def test_the_file_takes_every_score_from_0_to_10(path: Path, store: Store, pain: int) -> None:
    outside(path, RATING, new_id(), None, "day", pain)
    assert [score for _, score, _ in store.ratings("day")] == [pain]


@pytest.mark.parametrize("pain", [11, -1, "x", 7.9])
def test_the_store_refuses_what_is_no_pain_score(store: Store, pain: Any) -> None:
    with pytest.raises(StoreError, match="Not saved"):
        store.add(ratings=[rating(pain)])
    assert store.ratings("day") == []


def test_a_rating_for_a_session_needs_one_and_a_rating_on_its_own_has_none(
    path: Path, store: Store
) -> None:
    new = new_session(pain_before=None)
    store.begin(new)
    for session, asked_for in ((None, "before"), (None, "after"), (new.id, "now"), (new.id, "day")):
        with pytest.raises(sqlite3.IntegrityError):
            outside(path, RATING, new_id(), session, asked_for, 5)


def test_a_session_is_rated_once_before_and_once_after(store: Store) -> None:
    new = new_session(pain_before=5)
    store.begin(new)
    with pytest.raises(StoreError, match="Not saved"):
        store.add(ratings=[rating(6, asked_for="before", session=new.id)])
    assert store.session(new.id).pain_before == 5


REFUSED: dict[str, Callable[[Store, str], None]] = {
    "a step": lambda store, id_: store.end_step(id_, step()),
    "a rating": lambda store, id_: store.add(ratings=[rating(asked_for="after", session=id_)]),
    "an end": lambda store, id_: store.finish(id_, "finished", AT),
    "an edit": lambda store, id_: store.edit(id_, 5, 3, "x", AT),
    "an edit of nothing": lambda store, id_: store.edit(id_, None, None, "", AT),
    "a mark": lambda store, id_: store.delete(id_, AT),
    "an unmarking": lambda store, id_: store.undelete(id_, AT),
}


@pytest.mark.parametrize("write", REFUSED.values(), ids=REFUSED)
def test_nothing_is_written_to_a_session_that_is_not_there(
    path: Path, store: Store, write: Callable[[Store, str], None]
) -> None:
    with pytest.raises(StoreError):
        write(store, new_id())
    for table in TABLES:
        assert outside(path, f"SELECT * FROM {table}") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "jump"},
        {"side": "up"},
        {"outcome": "perfect"},
        {"rep": -1},
        {"step_index": -1},
        {"next_index": -1},
        {"planned_seconds": -0.1},
        {"held_seconds": -0.1},
        {"held_seconds": "long"},
        {"held_seconds": 9e999},
    ],
    ids=str,
)
def test_a_step_that_makes_no_sense_is_refused(store: Store, wrong: dict[str, Any]) -> None:
    new = new_session()
    store.begin(new)
    if wrong == {"held_seconds": "long"}:
        with pytest.raises(TypeError):
            store.end_step(new.id, step(**wrong))
    else:
        with pytest.raises(StoreError, match="Not saved"):
            store.end_step(new.id, step(**wrong))
    assert store.steps(new.id) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "short"},
        {"note": "x" * 501},
        {"source": "elsewhere"},
        {"planned_seconds": -1.0},
        {"routine_name": None},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_session_that_makes_no_sense_is_refused_whole(
    path: Path, store: Store, wrong: dict[str, Any]
) -> None:
    with pytest.raises(StoreError, match="Not saved"):
        store.begin(new_session(**wrong))
    for table in TABLES:
        assert outside(path, f"SELECT * FROM {table}") == []


def test_an_outcome_that_is_neither_finished_nor_stopped_is_refused(store: Store) -> None:
    new = new_session()
    store.begin(new)
    outcome: Any = "abandoned"
    with pytest.raises(StoreError, match="Not saved"):
        store.finish(new.id, outcome, later(9))
    assert store.session(new.id).outcome is None


def test_an_instant_without_its_offset_is_refused_and_nothing_is_written(store: Store) -> None:
    with pytest.raises(ValueError, match="offset"):
        store.begin(new_session(started_at=AT.replace(tzinfo=None)))
    assert store.count_sessions() == 0


@pytest.mark.parametrize("day", ["2026-13-01", "2026-11-32", "today", "now", "20.11.2026", ""])
def test_a_day_that_is_none_is_refused(path: Path, store: Store, day: str) -> None:
    with pytest.raises(sqlite3.Error):
        outside(path, "INSERT INTO day VALUES (?, 'ill', '', 0)", day)
