"""The list of all promises that are measured."""

from __future__ import annotations

from typing import Final

from tests.faults import crashes, kills, monkeys, signals
from tests.faults.promise import Promise

PROMISES: Final[tuple[Promise, ...]] = (
    Promise("R1", kills.measure),
    Promise("R9", signals.measure),
    Promise("R10", monkeys.measure),
    Promise("R21", crashes.measure),
)
