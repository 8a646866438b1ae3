"""Writes and reads the history; every write is one immediate transaction, safe when it returns."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from tracker.core.errors import StoreError
from tracker.core.record import (
    AskedFor,
    HurtRecord,
    SessionOutcome,
    SessionRecord,
    StepRecord,
    Unfinished,
)
from tracker.core.safety import Answered
from tracker.store.connecting import Trouble
from tracker.store.reading import read_answer, read_hurt, read_session, read_step

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tracker.core.broken import Broken
    from tracker.core.targets import Mark
    from tracker.store.rescue import Rescue
    from tracker.store.rows import NewAnswer, NewRating, NewSession, PastSession
    from tracker.store.writing import Writer

Record = TypeVar("Record")

MATCHES: Final = "instr(lower(routine_name || ' ' || note), lower(?))"


class Store:
    """One open history. Every method raises StoreError when the file cannot be read or written.

    `wrote` is called after every write that was saved.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.wrote: Callable[[], None] = lambda: None
        self.rescue: Rescue | None = None
        """Where a session goes while this file does not take it, if anywhere."""

    @cached_property
    def db(self) -> "Database":
        """Return the same connection with sqlite-utils round it, imported at the first need."""
        from sqlite_utils import Database  # costs 45 ms, which the first paint need not pay

        return Database(self._connection, execute_plugins=False)

    def close(self) -> None:
        """Close the file; the store is of no use afterwards."""
        self._connection.close()

    def begin(self, new: "NewSession") -> None:
        """Write a session that starts now, its routine as it is run, and the rating before it.

        Here and below: what was given twice is written once, for it may be on the disk although
        writing it failed. The ids tell; without one it is something new.
        """
        with self._write() as write:
            if not write.has("session", new.id):
                write.session(new)

    def end_step(self, session: str, step: StepRecord, id_: str = "") -> None:
        """Write one ended attempt at one step of a session."""
        with self._write() as write:
            if not write.has("step", id_):
                write.step(session, step, id_)

    def finish(
        self,
        session: str,
        outcome: SessionOutcome,
        ended_at: datetime,
        after: "NewRating | None" = None,
        reason: str | None = None,
    ) -> None:
        """Write how a session ended, with the rating after it where one was given."""
        with self._write() as write:
            write.end(session, outcome, ended_at, reason)
            if after is not None and not write.has("rating", after.id):
                write.rating(after)

    def add(
        self,
        history: "Iterable[PastSession]" = (),
        ratings: "Iterable[NewRating]" = (),
        answers: "Iterable[NewAnswer]" = (),
    ) -> None:
        """Write sessions that are over, ratings on their own, answers about safety: all or none."""
        with self._write() as write:
            for past in history:
                write.past(past)
            for rating in ratings:
                write.rating(rating)
            for answer in answers:
                if not write.has("questionnaire", answer.id):
                    write.answer(answer)

    def hurt(self, session: str, hurt: HurtRecord, day_begins: int, id_: str = "") -> None:
        """Write that something hurt in a session, and what followed from it."""
        with self._write() as write:
            if not write.has("hurt", id_):
                write.hurt(session, hurt, day_begins, id_)

    def mark_day(self, day: date, mark: "Mark | None", at: datetime) -> None:
        """Mark a day as ill, away or rest; None takes the mark away."""
        with self._write() as write:
            write.mark(day, mark, at)

    def delete(self, session: str, at: datetime) -> None:
        """Mark a session as deleted: it counts nowhere, and `undelete` brings it back."""
        with self._write() as write:
            write.mark_deleted(session, True, at)

    def undelete(self, session: str, at: datetime) -> None:
        """Take the mark of a deleted session away."""
        with self._write() as write:
            write.mark_deleted(session, False, at)

    def edit(
        self, session: str, before: int | None, after: int | None, note: str, at: datetime
    ) -> None:
        """Change both ratings (0–10, None takes one away) and the note; remember what was there."""
        with self._write() as write:
            write.pain(session, "before", before, at)
            write.pain(session, "after", after, at)
            write.note(session, note, at)

    def accept(self, broken: "Iterable[Broken]") -> int:
        """Seal anew what another program wrote; return how many were still as they were found."""
        with self._write() as write:
            return sum(write.accept(one) for one in broken)

    def sessions(
        self,
        since: date | None = None,
        until: date | None = None,
        *,
        matching: str = "",
        limit: int = -1,
        offset: int = 0,
    ) -> list[SessionRecord]:
        """Return the sessions of the days from `since` to `until`, both included, newest first.

        `matching` is a part of the routine's name or of the note, in any case (A–Z).
        `limit` is how many at the most (-1: all), `offset` how many of the newest are passed over.
        """
        days = [(since or date.min).isoformat(), (until or date.max).isoformat()]
        sql = (
            "SELECT * FROM session_summary WHERE day BETWEEN ? AND ? AND deleted_at IS NULL "
            f"AND {MATCHES} ORDER BY day DESC, started_at DESC LIMIT ? OFFSET ?"
        )
        return self.records(read_session, sql, [*days, matching, limit, offset])

    def count_sessions(self, matching: str = "") -> int:
        """Return how many sessions there are, unfinished ones included, that match this part."""
        sql = f"SELECT count(*) AS number FROM session WHERE deleted_at IS NULL AND {MATCHES}"
        return int(self._read(sql, [matching])[0]["number"])

    def steps(self, session: str) -> list[StepRecord]:
        """Return every ended step of a session, in the order in which they ended."""
        sql = "SELECT * FROM step WHERE session = ? ORDER BY nth"
        return self.records(read_step, sql, [session])

    def session(self, session: str) -> SessionRecord:
        """Return one session; raises StoreError when there is none with this id."""
        found = self.records(read_session, "SELECT * FROM session_summary WHERE id = ?", [session])
        if not found:
            raise StoreError(f"There is no session {session}.")
        return found[0]

    def last_session(self, routine: str) -> SessionRecord | None:
        """Return the latest ended session of a routine."""
        sql = (
            "SELECT * FROM session_summary WHERE routine = ? AND outcome IS NOT NULL "
            "AND deleted_at IS NULL ORDER BY started_at DESC LIMIT 1"
        )
        found = self.records(read_session, sql, [routine])
        return found[0] if found else None

    def week_marks(self, since: date) -> list[tuple[date, bool]]:
        """Return, for every ended session from a day on, its day and whether it was done in full.

        Oldest first.
        """
        sql = (
            "SELECT * FROM session_summary WHERE day >= ? AND outcome IS NOT NULL "
            "AND deleted_at IS NULL ORDER BY day, started_at"
        )
        return self.records(
            lambda row: (date.fromisoformat(row["day"]), read_session(row).in_full),
            sql,
            [since.isoformat()],
        )

    def hurts(self, session: str) -> list[HurtRecord]:
        """Return everything that hurt in a session, in order."""
        sql = "SELECT * FROM hurt WHERE session = ? ORDER BY hurt_at"
        return self.records(read_hurt, sql, [session])

    def answers(self) -> list[Answered]:
        """Return every answer about safety, in the order in which they were given."""
        return self.records(
            read_answer, "SELECT * FROM questionnaire ORDER BY answered_at, rowid", []
        )

    def deleted(self) -> list[str]:
        """Return the ids of the deleted sessions, the one deleted last first."""
        sql = "SELECT id FROM session WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC"
        return [row["id"] for row in self._read(sql, [])]

    def ratings(
        self, asked_for: AskedFor, since: date | None = None, until: date | None = None
    ) -> list[tuple[date, int, str]]:
        """Return day, pain and row id of every rating of one kind, oldest first.

        From the day `since` to `until`, both included; None is as far as there are any.
        """
        sql = (
            "SELECT day, pain, id FROM rating WHERE asked_for = ? AND day BETWEEN ? AND ? "
            "AND deleted_at IS NULL AND session_deleted = 0 ORDER BY day, rated_at"
        )
        return self.records(
            lambda row: (date.fromisoformat(row["day"]), row["pain"], row["id"]),
            sql,
            [asked_for, (since or date.min).isoformat(), (until or date.max).isoformat()],
        )

    def unfinished(self) -> Unfinished | None:
        """Return the latest session that never ended, with the step at which to go on."""
        found = self.records(
            lambda row: Unfinished(read_session(row), row["document"], row["next_index"]),
            "SELECT summary.*, document, coalesce((SELECT next_index FROM step "
            "WHERE session = summary.id ORDER BY nth DESC LIMIT 1), 0) AS next_index "
            "FROM session_summary AS summary JOIN session USING (id) "
            "JOIN routine_version ON hash = routine_version "
            "WHERE session.outcome IS NULL AND session.deleted_at IS NULL "
            "ORDER BY session.started_at DESC LIMIT 1",
            [],
        )
        return found[0] if found else None

    def is_sample(self) -> bool:
        """Return whether the history holds sample data."""
        sql = "SELECT EXISTS (SELECT 1 FROM session WHERE source = 'sample') AS found"
        return bool(self._read(sql, [])[0]["found"])

    def _read(self, sql: str, values: list[Any]) -> list[sqlite3.Row]:
        try:
            cursor = self._connection.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(sql, values).fetchall()
        except Trouble as error:
            raise self._trouble("The history cannot be read", error) from error

    def records(
        self, read: Callable[[sqlite3.Row], Record], sql: str, values: list[Any]
    ) -> list[Record]:
        """Return what `read` makes of every row; for the modules of this room."""
        rows = self._read(sql, values)
        try:
            return [read(row) for row in rows]
        except (ValueError, TypeError, OverflowError) as error:
            raise self._trouble("The history holds a row that cannot be read", error) from error

    def _trouble(self, what: str, error: Exception) -> StoreError:
        """Return the error to raise; where the file seems damaged, with what can be done."""
        from tracker.store.damage import unreadable

        return unreadable(self._connection, what, error)

    @contextmanager
    def _write(self) -> "Iterator[Writer]":
        """Hold the write lock from the first statement on, so that a read within cannot fail."""
        from tracker.store.writing import NotFoundError, Writer

        writer = Writer(self.db)
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield writer
            self._connection.commit()
        except BaseException as error:
            with suppress(sqlite3.Error):  # a closed file has nothing to roll back
                self._connection.rollback()
            if isinstance(error, Trouble):
                raise self._trouble("Not saved", error) from error
            if isinstance(error, NotFoundError):
                raise StoreError("Not saved: there is no such session.") from error
            raise
        self.wrote()
