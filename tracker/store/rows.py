"""What can be written, and the rows that it becomes."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tracker.core.record import (
    DAY_STARTS_AT,
    AskedFor,
    HurtRecord,
    SessionOutcome,
    Source,
    StepRecord,
    local_day,
)
from tracker.core.safety import WORDS_VERSION, Kind, tells_of_a_sign


def new_id() -> str:
    """Return a fresh row id."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class NewSession:
    """What is known when a session begins; `document` is the exact routine that is run.

    `day_begins` is the hour that decides which day it is written down under.
    """

    id: str
    routine: str | None
    routine_name: str
    document: str | None
    started_at: datetime
    planned_seconds: float | None
    pain_before: int | None = None
    source: Source = "practice"
    note: str = ""
    day_begins: int = DAY_STARTS_AT


@dataclass(frozen=True, slots=True)
class NewRating:
    """One rating 0–10, with the session it belongs to (None for one on its own)."""

    asked_for: AskedFor
    pain: int
    rated_at: datetime
    session: str | None = None
    source: Source = "practice"
    day_begins: int = DAY_STARTS_AT
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """One answer about safety; `answers` becomes JSON."""

    kind: Kind
    answers: Mapping[str, object]
    at: datetime
    day_begins: int = DAY_STARTS_AT
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class PastSession:
    """A whole session that is already over, to be written in one go."""

    session: NewSession
    outcome: SessionOutcome
    ended_at: datetime | None
    pain_after: int | None
    steps: tuple[StepRecord, ...] = ()


def logged(
    routine: str | None,
    name: str,
    started_at: datetime,
    pain: tuple[int | None, int | None],
    note: str,
    day_begins: int,
) -> PastSession:
    """Return a session that was done elsewhere, with the pain before and after it."""
    before, after = pain
    new = NewSession(
        new_id(),
        routine,
        name,
        None,
        started_at,
        None,
        before,
        source="logged",
        note=note,
        day_begins=day_begins,
    )
    return PastSession(new, "finished", None, after)


def asking_again(note: str, at: datetime, day_begins: int = DAY_STARTS_AT) -> list[NewAnswer]:
    """Return what a note makes one ask again for: the warning signs, or nothing."""
    if not tells_of_a_sign(note):
        return []
    return [NewAnswer("ask again", {"because": "note"}, at, day_begins)]


def utc_text(at: datetime) -> str:
    """Return an aware instant as the file holds it, so that texts sort as instants do."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(column: str, at: datetime) -> dict[str, Any]:
    """Return an aware instant as two columns: UTC text, and the minutes its place is ahead."""
    offset = at.utcoffset()
    if offset is None:
        raise ValueError(f"{column} needs an instant with its offset")
    return {f"{column}_at": utc_text(at), f"{column}_offset": int(offset.total_seconds() // 60)}


def session_row(new: NewSession, version: str | None) -> dict[str, Any]:
    """Return the row of a session that begins."""
    return {
        "id": new.id,
        "routine": new.routine,
        "routine_name": new.routine_name,
        "routine_version": version,
        "day": local_day(new.started_at, new.day_begins).isoformat(),
        **instant("started", new.started_at),
        "planned_seconds": new.planned_seconds,
        "note": new.note,
        "source": new.source,
    }


def rating_row(new: NewRating) -> dict[str, Any]:
    """Return the row of a rating."""
    return {
        "id": new.id,
        "session": new.session,
        "asked_for": new.asked_for,
        "pain": new.pain,
        "day": local_day(new.rated_at, new.day_begins).isoformat(),
        **instant("rated", new.rated_at),
        "source": new.source,
    }


def step_row(id_: str, session: str, nth: int, step: StepRecord) -> dict[str, Any]:
    """Return the row of the `nth` step (from 1) that ended in a session."""
    return {
        "id": id_,
        "session": session,
        "nth": nth,
        "step_index": step.step_index,
        "kind": step.kind,
        "stretch": step.stretch,
        "variation": step.variation,
        "side": step.side,
        "rep": step.rep,
        "half": step.half,
        "planned_seconds": step.planned_seconds,
        "held_seconds": round(step.held_seconds, 3),
        "outcome": step.outcome,
        "next_index": step.next_index,
        **instant("ended", step.ended_at),
    }


def hurt_row(id_: str, session: str, hurt: HurtRecord, day_begins: int) -> dict[str, Any]:
    """Return the row of one "this hurts"."""
    said = hurt._asdict()
    at = said.pop("at")
    day = local_day(at, day_begins).isoformat()
    return {"id": id_, "session": session, **said, "day": day, **instant("hurt", at)}


def answer_row(new: NewAnswer) -> dict[str, Any]:
    """Return the row of one answer, with the version of the words that it answers."""
    return {
        "id": new.id,
        "kind": new.kind,
        "words_version": WORDS_VERSION,
        "answers": json.dumps(new.answers, ensure_ascii=False),
        "day": local_day(new.at, new.day_begins).isoformat(),
        **instant("answered", new.at),
    }
