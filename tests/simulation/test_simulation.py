"""Where nothing changes, next to nothing is claimed; where much does, it is mostly found."""

from pathlib import Path

import pytest

from tests.simulation.logs import Log
from tests.simulation.measuring import RUNS, measured
from tests.simulation.shares import (
    EVERY_DAY,
    EVERY_WEEK,
    ONCE,
    ONE_EVALUATION,
    Shares,
    shares,
)
from tests.simulation.table import (
    ALIKE,
    HEADINGS,
    MOST_FALSE_DIRECTIONS,
    MOST_FALSE_LOWERS,
    Row,
    drawn,
    rows,
    unchanging,
)

FEW_RUNS = 150
FEWEST_RUNS = 30

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"


def test_where_nothing_changes_one_evaluation_rarely_claims_anything() -> None:
    # Some true shares are so close to the bound that fewer logs could not tell.
    table = [Row(log, ONE_EVALUATION, RUNS) for log in unchanging()]
    found = {
        (row.names()[1], alike): one
        for row, some in zip(table, measured(table), strict=True)
        for alike, one in zip(row.alike, some, strict=True)
    }
    directions = {which: one.direction for which, one in found.items()}
    lowers = {which: one.lower or 0 for which, one in found.items()}
    assert {which: one for which, one in directions.items() if one > MOST_FALSE_DIRECTIONS} == {}
    assert {which: one for which, one in lowers.items() if one > MOST_FALSE_LOWERS} == {}
    assert max(directions.values()) > 0 < max(lowers.values())


def test_four_weeks_are_too_short_for_a_meaningful_change_and_eight_are_not() -> None:
    said = {days: shares(Log(days), ONE_EVALUATION, FEWEST_RUNS).lower for days in (28, 56)}
    assert said[28] is None
    assert said[56] is not None


@pytest.mark.parametrize("days", [28, 56])
@pytest.mark.parametrize("alike", ALIKE)
def test_a_flare_at_first_is_taken_for_a_change_in_fewer_than_one_log_of_five(
    days: int, alike: float
) -> None:
    # More than where no flare is: for a week pain did fall. The table has the numbers.
    found = shares(Log(days, alike, flare="slow"), ONE_EVALUATION, FEW_RUNS)
    assert found.direction < 0.2
    assert (found.lower or 0) < 0.2


def test_a_second_evaluation_takes_claims_away_and_every_further_look_adds_some() -> None:
    log = Log(42, 0.6, flare="slow")
    one, once, weekly, daily = (
        shares(log, looking, FEWEST_RUNS).direction
        for looking in (ONE_EVALUATION, ONCE, EVERY_WEEK, EVERY_DAY)
    )
    assert once <= one
    assert once <= weekly <= daily
    assert once < daily


@pytest.mark.parametrize("alike", ALIKE)
def test_a_fall_of_3_points_in_eight_weeks_is_found_more_often_than_not(alike: float) -> None:
    found = shares(Log(56, alike, fall=3), ONE_EVALUATION, FEW_RUNS)
    assert found.direction > 0.5
    assert found.lower is not None
    assert found.lower > 0.5


def test_the_same_logs_are_invented_every_time() -> None:
    log = Log(56, 0.6, flare="quick")
    assert shares(log, ONE_EVALUATION, FEWEST_RUNS) == shares(log, ONE_EVALUATION, FEWEST_RUNS)


# The table


def test_a_cell_is_marked_where_more_is_claimed_than_is_aimed_at() -> None:
    row = Row(Log(56, flare="quick", missing=0.4), ONE_EVALUATION, RUNS)
    found = [Shares(0.07, 0.08), Shares(0.0701, 0.0801), Shares(0.5, None)]
    assert row.cells(found) == (
        "no change, quick flare at first",
        "56 days, 1 a day, 40 % missing",
        "one evaluation",
        "7.0 · 7.0! · 50.0!",
        "8.0 · 8.0! · –",
    )


@pytest.mark.parametrize("row", [Row(Log(56), EVERY_DAY, 1), Row(Log(56, fall=2), ONCE, 1)])
def test_no_cell_is_marked_where_nothing_is_aimed_at(row: Row) -> None:
    assert row.cells([Shares(0.5, 0.5)])[3:] == ("50.0", "50.0")


def test_the_columns_of_the_table_stand_below_each_other() -> None:
    lines = drawn([["a"] * 5, ["much longer than its heading"] * 5]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert [cell.strip() for cell in lines[0].strip("|").split("|")] == list(HEADINGS)
    assert {cell.strip(" -") for cell in lines[1].strip("|").split("|")} == {""}


def test_the_table_in_contributing_has_the_rows_that_are_measured() -> None:
    lines = CONTRIBUTING.read_text("utf-8").splitlines()
    kept = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    table = kept[kept.index(list(HEADINGS)) + 2 :]
    measured = [list(row.names()) for row in rows(RUNS, RUNS)]
    assert [cells[:3] for cells in table[: len(measured)]] == measured
