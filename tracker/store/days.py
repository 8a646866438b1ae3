"""Reads from the history which days there are, and what is known of them; raises StoreError."""

from datetime import date, datetime
from typing import Any

from tracker.core.record import AskedFor, SessionRecord
from tracker.core.targets import CalendarDay, Mark
from tracker.store.reading import Row, read_session
from tracker.store.rows import utc_text
from tracker.store.store import Store


def session_days(store: Store, since: date | None, until: date) -> list[CalendarDay]:
    """Return the days that had ended sessions, oldest first."""
    sql = (
        "SELECT day, count(*) AS sessions, sum(outcome = 'stopped') AS stopped FROM session "
        "WHERE day BETWEEN ? AND ? AND deleted_at IS NULL AND outcome IS NOT NULL "
        "GROUP BY day ORDER BY day"
    )
    return store.records(
        lambda row: CalendarDay(date.fromisoformat(row["day"]), row["sessions"], row["stopped"]),
        sql,
        between(since, until),
    )


def stop_days(store: Store, since: date) -> list[date]:
    """Return the day of every end that came of "this hurts" from a day on, oldest first.

    An end that was one's own choice is none of them, nor what followed after a rest.
    """
    sql = (
        "SELECT hurt.day FROM hurt JOIN session ON session.id = session "
        "WHERE hurt.day >= ? AND way != 'ease off' AND hurt.reason != 'own choice' "
        "AND NOT rested AND deleted_at IS NULL ORDER BY hurt_at"
    )
    return store.records(lambda row: date.fromisoformat(row["day"]), sql, [since.isoformat()])


def first_day(store: Store, *asked_for: AskedFor) -> date | None:
    """Return the day of the first rating of these kinds; None where there is none."""
    sql = (
        "SELECT min(day) AS day FROM rating WHERE asked_for = ? "
        "AND deleted_at IS NULL AND session_deleted = 0"
    )
    found = [store.records(_day_if_any, sql, [kind])[0] for kind in asked_for]
    return min((day for day in found if day is not None), default=None)


def day_marks(store: Store, since: date | None, until: date) -> dict[date, Mark]:
    """Return the days that their owner has marked: ill, away or rest."""
    sql = "SELECT day, mark FROM day WHERE day BETWEEN ? AND ?"
    found = store.records(
        lambda row: (date.fromisoformat(row["day"]), row["mark"]), sql, between(since, until)
    )
    return dict(found)


def latest_pain(store: Store, since: datetime) -> int | None:
    """Return the last rating of right now from an instant on, whatever it was asked for.

    None where there is none.
    """
    sql = (
        "SELECT pain FROM rating WHERE rated_at >= ? AND asked_for != 'day' "
        "AND deleted_at IS NULL AND session_deleted = 0 ORDER BY rated_at DESC LIMIT 1"
    )
    found: list[int] = store.records(lambda row: row["pain"], sql, [utc_text(since)])
    return found[0] if found else None


def between(since: date | None, until: date) -> list[Any]:
    """Return the first and the last day of a period as a query takes them."""
    return [(since or date.min).isoformat(), until.isoformat()]


def _day_if_any(row: Row) -> date | None:
    return None if row["day"] is None else date.fromisoformat(row["day"])


def last_practised(store: Store) -> SessionRecord | None:
    """Return the latest ended session that was led by unkink."""
    sql = (
        "SELECT * FROM session_summary WHERE source = 'practice' AND outcome IS NOT NULL "
        "AND deleted_at IS NULL ORDER BY started_at DESC LIMIT 1"
    )
    return next(iter(store.records(read_session, sql, [])), None)


def last_sign(store: Store, session: str) -> datetime:
    """Return when the last step of a session ended; its start, where none did."""
    steps = store.steps(session)
    return steps[-1].ended_at if steps else store.session(session).started_at
