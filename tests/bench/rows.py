"""The rows of the table: the budgets of the design, and what measures each."""

from __future__ import annotations

import sys

from tests.bench import app
from tests.bench.bench import Bench, alternate
from tests.bench.budget import Budget, Row, Sample
from tests.bench.cues import cues_row
from tests.bench.idle import practice_row, rest_row
from tests.bench.keys import key_row
from tests.bench.launches import Launches
from tests.bench.openings import opening_row
from tests.bench.program import NotReachedError
from tests.bench.terminal import Terminal


def version_row(bench: Bench) -> Sample:
    """Measure the processor time of `unkink --version`, and of an empty Python, in ms."""
    env = bench.environment("version")
    pair = alternate(
        bench.runs,
        lambda: processor_ms(app.command("--version"), env),
        lambda: processor_ms([sys.executable, "-c", "pass"], env),
    )
    return Sample(pair.ours, pair.bare, missing=pair.missing)


def processor_ms(command: list[str], env: dict[str, str]) -> float:
    """Run the command to its end and return its user plus system time, in ms."""
    with Terminal(command, env) as terminal:
        ended = terminal.wait_exit()
    if ended.code:
        raise NotReachedError(f"it ended with {ended.code}: {terminal.frame.text.strip()[-60:]}")
    return ended.processor_seconds * 1000


def rows() -> list[Row]:
    """Return the rows in the order of the table."""
    launches = Launches()
    paint, settled = (
        launches.row(lambda one: one.first_paint),
        launches.row(lambda one: one.settled),
    )
    memory, gone = launches.row(lambda one: one.peak), launches.row(lambda one: one.quit)
    return [
        Row("first-paint", Budget(1.10, in_hellos=True), paint, beside="hello"),
        Row("settled", Budget(1.30, in_hellos=True), settled, beside="hello"),
        Row("memory", Budget(1.20, in_hellos=True), memory, unit="MB", beside="hello"),
        Row("version", Budget(50), version_row, beside="python -c pass"),
        Row("key", Budget(5, tail=15), key_row, beside="counter"),
        Row("trends", Budget(20), opening_row(app.TRENDS, app.trends_shown)),
        Row("history", Budget(60), opening_row(app.HISTORY, app.history_shown)),
        Row("help", Budget(60), opening_row(app.HELP, app.help_shown)),
        Row("quit", Budget(60), gone, beside="hello"),
        Row("practice", Budget(4), practice_row(80, 24), unit="% of a core"),
        Row("practice-large", Budget(4), practice_row(120, 40), unit="% of a core"),
        Row("rest", Budget(0.1), rest_row, unit="% of a core"),
        Row("cues", Budget(10, tail=50, of_the_worst=True), cues_row, takes_long=True),
    ]
