"""The sample data of the demo: twelve ordinary weeks, and every row says that it is a sample."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from tracker.core.plan import plan, planned_seconds
from tracker.core.record import DAY_STARTS_AT, local_day
from tracker.library import Library, load
from tracker.paths import built_in
from tracker.sample import twelve_weeks
from tracker.store import open_store
from tracker.store.rows import PastSession

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=timezone(timedelta(hours=1)))
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def library() -> Library:
    return load(built_in(), None)


@pytest.fixture(scope="module")
def sessions(library: Library) -> list[PastSession]:
    return list(twelve_weeks(library, NOW, Random(7)))


def days(sessions: list[PastSession]) -> list[date]:
    return [local_day(one.session.started_at, DAY_STARTS_AT) for one in sessions]


def test_every_session_is_marked_as_a_sample(sessions: list[PastSession]) -> None:
    assert {one.session.source for one in sessions} == {"sample"}


@pytest.mark.parametrize("seed", range(20))
def test_they_fill_twelve_weeks_up_to_yesterday_oldest_first(library: Library, seed: int) -> None:
    found = days(list(twelve_weeks(library, NOW, Random(seed))))
    assert found == sorted(set(found))
    assert TODAY - timedelta(days=84) <= found[0] <= TODAY - timedelta(days=70)
    assert TODAY - timedelta(days=14) <= found[-1] <= TODAY - timedelta(days=1)


@pytest.mark.parametrize("seed", range(20))
def test_there_is_a_gap_that_the_line_must_not_bridge(library: Library, seed: int) -> None:
    found = days(list(twelve_weeks(library, NOW, Random(seed))))
    assert max((later - earlier).days for earlier, later in pairwise(found)) > 7


def test_the_same_random_numbers_make_the_same_weeks_but_for_the_row_ids(library: Library) -> None:
    def made(seed: int) -> list[PastSession]:
        made = twelve_weeks(library, NOW, Random(seed))
        return [replace(one, session=replace(one.session, id="")) for one in made]

    assert made(7) == made(7)
    assert made(7) != made(8)


def test_no_two_sessions_share_an_id(sessions: list[PastSession]) -> None:
    assert len({one.session.id for one in sessions}) == len(sessions) > 30


def test_every_session_is_one_that_could_have_been(
    library: Library, sessions: list[PastSession]
) -> None:
    for one in sessions:
        routine = library.routine(one.session.routine or "")
        steps = plan(routine)
        assert one.session.planned_seconds == planned_seconds(steps)
        assert one.session.document == library.document(routine)
        assert one.outcome == ("finished" if len(one.steps) == len(steps) else "stopped")
        assert [step.step_index for step in one.steps] == list(range(len(one.steps)))
        assert all(0 <= step.held_seconds <= step.planned_seconds for step in one.steps)
        assert one.ended_at == one.steps[-1].ended_at
        assert one.session.pain_before in range(11)
        assert one.pain_after in range(11)


def test_some_sessions_are_stopped_early_and_most_are_not(sessions: list[PastSession]) -> None:
    stopped = sum(one.outcome == "stopped" for one in sessions)
    assert 0 < stopped < len(sessions) / 3


def test_the_history_takes_all_of_it_and_says_that_it_is_a_sample(
    sessions: list[PastSession], tmp_path: Path
) -> None:
    with closing(open_store(tmp_path / "unkink.db")) as store:
        store.add(sessions)
        assert store.is_sample()
        assert store.count_sessions() == len(sessions)
        assert [day for day, _, _ in store.ratings("before")] == days(sessions)


@pytest.mark.parametrize("hour", [0, 3, 4, 23])
def test_no_session_lies_ahead_at_any_hour(library: Library, hour: int) -> None:
    now = datetime(2026, 3, 29, hour, 30, tzinfo=UTC)
    for one in twelve_weeks(library, now, Random(7)):
        assert one.ended_at is not None
        assert one.ended_at < now
