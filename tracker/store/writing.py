"""The writes, each made of sealed rows for sqlite-utils; whoever calls holds the transaction."""

import hashlib
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

from tracker.core.broken import Broken
from tracker.core.record import AskedFor, HurtRecord, SessionOutcome, StepRecord
from tracker.core.targets import Mark
from tracker.store import seals
from tracker.store.rows import (
    NewAnswer,
    NewRating,
    NewSession,
    PastSession,
    answer_row,
    asking_again,
    hurt_row,
    instant,
    new_id,
    rating_row,
    session_row,
    step_row,
)

__all__ = ["NotFoundError", "Writer"]


class Writer:
    """Writes into an open transaction of `db`; every row gets its seal in the same one."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._connection = db.conn

    def session(self, new: NewSession) -> None:
        """Write a session that starts, its routine as it is run, and the rating before it."""
        version = None
        if new.document is not None:
            version = hashlib.sha256(new.document.encode()).hexdigest()
            known = {"hash": version, "routine": new.routine, "name": new.routine_name}
            self._insert_new("routine_version", {**known, "document": new.document})
        self._insert("session", session_row(new, version))
        if new.pain_before is not None:
            self.rating(_of_session(new, "before", new.pain_before, new.started_at))

    def has(self, table: str, id_: str) -> bool:
        """Return whether a row is there: what failed may have been written all the same."""
        return self._db.table(table).count_where("id = ?", [id_]) > 0

    def step(self, session: str, step: StepRecord, id_: str = "") -> None:
        """Write one ended attempt at one step."""
        nth = 1 + self._db.table("step").count_where("session = ?", [session])
        self._insert("step", step_row(id_ or new_id(), session, nth, step))

    def end(
        self, session: str, outcome: SessionOutcome, ended_at: datetime | None, reason: str | None
    ) -> None:
        """Write how a session ended."""
        ended = {} if ended_at is None else instant("ended", ended_at)
        self._update("session", session, {"outcome": outcome, "reason": reason, **ended})

    def rating(self, new: NewRating) -> None:
        """Write one rating; one of a deleted session counts nowhere either."""
        row = rating_row(new)
        if new.session is not None:
            is_deleted = self._db.table("session").get(new.session)["deleted_at"] is not None
            row["session_deleted"] = int(is_deleted)
        self._insert("rating", row)

    def past(self, past: PastSession) -> None:
        """Write a session that is over, whole."""
        new = past.session
        self.session(new)
        self.end(new.id, past.outcome, past.ended_at, None)
        if past.pain_after is not None:
            rated_at = past.ended_at or new.started_at
            self.rating(_of_session(new, "after", past.pain_after, rated_at))
        steps = enumerate(past.steps, start=1)
        rows = [step_row(new_id(), new.id, nth, step) for nth, step in steps]
        self._db.table("step").insert_all(rows)
        for row in rows:
            self._seal("step", row["id"])

    def hurt(self, session: str, hurt: HurtRecord, day_begins: int, id_: str = "") -> None:
        """Write one "this hurts"."""
        self._insert("hurt", hurt_row(id_ or new_id(), session, hurt, day_begins))

    def answer(self, new: NewAnswer) -> None:
        """Write one answer about safety."""
        self._insert("questionnaire", answer_row(new))

    def mark(self, day: date, mark: Mark | None, at: datetime) -> None:
        """Mark a day, or take its mark away; remember the old one."""
        table = self._db.table("day")
        rows = list(table.rows_where("day = ?", [day.isoformat()]))
        old = rows[0]["mark"] if rows else None
        if old == mark:
            return
        self._remember("day", day.isoformat(), "mark", old, mark, at)
        if mark is None:
            table.delete(day.isoformat())
            seals.take_away(self._connection, "day", day.isoformat())
        else:
            row = {"day": day.isoformat(), "mark": mark, **instant("marked", at)}
            table.insert(row, replace=True)
            self._seal("day", day.isoformat())

    def mark_deleted(self, session: str, deleted: bool, at: datetime) -> None:
        """Mark a session as deleted, its ratings with it, or take the mark away; remember it."""
        old = self._db.table("session").get(session)["deleted_at"]
        new = instant("deleted", at)["deleted_at"] if deleted else None
        if deleted == (old is not None):
            return
        self._remember("session", session, "deleted_at", old, new, at)
        self._update("session", session, {"deleted_at": new})
        for rating in list(self._db.table("rating").rows_where("session = ?", [session])):
            self._update("rating", rating["id"], {"session_deleted": int(deleted)})

    def note(self, session: str, note: str, at: datetime) -> None:
        """Change the note of a session, and remember the old one."""
        old = self._db.table("session").get(session)["note"]
        if old != note:
            self._remember("session", session, "note", old, note, at)
            for answer in asking_again(note, at):
                self.answer(answer)
            self._update("session", session, {"note": note})

    def pain(self, session: str, asked_for: str, pain: int | None, at: datetime) -> None:
        """Change or take away a rating of a session, and remember the old one."""
        table = self._db.table("rating")
        rows = list(table.rows_where("session = ? AND asked_for = ?", [session, asked_for]))
        old = rows[0]["pain"] if rows and rows[0]["deleted_at"] is None else None
        if old == pain:
            return
        self._remember("session", session, f"pain_{asked_for}", old, pain, at)
        if not rows:
            self._insert("rating", self._late_rating(session, asked_for, pain))
        elif pain is None:
            deleted_at = instant("deleted", at)["deleted_at"]
            self._update("rating", rows[0]["id"], {"deleted_at": deleted_at})
        else:
            self._update("rating", rows[0]["id"], {"deleted_at": None, "pain": pain})

    def accept(self, broken: Broken) -> bool:
        """Seal anew a row that another program wrote, unless it is no longer as it was found."""
        return seals.accept(self._connection, broken)

    def _late_rating(self, session: str, asked_for: str, pain: int | None) -> dict[str, Any]:
        """Return the row of a rating that was given afterwards: it belongs to its session's day."""
        started = self._db.table("session").get(session)
        return {
            "id": new_id(),
            "session": session,
            "asked_for": asked_for,
            "pain": pain,
            "day": started["day"],
            "rated_at": started["started_at"],
            "rated_offset": started["started_offset"],
            "source": started["source"],
            "session_deleted": int(started["deleted_at"] is not None),
        }

    def _remember(
        self, table: str, row: str, field: str, old: object, new: object, at: datetime
    ) -> None:
        change = {
            "id": new_id(),
            "table_name": table,
            "row": row,
            "field": field,
            "old": None if old is None else str(old),
            "new": None if new is None else str(new),
        }
        self._insert("change", change | instant("changed", at))

    def _insert(self, table: str, row: dict[str, Any]) -> None:
        self._db.table(table).insert(row)
        self._seal(table, row[seals.SEALED[table]])

    def _insert_new(self, table: str, row: dict[str, Any]) -> None:
        """Write a row that may be there already: then it stays as it is, with the seal it has."""
        key = seals.SEALED[table]
        if not self._db.table(table).count_where(f"{key} = ?", [row[key]]):
            self._insert(table, row)

    def _update(self, table: str, key: str, changes: dict[str, Any]) -> None:
        """Change a row, and seal it anew unless it was damaged: a new seal would hide that."""
        was_whole = seals.is_whole(self._connection, table, key)
        self._db.table(table).update(key, changes)
        if was_whole:
            self._seal(table, key)

    def _seal(self, table: str, key: str) -> None:
        seals.put(self._connection, table, key)


def _of_session(new: NewSession, asked_for: AskedFor, pain: int, at: datetime) -> NewRating:
    return NewRating(asked_for, pain, at, new.id, new.source, new.day_begins)
