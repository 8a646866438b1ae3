"""The list of all promises that are measured."""

from __future__ import annotations

from typing import Final

from tests.faults import flips, spoils
from tests.faults.promise import Promise

PROMISES: Final[tuple[Promise, ...]] = (
    Promise("R5 seals", flips.measure),
    Promise("R5 doctor", spoils.measure),
)
