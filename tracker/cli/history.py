"""The command that reads the sessions back."""

from datetime import date, datetime
from typing import Any

import click

from tracker.cli.output import columns, print_json, print_line
from tracker.cli.parts import open_history, places, today
from tracker.core import words
from tracker.core.errors import TrackerError
from tracker.core.record import SessionRecord, StepRecord

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--since", type=DAY, metavar="DAY", help="From this day on, as 2026-11-20.")
@click.option("--until", type=DAY, metavar="DAY", help="Up to this day.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every step.")
def history(since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """Print the sessions, newest first."""
    if since and until and since > until:
        raise TrackerError(f"--since {since:%Y-%m-%d} comes after --until {until:%Y-%m-%d}.")
    with open_history(places()) as store:
        sessions = store.sessions(since and since.date(), until and until.date())
        if as_json:
            print_json([session_facts(session, store.steps(session.id)) for session in sessions])
            return
    day = today(places())
    for line in columns(_row(session, day) for session in sessions) if sessions else ():
        print_line(line)
    if not sessions:
        print_line("No sessions yet." if since is until is None else "No sessions in these days.")


def session_facts(session: SessionRecord, steps: list[StepRecord]) -> dict[str, Any]:
    """Return a session as `history --json` prints it."""
    return {
        "id": session.id,
        "routine": session.routine,
        "routine_name": session.routine_name,
        "started_at": session.started_at.isoformat(),
        "ended_at": session.ended_at and session.ended_at.isoformat(),
        "outcome": session.outcome,
        "reason": session.reason,
        "pain_before": session.pain_before,
        "pain_after": session.pain_after,
        "planned_seconds": session.planned_seconds,
        "held_seconds": session.held_seconds,
        "note": session.note,
        "source": session.source,
        "steps": [{**step._asdict(), "ended_at": step.ended_at.isoformat()} for step in steps],
    }


def _row(session: SessionRecord, today: date) -> tuple[str, ...]:
    held = "" if session.held_seconds is None else f"{words.clock(session.held_seconds)} held"
    how = {"finished": "", "stopped": "stopped early", None: "not finished"}[session.outcome]
    day = words.day(session.day, today)
    change = words.pain_change(session)
    return day, f"{session.started_at:%H:%M}", session.routine_name, held, change, how
