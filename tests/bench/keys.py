"""The row of the key in practice: from typing it to its answer, while a clock runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from random import Random

from tests.bench import app
from tests.bench.bench import Bench, alternate, bare_command
from tests.bench.budget import Sample
from tests.bench.program import NotReachedError
from tests.bench.screen import Condition, Frame
from tests.bench.terminal import Terminal

PRESSES = 60  # in all, of each program
SHORTEST, LONGEST = 0.06, 0.25  # seconds between two presses, irregular so as not to beat with it
_COUNT = re.compile(r"count (-?\d+)")


@dataclass(frozen=True, slots=True)
class Dial:
    """A number on the screen and the keys that change it.

    `step` is what a key changes; `drift` is less than what the number does alone between two
    presses, so that what comes on its own is never taken for the answer.
    """

    read: Callable[[Frame], float | None]
    step: float
    drift: float

    def turned(self, before: float, change: float) -> Condition:
        """Return a condition: the number has moved from `before` by `change`, give or take."""

        def condition(frame: Frame) -> bool:
            now = self.read(frame)
            return now is not None and abs(now - (before + change)) <= self.drift

        return condition


PRACTICE = Dial(app.remaining_seconds, app.MORE_SECONDS, drift=2.0)  # it shows whole seconds


def read_count(frame: Frame) -> float | None:
    """Return the number that the bare counter shows."""
    found = _COUNT.search(frame.text)
    return float(found[1]) if found else None


COUNTER = Dial(read_count, 1.0, drift=0.1)


def key_row(bench: Bench) -> Sample:
    """Measure keys in practice and in the bare counter, in ms each."""
    runs = bench.few_runs()
    presses = PRESSES // runs

    def ours() -> list[float]:
        env = bench.environment("key")  # fresh: the process before left a session to resume
        with Terminal(app.command("start", "article-1"), env) as terminal:
            app.walk_to_practice(terminal)
            return answers(terminal, PRACTICE, presses)

    def bare() -> list[float]:
        with Terminal(bare_command("counter"), bench.environment("counter")) as terminal:
            terminal.wait_for(lambda frame: read_count(frame) is not None)
            terminal.record(0.5)
            return answers(terminal, COUNTER, presses)

    pair = alternate(runs, ours, bare)
    ours_times, bare_times = (list(chain.from_iterable(side)) for side in (pair.ours, pair.bare))
    return Sample(ours_times, bare_times, missing=pair.missing)


def answers(terminal: Terminal, dial: Dial, presses: int) -> list[float]:
    """Type MORE and LESS in turn, and return the ms from each key to the frame that answers it."""
    pauses = Random(presses)  # the same pauses for both programs
    return [
        answer(terminal, dial, *pressed, pause=pauses.uniform(SHORTEST, LONGEST))
        for pressed in ([(app.MORE, dial.step), (app.LESS, -dial.step)] * presses)[:presses]
    ]


def answer(terminal: Terminal, dial: Dial, key: str, change: float, pause: float) -> float:
    """Type one key, record for `pause` seconds, and return the ms to the frame that answers it."""
    before = dial.read(terminal.frame)
    if before is None:
        raise NotReachedError("the number that the key should change is not on the screen")
    turned = dial.turned(before, change)
    sent_at = terminal.write(key)
    terminal.record(pause)
    found = next((frame for frame in terminal.play() if turned(frame)), None)
    return ((found or terminal.wait_for(turned, 2.0)).at - sent_at) * 1000
