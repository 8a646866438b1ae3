"""The table marks what is over its bound, reads well unrendered, and is the one in CONTRIBUTING."""

from pathlib import Path

import pytest

from tests.simulation.logs import Log
from tests.simulation.measuring import RUNS
from tests.simulation.shares import AT_THE_END, EVERY_DAY, Shares
from tests.simulation.table import HEADINGS, Row, drawn, rows

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"


def test_a_cell_is_marked_where_more_is_claimed_than_is_aimed_at() -> None:
    row = Row(Log(56, flare="short", missing=0.4), AT_THE_END, RUNS)
    found = [Shares(0.07, 0.0701, 0.08), Shares(0.0701, 0.07, 0.0801), Shares(0.5, 0.5, None)]
    assert row.cells(found) == (
        "no change, short flare",
        "56 days, 1 a day, 40 % missing",
        "at the end",
        "7.0 · 7.0! · 50.0!",
        "7.0! · 7.0 · 50.0!",
        "8.0 · 8.0! · –",
    )


@pytest.mark.parametrize("row", [Row(Log(56), EVERY_DAY, 1), Row(Log(56, fall=2), AT_THE_END, 1)])
def test_no_cell_is_marked_where_nothing_is_aimed_at(row: Row) -> None:
    assert row.cells([Shares(0.6, 0.5, 0.5)])[3:] == ("60.0", "50.0", "50.0")


def test_the_columns_of_the_table_stand_below_each_other() -> None:
    lines = drawn([["a"] * 6, ["much longer than its heading"] * 6]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert [cell.strip() for cell in lines[0].strip("|").split("|")] == list(HEADINGS)
    assert {cell.strip(" -") for cell in lines[1].strip("|").split("|")} == {""}


def test_the_table_in_contributing_has_the_rows_that_are_measured() -> None:
    lines = CONTRIBUTING.read_text("utf-8").splitlines()
    kept = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    table = kept[kept.index(list(HEADINGS)) + 2 :]
    measured = [list(row.names()) for row in rows(RUNS, RUNS)]
    assert [cells[:3] for cells in table[: len(measured)]] == measured
