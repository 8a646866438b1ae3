"""Measures the promises and prints one table: `python -m tests.faults`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.promise import Figure, Promise
from tests.faults.promises import PROMISES

HEADINGS = ("promise", "broken", "promised", "measured", "mark")


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="as little as a build measures")
    names = [promise.name for promise in PROMISES]
    parser.add_argument("--only", action="append", choices=names, help="this one; may be repeated")
    return parser.parse_args()


def cells(promise: Promise, figure: Figure) -> tuple[str, ...]:
    """Return the words of one line, a cell for each heading."""
    mark = "met" if figure.is_met else "NOT MET"
    return (promise.name, figure.broken, figure.promised, figure.measured, mark)


def main() -> None:
    """Measure what was asked for and print the table; exit with 1 if a promise was not met."""
    asked = arguments()
    lines: list[tuple[str, ...]] = [HEADINGS]
    for promise in PROMISES:
        if asked.only and promise.name not in asked.only:
            continue
        if reason := promise.why_not():
            print(f"{promise.name} is not measured: {reason}", file=sys.stderr)
            continue
        print(f"measuring {promise.name} …", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="unkink-faults-") as folder:
            figures = promise.measure("quick" if asked.quick else "long", Path(folder))
        lines += [cells(promise, figure) for figure in figures]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join(padded).rstrip())
    sys.exit(any(line[-1] == "NOT MET" for line in lines))


if __name__ == "__main__":
    main()
