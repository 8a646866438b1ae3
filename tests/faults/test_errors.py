"""Why an entry has its id before it is written: a write that failed may be on the disk."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.calls import fast
from tests.faults.runner import Runner
from tests.faults.shim import Fault, why_not
from tests.faults.states import database
from tests.faults.works import begun, of_store

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())


def steps_after_each_error(work: str, tmp_path: Path) -> set[int]:
    """Let each call of a write fail once, and return how many steps there were afterwards."""
    numbers = set()
    with fast(tmp_path) as room, Runner(room) as runner:
        base = room / "base"
        base.mkdir()
        of_store(begun)(base)
        calls = runner.run(work, shutil.copytree(base, room / "clean")).calls
        for nth in range(1, calls + 1):
            run = shutil.copytree(base, room / f"{nth}")
            ran = runner.run(work, run, Fault("I/O error", nth, nth))
            assert (ran.code, ran.trouble) == (0, "")
            with closing(sqlite3.connect(database(run))) as connection:
                numbers.add(connection.execute("SELECT count(*) FROM step").fetchone()[0])
    return numbers


def test_a_step_that_is_tried_again_without_an_id_is_found_to_be_there_twice(
    tmp_path: Path,
) -> None:
    assert steps_after_each_error("step without an id, twice", tmp_path) == {2, 3}


def test_a_step_that_is_tried_again_with_its_id_is_there_once(tmp_path: Path) -> None:
    assert steps_after_each_error("step with an id, twice", tmp_path) == {2}
