"""The commands that open the app."""

import dataclasses
import gc
import random
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.parts import clock, load_library, now, open_history, places
from tracker.core.errors import TrackerError
from tracker.paths import Paths

if TYPE_CHECKING:
    from tracker.library import Library
    from tracker.store import Store


@click.command()
@click.argument("routine", required=False)
def start(routine: str | None) -> None:
    """Open the app, straight at the first question of ROUTINE."""
    open_app(start=routine)


@click.command()
def demo() -> None:
    """Open the app on a throw-away file with twelve weeks of sample data."""
    _need_terminal()
    with tempfile.TemporaryDirectory(prefix="unkink-demo-") as folder:
        where = dataclasses.replace(places(), database=Path(folder) / "unkink.db")
        library = load_library(where)
        with open_history(where) as store:
            from tracker.sample import twelve_weeks

            store.add(twelve_weeks(library, now(), random.Random(7)))
            _run(library, store)


def open_app(where: Paths | None = None, start: str | None = None) -> None:
    """Open the app on the person's own history; leave with its exit code."""
    _need_terminal()
    gc.disable()  # a start-up makes no garbage worth looking for; `_run` turns it on again
    where = where or places()
    library = load_library(where)
    if start is not None:
        library.routine(start)
    with open_history(where) as store:
        _run(library, store, start)


def _run(library: "Library", store: "Store", start: str | None = None) -> None:
    from tracker.ui.app import UnkinkApp

    app = UnkinkApp(library, store, clock=clock, now=now, start=start)
    gc.freeze()
    gc.enable()
    app.run()
    sys.exit(app.return_code or 0)


def _need_terminal() -> None:
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise TrackerError(
            "the app needs a terminal. `unkink --help` lists what works without one."
        )


__all__ = ["demo", "open_app", "start"]
