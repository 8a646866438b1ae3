"""Writes and reads the history; every write is one immediate transaction, safe when it returns."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tracker.core.errors import StoreError
from tracker.core.record import AskedFor, SessionOutcome, SessionRecord, StepRecord, Unfinished
from tracker.store.rows import (
    NewRating,
    NewSession,
    PastSession,
    instant,
    new_id,
    rating_row,
    read_session,
    read_step,
    session_row,
    step_row,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

EDITABLE = ("pain_before", "pain_after", "note")


class Store:
    """One open history. Every method raises StoreError when the file cannot be read or written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def db(self) -> "Database":
        """Return the same connection with sqlite-utils round it, imported at the first need."""
        from sqlite_utils import Database  # costs 45 ms, which the first paint need not pay

        return Database(self._connection, execute_plugins=False)

    def close(self) -> None:
        """Close the file; the store is of no use afterwards."""
        self._connection.close()

    # What a session writes

    def begin(self, new: NewSession) -> None:
        """Write a session that starts now, its routine as it is run, and the rating before it."""
        with self._write() as db:
            _insert_session(db, new)

    def end_step(self, session: str, step: StepRecord) -> None:
        """Write one ended attempt at one step of a session."""
        with self._write() as db:
            nth = 1 + db.table("step").count_where("session = ?", [session])
            db.table("step").insert(step_row(session, nth, step))

    def finish(
        self,
        session: str,
        outcome: SessionOutcome,
        ended_at: datetime,
        pain_after: int | None = None,
        reason: str | None = None,
    ) -> None:
        """Write how a session ended, with the rating after it where one was given."""
        with self._write() as db:
            ended = {**instant("ended", ended_at), "outcome": outcome, "reason": reason}
            db.table("session").update(session, ended)
            if pain_after is not None:
                after = NewRating("after", pain_after, ended_at, session)
                db.table("rating").insert(rating_row(after))

    def rate(self, new: NewRating) -> None:
        """Write one rating on its own."""
        with self._write() as db:
            db.table("rating").insert(rating_row(new))

    def add(self, history: Iterable[PastSession], ratings: Iterable[NewRating] = ()) -> None:
        """Write sessions that are already over, and ratings on their own: all of them or none."""
        with self._write() as db:
            for past in history:
                _insert_past(db, past)
            db.table("rating").insert_all([rating_row(rating) for rating in ratings])

    # Later changes, each remembered

    def delete(self, session: str, at: datetime) -> None:
        """Mark a session as deleted: it counts nowhere, and `undelete` brings it back."""
        self._mark(session, instant("deleted", at)["deleted_at"], at)

    def undelete(self, session: str, at: datetime) -> None:
        """Take the mark of a deleted session away."""
        self._mark(session, None, at)

    def edit(self, session: str, field: str, value: int | str | None, at: datetime) -> None:
        """Change "pain_before", "pain_after" (0–10 or None) or "note", and remember the old."""
        if field not in EDITABLE:
            raise ValueError(f"{field} cannot be edited")
        with self._write() as db:
            old = next(
                db.query(f"SELECT {field} AS old FROM session_summary WHERE id = ?", [session])
            )
            if old["old"] == value:
                return
            _remember(db, "session", session, field, old["old"], value, at)
            if field == "note":
                db.table("session").update(session, {"note": value or ""})
            else:
                _replace_rating(db, session, field, value, at)

    # What is asked of it

    def sessions(
        self,
        since: date | None = None,
        until: date | None = None,
        *,
        unfinished: bool = True,
        deleted: bool = False,
    ) -> list[SessionRecord]:
        """Return the sessions of the days from `since` to `until`, both included, newest first."""
        where, values = ["1"], list[Any]()
        if not deleted:
            where.append("deleted_at IS NULL")
        if not unfinished:
            where.append("outcome IS NOT NULL")
        for day, comparison in ((since, ">="), (until, "<=")):
            if day is not None:
                where.append(f"day {comparison} ?")
                values.append(day.isoformat())
        sql = f"SELECT * FROM session_summary WHERE {' AND '.join(where)} ORDER BY started_at DESC"
        return [read_session(row) for row in self._read(sql, values)]

    def steps(self, session: str) -> list[StepRecord]:
        """Return every ended step of a session, in the order in which they ended."""
        rows = self._read("SELECT * FROM step WHERE session = ? ORDER BY nth", [session])
        return [read_step(row) for row in rows]

    def session(self, session: str) -> SessionRecord:
        """Return one session; raises StoreError when there is none with this id."""
        rows = self._read("SELECT * FROM session_summary WHERE id = ?", [session])
        if not rows:
            raise StoreError(f"There is no session {session}.")
        return read_session(rows[0])

    def last_sign(self, session: str) -> datetime:
        """Return when the last step of a session ended; its start, where none did."""
        steps = self.steps(session)
        return steps[-1].ended_at if steps else self.session(session).started_at

    def last_session(self, routine: str) -> SessionRecord | None:
        """Return the latest ended session of a routine."""
        sql = (
            "SELECT * FROM session_summary WHERE routine = ? AND outcome IS NOT NULL "
            "AND deleted_at IS NULL ORDER BY started_at DESC LIMIT 1"
        )
        rows = self._read(sql, [routine])
        return read_session(rows[0]) if rows else None

    def outcomes(self, since: date) -> list[tuple[date, SessionOutcome]]:
        """Return day and outcome of every ended session from a day on, oldest first."""
        sql = (
            "SELECT day, outcome FROM session WHERE day >= ? AND outcome IS NOT NULL "
            "AND deleted_at IS NULL ORDER BY started_at"
        )
        rows = self._read(sql, [since.isoformat()])
        return [(date.fromisoformat(row["day"]), row["outcome"]) for row in rows]

    def ratings(
        self, asked_for: AskedFor, since: date | None = None
    ) -> list[tuple[date, int, str]]:
        """Return day, pain and row id of every rating of one kind from a day on, oldest first."""
        sql = (
            "SELECT rating.day, pain, rating.id FROM rating "
            "LEFT JOIN session ON session.id = rating.session "
            "WHERE asked_for = ? AND rating.day >= ? AND rating.deleted_at IS NULL "
            "AND session.deleted_at IS NULL ORDER BY rated_at"
        )
        rows = self._read(sql, [asked_for, (since or date.min).isoformat()])
        return [(date.fromisoformat(row["day"]), row["pain"], row["id"]) for row in rows]

    def unfinished(self) -> Unfinished | None:
        """Return the latest session that never ended, with the step at which to go on."""
        rows = self._read(
            "SELECT summary.*, document, coalesce((SELECT next_index FROM step "
            "WHERE session = summary.id ORDER BY nth DESC LIMIT 1), 0) AS next_index "
            "FROM session_summary AS summary JOIN session USING (id) "
            "JOIN routine_version ON hash = routine_version "
            "WHERE session.outcome IS NULL AND session.deleted_at IS NULL "
            "ORDER BY session.started_at DESC LIMIT 1",
            [],
        )
        if not rows:
            return None
        return Unfinished(read_session(rows[0]), rows[0]["document"], rows[0]["next_index"])

    def is_sample(self) -> bool:
        """Return whether the history holds sample data."""
        sql = "SELECT EXISTS (SELECT 1 FROM session WHERE source = 'sample') AS found"
        return bool(self._read(sql, [])[0]["found"])

    def _read(self, sql: str, values: list[Any]) -> list[dict[str, Any]]:
        try:
            cursor = self._connection.cursor()
            cursor.row_factory = sqlite3.Row
            return [dict(row) for row in cursor.execute(sql, values)]
        except sqlite3.Error as error:
            raise StoreError(f"The history cannot be read: {error}.") from error

    @contextmanager
    def _write(self) -> Iterator["Database"]:
        """Hold the write lock from the first statement on, so that a read within cannot fail."""
        db = self.db
        try:
            db.execute("BEGIN IMMEDIATE")
            yield db
            self._connection.commit()
        except BaseException as error:
            self._connection.rollback()
            if isinstance(error, sqlite3.Error):
                raise StoreError(f"Not saved: {error}.") from error
            raise

    def _mark(self, session: str, deleted_at: str | None, at: datetime) -> None:
        with self._write() as db:
            old = db.table("session").get(session)["deleted_at"]
            _remember(db, "session", session, "deleted_at", old, deleted_at, at)
            db.table("session").update(session, {"deleted_at": deleted_at})


def _insert_session(db: "Database", new: NewSession) -> None:
    version = None
    if new.document is not None:
        version = hashlib.sha256(new.document.encode()).hexdigest()
        known = {"hash": version, "routine": new.routine, "name": new.routine_name}
        db.table("routine_version").insert({**known, "document": new.document}, ignore=True)
    db.table("session").insert(session_row(new, version))
    if new.pain_before is not None:
        before = NewRating("before", new.pain_before, new.started_at, new.id, new.source)
        db.table("rating").insert(rating_row(before))


def _insert_past(db: "Database", past: PastSession) -> None:
    new = past.session
    _insert_session(db, new)
    ended = {} if past.ended_at is None else instant("ended", past.ended_at)
    db.table("session").update(new.id, {"outcome": past.outcome, **ended})
    if past.pain_after is not None:
        rated_at = past.ended_at or new.started_at
        after = NewRating("after", past.pain_after, rated_at, new.id, new.source)
        db.table("rating").insert(rating_row(after))
    rows = [step_row(new.id, nth, step) for nth, step in enumerate(past.steps, start=1)]
    db.table("step").insert_all(rows)


def _replace_rating(
    db: "Database", session: str, field: str, pain: int | str | None, at: datetime
) -> None:
    asked_for = field.removeprefix("pain_")
    table = db.table("rating")
    rows = list(table.rows_where("session = ? AND asked_for = ?", [session, asked_for]))
    if rows:
        mark = instant("deleted", at)["deleted_at"] if pain is None else None
        table.update(rows[0]["id"], {"deleted_at": mark} | ({} if pain is None else {"pain": pain}))
    elif pain is not None:
        started = db.table("session").get(session)
        row = {"id": new_id(), "session": session, "asked_for": asked_for, "pain": pain}
        when = {"rated_at": started["started_at"], "rated_offset": started["started_offset"]}
        same = {"day": started["day"], "source": started["source"]}
        table.insert(row | when | same)


def _remember(
    db: "Database", table: str, row: str, field: str, old: object, new: object, at: datetime
) -> None:
    texts = {"old": None if old is None else str(old), "new": None if new is None else str(new)}
    change = {"id": new_id(), "table_name": table, "row": row, "field": field}
    db.table("change").insert(change | texts | instant("changed", at))
