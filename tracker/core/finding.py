"""What `unkink doctor` says: one sentence of what is there, and one of what to do about it."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Grade = Literal["note", "fault", "not looked"]
"""How much it matters: good to know, wrong, or that nothing can be said of it."""


class Finding(NamedTuple):
    """One thing that was found. `about` is one word for programs, as "seals".

    `what` and `advice` are plain sentences; they may quote text of others.
    """

    grade: Grade
    about: str
    what: str
    advice: str


def exit_code(findings: Iterable[Finding]) -> int:
    """Return 0 where all is well, 1 where something is wrong, 2 where it could not be looked."""
    grades = {finding.grade for finding in findings}
    return 2 if "not looked" in grades else 1 if "fault" in grades else 0
