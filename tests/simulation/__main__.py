"""Measures what the words about weeks are worth: `python -m tests.simulation`."""

from tests.simulation.measuring import LONG_RUNS, RUNS, measured
from tests.simulation.table import FOOT, drawn, rows


def main() -> None:
    """Measure every number and print the table and its foot."""
    table = list(rows(RUNS, LONG_RUNS))
    found = measured(table)
    print(drawn([row.cells(some) for row, some in zip(table, found, strict=True)]))
    print(f"\n{FOOT}\n{RUNS} logs a number, {LONG_RUNS} over 84 days, with fixed seeds.")


if __name__ == "__main__":
    main()
