"""Knows the mistakes that no test can notice, and why."""

import tomllib
from pathlib import Path
from typing import Final, NamedTuple

from tests.mutants.changes import Change
from tests.mutants.loading import CORE

FILE: Final = Path(__file__).with_name("explained.toml")


class Explained(NamedTuple):
    """A mistake in a line of a module, by the texts of both, and why nothing tells it apart."""

    module: str
    line: str
    change: str
    why: str


def explained() -> list[Explained]:
    """Return every mistake that is explained, as the file has them."""
    found = tomllib.loads(FILE.read_text("utf-8")).get("survivor", [])
    return [Explained(**one) for one in found]


def line_of(module: str, change: Change) -> str:
    """Return the text of the line that a mistake is made in."""
    return (CORE / f"{module}.py").read_text("utf-8").splitlines()[change.line - 1].strip()
