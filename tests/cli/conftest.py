"""The command line as a person meets it, and the history behind it."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tracker.cli import main
from tracker.store import Store, open_store


@pytest.fixture
def home() -> Path:
    """The folder that UNKINK_HOME names, in which everything is."""
    return Path(os.environ["UNKINK_HOME"])


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with closing(open_store(home / "unkink.db")) as store:
        yield store


@pytest.fixture
def refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Call the command line, which must refuse with 2 and one sentence; return the sentence."""

    def call(*arguments: object) -> str:
        monkeypatch.setattr(sys, "argv", ["unkink", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        assert left.value.code == 2
        assert said.out == ""
        assert said.err.startswith("unkink: ")
        assert said.err.endswith("\n")
        assert said.err[:-1].isprintable()
        return said.err.removeprefix("unkink: ")[:-1]

    return call
