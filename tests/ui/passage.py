"""Leads one hostile text through every screen, and says where it acted."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from rich.cells import cell_len

from tests.ui.hostile import FORBIDDEN, MARK, library
from tests.ui.stage import NOW, Stage, Visit
from tracker.core.errors import TrackerError
from tracker.core.record import DAY_STARTS_AT, HurtRecord
from tracker.library import Library
from tracker.store.rows import NewAnswer, NewRating, NewSession, new_id
from tracker.ui.screens.room import attempt

WIDE = (110, 40)
BEDTIME = "bedtime"


@dataclass(slots=True)
class Passage:
    """One text on its way: where it was seen, and what went wrong there."""

    text: str
    seen: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    deaths: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def look(self, visit: Visit, sink: str) -> None:
        """Look at the screen: is it there, is every line clean, does it fit."""
        if not visit.app.is_running:
            self.deaths.append(sink)
            return
        shown = visit.text
        too_long = any(cell_len(line) > visit.app.size.width for line in visit.lines)
        if too_long or FORBIDDEN.search(shown.replace("\n", "")):
            self.leaks.append(sink)
        if MARK.lower() in shown.lower():
            self.seen.append(sink)

    async def click(self, visit: Visit, sink: str) -> None:
        """Click on the text, which may choose a row and nothing else."""
        if MARK in visit.text:
            await visit.click_text(MARK)
            if not visit.app.is_running:
                self.deaths.append(f"click in {sink}")


def spoil(stage: Stage, session: str, text: str) -> None:
    """Write the text over every word of a session that is foreign, past all checks."""
    with closing(sqlite3.connect(stage.database)) as connection, connection:
        connection.execute(
            "UPDATE session SET routine_name = ?, note = ?, reason = ? WHERE id = ?",
            [text, text[:400].replace("\x00", ""), text, session],
        )
        connection.execute(
            "UPDATE step SET stretch = ?, variation = ?, half = ? WHERE session = ?",
            [text, text, text, session],
        )
        connection.execute(
            "UPDATE hurt SET stretch = ?, variation = ?, reason = ? WHERE session = ?",
            [text, text, text, session],
        )


def spoiled(text: str) -> Library:
    """Return a library in which the gentle routine too, and its stretch, are called by the text."""
    evil = library({"it": text})
    gentle = evil.routines["evil-0"]._replace(id=BEDTIME)
    routines, seconds = {**evil.routines, BEDTIME: gentle}, {**evil.seconds, BEDTIME: 60.0}
    return evil._replace(routines=routines, seconds=seconds)


async def through_today(stage: Stage, one: Passage) -> None:
    """Today, its cards, the page of a routine, a whole session with a pain, and its summary."""
    async with stage.open(library=spoiled(one.text), size=WIDE) as visit:
        one.look(visit, "Today's list and card")
        await one.click(visit, "Today")
        while visit.where != "Today":
            await visit.press("escape")
        await visit.press("end")
        one.look(visit, "the card of a bad file")
        await visit.press("home", "d")
        one.look(visit, "Details")
        await one.click(visit, "Details")
        await visit.press("enter")
        one.look(visit, "CheckIn")
        await visit.press("5", "enter")
        one.look(visit, "Practice, setting up")
        await one.click(visit, "Practice")
        await visit.press("n", "n")
        one.look(visit, "Practice, holding")
        await visit.press("x")
        one.look(visit, "Hurt")
        await visit.press("7", "enter")
        one.look(visit, "what follows from a pain")
        while visit.where != "Today":
            await visit.press(*(["3", "enter"] if visit.where == "CheckIn" else ["enter"]))
            one.look(visit, f"{visit.where} at the end")


async def through_history(stage: Stage, one: Passage) -> None:
    """The history, one of its sessions, its form, the filter, and the notices of deleting."""
    async with stage.open("h", size=WIDE) as visit:
        one.look(visit, "History")
        await one.click(visit, "History")
        while visit.where != "History":
            await visit.press("escape")
        await visit.press("home", "enter")
        one.look(visit, "Summary of a stored session")
        await visit.press("escape", "e")
        one.look(visit, "Entry")
        await visit.press("enter")
        one.look(visit, "Entry, saved or refused")
        if visit.where == "Entry":
            await visit.press("escape")
        await visit.press("d", "u", "slash", "Z", "9")
        one.look(visit, "Filter")


async def through_resume(stage: Stage, one: Passage) -> None:
    """The dialog about a session that was cut off."""
    text = one.text.replace("\x00", "")
    stage.store.begin(NewSession(new_id(), text[:80], text, text, NOW, 60.0, 4))
    async with stage.open(size=WIDE) as visit:
        one.look(visit, "Resume")
        await one.click(visit, "Resume")
        while visit.where == "Resume":
            await visit.press("escape")


async def through_trends(stage: Stage, one: Passage) -> None:
    """The five charts, and the rows behind each."""
    async with stage.open("t", size=WIDE) as visit:
        for key in "12345":
            await visit.press(key)
            one.look(visit, f"chart {key}")
            await visit.press("w")
            one.look(visit, f"why of chart {key}")
            await visit.press("escape")


async def through_settings(stage: Stage, one: Passage) -> None:
    """The faults of the settings file, as a toast and under the list."""
    quoted = "".join(f"\\U{ord(sign):08x}" for sign in one.text[:40])
    stage.settings.write_text(f'theme = "{quoted}"\n"{quoted}" = 1\n', "utf-8")
    async with stage.open(size=WIDE) as visit:
        one.look(visit, "the toast about the settings")
        await visit.press("comma")
        one.look(visit, "Settings")
        await one.click(visit, "Settings")
    stage.settings.unlink()


async def through_messages(stage: Stage, one: Passage) -> None:
    """What is said when something cannot be done, and the dialogs that name a stretch."""
    async with stage.open(library=spoiled(one.text), size=WIDE) as visit:

        def fail() -> None:
            raise TrackerError(f"Not saved: {one.text}")

        attempt(visit.app, fail)
        await visit.pilot.pause()
        one.look(visit, "a toast")
        await one.click(visit, "a toast")
        while visit.where != "Today":
            await visit.press("escape")
        await visit.press("home", "enter", "7", "enter")
        one.look(visit, "the gentle routine is offered")


async def through_offer(stage: Stage, one: Passage) -> None:
    """The offer to leave out a stretch that hurt two days running."""
    _sore_yesterday(stage)
    evil = library({"it": one.text})
    stretches = {**evil.stretches, "knee-to-chest": evil.stretches["evil-0-s"]}
    known = evil._replace(stretches=stretches)
    async with stage.open("a", "6", "enter", library=known, size=WIDE) as visit:
        one.look(visit, "the offer to leave out a stretch")


def _sore_yesterday(stage: Stage) -> None:
    older, newer = stage.add_session(days_ago=2.2), stage.add_session(days_ago=1)
    at = NOW - timedelta(days=1)
    hurt = HurtRecord(2, "knee-to-chest", None, "left", 5, "sore", "end stretch", "pain rose", at)
    for session in (older, newer):
        stage.store.hurt(session, hurt, DAY_STARTS_AT)
    said = {"session": older, "pain": 6, "usual": 4.0}
    stage.store.add(
        answers=[
            NewAnswer("next day", said, NOW - timedelta(days=1)),
            NewAnswer("half dose", {"on": True}, NOW - timedelta(days=1)),
        ],
        ratings=[NewRating("now", 4, NOW - timedelta(days=nth)) for nth in range(3, 9)],
    )


WAYS: tuple[Callable[[Stage, Passage], Awaitable[None]], ...] = (
    *(through_today, through_trends, through_history, through_resume, through_settings),
    *(through_messages, through_offer),
)
"""All the screens, each way on a history of its own."""


async def through_all(text: str, folder: Path) -> Passage:
    """Lead a text through all the screens; what is raised on the way is a death."""
    one = Passage(text)
    for way in WAYS:
        stage = Stage(folder / way.__name__)
        stage.database.parent.mkdir(parents=True)
        try:
            if way in (through_history, through_trends):
                for days_ago in range(1, 4):
                    spoil(stage, lived(stage, days_ago), text)
            before = _stored(stage, text)
            await way(stage, one)
            if _stored(stage, text)[: len(before)] != before:
                one.changed.append(way.__name__)
        except Exception as error:
            one.deaths.append(f"{way.__name__}: {type(error).__name__}: {error}")
        finally:
            stage.close()
    return one


def _stored(stage: Stage, text: str) -> list[tuple[object, ...]]:
    """Return what the file holds of this text, oldest first."""
    sql = "SELECT routine_name, note, reason FROM session WHERE routine_name = ? ORDER BY rowid"
    assert stage.store  # the file has to be there
    with closing(sqlite3.connect(stage.database)) as connection:
        return connection.execute(sql, [text]).fetchall()


def lived(stage: Stage, days_ago: int) -> str:
    """Write a session with a pain in it, and return its id."""
    session = stage.add_session("evil-0", days_ago=days_ago)
    at = NOW - timedelta(days=days_ago)
    hurt = HurtRecord(0, "evil-0-s", None, "left", 5, "sore", "end stretch", "pain rose", at)
    stage.store.hurt(session, hurt, DAY_STARTS_AT)
    return session
