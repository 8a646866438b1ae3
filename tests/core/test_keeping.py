"""Which backups are kept: enough to go back a year, and never too few."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.keeping import DAYS, MONTHS, SURE, WEEKS, Made, Why, read_name, to_keep

TUNED = settings(max_examples=150, deadline=None)
NOW = datetime(2026, 11, 21, 8, 15, 30, tzinfo=UTC)
INSTANTS = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2027, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
).map(lambda at: at.replace(microsecond=0))
MADE = st.builds(Made, INSTANTS, st.integers(0, 3), st.sampled_from(get_args(Why)))


def day(one: Made) -> date:
    return one.at.date()


def made(days: float, why: Why = "daily") -> Made:
    return Made(NOW - timedelta(days=days), 0, why)


def lived(days: int, use: Callable[[int], bool] = lambda _: True) -> set[Made]:
    """Return what is left after so many days with a backup on each on which unkink was used."""
    kept: set[Made] = set()
    for nth in range(days):
        if use(nth):
            new = Made(NOW + timedelta(days=nth), 0, "daily")
            kept = to_keep(kept, new, day)
    return kept


def test_a_name_carries_the_instant_and_the_reason() -> None:
    assert Made(NOW, 0, "daily").name == "unkink-20261121T081530Z-daily.db"
    assert Made(NOW, 2, "before-restore").name == "unkink-20261121T081530Z.2-before-restore.db"


@given(MADE)
@TUNED
def test_what_a_name_says_can_be_read_back(one: Made) -> None:
    assert read_name(one.name) == one


@pytest.mark.parametrize(
    "name",
    [
        "unkink.db",
        "unkink-20261121T081530Z-daily.db-journal",
        "unkink-20261121T081530Z-daily (conflicted copy).db",
        "unkink-20261321T081530Z-daily.db",
        "unkink-20261121T081530Z-weekly.db",
        "unkink-20261121T081530Z.0-daily.db",
        "unkink-20261121T081530Z.007-daily.db",
        ".unkink-draft-1-2",
        "",
    ],
)
def test_any_other_name_is_no_backup(name: str) -> None:
    assert read_name(name) is None


def test_years_of_daily_backups_leave_seven_days_four_weeks_and_twelve_months() -> None:
    kept = sorted((one.at.date() for one in lived(1200)), reverse=True)
    newest = kept[0]
    assert len(kept) == DAYS + WEEKS + MONTHS
    assert kept[:DAYS] == [newest - timedelta(days=nth) for nth in range(DAYS)]
    weeks, months = kept[DAYS : DAYS + WEEKS], kept[DAYS + WEEKS :]
    assert all(one.isoweekday() == 7 for one in weeks)
    assert [weeks[0] - one for one in weeks] == [timedelta(weeks=nth) for nth in range(WEEKS)]
    assert all((one + timedelta(days=1)).day == 1 for one in months)
    assert newest - kept[-1] > timedelta(days=365)


def test_days_without_unkink_take_no_place() -> None:
    seldom = {one.at.date() for one in lived(1200, lambda nth: nth % 10 == 0)}
    assert len(seldom) == DAYS + WEEKS + MONTHS
    assert max(seldom) - min(seldom) > timedelta(days=365)


def test_of_one_day_the_newest_is_kept() -> None:
    day_before = [made(1 + hours / 24) for hours in range(5)]
    assert to_keep(day_before, made(0), day) == {made(0), day_before[0]}


@pytest.mark.parametrize("why", ["before-upgrade", "before-restore"])
def test_what_was_there_before_an_upgrade_or_a_restore_stays_for_30_days(why: Why) -> None:
    crowd = [made(days / 10) for days in range(400)]
    young, old = made(29.96, why), made(30.04, why)
    kept = to_keep([*crowd, young, old], made(0), day)
    assert young in kept
    assert old not in kept


@pytest.mark.parametrize("why", ["by-hand", "put-aside"])
def test_what_a_person_made_or_may_still_need_is_never_thrown_away(why: Why) -> None:
    old = [made(days, why) for days in range(1, 2000, 100)]
    assert to_keep([*old, *(made(days) for days in range(1, 900))], made(0), day) >= set(old)


def test_a_clock_that_was_ahead_pushes_nothing_out() -> None:
    ahead = [made(-days) for days in range(1, 60)]
    past = [made(days) for days in range(1, 7)]
    assert to_keep([*ahead, *past], made(0), day) == {*ahead, *past, made(0)}


@given(st.lists(MADE, max_size=60), MADE)
@TUNED
def test_the_newest_good_one_is_always_kept_and_nothing_is_invented(
    known: list[Made], newest: Made
) -> None:
    kept = to_keep(known, newest, day)
    assert newest in kept
    assert kept <= {*known, newest}


@given(st.lists(MADE, max_size=60), MADE)
@TUNED
def test_to_ask_twice_drops_nothing_more(known: list[Made], newest: Made) -> None:
    once = to_keep(known, newest, day)
    assert to_keep(once, newest, day) == once


@given(st.lists(MADE, max_size=60), MADE)
@TUNED
def test_only_so_many_are_kept_beside_those_that_are_sure(known: list[Made], newest: Made) -> None:
    sure = {
        one
        for one in known
        if one > newest
        or one.why in ("by-hand", "put-aside")
        or (one.why != "daily" and newest.at - one.at < SURE)
    }
    assert len(to_keep(known, newest, day) - sure - {newest}) <= DAYS + WEEKS + MONTHS


@given(st.lists(MADE.filter(lambda one: one.why == "daily"), max_size=60), MADE)
@TUNED
def test_each_of_the_last_seven_days_that_has_one_keeps_its_newest(
    known: list[Made], newest: Made
) -> None:
    newest = newest._replace(why="daily")
    past = [one for one in {*known, newest} if one <= newest]
    kept = to_keep(known, newest, day)
    for each in sorted({day(one) for one in past}, reverse=True)[:DAYS]:
        assert max(one for one in past if day(one) == each) in kept


@given(st.lists(st.booleans(), min_size=30, max_size=400))
@settings(max_examples=30, deadline=None)
def test_however_seldom_it_is_used_the_last_twelve_months_with_one_can_be_gone_back_to(
    used: list[bool],
) -> None:
    used[-1] = True
    every = {NOW.date() + timedelta(days=nth) for nth, one in enumerate(used) if one}
    kept = {one.at.date() for one in lived(len(used), lambda nth: used[nth])}
    months = sorted({(one.year, one.month) for one in every}, reverse=True)[:MONTHS]
    assert {(one.year, one.month) for one in kept} >= set(months)
