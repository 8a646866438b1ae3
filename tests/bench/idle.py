"""The rows of what unkink costs while it is left alone: a moving figure, and Today at rest."""

from __future__ import annotations

from collections.abc import Callable

from tests.bench import app
from tests.bench.bench import Bench, alternate
from tests.bench.budget import Sample
from tests.bench.process import processor_seconds
from tests.bench.terminal import Terminal

MOVING_SECONDS = 36.0  # the five tilts that open article-1 take 40
RESTING_SECONDS = 30.0


def practice_row(columns: int, lines: int) -> Callable[[Bench], Sample]:
    """Return how to measure a session while its figure moves, in a terminal of this size."""

    def measure(bench: Bench) -> Sample:
        def moving() -> float:
            env = bench.environment(f"practice-{columns}")  # fresh: nothing to resume
            command = app.command("start", "article-1")
            with Terminal(command, env, columns, lines) as terminal:
                app.walk_to_practice(terminal)
                terminal.write(app.NEXT)
                terminal.record(1.0)
                return share_of_a_core(terminal, MOVING_SECONDS)

        pair = alternate(bench.few_runs(), moving, warm_up=False)
        return Sample(pair.ours, missing=pair.missing)

    return measure


def rest_row(bench: Bench) -> Sample:
    """Measure Today while nobody does anything."""
    env = bench.environment("rest")

    def resting() -> float:
        with Terminal(app.command(), env) as terminal:
            terminal.wait_for(app.today_shown)
            terminal.settle(idle=1.0)
            terminal.record(8.0)  # the figure moves once through
            return share_of_a_core(terminal, RESTING_SECONDS)

    pair = alternate(bench.few_runs(), resting, warm_up=False)
    return Sample(pair.ours, missing=pair.missing)


def share_of_a_core(terminal: Terminal, seconds: float) -> float:
    """Let a program run for so long; return its processor time, in percent of one core."""
    before = processor_seconds(terminal.pid)
    terminal.record(seconds)
    return (processor_seconds(terminal.pid) - before) / seconds * 100
