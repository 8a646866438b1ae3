"""A journal keeps what the disk does not take, in order, and puts it aside meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.samples import AT, outside, second_connection
from tracker.core.plan import plan
from tracker.core.player import StepEnded
from tracker.journal import Journal
from tracker.library import load
from tracker.paths import built_in
from tracker.store import Store, open_store
from tracker.store.rescue import Rescue

LIBRARY = load(built_in(), None)
ROUTINE = LIBRARY.routine("article-1")
STEPS = plan(ROUTINE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "unkink.db"


@pytest.fixture
def store(path: Path, tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(path)) as store:
        store.rescue = Rescue(path, [tmp_path / "elsewhere"])
        yield store


@pytest.fixture
def journal(store: Store) -> Journal:
    return Journal(store, ROUTINE, lambda: AT, day_begins=4)


def ended(index: int) -> StepEnded:
    return StepEnded(index, STEPS[index], STEPS[index].seconds, "done", index + 1)


def test_what_waits_is_told_kept_elsewhere_and_written_in_order_once_it_can_be(
    path: Path, store: Store, journal: Journal, tmp_path: Path
) -> None:
    journal.begin(LIBRARY.document(ROUTINE), 5)
    assert (journal.unsaved, journal.trouble, journal.kept) == ("", None, None)
    with second_connection(path) as other:
        other.execute("BEGIN IMMEDIATE")
        journal.end_step(ended(0))
        journal.end_step(ended(1))
        assert journal.unsaved == "2 steps"
        assert journal.trouble == "Not saved: database is locked."
        assert journal.kept
        assert journal.kept.is_relative_to(tmp_path / "elsewhere")
        assert not journal.flush()
        other.execute("ROLLBACK")
    assert journal.flush()
    assert not any((journal.unsaved, journal.trouble, journal.kept))
    assert [one.step_index for one in store.steps(journal.session)] == [0, 1]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_session_that_could_never_be_written_is_brought_back_whole(
    path: Path, store: Store, journal: Journal, tmp_path: Path
) -> None:
    with second_connection(path) as other:
        other.execute("BEGIN IMMEDIATE")
        journal.begin(LIBRARY.document(ROUTINE), 5)
        journal.end_step(ended(0))
        journal.finish("stopped", AT, 3, "own choice")
        other.execute("ROLLBACK")
    Rescue(path, [tmp_path / "elsewhere"]).bring_back(store)
    found = store.session(journal.session)
    assert (found.pain_before, found.pain_after, found.outcome) == (5, 3, "stopped")
    assert journal.flush(), "it does not stumble over what another program wrote for it"
    assert outside(path, "SELECT count(*) FROM step") == [(1,)]
    assert outside(path, "SELECT count(*) FROM rating") == [(2,)]


def test_the_reason_is_known_once_there_is_one(journal: Journal) -> None:
    assert journal.reason is None
    journal.begin(LIBRARY.document(ROUTINE), None)
    assert journal.reason is None
    journal.finish("stopped", AT, None, "warning sign")
    assert journal.reason == "warning sign"
