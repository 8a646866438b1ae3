"""The rows of screens opened from Today by a key, on the file of ten years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from tests.bench import app
from tests.bench.bench import Bench, alternate
from tests.bench.budget import Sample
from tests.bench.program import NotReachedError
from tests.bench.screen import Condition
from tests.bench.statistic import figure
from tests.bench.terminal import Terminal

TIMES = 15  # openings in each process, after the first
QUIET_SECONDS = 0.2  # without output: what was asked for is complete
FIRST_QUIET_SECONDS = 1.0  # the first opening imports what it draws with, in silence
DEADLINE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening, in ms from the key: to the first sight of the screen, and to its last change."""

    seen: float
    complete: float


def opening_row(key: str, shown: Condition) -> Callable[[Bench], Sample]:
    """Return how to measure the screen that this key opens from Today."""

    def measure(bench: Bench) -> Sample:
        if missing := app.absent_because() or bench.big_file_missing:
            return Sample([], missing=missing)
        env = bench.environment(f"open-{ord(key)}")
        pair = alternate(bench.few_runs(), lambda: openings(env, key, shown), warm_up=False)
        if pair.missing:
            return Sample([], missing=pair.missing)
        later = [each for process in pair.ours for each in process[1:]]
        first = median(process[0].complete for process in pair.ours)
        seen = median(each.seen for each in later)
        remark = f"the first opening {figure(first)} ms; first sight of a later one {figure(seen)}"
        return Sample([each.complete for each in later], remark=remark)

    return measure


def openings(env: dict[str, str], key: str, shown: Condition) -> list[Opening]:
    """Start on Today, then open the screen and go back, again and again."""
    with Terminal(app.command(), env) as terminal:
        terminal.wait_for(app.today_shown)
        terminal.record_until_quiet(QUIET_SECONDS, DEADLINE_SECONDS)
        first = open_and_return(terminal, key, shown, FIRST_QUIET_SECONDS)
        return [first, *(open_and_return(terminal, key, shown) for _ in range(TIMES))]


def open_and_return(
    terminal: Terminal, key: str, shown: Condition, quiet_seconds: float = QUIET_SECONDS
) -> Opening:
    """Open the screen, see when it came and when it was complete, and go back to Today."""
    if shown(terminal.frame):
        raise NotReachedError("tests/bench/app.py takes Today for the screen that is to be opened")
    sent_at = terminal.write(key)
    quiet = terminal.record_until_quiet(quiet_seconds, DEADLINE_SECONDS)
    frames = terminal.play()
    if not any(shown(frame) for frame in frames):
        raise NotReachedError(f"the key {key!r} did not open the screen that was expected")
    seen_at = next(frame.at for frame in frames if shown(frame))
    # A screen that never comes to rest moves on purpose: then it counts from its first sight.
    last = frames[-1].lines if quiet else None
    complete_at = next((frame.at for frame in frames if frame.lines == last), seen_at)
    terminal.write(app.ESCAPE)
    terminal.wait_for(lambda frame: app.today_shown(frame) and not shown(frame))
    terminal.record_until_quiet(QUIET_SECONDS, DEADLINE_SECONDS)
    return Opening((seen_at - sent_at) * 1000, (complete_at - sent_at) * 1000)
