"""A bench of programs that stand in for those of the machine."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cues.programs import Bench

collect_ignore = ["test_cues.py"] if sys.platform == "win32" else []
"""What needs programs written for a POSIX shell."""


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    bench = Bench(folder)
    yield bench
    bench.close()
