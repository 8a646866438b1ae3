"""A history on disk for each test."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.samples import past, rating
from tracker.store import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A place for a history, in a folder that is not there yet."""
    return tmp_path / "data" / "unkink.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with closing(open_store(path)) as store:
        yield store


@pytest.fixture
def full(store: Store) -> Store:
    """A history of three sessions, and one rating on its own."""
    store.add([past(-2), past(-1), past()], [rating()])
    return store
