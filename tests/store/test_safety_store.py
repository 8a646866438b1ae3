"""Answers about safety and "this hurts" on disk: as they were given, or not at all."""

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.store.samples import AT, later, new_session, outside, past, rating
from tracker.core.errors import StoreError
from tracker.core.hurting import Feeling, Reason, Way
from tracker.core.record import DAY_STARTS_AT, HurtRecord
from tracker.core.safety import WORDS_VERSION, Answered, Kind
from tracker.migrations import APPLICATION_ID, CHANGES
from tracker.store import Store, open_store
from tracker.store.days import first_day, last_practised, stop_days
from tracker.store.rows import NewAnswer, new_id

SINCE = date(2026, 11, 1)
NO_KIND: Any = "mood"
OLD_TABLES = ("routine_version", "session", "step", "rating", "questionnaire", "day", "change")


def hurt(**changes: Any) -> HurtRecord:
    usual = HurtRecord(
        step_index=4,
        stretch="knee-to-chest",
        variation=None,
        side="left",
        pain=5,
        feeling="sore",
        way="end stretch",
        reason="pain rose",
        at=AT,
    )
    return usual._replace(**changes)


def answer(kind: Kind = "red flags", at: datetime = AT, **answers: object) -> NewAnswer:
    return NewAnswer(kind, answers, at)


def begun(store: Store, **changes: Any) -> str:
    new = new_session(**changes)
    store.begin(new)
    return new.id


def write(store: Store, session: str, *hurts: HurtRecord) -> None:
    for one in hurts:
        store.hurt(session, one, DAY_STARTS_AT)


def rows_of(path: Path, table: str) -> list[tuple[Any, ...]]:
    return outside(path, f"SELECT * FROM {table}")


@pytest.mark.parametrize("kind", get_args(Kind))
def test_an_answer_of_every_kind_comes_back_as_it_was_given(
    path: Path, store: Store, kind: Kind
) -> None:
    said = {"flags": ["knee"], "eases": "don't know", "since_weeks": None, "on": True, "ä": 3.5}
    store.add(answers=[NewAnswer(kind, said, AT)])
    store.close()
    with closing(open_store(path)) as again:
        [row] = again.answers()
        assert row == Answered(kind, WORDS_VERSION, said, AT.date(), AT, row.id)
        assert len(row.id) == 36


def test_answers_come_back_in_the_order_in_which_they_were_given(store: Store) -> None:
    store.add(answers=[answer("disclaimer"), answer("red flags", now=True), answer("acknowledged")])
    store.add(answers=[answer("screening", later(-5))])
    kinds = [one.kind for one in store.answers()]
    assert kinds == ["screening", "disclaimer", "red flags", "acknowledged"]


def test_an_answer_belongs_to_the_day_that_its_own_clock_says(store: Store) -> None:
    night = AT.replace(hour=3)
    store.add(answers=[answer(at=night), NewAnswer("red flags", {}, night, day_begins=0)])
    assert [one.day for one in store.answers()] == [date(2026, 11, 19), date(2026, 11, 20)]
    assert store.answers()[0].at.utcoffset() == timedelta(hours=1)


def test_a_rating_that_was_given_with_answers_is_kept_with_them(store: Store) -> None:
    check = answer("next day", session="x", pain=6, usual=3)
    store.add(answers=[check], ratings=[rating(6, asked_for="now")])
    assert [pain for _, pain, _ in store.ratings("now")] == [6]
    assert len(store.answers()) == 1


@pytest.mark.parametrize(
    ("wrong", "its_rating"),
    [
        (NewAnswer(NO_KIND, {}, AT), []),
        (answer("peg", score=float("nan")), []),
        (answer("next day", pain=6), [rating(11)]),
    ],
    ids=["a kind that is none", "no JSON", "a wrong rating"],
)
def test_an_answer_that_makes_no_sense_is_refused_with_all_that_came_with_it(
    path: Path, store: Store, wrong: NewAnswer, its_rating: Any
) -> None:
    with pytest.raises(StoreError, match="Not saved"):
        store.add(answers=[answer("disclaimer"), wrong], ratings=its_rating)
    assert rows_of(path, "questionnaire") == []
    assert rows_of(path, "rating") == []


@pytest.mark.parametrize("stored", ["5", "[1]", "null"])
def test_a_stored_answer_that_is_no_table_is_reported(
    path: Path, store: Store, stored: str
) -> None:
    store.add(answers=[answer()])
    outside(path, "UPDATE questionnaire SET answers = ?", stored)
    with pytest.raises(StoreError, match="cannot be read"):
        store.answers()


@pytest.mark.parametrize(
    "one",
    [
        hurt(),
        hurt(variation="both-knees", side=None, pain=None, feeling=None, reason="no number"),
        hurt(pain=0, way="ease off", reason="inside the limits"),
        hurt(pain=10, feeling="warning sign", way="end session", reason="warning sign"),
        hurt(rested=True, way="end session", reason="pain stayed up"),
    ],
    ids=lambda one: one.reason,
)
def test_what_hurt_comes_back_as_it_was_written(path: Path, store: Store, one: HurtRecord) -> None:
    session = begun(store)
    write(store, session, one)
    store.close()
    with closing(open_store(path)) as again:
        assert again.hurts(session) == [one]
        assert again.hurts(new_id()) == []


def test_a_hurt_of_every_feeling_way_and_reason_can_be_written_in_order(store: Store) -> None:
    session = begun(store)
    every = [
        *(hurt(feeling=feeling) for feeling in (None, *get_args(Feeling))),
        *(hurt(way=way) for way in get_args(Way)),
        *(hurt(reason=reason) for reason in get_args(Reason)),
    ]
    every = [one._replace(at=later(minute)) for minute, one in enumerate(every)]
    write(store, session, *reversed(every))
    assert store.hurts(session) == every


@pytest.mark.parametrize(
    "wrong",
    [
        {"pain": 11},
        {"pain": -1},
        {"pain": 5.5},
        {"pain": "x"},
        {"feeling": "odd"},
        {"way": "go on"},
        {"side": "up"},
        {"step_index": -1},
        {"reason": None},
        {"stretch": None},
        {"rested": 2},
    ],
    ids=str,
)
def test_a_hurt_that_makes_no_sense_is_refused_and_leaves_nothing(
    path: Path, store: Store, wrong: dict[str, Any]
) -> None:
    session = begun(store)
    with pytest.raises(StoreError, match="Not saved"):
        write(store, session, hurt(**wrong))
    assert rows_of(path, "hurt") == []


def test_nothing_hurts_in_a_session_that_is_not_there(path: Path, store: Store) -> None:
    with pytest.raises(StoreError, match="Not saved"):
        write(store, new_id(), hurt())
    assert rows_of(path, "hurt") == []


def test_stops_are_the_days_of_ends_without_easing_off_rests_and_own_choice(store: Store) -> None:
    session = begun(store)
    write(
        store,
        session,
        hurt(at=later(days=3)),
        hurt(at=later(days=1), way="end session", reason="warning sign"),
        hurt(at=later(days=2), way="ease off", reason="inside the limits"),
        hurt(at=later(days=2), way="end session", reason="pain stayed up", rested=True),
        hurt(at=later(days=2), way="end session", reason="own choice"),
        hurt(at=later(days=-1)),
    )
    assert stop_days(store, AT.date()) == [later(days=1).date(), later(days=3).date()]
    assert len(stop_days(store, SINCE)) == 3


def test_stops_of_a_deleted_session_do_not_count_and_come_back_with_it(store: Store) -> None:
    session = begun(store)
    write(store, session, hurt())
    store.delete(session, later(9))
    assert stop_days(store, SINCE) == []
    store.undelete(session, later(10))
    assert stop_days(store, SINCE) == [AT.date()]


def test_the_last_session_is_one_that_was_led_to_its_end_and_not_deleted(store: Store) -> None:
    assert last_practised(store) is None
    ids = [new_id() for _ in range(4)]
    store.add(
        [
            past(-9, id=ids[0]),
            past(-5, id=ids[1]),
            past(-4, id=ids[2], source="sample"),
            past(-3, id=ids[3], source="logged"),
        ]
    )
    begun(store)
    last = last_practised(store)
    assert last is not None
    assert last.id == ids[1]
    store.delete(ids[1], AT)
    last = last_practised(store)
    assert last is not None
    assert last.id == ids[0]


def test_the_first_day_is_that_of_the_first_rating_of_right_now_that_counts(store: Store) -> None:
    assert first_day(store, "before", "now") is None
    session = new_id()
    now = rating(asked_for="now", rated_at=later(days=-2))
    store.add([past(-9, id=session)], [now, rating(rated_at=later(days=-20))])
    assert first_day(store, "before", "now") == later(days=-9).date()
    store.delete(session, AT)
    assert first_day(store, "before", "now") == later(days=-2).date()


def of_schema_1(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Make a history as the first schema had it, with rows in it; return them by table."""
    at = "2026-11-20T06:05:00.000Z"
    ids = {name: new_id() for name in ("session", "step", "rating", "change")}
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        for change in CHANGES[:1]:
            change(old)
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("PRAGMA user_version = 1")
        rows: list[tuple[str, tuple[object, ...]]] = [
            ("routine_version", ("a" * 64, "article-1", "Article 1", "{}")),
            (
                "session",
                (
                    *(ids["session"], "article-1", "Article 1", "a" * 64, "2026-11-20", at, 60),
                    *(at, 60, "finished", None, 300.0, "a note", "practice", None),
                ),
            ),
            (
                "step",
                (
                    *(ids["step"], ids["session"], 1, 0, "hold", "knee-to-chest", None, "left", 1),
                    *(None, 30.0, 29.5, "hurt", 1, at, 60),
                ),
            ),
            (
                "rating",
                (
                    *(ids["rating"], ids["session"], "before", 5, "2026-11-20", at, 60),
                    *("practice", None, 0),
                ),
            ),
            *(
                ("questionnaire", (new_id(), kind, "0", '{"now": false}', "2026-11-20", at, 60))
                for kind in ("peg", "red flags", "screening")
            ),
            ("day", ("2026-11-19", "ill", at, 60)),
            ("change", (ids["change"], "session", ids["session"], "note", "", "a note", at, 60)),
        ]
        for table, row in rows:
            old.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    return {table: rows_of(path, table) for table in OLD_TABLES}


def test_a_history_of_the_first_schema_keeps_every_row(path: Path) -> None:
    before = of_schema_1(path)
    assert all(before.values())
    open_store(path).close()
    assert {table: rows_of(path, table) for table in OLD_TABLES} == before
    assert outside(path, "PRAGMA user_version") == [(len(CHANGES),)]
    assert outside(path, "PRAGMA foreign_key_check") == []
    assert outside(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_history_of_the_first_schema_takes_what_is_new(path: Path) -> None:
    before = of_schema_1(path)
    session = before["session"][0][0]
    with closing(open_store(path)) as store:
        assert [one.kind for one in store.answers()] == ["peg", "red flags", "screening"]
        store.add(answers=[answer("disclaimer", later(1))])
        write(store, session, hurt())
        assert store.answers()[-1].kind == "disclaimer"
        assert store.hurts(session) == [hurt()]
        assert store.session(session).pain_before == 5
        assert [one.outcome for one in store.steps(session)] == ["hurt"]
