"""The commands that write: a session done elsewhere, and a rating on its own."""

from datetime import datetime
from typing import Literal

import click

from tracker.cli.output import print_line
from tracker.cli.parts import load_library, load_settings, now, open_history, places
from tracker.core import words
from tracker.core.entry import check_worth, read_note, read_when
from tracker.core.record import HIGHEST_PAIN, LOWEST_PAIN

PAIN = click.IntRange(LOWEST_PAIN, HIGHEST_PAIN)


@click.command()
@click.option("--before", type=PAIN, help="Pain before, 0-10. Left out: not rated.")
@click.option("--after", type=PAIN, help="Pain after, 0-10. Left out: not rated.")
@click.option("--routine", metavar="ID", help="The routine that was done.")
@click.option(
    "--at", default="", metavar="WHEN", help="When: 07:30, or 2026-11-20 07:30. Left out: now."
)
@click.option("--note", default="", metavar="TEXT", help="A note, 500 characters at most.")
def log(before: int | None, after: int | None, routine: str | None, at: str, note: str) -> None:
    """Write down a session that was done elsewhere."""
    from tracker.store.rows import asking_again, logged

    where = places()
    day_begins = load_settings(where).values.day_begins
    started_at = read_when(at, "--at", now(), datetime.astimezone, day_begins)
    note = read_note(note, "--note")
    check_worth(routine, before, after, note)
    name = load_library(where).routine(routine).name if routine else words.ELSEWHERE
    past = logged(routine, name, started_at, (before, after), note, day_begins)
    with open_history(where) as store:
        store.add([past], answers=asking_again(note, now(), day_begins))
    change = f"{words.pain(before)} → {words.pain(after)}"
    print_line(f"Logged: {name}, {started_at:%Y-%m-%d %H:%M}, pain {change}.")


@click.command()
@click.argument("pain", type=PAIN)
@click.option(
    "--for",
    "asked_for",
    type=click.Choice(["now", "day"]),
    required=True,
    help="now: right now. day: the average of the last 24 hours.",
)
def rate(pain: int, asked_for: Literal["now", "day"]) -> None:
    """Write down a pain rating (0-10) on its own, on any day."""
    from tracker.store.rows import NewRating

    where = places()
    day_begins = load_settings(where).values.day_begins
    with open_history(where) as store:
        new = NewRating(asked_for, pain, now(), source="logged", day_begins=day_begins)
        store.add(ratings=[new])
    meaning = "right now" if asked_for == "now" else "average of the last 24 hours"
    print_line(f"Rated: {pain}, {words.severity(pain)}, {meaning}.")
