"""Reads from the history what the charts about weeks add up; every function raises StoreError."""

from datetime import date

from tracker.core.comparing import Rated, Sore
from tracker.core.doses import Held
from tracker.store.days import between
from tracker.store.reading import Row, read_text
from tracker.store.store import Store


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
    return store.records(_rated, sql, between(since, until))


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
    return store.records(_held, sql, between(since, until))


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
    found = store.records(_sore, sql, between(since, until))
    return sorted(found, key=lambda one: (-len(one.hurts), one.stretch, one.variation or ""))


def _rated(row: Row) -> Rated:
    routine, name = read_text(row["routine"]), read_text(row["routine_name"])
    return Rated(row["id"], routine, name, row["before"], row["after"])


def _held(row: Row) -> Held:
    return Held(
        row["id"],
        date.fromisoformat(row["day"]),
        row["planned_seconds"],
        row["held"],
        row["left"],
        row["right"],
    )


def _sore(row: Row) -> Sore:
    stretch, variation = read_text(row["stretch"]), read_text(row["variation"])
    return Sore(stretch, variation, tuple(row["hurts"].split(",")), row["holds"])
