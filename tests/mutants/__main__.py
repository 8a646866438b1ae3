"""Makes small mistakes in the core and prints who notices: `python -m tests.mutants [module …]`."""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.mutants.changes import Change
from tests.mutants.entering import Entered, learn
from tests.mutants.explained import explained, line_of
from tests.mutants.loading import modules
from tests.mutants.running import prepare
from tests.mutants.trying import fates, module

HEADINGS: Final = ("module", "mutants", "killed", "survived", "share")
WIDTHS: Final = (16, 9, 9, 10, 9)
LEAST_SHARE: Final = 0.9


class Count(NamedTuple):
    """What became of the mistakes in a module, or in all of them."""

    module: str
    mutants: int
    survivors: tuple[Change, ...] = ()
    unexplained: tuple[Change, ...] = ()
    outdated: tuple[str, ...] = ()

    @property
    def killed(self) -> int:
        """Return how many were noticed."""
        return self.mutants - len(self.survivors)

    @property
    def is_enough(self) -> bool:
        """Return whether enough were noticed, and every other one, and none else, is explained."""
        explained_well = not (self.unexplained or self.outdated)
        return explained_well and self.killed >= LEAST_SHARE * self.mutants

    def cells(self) -> tuple[str, ...]:
        """Return the words of its line, a cell for each heading."""
        numbers = (self.mutants, self.killed, len(self.survivors))
        share = f"{100 * self.killed / self.mutants:.1f} %" if self.mutants else "–"
        return (self.module, *map(str, numbers), share)


def main() -> None:
    """Try what was asked for and print the table; exit with 1 where too much goes unnoticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("module", nargs="*", help="all, if none is named")
    asked = parser.parse_args().module or modules()
    if unknown := set(asked) - set(modules()):
        parser.error(f"there is no {', '.join(unknown)} in the core")
    counts: list[Count] = []
    print_line(HEADINGS)
    with tempfile.TemporaryDirectory(prefix="unkink-mutants-") as home:
        prepare(Path(home))
        entered = learn()
        for name in asked:
            counts.append(counted(name, entered))
            print_line(counts[-1].cells())
            print_unexplained(counts[-1])
    print_line(total(counts).cells())
    print_survivors(counts)
    sys.exit(not all(count.is_enough for count in counts))


def counted(name: str, entered: Entered) -> Count:
    """Make every mistake in a module of the core."""
    tried = module(name)
    known = {(one.line, one.change) for one in explained() if one.module == name}
    survivors = tuple(
        change
        for change, fate in zip(tried.mistakes, fates(tried, entered), strict=True)
        if fate == "unnoticed"
    )
    said = [(line_of(name, one), str(one)) for one in survivors]
    return Count(
        name,
        len(tried.mistakes),
        survivors,
        tuple(one for one, text in zip(survivors, said, strict=True) if text not in known),
        tuple(f"{line} | {change}" for line, change in sorted(known - set(said))),
    )


def total(counts: Sequence[Count]) -> Count:
    """Return the sums of all modules."""
    survivors = tuple(change for count in counts for change in count.survivors)
    return Count("all", sum(count.mutants for count in counts), survivors)


def print_line(cells: Iterable[str]) -> None:
    """Print a line of the table."""
    print("".join(f"{cell:{width}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip())
    sys.stdout.flush()


def print_unexplained(count: Count) -> None:
    """Print at once, apart from the table, what is not explained, and what need not be any more."""
    for change in count.unexplained:
        print(f"not explained: {_said(count.module, change)}", file=sys.stderr, flush=True)
    for text in count.outdated:
        print(f"explained, but noticed: {count.module}.py: {text}", file=sys.stderr, flush=True)


def print_survivors(counts: Sequence[Count]) -> None:
    """Print what no test noticed; what is not explained is marked."""
    for count in counts:
        for change in count.survivors:
            mark = "NOT EXPLAINED" if change in count.unexplained else "explained"
            print(f"{_said(count.module, change)}  ({mark})")


def _said(module: str, change: Change) -> str:
    return f"{module}.py:{change.line}: {change}"


if __name__ == "__main__":
    main()
