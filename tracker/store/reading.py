"""Turns rows into records."""

import json
import sqlite3
from datetime import date, datetime, timedelta, timezone
from typing import Any

from tracker.core.record import HurtRecord, SessionRecord, StepRecord
from tracker.core.safety import Answered
from tracker.core.text import beginning

Row = sqlite3.Row


def read_instant(utc: str, offset: int) -> datetime:
    """Return the instant of two such columns, in the offset of the place it was written at."""
    return datetime.fromisoformat(utc).astimezone(timezone(timedelta(minutes=offset)))


def read_text(text: str | None) -> Any:
    """Return a stored text or None; of one that is longer than any of unkink's its beginning.

    A file that others wrote into may hold megabytes, and no screen may stand still for them.
    """
    return None if text is None else beginning(text)


def read_session(row: Row) -> SessionRecord:
    """Return the record of one row of the view session_summary."""
    ended = row["ended_at"]
    return SessionRecord(
        id=row["id"],
        routine=read_text(row["routine"]),
        routine_name=read_text(row["routine_name"]),
        started_at=read_instant(row["started_at"], row["started_offset"]),
        day=date.fromisoformat(row["day"]),
        ended_at=None if ended is None else read_instant(ended, row["ended_offset"]),
        outcome=row["outcome"],
        reason=read_text(row["reason"]),
        pain_before=row["pain_before"],
        pain_after=row["pain_after"],
        planned_seconds=row["planned_seconds"],
        held_seconds=row["held_seconds"],
        note=read_text(row["note"]),
        source=row["source"],
        deleted=row["deleted_at"] is not None,
    )


def read_step(row: Row) -> StepRecord:
    """Return the record of one row of the table step."""
    return StepRecord(
        step_index=row["step_index"],
        kind=row["kind"],
        stretch=read_text(row["stretch"]),
        variation=read_text(row["variation"]),
        side=row["side"],
        rep=row["rep"],
        half=read_text(row["half"]),
        planned_seconds=row["planned_seconds"],
        held_seconds=row["held_seconds"],
        outcome=row["outcome"],
        next_index=row["next_index"],
        ended_at=read_instant(row["ended_at"], row["ended_offset"]),
    )


def read_answer(row: Row) -> Answered:
    """Return the answer of one row of the table questionnaire. Raises ValueError."""
    return Answered(
        kind=row["kind"],
        words_version=row["words_version"],
        answers=dict(json.loads(row["answers"])),
        day=date.fromisoformat(row["day"]),
        at=read_instant(row["answered_at"], row["answered_offset"]),
        id=row["id"],
    )


def read_hurt(row: Row) -> HurtRecord:
    """Return the record of one row of the table hurt."""
    return HurtRecord(
        step_index=row["step_index"],
        stretch=read_text(row["stretch"]),
        variation=read_text(row["variation"]),
        side=row["side"],
        pain=row["pain"],
        feeling=row["feeling"],
        way=row["way"],
        reason=read_text(row["reason"]),
        at=read_instant(row["hurt_at"], row["hurt_offset"]),
        rested=bool(row["rested"]),
    )
