"""Writes a session down as it happens, and keeps in order what the disk does not take yet."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tracker.core.errors import StoreError
from tracker.core.hurting import Reason
from tracker.core.noting import note
from tracker.core.plan import plan, planned_seconds
from tracker.core.player import StepEnded
from tracker.core.record import HurtRecord, SessionOutcome
from tracker.core.routine import Routine
from tracker.store import Store
from tracker.store.entries import Begun, Ended, Entry, Hurt, Stepped, enter, told
from tracker.store.rows import NewRating, NewSession, new_id


class Journal:
    """One session being written; `flush` tries again what could not be written before.

    `session` is its id. `trouble` is the sentence of the last failed write, None when all is
    saved; `kept` is then the file elsewhere that has it, None where nothing else took it. Give
    `session` to go on with one that was begun earlier.
    """

    def __init__(
        self,
        store: Store,
        routine: Routine,
        now: Callable[[], datetime],
        session: str | None = None,
        *,
        day_begins: int,
    ) -> None:
        self.session = session or new_id()
        self.trouble: str | None = None
        self.kept: Path | None = None
        self._store = store
        self._routine = routine
        self._now = now
        self._day_begins = day_begins
        self._entries: list[Entry] = []
        self._saved = 0

    def begin(self, document: str, pain_before: int | None) -> None:
        """Write that the session starts now."""
        routine = self._routine
        planned = planned_seconds(plan(routine))
        new = NewSession(
            self.session,
            routine.id,
            routine.name,
            document,
            self._now(),
            planned,
            pain_before,
            day_begins=self._day_begins,
        )
        self._write(Begun(new))

    def end_step(self, ended: StepEnded) -> None:
        """Write one attempt at one step."""
        record = note(ended, self._routine, self._now())
        self._write(Stepped(new_id(), self.session, record))

    def hurt(self, hurt: HurtRecord) -> None:
        """Write that something hurt, and what followed from it."""
        self._write(Hurt(new_id(), self.session, hurt, self._day_begins))

    def finish(
        self,
        outcome: SessionOutcome,
        ended_at: datetime,
        pain_after: int | None,
        reason: Reason | None = None,
    ) -> None:
        """Write how and why the session ended, and the rating after it, which is given now."""
        after = None
        if pain_after is not None:
            at, day_begins = self._now(), self._day_begins
            after = NewRating("after", pain_after, at, self.session, day_begins=day_begins)
        self._write(Ended(self.session, outcome, ended_at, after, reason))

    @property
    def reason(self) -> str | None:
        """Return why the session ended, once it has, where there was a reason."""
        last = self._entries[-1] if self._entries else None
        return last.reason if isinstance(last, Ended) else None

    @property
    def unsaved(self) -> str:
        """Return in words what is not written yet; empty where all is."""
        return told(self._entries[self._saved :])

    def flush(self) -> bool:
        """Write what is waiting, oldest first; return whether everything is saved."""
        while self._saved < len(self._entries):
            try:
                enter(self._store, self._entries[self._saved])
            except StoreError as error:
                self.trouble = str(error)
                return False
            self._saved += 1
        if self.trouble and self._store.rescue:
            self._store.rescue.drop(self.session)
        self.trouble, self.kept = None, None
        return True

    def _write(self, entry: Entry) -> None:
        """Write an entry, or put the whole session aside where that fails."""
        self._entries.append(entry)
        if not self.flush() and (rescue := self._store.rescue):
            waiting = len(self._entries) - self._saved
            self.kept = rescue.keep(self.session, self._entries, waiting)
