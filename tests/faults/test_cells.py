"""The places that the faults break are really those of the values."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.faults.cells import values
from tests.faults.flips import ENTERED, write_history

TEXTS = {"session": "note", "step": "stretch", "questionnaire": "answers", "day": "mark"}


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("home") / "unkink.db"
    write_history(path, Random(1))
    return path


@pytest.mark.parametrize(("table", "column"), list(TEXTS.items()))
def test_at_each_place_are_the_bytes_of_the_value(history: Path, table: str, column: str) -> None:
    content = history.read_bytes()
    found = [
        content[value.offset : value.offset + value.length].decode()
        for value in values(history, table)
        if value.column == column
    ]
    with closing(sqlite3.connect(history)) as connection:
        stored = [row[0] for row in connection.execute(f"SELECT {column} FROM {table}")]
    assert sorted(found) == sorted(stored)


@pytest.mark.parametrize("table", ENTERED)
def test_every_value_of_a_table_has_its_place(history: Path, table: str) -> None:
    with closing(sqlite3.connect(history)) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        counts = " + ".join(f"count({column})" for column in columns)
        [(stored,)] = connection.execute(f"SELECT {counts} FROM {table}").fetchall()
    assert len(values(history, table)) == stored
