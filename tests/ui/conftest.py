"""Gives every test of the screens a stage of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    own = Stage(tmp_path)
    yield own
    own.close()
