"""Makes the parts that the commands share: the places, the clock, the library and the history."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from tracker.core.text import clean
from tracker.paths import Paths, find

if TYPE_CHECKING:
    from tracker.core.player import Reading
    from tracker.library import Library
    from tracker.offers import Offers
    from tracker.settings import SettingsFile
    from tracker.store import Daily, Store

PATIENCE_SECONDS: Final = 5.0
"""How long a command waits for another program: it has no screen that would stand still."""


def places() -> Paths:
    """Return where everything lives, by the environment."""
    return find(os.environ)


def now() -> datetime:
    """Return this instant with the offset of this place."""
    return datetime.now().astimezone()


def today(where: Paths) -> date:
    """Return the day it is, by the hour that the person's day begins at."""
    from tracker.core.record import local_day

    return local_day(now(), load_settings(where).values.day_begins)


def clock() -> "Reading":
    """Read both clocks."""
    from tracker.core.player import Reading

    return Reading(time.monotonic(), time.time())


def load_library(where: Paths) -> "Library":
    """Return every routine and stretch that can be read."""
    from tracker.library import load

    return load(where.built_in_routines, where.own_routines, where.cache / "routines.json")


@contextmanager
def open_history(where: Paths, daily: "Daily | None" = None) -> "Iterator[Store]":
    """Open the history with what an earlier run could not write into it. Raises StoreError.

    It is backed up after the first write of a day; without a `daily` of your own, whoever writes
    waits for that. At the end it says what this run could not write, if anything, on standard
    error.
    """
    from tracker.store import open_store
    from tracker.store.rescue import Rescue

    keeping = daily or make_daily(where)
    patience = {} if daily else {"patience": PATIENCE_SECONDS}
    with closing(open_store(where.database, now, **patience)) as store, closing(keeping):
        store.wrote = keeping.wrote
        store.rescue = rescue = Rescue(where.database, where.rescue)
        try:
            rescue.bring_back(store)
            yield store
        finally:
            if said := rescue.last_words(store):
                from tracker.cli.output import print_line

                with suppress(OSError):  # the terminal may be gone
                    print_line("\n".join(said), err=True)


def make_daily(where: Paths, *, aside: bool = False) -> "Daily":
    """Return what makes the daily backup, `aside` where nobody may wait for it."""
    from tracker.store import Daily

    def day_begins() -> int:
        return load_settings(where).values.day_begins

    return Daily(where.database, now, day_begins, tell=_tell, aside=aside)


def _tell(sentence: str) -> None:
    sys.stderr.write(f"unkink: {clean(sentence)}\n")


def load_offers(where: Paths) -> "Offers":
    """Return every routine as this person does it; nothing is created where nothing is yet."""
    from tracker.core.safety import Safety, read_answers
    from tracker.offers import Offers

    if not where.database.exists():
        return Offers(load_library(where), Safety())
    with open_history(where) as store:
        return Offers(load_library(where), read_answers(store.answers()))


def load_settings(where: Paths) -> "SettingsFile":
    """Return what the person has set, and what is wrong with the file."""
    from tracker.settings import read

    return read(where.settings, where.cache / "settings.json")
