"""The list of all promises that are measured."""

from __future__ import annotations

from typing import Final

from tests.faults import damage, keeping, versions
from tests.faults.promise import Promise

PROMISES: Final[tuple[Promise, ...]] = (
    Promise("R5", damage.measure),
    Promise("R6", versions.measure),
    Promise("R20", keeping.measure),
)
