"""The commands that write: a session done elsewhere, and a rating on its own."""

from datetime import datetime
from typing import Literal

import click

from tracker.cli.output import print_line
from tracker.cli.parts import load_library, now, open_history, places
from tracker.core import words
from tracker.core.errors import TrackerError
from tracker.core.record import HIGHEST_PAIN, LOWEST_PAIN
from tracker.core.text import first_forbidden

PAIN = click.IntRange(LOWEST_PAIN, HIGHEST_PAIN)
LONGEST_NOTE = 500


@click.command()
@click.option("--before", type=PAIN, help="Pain before, 0-10. Left out: not rated.")
@click.option("--after", type=PAIN, help="Pain after, 0-10. Left out: not rated.")
@click.option("--routine", metavar="ID", help="The routine that was done.")
@click.option("--at", metavar="WHEN", help="When: 07:30, or 2026-11-20 07:30. Left out: now.")
@click.option("--note", default="", metavar="TEXT", help="A note, 500 characters at most.")
def log(
    before: int | None, after: int | None, routine: str | None, at: str | None, note: str
) -> None:
    """Write down a session that was done elsewhere."""
    from tracker.store.rows import NewSession, PastSession, new_id

    where, started_at = places(), when(at, now())
    _check_note(note)
    name = load_library(where).routine(routine).name if routine else "done elsewhere"
    new = NewSession(
        new_id(), routine, name, None, started_at, None, before, source="logged", note=note
    )
    with open_history(where) as store:
        store.add([PastSession(new, "finished", None, after)])
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

    with open_history(places()) as store:
        store.add(ratings=[NewRating(asked_for, pain, now(), source="logged")])
    meaning = "right now" if asked_for == "now" else "average of the last 24 hours"
    print_line(f"Rated: {pain}, {words.severity(pain)}, {meaning}.")


def when(text: str | None, now: datetime) -> datetime:
    """Return the instant that a person meant: an hour of today, or a date, perhaps with an hour.

    Without an offset of its own it is meant here. Raises TrackerError when it cannot be read or
    lies ahead.
    """
    if text is None:
        return now
    try:
        at = datetime.fromisoformat(f"{now:%Y-%m-%d} {text}" if ":" in text[:3] else text)
    except ValueError as error:
        raise TrackerError(
            f"--at {text[:40]!r} is no time. Write 07:30, 2026-11-20, or 2026-11-20 07:30."
        ) from error
    at = at.astimezone() if at.tzinfo is None else at
    if at > now:
        raise TrackerError(f"--at {at:%Y-%m-%d %H:%M} lies ahead. Log it when it is done.")
    return at


def _check_note(note: str) -> None:
    if len(note) > LONGEST_NOTE:
        raise TrackerError(f"--note has {len(note)} characters; {LONGEST_NOTE} are the most.")
    if bad := first_forbidden(note):
        raise TrackerError(f"--note holds a control character, {bad}.")
