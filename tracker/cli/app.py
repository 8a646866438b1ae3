"""The commands that open the app."""

import random
import tempfile
from contextlib import closing
from pathlib import Path

import click

from tracker.alone import alone
from tracker.cli.opening import need_terminal, open_app, run, surroundings
from tracker.cli.output import print_line, print_wrapped
from tracker.cli.parts import (
    clock,
    load_library,
    load_settings,
    make_daily,
    now,
    open_history,
    places,
)
from tracker.core.errors import StoreError, TrackerError


@click.command()
@click.argument("routine", required=False)
@click.option("--plain", is_flag=True, help="In lines under each other, without the full screen.")
def start(routine: str | None, plain: bool) -> None:
    """Open the app, straight at the first question of ROUTINE."""
    if not plain:
        open_app(start=routine)
    elif routine is None:
        raise TrackerError("which routine? `unkink routines list` shows what there is.")
    else:
        _start_plain(routine)


def _start_plain(id_: str) -> None:
    """Lead through a routine line by line; raises TrackerError when not all of it is saved."""
    from tracker.cli.keys import Keys
    from tracker.cli.plain import PlainParts, PlainSession, sum_up
    from tracker.cli.safety import left_to_answer, record_for_sure
    from tracker.core.safety import Signs, read_answers
    from tracker.journal import Journal
    from tracker.lately import known_pain
    from tracker.offers import Offers

    where = places()
    library, settings = load_library(where), load_settings(where).values
    library.routine(id_)
    daily = make_daily(where, aside=True)
    with (
        open_history(where, daily) as store,
        alone(where.session_lock) as is_alone,
        surroundings(settings) as sounds,
    ):
        if not is_alone:
            raise TrackerError("a session is under way in another window: end it there first.")
        if against := left_to_answer(store, settings):
            raise TrackerError(against)
        offers = Offers(library, read_answers(store.answers()))
        routine = offers.adapted(id_).routine
        if not routine.items:
            raise TrackerError(
                f"your answers leave out all of {id_}: `unkink routines show {id_}` shows why."
            )
        parts = PlainParts(
            Keys(),
            print_wrapped,
            clock,
            now,
            sounds,
            settings,
            offers,
            lambda rating: left_to_answer(store, settings, rating),
            lambda rating: known_pain(store, rating, now()),
            lambda one: Journal(store, one, now, day_begins=settings.day_begins),
        )
        journal = PlainSession(routine, parts).run()
        if journal is None:
            return
        if journal.reason == "warning sign":
            record_for_sure(store, settings, "red flags", Signs(now=True)._asdict())
        if not journal.flush():
            raise StoreError(f"Not all of the session could be saved. {journal.trouble}")
        print_line(sum_up(store.session(journal.session)))


@click.command()
def demo() -> None:
    """Open the app on a throw-away file with twelve weeks of sample data."""
    need_terminal()
    from tracker.sample import fill
    from tracker.store import open_store

    with tempfile.TemporaryDirectory(prefix="unkink-demo-") as folder:
        database, own_routines = Path(folder) / "unkink.db", Path(folder) / "routines"
        where = places()._replace(database=database, own_routines=own_routines, rescue=())
        library = load_library(where)
        with closing(open_store(where.database)) as store:
            fill(store, library, now(), random.Random(7))
            run(library, store, load_settings(where))
