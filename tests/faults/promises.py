"""The list of all promises that are measured."""

from __future__ import annotations

from typing import Final

from tests.faults import files, huge, texts
from tests.faults.promise import Promise

PROMISES: Final[tuple[Promise, ...]] = (
    Promise("R13", files.measure),
    Promise("R14", files.measure_limits),
    Promise("R15", texts.measure),
    Promise("T34", huge.measure),
)
