"""Measures the rows of the table, as many numbers at a time as there are processors."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final

from tests.simulation.logs import Log
from tests.simulation.shares import Looking, Shares, shares
from tests.simulation.table import Row

RUNS: Final = 2000
"""Logs for each number; the true share is then known to about one in a hundred."""

LONG_RUNS: Final = 1000


def measured(rows: Sequence[Row]) -> list[list[Shares]]:
    """Return for each row what is found, a number for each likeness.

    Processes that are begun anew are not slowed down by what measures the coverage of tests.
    """
    jobs = [
        (row.log._replace(alike=alike), row.looking, row.runs)
        for row in rows
        for alike in row.alike
    ]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        found = pool.map(_shares, jobs)
        return [[next(found) for _ in row.alike] for row in rows]


def _shares(job: tuple[Log, Looking, int]) -> Shares:
    return shares(*job)
