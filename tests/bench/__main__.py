"""Measures the budgets of the design and prints one table: `python -m tests.bench`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.bench import Bench
from tests.bench.budget import Row, Sample
from tests.bench.rows import rows
from tests.bench.table import print_table


def positive(text: str) -> int:
    """Return the number of processes that was asked for, if there can be so many."""
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


def arguments(names: list[str]) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=positive, default=7, help="processes a row (default 7)")
    parser.add_argument(
        "--only",
        action="append",
        choices=names,
        help="this row; may be repeated; cues, of 20 minutes, only so",
    )
    return parser.parse_args()


def measured(row: Row, bench: Bench) -> Sample:
    """Measure one row; whatever goes wrong becomes the reason why there is nothing."""
    print(f"measuring {row.name} …", file=sys.stderr, flush=True)
    try:
        return row.measure(bench)
    except Exception as error:  # a row that cannot be measured must not cost the others
        return Sample([], missing=str(error) or type(error).__name__)


def main() -> None:
    """Measure what was asked for and print the table; the exit code says nothing about times."""
    table = rows()
    asked = arguments([row.name for row in table])
    with tempfile.TemporaryDirectory(prefix="unkink-bench-") as folder:
        bench = Bench(asked.runs, Path(folder))
        named = asked.only or [row.name for row in table if not row.takes_long]
        chosen = [row for row in table if row.name in named]
        print_table([(row, measured(row, bench)) for row in chosen], bench)


if __name__ == "__main__":
    main()
