"""Where nothing changes, next to nothing is claimed; where much does, it is mostly found."""

from itertools import product
from random import Random

import pytest

from tests.simulation.logs import Log
from tests.simulation.measuring import RUNS, measured
from tests.simulation.shares import (
    AT_THE_END,
    EVERY_DAY,
    EVERY_WEEK,
    Shares,
    is_said,
    one_look_claims,
    shares,
)
from tests.simulation.table import (
    ALIKE,
    MOST_FALSE_DIRECTIONS,
    MOST_FALSE_LOWERS,
    USUAL_FLARES,
    Row,
    unchanging,
)

TEST_RUNS = {0.0: RUNS // 4, 0.4: RUNS // 2, 0.6: RUNS}
"""The more alike days are, the closer to its bound a share, and the more logs it takes to tell."""

FEW_RUNS = 150
FEWEST_RUNS = 30


Cells = dict[tuple[Log, float], Shares]


@pytest.fixture(scope="module")
def unchanged() -> Cells:
    """Return what is found, at one evaluation, in every kind of log in which nothing changes."""
    table = [
        Row(log, AT_THE_END, runs, (alike,))
        for alike, runs in TEST_RUNS.items()
        for log in unchanging()
    ]
    found = measured(table)
    return {(row.log, row.alike[0]): one for row, (one,) in zip(table, found, strict=True)}


def test_every_kind_of_log_is_measured_with_and_without_a_short_flare(unchanged: Cells) -> None:
    assert {(log.flare, alike) for log, alike in unchanged} == set(product(USUAL_FLARES, ALIKE))
    kinds = {(log.days, log.a_day, log.missing) for log, _ in unchanged}
    assert kinds == set(product((28, 56), (1, 3), (0.0, 0.4)))
    assert len(unchanged) == len(USUAL_FLARES) * len(ALIKE) * len(kinds)


def test_where_nothing_changes_a_direction_is_said_in_at_most_7_of_100(unchanged: Cells) -> None:
    said = {which: one.said for which, one in unchanged.items()}
    assert {which: one for which, one in said.items() if one > MOST_FALSE_DIRECTIONS} == {}
    assert max(said.values()) > 0


def test_where_nothing_changes_8_of_100_at_most_are_called_meaningfully_lower(
    unchanged: Cells,
) -> None:
    lower = {which: one.lower for which, one in unchanged.items() if one.lower is not None}
    assert {which: one for which, one in lower.items() if one > MOST_FALSE_LOWERS} == {}
    assert {log.days for log, _ in lower} == {56}
    assert max(lower.values()) > 0


def test_without_a_flare_even_one_look_claims_a_direction_in_at_most_7_of_100(
    unchanged: Cells,
) -> None:
    # After a short flare it does not everywhere: the table marks where.
    looks = {which: one.one_look for which, one in unchanged.items() if which[0].flare == "none"}
    assert {which: one for which, one in looks.items() if one > MOST_FALSE_DIRECTIONS} == {}
    assert max(looks.values()) > 0


def test_four_weeks_are_too_short_for_a_meaningful_change_and_eight_are_not() -> None:
    said = {days: shares(Log(days), AT_THE_END, FEWEST_RUNS).lower for days in (28, 56)}
    assert said[28] is None
    assert said[56] is not None


@pytest.mark.parametrize("days", [28, 56])
@pytest.mark.parametrize("alike", ALIKE)
def test_a_flare_of_a_week_is_taken_for_a_change_in_fewer_than_one_log_of_five(
    days: int, alike: float
) -> None:
    # More than where no flare is: for a week pain did fall. The table has the numbers.
    found = shares(Log(days, alike, flare="slow week"), AT_THE_END, FEW_RUNS)
    assert found.one_look < 0.2
    assert (found.lower or 0) < 0.2


def test_a_second_look_takes_claims_away_and_every_further_one_adds_some() -> None:
    log = Log(42, 0.6, flare="slow week")
    once, weekly, daily = (
        shares(log, looking, FEWEST_RUNS) for looking in (AT_THE_END, EVERY_WEEK, EVERY_DAY)
    )
    for found in (once, weekly, daily):
        assert found.said <= found.one_look
    assert daily.said < daily.one_look
    assert once.said <= weekly.said <= daily.said
    assert once.said < daily.said
    assert once.one_look <= weekly.one_look <= daily.one_look
    assert once.one_look < daily.one_look


@pytest.mark.parametrize("fall", [0, 3])
def test_the_app_says_no_direction_that_the_look_on_that_day_would_not(fall: float) -> None:
    log = Log(56, 0.6, flare="slow week", fall=fall)
    random = Random(1)
    looks = [(log.points(random), day) for _ in range(FEWEST_RUNS) for day in EVERY_WEEK.days(log)]
    said = [which for which in looks if is_said(which[0], log, which[1])]
    assert said
    assert all(one_look_claims(points, log, day) for points, day in said)


@pytest.mark.parametrize("alike", ALIKE)
def test_a_fall_of_3_points_in_eight_weeks_is_found_more_often_than_not(alike: float) -> None:
    found = shares(Log(56, alike, fall=3), AT_THE_END, FEW_RUNS)
    assert found.one_look > 0.5
    assert found.lower is not None
    assert found.lower > 0.5


def test_the_same_logs_are_invented_every_time() -> None:
    log = Log(56, 0.6, flare="short")
    assert shares(log, AT_THE_END, FEWEST_RUNS) == shares(log, AT_THE_END, FEWEST_RUNS)
