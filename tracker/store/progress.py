"""Reads from the history what the charts about weeks add up; every function raises StoreError."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from tracker.core.comparing import Rated, Sore
from tracker.core.doses import Held
from tracker.core.record import AskedFor
from tracker.core.targets import Mark
from tracker.store.store import Store


class SessionDay(NamedTuple):
    """How many sessions a day had, and how many of them were stopped early."""

    day: date
    sessions: int
    stopped: int


def rated_sessions(store: Store, since: date | None, until: date) -> list[Rated]:
    """Return the ended sessions with both ratings, oldest first."""
    sql = (
        "SELECT session.id, routine, routine_name, before.pain AS before, after.pain AS after "
        "FROM session JOIN rating AS before ON before.session = session.id "
        "AND before.asked_for = 'before' AND before.deleted_at IS NULL "
        "JOIN rating AS after ON after.session = session.id "
        "AND after.asked_for = 'after' AND after.deleted_at IS NULL "
        "WHERE session.day BETWEEN ? AND ? AND session.deleted_at IS NULL "
        "AND outcome IS NOT NULL ORDER BY session.day, started_at"
    )
    return store.records(_rated, sql, _days(since, until))


def held_sessions(store: Store, since: date | None, until: date) -> list[Held]:
    """Return the seconds of the ended sessions that had a plan, oldest first."""
    sql = (
        "SELECT session.id, day, session.planned_seconds, total(held_seconds) AS held, "
        "total(held_seconds) FILTER (WHERE side = 'left') AS left, "
        "total(held_seconds) FILTER (WHERE side = 'right') AS right "
        "FROM session LEFT JOIN step ON step.session = session.id "
        "WHERE day BETWEEN ? AND ? AND deleted_at IS NULL AND session.outcome IS NOT NULL "
        "AND session.planned_seconds IS NOT NULL GROUP BY session.id ORDER BY day, started_at"
    )
    return store.records(_held, sql, _days(since, until))


def sore_stretches(store: Store, since: date | None, until: date) -> list[Sore]:
    """Return the stretches that hurt, with how many holds and reps of them there were.

    The one that hurt most often comes first. What followed after a rest is the same hurt again.
    """
    sql = (
        "WITH sore AS (SELECT stretch, variation, group_concat(hurt.id) AS hurts "
        "FROM hurt JOIN session ON session.id = session WHERE session.day BETWEEN ?1 AND ?2 "
        "AND deleted_at IS NULL AND NOT rested GROUP BY stretch, variation) "
        "SELECT sore.*, (SELECT count(*) FROM step JOIN session ON session.id = step.session "
        "WHERE session.day BETWEEN ?1 AND ?2 AND deleted_at IS NULL "
        "AND kind IN ('hold', 'rep') AND step.outcome != 'skipped' "
        "AND step.stretch = sore.stretch AND step.variation IS sore.variation) AS holds FROM sore"
    )
    found = store.records(_sore, sql, _days(since, until))
    return sorted(found, key=lambda one: (-len(one.hurts), one.stretch, one.variation or ""))


def session_days(store: Store, since: date | None, until: date) -> list[SessionDay]:
    """Return the days that had ended sessions, oldest first."""
    sql = (
        "SELECT day, count(*) AS sessions, sum(outcome = 'stopped') AS stopped FROM session "
        "WHERE day BETWEEN ? AND ? AND deleted_at IS NULL AND outcome IS NOT NULL "
        "GROUP BY day ORDER BY day"
    )
    return store.records(
        lambda row: SessionDay(date.fromisoformat(row["day"]), row["sessions"], row["stopped"]),
        sql,
        _days(since, until),
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
        lambda row: (date.fromisoformat(row["day"]), row["mark"]), sql, _days(since, until)
    )
    return dict(found)


def _days(since: date | None, until: date) -> list[Any]:
    return [(since or date.min).isoformat(), until.isoformat()]


def _day_if_any(row: Mapping[str, Any]) -> date | None:
    return None if row["day"] is None else date.fromisoformat(row["day"])


def _rated(row: Mapping[str, Any]) -> Rated:
    return Rated(row["id"], row["routine"], row["routine_name"], row["before"], row["after"])


def _held(row: Mapping[str, Any]) -> Held:
    return Held(
        row["id"],
        date.fromisoformat(row["day"]),
        row["planned_seconds"],
        row["held"],
        row["left"],
        row["right"],
    )


def _sore(row: Mapping[str, Any]) -> Sore:
    return Sore(row["stretch"], row["variation"], tuple(row["hurts"].split(",")), row["holds"])
