"""A home folder of one's own, in which the real program runs in a real terminal."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.bench.process import clean_environment
from tests.bench.screen import has_words
from tests.bench.terminal import Terminal
from tests.ui.stage import ANSWERS
from tracker.store import open_store

ROOT = Path(__file__).parents[2]
UNKINK = str(Path(sys.executable).with_name("unkink"))
ROUTINE = "one-second"
LONG_ROUTINE = "ten-minutes"
TODAY = has_words("Routines", "Quit")
ASKED = has_words("How strong is your back pain right now?")
PRACTISING = has_words("KNEE TO CHEST", "left")


def routine(name: str, hold_seconds: int, reps: int) -> str:
    """Return a routine file: one stretch, one leg, so many holds of so many seconds."""
    return (
        f'name = "{name}"\nplace = 1\n[[items]]\nstretch = "knee-to-chest"\nside = "left"\n'
        f"hold_seconds = {hold_seconds}\nreps = {reps}\n"
    )


@dataclass(frozen=True, slots=True)
class Home:
    """A folder with a history, all questions about safety answered by now, and two routines."""

    folder: Path

    @classmethod
    def prepared(cls, folder: Path) -> Home:
        """Return a home that has never seen a session."""
        home = cls(folder)
        own = folder / "routines"
        own.mkdir(parents=True)
        (own / f"{ROUTINE}.toml").write_text(routine("One second", 1, 3), "utf-8")
        (own / f"{LONG_ROUTINE}.toml").write_text(routine("Ten minutes", 60, 10), "utf-8")
        an_hour_ago = datetime.now().astimezone() - timedelta(hours=1)
        with closing(open_store(home.database)) as store:
            store.add(answers=[replace(answer, at=an_hour_ago) for answer in ANSWERS])
        return home

    @property
    def database(self) -> Path:
        """Return where the history is."""
        return self.folder / "unkink.db"

    def environment(self, **more: str) -> dict[str, str]:
        """Return what a program finds that lives in this home."""
        return clean_environment(self.folder, UNKINK_HOME=str(self.folder), **more)

    def start(self, *arguments: str, **more: str) -> Terminal:
        """Start unkink in a terminal of its own, to be used in a `with`."""
        return Terminal([UNKINK, *arguments], self.environment(**more))

    def practising(self, id_: str = ROUTINE, **more: str) -> Terminal:
        """Start a session, rate the pain before it as 5, and wait for its first step."""
        terminal = self.start("start", id_, **more)
        try:
            begin(terminal)
        except BaseException:
            terminal.close()
            raise
        return terminal

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return what plain SQL finds, by a connection that may repair what a kill left."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql).fetchall()

    def is_sound(self) -> bool:
        """Return whether SQLite finds nothing wrong with the file, its references included."""
        whole = self.rows("PRAGMA integrity_check") == [("ok",)]
        return whole and not self.rows("PRAGMA foreign_key_check")


def begin(terminal: Terminal) -> None:
    """Go from the question for the pain to the first step, with a rating of 5."""
    terminal.wait_for(ASKED)
    terminal.write("5")
    terminal.wait_for(has_words("5 ·"))
    terminal.write("\r")
    terminal.wait_for(PRACTISING)
