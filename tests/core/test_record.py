"""The day that an instant belongs to."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.record import HurtRecord, SessionOutcome, SessionRecord, local_day

TUNED = settings(max_examples=150, deadline=None)

EARLIEST = datetime(1, 1, 2)  # noqa: DTZ001 - Hypothesis adds the zones
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def session(
    outcome: SessionOutcome | None = "finished",
    planned: float | None = 60.0,
    held: float | None = 60.0,
) -> SessionRecord:
    words = ("id", None, "name")
    times = (NOON, NOON.date(), NOON)
    return SessionRecord(*words, *times, outcome, None, None, None, planned, held, "", "practice")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20T04:00:00+01:00", FRIDAY),
        ("2026-11-20T23:59:59+01:00", FRIDAY),
        ("2026-11-20T03:59:59.999999+01:00", THURSDAY),
        ("2026-11-20T00:00:00+01:00", THURSDAY),
    ],
)
def test_a_day_starts_at_four_in_the_morning(text: str, day: date) -> None:
    assert local_day(at(text)) == day


@pytest.mark.parametrize(("starts_at", "day"), [(0, FRIDAY), (1, FRIDAY), (2, THURSDAY)])
def test_a_day_may_start_at_another_hour(starts_at: int, day: date) -> None:
    assert local_day(at("2026-11-20T01:30:00+00:00"), starts_at) == day


def test_an_instant_belongs_to_a_day_by_its_own_offset() -> None:
    auckland, honolulu = at("2026-11-20T05:00:00+13:00"), at("2026-11-19T06:00:00-10:00")
    assert auckland == honolulu
    assert (local_day(auckland), local_day(honolulu)) == (FRIDAY, THURSDAY)


def test_the_night_the_clocks_go_forward_ends_at_four_like_any_other() -> None:
    assert local_day(at("2026-03-29T01:59:59+01:00")) == date(2026, 3, 28)
    assert local_day(at("2026-03-29T03:59:59+02:00")) == date(2026, 3, 28)
    assert local_day(at("2026-03-29T04:00:00+02:00")) == date(2026, 3, 29)


def test_the_night_the_clocks_go_back_ends_at_four_like_any_other() -> None:
    assert local_day(at("2026-10-25T02:30:00+02:00")) == date(2026, 10, 24)
    assert local_day(at("2026-10-25T02:30:00+01:00")) == date(2026, 10, 24)
    assert local_day(at("2026-10-25T04:00:00+01:00")) == date(2026, 10, 25)


@given(
    st.datetimes(EARLIEST, timezones=offsets),
    st.integers(0, 23),
)
@TUNED
def test_the_day_is_that_of_the_wall_unless_it_has_not_started_yet(
    instant: datetime, starts_at: int
) -> None:
    early = instant.hour < starts_at
    assert local_day(instant, starts_at) == instant.date() - timedelta(days=early)


@pytest.mark.parametrize(
    ("outcome", "planned", "held", "expected"),
    [
        ("finished", 60.0, 60.0, True),
        ("finished", 60.0, 59.6, True),
        ("finished", 60.0, 59.5, True),
        ("finished", 60.0, 59.4, False),
        ("finished", 60.0, 0.0, False),
        ("stopped", 60.0, 60.0, False),
        (None, 60.0, 60.0, False),
        ("finished", None, None, True),
        ("finished", None, 60.0, True),
        ("finished", 60.0, None, True),
    ],
)
def test_a_session_is_in_full_when_it_was_finished_with_all_of_its_plan_held(
    outcome: SessionOutcome | None, planned: float | None, held: float | None, expected: bool
) -> None:
    assert session(outcome, planned, held).in_full is expected


def test_nothing_is_deleted_or_asked_for_the_second_time_unless_it_says_so() -> None:
    assert not session().deleted
    hurt = HurtRecord(0, "cat-cow", None, None, 5, "sore", "end stretch", "pain rose", NOON)
    assert not hurt.rested
