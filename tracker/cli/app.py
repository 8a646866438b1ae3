"""The commands that open the app."""

import random
import tempfile
from pathlib import Path

import click

from tracker.cli.opening import need_terminal, open_app, run
from tracker.cli.parts import load_library, load_settings, now, open_history, places


@click.command()
@click.argument("routine", required=False)
def start(routine: str | None) -> None:
    """Open the app, straight at the first question of ROUTINE."""
    open_app(start=routine)


@click.command()
def demo() -> None:
    """Open the app on a throw-away file with twelve weeks of sample data."""
    need_terminal()
    from tracker.sample import twelve_weeks

    with tempfile.TemporaryDirectory(prefix="unkink-demo-") as folder:
        own = {"database": Path(folder) / "unkink.db", "own_routines": Path(folder) / "routines"}
        where = places()._replace(**own)
        library = load_library(where)
        with open_history(where) as store:
            store.add(twelve_weeks(library, now(), random.Random(7)))
            run(library, store, load_settings(where))
