"""The rows that one launch gives: first paint, settled, peak memory, and quitting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from tests.bench import app
from tests.bench.bench import Bench, Pair, alternate, bare_command
from tests.bench.budget import Sample
from tests.bench.process import peak_memory
from tests.bench.program import NotReachedError
from tests.bench.screen import Condition, has_words
from tests.bench.terminal import Terminal

DEADLINE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Launch:
    """One process from its start to its end: times in ms, memory in MB of 10^6 bytes.

    `settled` is infinite when the program was never idle before the deadline. It and `first_paint`
    count from just before the process was made, `quit` from the key to the moment at which the
    parent learns that it is gone.
    """

    first_paint: float
    settled: float
    peak: float
    quit: float


class Launches:
    """The launches of a bench, made when the first row asks for them and shared by the others."""

    def __init__(self) -> None:
        """Have none yet."""
        self._made: Pair[Launch] | None = None

    def of(self, bench: Bench) -> Pair[Launch]:
        """Return the launches of unkink and of hello, made in turn."""
        if self._made is None:
            env = bench.environment("today")
            self._made = alternate(
                bench.runs,
                lambda: launch(app.command(), env, app.today_shown),
                lambda: launch(bare_command("hello"), env, has_words("Hello, world")),
            )
        return self._made

    def row(self, value: Callable[[Launch], float]) -> Callable[[Bench], Sample]:
        """Return how to measure the row that shows this value of each launch."""

        def measure(bench: Bench) -> Sample:
            pair = self.of(bench)
            ours, bare = ([value(each) for each in side] for side in (pair.ours, pair.bare))
            return Sample(ours, bare, missing=pair.missing)

        return measure


def settle(terminal: Terminal) -> float:
    """Return when the program became idle, in monotonic seconds; infinity when it never did."""
    try:
        return terminal.settle(seconds=DEADLINE_SECONDS)
    except NotReachedError:
        if terminal.hung_up:  # it ended: nothing else can be measured either
            raise
        return inf


def launch(command: list[str], env: dict[str, str], shown: Condition) -> Launch:
    """Start a program, let it settle, see when its first screen was complete, and quit it."""
    with Terminal(command, env) as terminal:
        settled_at = settle(terminal)
        painted_at = next((frame.at for frame in terminal.play() if shown(frame)), None)
        if painted_at is None:
            raise NotReachedError(
                f"its first screen never came; it shows: {terminal.frame.text[:60]!r}"
            )
        peak = peak_memory(terminal.pid)
        sent_at = terminal.write(app.QUIT)
        gone_at = terminal.wait_exit(DEADLINE_SECONDS).at
    started_at = terminal.started_at
    return Launch(
        first_paint=(painted_at - started_at) * 1000,
        settled=(settled_at - started_at) * 1000,
        peak=peak,
        quit=(gone_at - sent_at) * 1000,
    )
