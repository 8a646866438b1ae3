"""The commands that read the record back: sessions, and the trend chart."""

import shutil
from dataclasses import asdict
from datetime import date, datetime, timedelta
from textwrap import wrap
from typing import Any

import click

from tracker.cli.output import columns, print_json, print_line
from tracker.cli.parts import open_history, places, today
from tracker.core import words
from tracker.core.errors import TrackerError
from tracker.core.record import SessionRecord, StepRecord
from tracker.core.series import Series, daily

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


@click.command()
@click.option(
    "--weeks", type=click.IntRange(1, 520), default=12, show_default=True, help="How far back."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with the ids of the ratings.")
def trends(weeks: int, as_json: bool) -> None:
    """Print pain before and after sessions, over weeks."""
    until = today(places())
    since = until - timedelta(days=7 * weeks - 1)
    with open_history(places()) as store:
        before = daily("before", store.ratings("before", since))
        after = daily("after", store.ratings("after", since))
    if as_json:
        print_json(_trend_facts(before, after, since, until))
        return
    if not before.points and not after.points:
        print_line(f"No ratings before or after sessions in {words.count(weeks, 'week')}.")
        return
    from tracker import charts

    columns, rows = shutil.get_terminal_size((80, 24))
    width, height = min(columns, 120), max(12, min(rows - 3, 24))
    chart = charts.pain_over_time(
        before, after, since=since, until=until, width=width, height=height, palette=None
    )
    for line in [*chart.splitlines(), *wrap(words.CHART_CAPTION, width)]:
        print_line(line)


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


def _trend_facts(before: Series, after: Series, since: date, until: date) -> dict[str, Any]:
    points = before.points
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "n": before.n,
        "span_days": (points[-1].day - points[0].day).days if points else 0,
        "series": [
            {
                "name": series.name,
                "n": series.n,
                "points": [{**asdict(p), "day": p.day.isoformat()} for p in series.points],
            }
            for series in (before, after)
        ],
    }
