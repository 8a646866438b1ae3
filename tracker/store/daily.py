"""Makes the backup of a day at its first write, without anybody waiting for it."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from tracker.core.errors import DamageError, StoreError
from tracker.core.record import local_day

if TYPE_CHECKING:
    from datetime import date

LAST_SECONDS: Final = 0.3
"""How long one who leaves waits for a backup that is under way."""


class Daily:
    """Watches the writes of one history, and makes a backup after the first of each day.

    `tell` gets the sentence when none could be made: once a day, and from another thread where
    the backups are made `aside`. Otherwise whoever writes waits. `day_begins` is asked once, at
    the first write.
    """

    def __init__(
        self,
        database: Path,
        now: Callable[[], datetime],
        day_begins: Callable[[], int],
        *,
        tell: Callable[[str], None],
        aside: bool,
    ) -> None:
        self.tell = tell
        self._database = database
        self._now = now
        self._ask_day_begins = day_begins
        self._aside = aside
        self._day: date | None = None
        self._thread: Thread | None = None
        self._stopped = Event()

    @cached_property
    def _day_begins(self) -> int:
        return self._ask_day_begins()

    def wrote(self) -> None:
        """Take note of a write: the first of a day is followed by a backup. Raises nothing."""
        at = self._now()
        day = local_day(at, self._day_begins)
        if day == self._day or self._stopped.is_set() or self._is_busy:
            return
        self._day = day
        if not self._aside:
            self._make(at)
            return
        self._thread = Thread(target=self._make, args=[at], name="backup", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop; a backup that is under way gets a moment to end, and is dropped if it cannot."""
        if self._thread is not None:
            self._thread.join(LAST_SECONDS)
            self._stopped.set()
            self._thread.join(LAST_SECONDS)

    @property
    def _is_busy(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _make(self, at: datetime) -> None:
        from tracker.store.backups import has_daily, make, rotate  # nothing for the first paint

        try:
            if has_daily(self._database, at, self._day_begins):
                return
            backup = make(self._database, "daily", at, may_go_on=lambda: not self._stopped.is_set())
            rotate(self._database, backup.made, at, self._day_begins)
        except DamageError as error:
            self._say(str(error))
        except StoreError as error:
            self._say(f"Today, {error}")
        except OSError as error:
            self._say(f"The folder of the backups cannot be used: {error.strerror or error}.")

    def _say(self, sentence: str) -> None:
        if not self._stopped.is_set():
            self.tell(sentence)
