"""The list of all promises that are measured."""

from __future__ import annotations

from typing import Final

from tests.faults import calls, cuts, errors, full, kills, signals
from tests.faults.promise import Promise
from tests.faults.shim import why_not

PROMISES: Final[tuple[Promise, ...]] = (
    Promise("R1", kills.measure),
    Promise("R2", cuts.measure, why_not),
    Promise("R3", calls.measure, why_not),
    Promise("R4 at every call", errors.measure, why_not),
    Promise("R4 in the app", full.measure, why_not),
    Promise("R9", signals.measure),
)
