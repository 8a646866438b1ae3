"""Keeps every test away from the real home folder, and some from the machine's programs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.programs import Bench


@pytest.fixture(autouse=True)
def no_real_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point every variable that leads to a person's files to an empty folder of this test."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("UNKINK_HOME", str(home / "unkink"))


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """Make a folder of stand-in programs the whole PATH."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    bench = Bench(folder)
    yield bench
    bench.close()
