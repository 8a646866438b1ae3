"""Reading: in order, by day, and every instant as it was where it was written."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.store.samples import AT, later, new_session, outside, past, rating, step
from tracker.core.errors import StoreError
from tracker.store import Store
from tracker.store.days import last_sign
from tracker.store.rows import new_id


def offset(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


def at_midday(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def names(store: Store, *days: date | None, **which: Any) -> list[str]:
    return [session.routine_name for session in store.sessions(*days, **which)]


@pytest.fixture
def week(store: Store) -> Store:
    """Two sessions on Friday 20 November, one on each of the four days before; then a rating."""
    evening = past(routine_name="20 late", started_at=later(600))
    days = [past(-back, routine_name=str(20 - back)) for back in (3, 1, 4, 2)]
    store.add([*days, evening, past(routine_name="20 early")], [rating()])
    return store


def test_an_empty_history_is_empty_everywhere(store: Store) -> None:
    assert store.sessions() == []
    assert store.week_marks(date.min) == []
    assert store.ratings("before") == []
    assert store.count_sessions() == 0
    assert store.last_session("article-1") is None
    assert not store.is_sample()


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("n" * 500, "n" * 500),
        ("n" * 501, "n" * 499 + "…"),
        ("n" * 1_000_000, "n" * 499 + "…"),
        ("n\n" * 100_000, ("n\n" * 250)[:499] + "…"),
    ],
    ids=["500", "501", "1 MB", "100,000 lines"],
)
def test_a_text_longer_than_any_of_unkink_is_read_as_its_beginning_and_stays_as_it_is(
    path: Path, store: Store, stored: str, read: str
) -> None:
    new = new_session(routine=stored, routine_name=stored)
    store.begin(new)
    store.end_step(new.id, step(1, stretch=stored, variation=stored, half=stored))
    (session,), (one,) = store.sessions(), store.steps(new.id)
    assert (session.routine, session.routine_name) == (read, read)
    assert (one.stretch, one.variation, one.half) == (read, read, read)
    assert outside(path, "SELECT routine_name FROM session") == [(stored,)]


def test_sessions_come_newest_first(week: Store) -> None:
    assert names(week) == ["20 late", "20 early", "19", "18", "17", "16"]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (date(2026, 11, 19), None, ["20 late", "20 early", "19"]),
        (None, date(2026, 11, 17), ["17", "16"]),
        (date(2026, 11, 17), date(2026, 11, 18), ["18", "17"]),
        (date(2026, 11, 20), date(2026, 11, 20), ["20 late", "20 early"]),
        (date(2026, 11, 21), None, []),
        (date(2026, 11, 20), date(2026, 11, 16), []),
    ],
)
def test_both_ends_of_a_period_belong_to_it(
    week: Store, since: date | None, until: date | None, found: list[str]
) -> None:
    assert names(week, since, until) == found


@pytest.mark.parametrize(
    ("limit", "offset", "found"),
    [
        (2, 0, ["20 late", "20 early"]),
        (2, 2, ["19", "18"]),
        (2, 5, ["16"]),
        (2, 6, []),
        (0, 0, []),
        (-1, 4, ["17", "16"]),
    ],
)
def test_pages_of_sessions_leave_nothing_out_and_show_nothing_twice(
    week: Store, limit: int, offset: int, found: list[str]
) -> None:
    assert names(week, limit=limit, offset=offset) == found


def test_a_page_is_counted_within_its_period(week: Store) -> None:
    assert names(week, None, date(2026, 11, 19), limit=2, offset=1) == ["18", "17"]


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("", ["Bedtime", "Article 1", "done elsewhere"]),
        ("BED", ["Bedtime"]),
        ("at the pool", ["done elsewhere"]),
        ("e", ["Bedtime", "Article 1", "done elsewhere"]),
        ("100 %", ["Article 1"]),
        ("_", []),
        ("Article 1 1", ["Article 1"]),
        ("pain", []),
    ],
)
def test_a_part_of_the_name_or_of_the_note_finds_a_session_in_any_case(
    store: Store, part: str, found: list[str]
) -> None:
    store.add([past(-2, routine_name="done elsewhere", note="At the POOL")])
    store.add([past(-1, note="100 % fine"), past(routine_name="Bedtime")])
    assert names(store, matching=part) == found
    assert store.count_sessions(part) == len(found)


def test_every_session_counts_the_unfinished_ones_included(week: Store) -> None:
    week.begin(new_session())
    assert week.count_sessions() == len(week.sessions()) == 7


def test_a_session_that_is_not_there_is_an_error_that_names_it(store: Store) -> None:
    unknown = new_id()
    with pytest.raises(StoreError, match=unknown):
        store.session(unknown)


def test_the_marks_of_a_week_come_oldest_first_without_the_unfinished(store: Store) -> None:
    stopped, open_ = new_session(), new_session(started_at=later(5))
    for new in (stopped, open_):
        store.begin(new)
    store.finish(stopped.id, "stopped", later(9))
    store.add([past(-1, planned_seconds=30.0), past(-2), past(-3), past(-4)])
    assert store.week_marks(date(2026, 11, 18)) == [
        (date(2026, 11, 18), False),
        (date(2026, 11, 19), True),
        (date(2026, 11, 20), False),
    ]


def test_ratings_come_in_the_order_of_their_days_and_then_of_their_instants(store: Store) -> None:
    for minutes, pain in ((600, 3), (0, 1), (-1440, 9), (300, 2)):
        store.add(ratings=[rating(pain, rated_at=later(minutes))])
    assert [(day.day, pain) for day, pain, _ in store.ratings("day")] == [
        (19, 9),
        (20, 1),
        (20, 2),
        (20, 3),
    ]
    assert [pain for _, pain, _ in store.ratings("day", date(2026, 11, 20))] == [1, 2, 3]


def test_ratings_asked_for_different_things_never_mix(store: Store) -> None:
    store.add([past(pain_before=6, pain_after=2)], [rating(8), rating(9, asked_for="now")])
    found = {
        asked_for: [pain for _, pain, _ in store.ratings(asked_for)]
        for asked_for in ("before", "after", "now", "day")
    }
    assert found == {"before": [6], "after": [2], "now": [9], "day": [8]}


def test_the_id_of_a_rating_leads_to_its_row(path: Path, store: Store) -> None:
    store.add(ratings=[rating(8)])
    ((_, _, id_),) = store.ratings("day")
    assert outside(path, "SELECT pain FROM rating WHERE id = ?", id_) == [(8,)]


def test_the_last_session_of_a_routine_is_the_latest_that_ended(store: Store) -> None:
    store.add([past(-1, routine="a", routine_name="this one"), past(-5, routine="a"), past()])
    store.begin(new_session(routine="a", started_at=later(5)))
    found = store.last_session("a")
    assert found is not None
    assert found.routine_name == "this one"
    assert store.last_session("b") is None


def test_the_last_sign_of_a_session_is_its_last_step_or_else_its_start(store: Store) -> None:
    new = new_session()
    store.begin(new)
    assert last_sign(store, new.id) == AT
    store.end_step(new.id, step(0, ended_at=later(2)))
    store.end_step(new.id, step(1, ended_at=later(3)))
    assert last_sign(store, new.id) == later(3)


def test_a_history_with_one_sample_session_is_a_sample(store: Store) -> None:
    store.add([past()])
    assert not store.is_sample()
    store.add([past(1, source="sample")])
    assert store.is_sample()


# Instants and days


@pytest.mark.parametrize("hours", [0, 1, 5.75, -9.5, 14, -12])
def test_an_instant_comes_back_with_the_offset_of_its_place(store: Store, hours: float) -> None:
    at = datetime(2026, 3, 29, 23, 59, 59, 123000, tzinfo=offset(hours))
    store.add([past(started_at=at)])
    (found,) = store.sessions()
    assert found.started_at == at
    assert found.started_at.utcoffset() == at.utcoffset()
    assert found.started_at.isoformat() == at.isoformat()
    assert found.ended_at is not None
    assert found.ended_at.utcoffset() == at.utcoffset()


def test_a_step_comes_back_with_the_offset_of_its_place(store: Store) -> None:
    new = new_session()
    store.begin(new)
    at = datetime(2026, 11, 20, 7, 7, tzinfo=offset(5.75))
    store.end_step(new.id, step(ended_at=at))
    assert store.steps(new.id)[0].ended_at.isoformat() == at.isoformat()


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 20, 3, 59, tzinfo=UTC), 19),
        (datetime(2026, 11, 20, 4, 0, tzinfo=UTC), 20),
        (datetime(2026, 11, 20, 23, 30, tzinfo=offset(-9.5)), 20),
        (datetime(2026, 11, 21, 1, 0, tzinfo=offset(13)), 20),
        (datetime(2026, 11, 20, 5, 0, tzinfo=offset(14)), 20),
    ],
    ids=str,
)
def test_a_day_is_that_of_its_own_place_and_ends_at_four(
    path: Path, store: Store, at: datetime, day: int
) -> None:
    store.add([past(started_at=at)], [rating(rated_at=at)])
    expected = date(2026, 11, day)
    assert outside(path, "SELECT day FROM session") == [(expected.isoformat(),)]
    assert [found for found, _, _ in store.ratings("day")] == [expected]
    assert len(store.sessions(expected, expected)) == 1
    assert [found for found, _ in store.week_marks(expected)] == [expected]


def test_instants_of_different_places_come_in_the_order_in_which_they_were(store: Store) -> None:
    early = datetime(2026, 11, 20, 20, 0, tzinfo=offset(9))
    late = datetime(2026, 11, 20, 13, 0, tzinfo=offset(1))
    store.add([past(routine_name="late", started_at=late)])
    store.add([past(routine_name="early", started_at=early)])
    assert names(store) == ["late", "early"]


def test_a_day_does_not_move_when_its_owner_does(store: Store, path: Path) -> None:
    store.add([past(started_at=datetime(2026, 11, 20, 22, 0, tzinfo=offset(-8)))])
    utc = outside(path, "SELECT started_at, started_offset, day FROM session")
    assert utc == [("2026-11-21T06:00:00.000Z", -480, "2026-11-20")]


NONSENSE: dict[str, tuple[str, Any]] = {
    "an instant that is none": ("started_at", "yesterday"),
    "an offset of years": ("started_offset", 999_999),
}


@pytest.mark.parametrize(("column", "value"), NONSENSE.values(), ids=NONSENSE)
def test_a_row_that_another_program_spoiled_is_an_error_in_one_sentence(
    path: Path, store: Store, column: str, value: object
) -> None:
    store.add([past()])
    outside(path, f"UPDATE session SET {column} = ?", value)
    with pytest.raises(StoreError):
        store.sessions()
