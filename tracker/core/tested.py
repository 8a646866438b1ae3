"""Which versions of everything unkink stands on were tested, and what to say of others."""

from collections.abc import Iterator, Mapping
from typing import Final

from tracker.core.finding import Finding

PYTHONS: Final = ("3.11", "3.12", "3.13")
LEAST_SQLITE: Final = (3, 37)
"""The first that knows strict tables, of which the history is made."""
TESTED: Final[Mapping[str, str]] = {
    "textual": "8.2.8",
    "sqlite-utils": "4.2.1",
    "plotext": "6.1.0",
    "click": "8.5.1",
    "platformdirs": "4.14.5",
    "tomlkit": "0.15.2",
}
"""The versions in constraints.txt of the packages that unkink needs."""


def version_findings(
    python: str, sqlite: str, packages: Mapping[str, str | None]
) -> Iterator[Finding]:
    """Yield what differs from what was tested, by major and minor number; None is not there."""
    if ".".join(python.split(".")[:2]) not in PYTHONS:
        what = f"unkink was tested with Python {PYTHONS[0]} to {PYTHONS[-1]}; this is {python}."
        yield Finding("note", "versions", what, "It may work; if not, use one of those.")
    if _numbers(sqlite) < LEAST_SQLITE:
        what = f"SQLite {sqlite} is too old for the history, which needs 3.37."
        yield Finding("fault", "versions", what, "Use a newer Python, which brings a newer one.")
    for name, tested in TESTED.items():
        found = packages.get(name)
        advice = f"`pip install {name}=={tested}` brings the one that was tested."
        if found is None:
            what = f"{name} is not installed, and unkink needs it."
            yield Finding("fault", "versions", what, advice)
        elif _numbers(found)[:2] != _numbers(tested)[:2]:
            what = f"unkink was tested with {name} {tested}; this is {found}."
            yield Finding("note", "versions", what, f"If something goes wrong: {advice}")


def _numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: "8.2.8rc1" is (8, 2)."""
    numbers = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        numbers.append(int(part))
    return tuple(numbers)
