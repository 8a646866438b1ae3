"""What lies beside a history is tried on a copy; whatever happens meanwhile is no damage."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from errno import EDQUOT, EIO, ENOSPC
from pathlib import Path
from typing import NoReturn

import pytest

from tests.store.samples import past
from tracker.store import Store, open_store, trial
from tracker.store.trial import find_flaw_beside


@pytest.fixture
def journal(path: Path, full: Store) -> Path:
    """A journal beside the history that SQLite has no use for."""
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes(b"no journal")
    return journal


def test_a_history_with_nothing_beside_it_has_no_flaw(path: Path, full: Store) -> None:
    assert find_flaw_beside(path) is None


def test_a_journal_that_tells_of_nothing_is_no_flaw(path: Path, journal: Path) -> None:
    assert find_flaw_beside(path) is None


@pytest.mark.parametrize("writes", [1, 9])
def test_a_write_that_has_ended_before_it_was_copied_is_no_flaw(
    path: Path, journal: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    left = [journal] * writes

    @contextmanager
    def gone(*_: Path) -> Iterator[Path]:
        left.pop()
        if not left:
            journal.unlink()
        raise FileNotFoundError
        yield path

    monkeypatch.setattr(trial, "copied", gone)
    assert find_flaw_beside(path) is None
    assert len(left) == max(0, writes - trial.MOST_TRIES), "nobody waits for ever"


@pytest.mark.parametrize("number", [ENOSPC, EDQUOT])
def test_where_there_is_no_room_for_a_copy_nobody_is_kept_from_their_history(
    path: Path, journal: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(trial, "copied", failing(number))
    assert find_flaw_beside(path) is None


def test_any_other_trouble_with_the_copy_is_told(
    path: Path, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "copied", failing(EIO))
    with pytest.raises(OSError, match="of the disk"):
        find_flaw_beside(path)


def failing(number: int) -> Callable[..., NoReturn]:
    def copied(*_: Path) -> NoReturn:
        raise OSError(number, "of the disk")

    return copied


def test_a_flaw_counts_only_where_what_lies_beside_is_still_there(
    path: Path, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flawed(_: Path) -> str:
        journal.unlink()
        return "is damaged"

    monkeypatch.setattr(trial, "_flaw_once_opened", flawed)
    assert find_flaw_beside(path) is None


def test_a_flaw_of_the_copy_names_what_lies_beside(
    path: Path, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "_flaw_once_opened", lambda _: "is damaged")
    found = find_flaw_beside(path)
    assert found == "cannot be opened with unkink.db-journal beside it: then it is damaged"


def test_a_history_that_has_its_own_journal_is_opened(path: Path, journal: Path) -> None:
    with closing(open_store(path)) as store:
        store.add([past(1)])
        assert store.count_sessions() == 4
