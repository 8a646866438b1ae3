"""T34: texts far longer than unkink writes, stored by others: no screen stands still for them."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Final

from tests.faults.promise import Figure, Size
from tests.ui.passage import WIDE, lived, spoil
from tests.ui.stage import Stage

MOST_MORE: Final = 0.1
"""Seconds of the processor that a screen may take more than with a short text."""
SESSIONS: Final = 30
SHORT: Final = "Z9"
HUGE: Final = {
    "1 MB in one line": "Z9" + "x" * 1_000_000,
    "100,000 lines": "Z9\n" * 100_000,
    "1 MB of wide signs": "Z9" + "日" * 333_000,
}
STEPS: Final = {
    "the history": ["h"],
    "a row further": ["down"],
    "its summary": ["home", "enter"],
    "its form": ["escape", "e"],
    "the filter": ["escape", "slash", "Z"],
    "the trends": ["escape", "escape", "t"],
    "each routine": ["4"],
    "its rows": ["w"],
}
"""The keys that open each of the screens that show stored texts, one after the other."""


def measure(size: Size, folder: Path) -> list[Figure]:
    """Measure T34: the least time of two visits each, to keep chance out of it."""
    names = list(HUGE)[: 1 if size == "quick" else None]
    usual = _least(SHORT, folder / "short")
    figures = []
    for nth, name in enumerate(names):
        taken = _least(HUGE[name], folder / f"huge-{nth}")
        more = {step: taken[step] - usual[step] for step in taken}
        slowest = max(more, key=lambda step: more[step])
        measured = f"at most {more[slowest] * 1000:.0f} ms, {slowest}"
        promised = f"no screen takes {MOST_MORE * 1000:.0f} ms more"
        figures.append(
            Figure(f"a stored name of {name}", promised, measured, more[slowest] <= MOST_MORE)
        )
    return figures


def _least(text: str, folder: Path) -> dict[str, float]:
    visits = [asyncio.run(_visit(text, folder / str(nth))) for nth in range(2)]
    return {step: min(visit[step] for visit in visits) for step in visits[0]}


async def _visit(text: str, folder: Path) -> dict[str, float]:
    """Return the seconds of the processor that it took to open each of the screens."""
    folder.mkdir(parents=True)
    stage = Stage(folder)
    stage.add_sessions(SESSIONS)
    spoil(stage, lived(stage, 1), text)
    taken = {}
    began = time.process_time()
    async with stage.open(size=WIDE) as visit:
        taken["Today"] = time.process_time() - began
        for step, keys in STEPS.items():
            began = time.process_time()
            await visit.press(*keys)
            taken[step] = time.process_time() - began
    stage.close()
    return taken
