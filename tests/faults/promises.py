"""The list of all promises that are measured."""

from __future__ import annotations

from typing import Final

from tests.faults import (
    calls,
    clocks,
    crashes,
    cuts,
    damage,
    errors,
    files,
    flips,
    full,
    huge,
    keeping,
    kills,
    locks,
    monkeys,
    signals,
    spoils,
    texts,
    versions,
)
from tests.faults.promise import Promise
from tests.faults.shim import why_not

PROMISES: Final[tuple[Promise, ...]] = (
    Promise("R1", kills.measure),
    Promise("R2", cuts.measure, why_not),
    Promise("R3", calls.measure, why_not),
    Promise("R4 at every call", errors.measure, why_not),
    Promise("R4 in the app", full.measure, why_not),
    Promise("R5", damage.measure),
    Promise("R5 seals", flips.measure),
    Promise("R5 doctor", spoils.measure),
    Promise("R6", versions.measure),
    Promise("R7", locks.measure),
    Promise("R9", signals.measure),
    Promise("R10", monkeys.measure),
    Promise("R11", clocks.measure_sizes),
    Promise("R12", clocks.measure_gaps),
    Promise("R13", files.measure),
    Promise("R14", files.measure_limits),
    Promise("R15", texts.measure),
    Promise("R17", huge.measure),
    Promise("R20", keeping.measure),
    Promise("R21", crashes.measure),
)
