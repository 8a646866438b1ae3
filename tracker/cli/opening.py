"""Opens the app on a history: the way from the shell to the first paint, kept short."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from tracker.alone import alone
from tracker.cli.parts import (
    clock,
    load_library,
    load_settings,
    make_daily,
    now,
    open_history,
    places,
)
from tracker.core.errors import DamageError, TrackerError

NO_BACKUP: Final = (
    "No backup was made today. When you are done, leave unkink and run `unkink backup`: it says "
    "why."
)
COLLECTED_AFTER: Final = 10_000
"""More new objects than one screen makes; Python's own number is 700."""

if TYPE_CHECKING:
    from tracker.cues import Sounds
    from tracker.library import Library
    from tracker.paths import Paths
    from tracker.settings import Settings, SettingsFile
    from tracker.store import Daily, Store
    from tracker.ui.app import UnkinkApp
    from tracker.ui.starting import Alone


def open_app(start: str | None = None) -> None:
    """Open the app on the person's own history; leave with its exit code.

    `start` is the id of a routine to go straight to. Raises TrackerError without a terminal, for
    an unknown routine, and when the history cannot be opened.
    """
    need_terminal()
    gc.disable()  # `run` turns it on again
    where = places()
    library = load_library(where)
    if start is not None:
        library.routine(start)
    try:
        _open(where, library, start)
    except DamageError as error:
        from tracker.cli.damaged import offer_backup

        offer_backup(error, where)
        _open(where, library, start)


def _open(where: "Paths", library: "Library", start: str | None) -> None:
    daily = make_daily(where, aside=True)
    only_one = partial(alone, where.session_lock)
    with open_history(where, daily) as store:
        run(library, store, load_settings(where), start, only_one, daily)


def run(
    library: "Library",
    store: "Store",
    settings: "SettingsFile",
    start: str | None = None,
    alone: "Alone | None" = None,
    daily: "Daily | None" = None,
) -> None:
    """Run the app and leave with its exit code; it says what goes wrong with the daily backup."""
    from tracker.ui.lean import lean_app

    app = lean_app()(
        library,
        store,
        clock=clock,
        now=now,
        settings=settings,
        surroundings=surroundings,
        alone=alone,
        start=start,
        painted=_collect,
    )
    if daily is not None:
        daily.tell = partial(_tell_at_rest, app)
    _until_left(app)
    if app.fault is not None:
        raise app.fault
    from tracker.ui.driver import TERMINAL_GONE_CODE

    if app.return_code == TERMINAL_GONE_CODE:
        sys.stdout = sys.stderr = cast(Any, None)  # a failed last flush would exit with 120
    sys.exit(app.return_code or 0)


def _tell_at_rest(app: "UnkinkApp", _: str) -> None:
    """Have the app say that there is no backup: from another thread, and in words that fit."""
    app.call_later(app.tell_at_rest, NO_BACKUP)


def _until_left(app: "UnkinkApp") -> None:
    """Run the app until somebody leaves it, or the machine wants it gone."""
    import asyncio

    async def run() -> None:
        if sys.platform == "win32":
            await app.run_async()
            return
        from tracker.ui.shutdown import Shutdown

        with Shutdown(asyncio.get_running_loop(), lambda code: app.exit(return_code=code)):
            await app.run_async()

    asyncio.run(run())


@contextmanager
def surroundings(settings: "Settings") -> Iterator["Sounds"]:
    """Open the cues that are wanted, and keep the screen awake, for as long as a session lasts."""
    from tracker.cues import Cues
    from tracker.wake import awake

    with awake(os.environ), Cues(voice=settings.voice, tones=settings.tones) as sounds:
        yield sounds


def _collect() -> None:
    """Turn the collector on; what start-up made stays, so it need never look at that.

    What a screen makes goes on its own, nearly all of it, and is not looked at while it is drawn.
    """
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER)
    gc.enable()


def need_terminal() -> None:
    """Raise TrackerError unless all three streams are a terminal, without which Textual hangs."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise TrackerError("the app needs a terminal. `unkink --help` lists what works without.")
