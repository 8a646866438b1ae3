"""The stage that the screens are tested on: real files and rows, the real app, a clock by hand."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, closing, contextmanager
from datetime import datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from random import Random

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from tracker.core.player import Reading
from tracker.core.record import SessionOutcome, SessionRecord, StepRecord
from tracker.cues import Recording
from tracker.library import Library, load
from tracker.paths import built_in
from tracker.sample import fill
from tracker.settings import Settings, read
from tracker.store import Store, open_store
from tracker.store.rows import NewAnswer, NewSession, PastSession, new_id
from tracker.ui.app import UnkinkApp
from tracker.ui.screens.practice import PracticeScreen
from tracker.ui.widgets.preview import Preview

DESIGN_SIZE = (80, 24)
SMALL_SIZE = (60, 20)
NOW = datetime(2026, 11, 20, 7, 5, tzinfo=timezone(timedelta(hours=1)))
BUILT_IN = load(built_in(), None)
LONGEST_LOOK = 1.9  # seconds between two looks at the clock, short enough not to be a silence

ONE_SECOND = """\
name = "One second"
place = 1
about = "as short as it gets"

[[items]]
stretch = "knee-to-chest"
side = "left"
hold_seconds = 1
reps = 1

[[items]]
stretch = "trunk-rotation"
side = "right"
hold_seconds = 1
reps = 2
"""
KINDS = [
    *("set-up", "ease in", "hold", "ease out"),
    *("set-up", "ease in", "hold", "ease out", "ease in", "hold", "ease out"),
]
"""The steps of the routine above."""
LENGTHS = [10.0, 2.0, 1.0, 3.0, 10.0, 2.0, 1.0, 3.0, 2.0, 1.0, 3.0]
"""How long each of them takes."""


ANSWERS = [
    NewAnswer("disclaimer", {"accepted": True}, NOW),
    NewAnswer("red flags", {"now": False, "soon": False, "routine": False}, NOW),
    NewAnswer("screening", {"flags": []}, NOW),
    NewAnswer("peg", {"skipped": True}, NOW),
]
"""The questions about safety, all of them answered with no, and those of the week passed over."""

Surroundings = Callable[[Settings], AbstractContextManager[Recording]]


class Clock:
    """Both clocks and the date: they stand still until the test says how long something took."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept = 0.0

    def read(self) -> Reading:
        return Reading(1000.0 + self.passed, 50_000.0 + self.passed + self.slept)

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.passed + self.slept)


class Visit:
    """One run of the app, and the person before it."""

    def __init__(self, app: UnkinkApp, pilot: Pilot[int], clock: Clock) -> None:
        self.app = app
        self.pilot = pilot
        self.clock = clock

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    @property
    def where(self) -> str:
        """The name of the screen in front."""
        return type(self.app.screen).__name__.removesuffix("Screen")

    @property
    def lines(self) -> list[str]:
        """What stands on the terminal, line by line."""
        strips = self.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def looks(self) -> set[Style]:
        """The looks that the terminal is asked for."""
        strips = self.screen._compositor.render_strips()
        return {part.style for strip in strips for part in strip if part.style}

    @property
    def keys(self) -> str:
        """The line of keys at the bottom."""
        return self.lines[-1].strip()

    async def press(self, *keys: str) -> None:
        """Press the keys one after the other, and wait until the screen has settled."""
        for key in keys:
            await self.press_at_once(key)

    async def press_at_once(self, *keys: str) -> None:
        """Press keys faster than the app can answer, as a key that is held down does."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.pilot.pause()
        await self.until(lambda: not (self.app._is_leading and self.where == "Today"))

    async def let_pass(self, seconds: float, *, awake: bool = True) -> None:
        """Let time pass, the screen looking at the clock all along; only at the end if asleep."""
        left = seconds
        while left > 0:
            step = min(left, LONGEST_LOOK) if awake else left
            self.clock.passed += step
            left -= step
            await self.look()
        await self.pilot.pause()

    async def look(self) -> None:
        """Have the practice look at the clock, which its own timer does too, sooner or later."""
        stack = self.app.screen_stack
        practice = next((screen for screen in stack if isinstance(screen, PracticeScreen)), None)
        if practice is None:
            return
        looked = asyncio.Event()

        def look() -> None:
            try:
                practice._tick()
            finally:
                looked.set()

        practice.call_later(look)
        await looked.wait()

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for something that the app does by its own timers; fail after three seconds."""
        async with asyncio.timeout(3):
            while not done():
                await self.pilot.pause()

    async def click_text(self, text: str) -> None:
        """Click in the middle of a text that stands on the screen."""
        y = next(nth for nth, line in enumerate(self.lines) if text in line)
        before, _, _ = self.lines[y].partition(text)
        await self.pilot.click(offset=(cell_len(before) + cell_len(text) // 2, y))
        await self.pilot.pause()


class Stage:
    """A home folder with a history and routines of one's own, and the app on top of it."""

    def __init__(self, root: Path) -> None:
        self.database = root / "unkink.db"
        self.own_routines = root / "routines"
        self.settings = root / "settings.toml"
        self.surroundings: Surroundings | None = None
        self.alone: Callable[[], AbstractContextManager[bool]] | None = None
        self.is_answered = True
        self.clock = Clock()

    @cached_property
    def store(self) -> Store:
        store = open_store(self.database)
        if self.is_answered:
            store.add(answers=ANSWERS)
        return store

    @property
    def library(self) -> Library:
        return load(built_in(), self.own_routines) if self.own_routines.exists() else BUILT_IN

    def routine(self, id_: str, text: str = ONE_SECOND) -> Path:
        """Put a routine file into the person's own folder."""
        self.own_routines.mkdir(exist_ok=True)
        file = self.own_routines / f"{id_}.toml"
        file.write_text(text, encoding="utf-8")
        return file

    def add_sample(self) -> None:
        """Fill the history with the twelve weeks of the demo."""
        fill(self.store, BUILT_IN, NOW, Random(7))

    def add_session(
        self,
        routine: str | None = "bedtime",
        name: str = "Bedtime",
        *,
        days_ago: float = 1,
        before: int | None = 5,
        after: int | None = 3,
        outcome: SessionOutcome = "finished",
        note: str = "",
    ) -> str:
        """Write a session that is over, and return its id."""
        began = NOW - timedelta(days=days_ago)
        new = NewSession(new_id(), routine, name, None, began, 60.0, before, note=note)
        self.store.add([PastSession(new, outcome, began + timedelta(minutes=5), after)])
        return new.id

    def add_sessions(self, number: int) -> None:
        """Write so many finished sessions, one a day, called "Nr 0" (yesterday's) and so on."""
        self.store.add(
            PastSession(
                NewSession(new_id(), None, f"Nr {nth}", None, NOW - timedelta(days=nth + 1), 60.0),
                "finished",
                None,
                None,
            )
            for nth in range(number)
        )

    def sessions(self) -> list[SessionRecord]:
        return self.store.sessions()

    def session(self) -> SessionRecord:
        """Return the one session that there is."""
        (session,) = self.sessions()
        return session

    def steps(self) -> list[StepRecord]:
        """Return the steps of the one session that there is."""
        return self.store.steps(self.session().id)

    def walked(self) -> list[tuple[int, str]]:
        """Return which steps ended, and how."""
        return [(step.step_index, step.outcome) for step in self.steps()]

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Ask the file itself, past the store."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql).fetchall()

    @contextmanager
    def locked(self, how: str = "IMMEDIATE") -> Iterator[None]:
        """Let another program hold the file, for writing (IMMEDIATE) or for all (EXCLUSIVE)."""
        assert self.store  # the file has to be there
        with closing(sqlite3.connect(self.database, isolation_level=None)) as other:
            other.execute(f"BEGIN {how}")
            yield
            other.execute("ROLLBACK")

    @asynccontextmanager
    async def open(
        self,
        *keys: str,
        size: tuple[int, int] = DESIGN_SIZE,
        start: str | None = None,
        library: Library | None = None,
    ) -> AsyncIterator[Visit]:
        """Open the app in a terminal of this size, and press these keys."""
        app = UnkinkApp(
            library or self.library,
            self.store,
            clock=self.clock.read,
            now=self.clock.now,
            settings=read(self.settings),
            surroundings=self.surroundings,
            alone=self.alone,
            start=start,
        )
        async with app.run_test(size=size, notifications=True) as pilot:
            visit = Visit(app, pilot, self.clock)
            await visit.until(lambda: bool(app.screen_stack[0].query(Preview)))
            await pilot.pause()
            await visit.press(*keys)
            yield visit

    @asynccontextmanager
    async def practising(self, size: tuple[int, int] = DESIGN_SIZE) -> AsyncIterator[Visit]:
        """Open the app in the first step of the routine of one second, after a rating of 5."""
        self.routine("one-second")
        async with self.open("5", "enter", start="one-second", size=size) as visit:
            assert visit.where == "Practice"
            yield visit

    def close(self) -> None:
        self.store.close()
