"""The history of a command: with what an earlier one could not write, and the last words on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.samples import new_session, second_connection, step
from tracker.cli.parts import open_history
from tracker.paths import Paths, find
from tracker.store import open_store
from tracker.store.entries import Begun, Entry, Stepped
from tracker.store.rows import new_id

SESSION = new_session()
ENTRIES: list[Entry] = [Begun(SESSION), Stepped(new_id(), SESSION.id, step())]


@pytest.fixture
def where(tmp_path: Path) -> Paths:
    return find({"UNKINK_HOME": str(tmp_path / "own"), "HOME": str(tmp_path)})


def leave_unsaved(where: Paths) -> None:
    """Open the history, and leave it while it takes nothing of a session."""
    open_store(where.database).close()
    with second_connection(where.database) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_history(where) as store:
            assert store.rescue
            store.rescue.keep(SESSION.id, ENTRIES, 1)


def test_what_could_not_be_written_is_said_at_the_end_and_written_at_the_next_start(
    where: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leave_unsaved(where)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Not in your history yet: 1 step. Not saved: database is locked.")
    assert f"It is kept in {tmp_path}/" in said.err
    with open_history(where) as store:
        assert store.steps(SESSION.id) == [step()]
    assert capsys.readouterr().err == ""
    assert sorted(each.name for each in tmp_path.iterdir()) == ["own"]


def test_what_nothing_takes_is_said_to_be_lost(
    where: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    leave_unsaved(where._replace(rescue=()))
    assert capsys.readouterr().err.startswith("Lost, for nothing could take it: 1 step.")
