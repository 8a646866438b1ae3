"""Writes the file on which the budgets are measured: ten years of three sessions a day."""

from __future__ import annotations

from pathlib import Path


def write_ten_years(path: Path) -> None:
    """Write a file of ten years of three sessions a day to `path`, through unkink's own store."""
    raise NotImplementedError(
        f"tests/bench/ten_years.py does not write {path.name} yet: it needs the store"
    )
