"""The schema of the database, one function a change, each run once inside the same transaction."""

import sqlite3
from collections.abc import Callable
from typing import Final

APPLICATION_ID: Final = 0x756E6B6B
"""Marks a SQLite file as unkink's own ("unkk" in ASCII)."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date in one immediate transaction, or leave it as it was.

    Raises sqlite3.Error.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = version(connection)
        for change in CHANGES[done:]:
            change(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(CHANGES)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version(connection: sqlite3.Connection) -> int:
    """Return how many changes this file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _first_tables(connection: sqlite3.Connection) -> None:
    for statement in FIRST_TABLES.split(";\n"):
        connection.execute(statement)


def _safety(connection: sqlite3.Connection) -> None:
    for statement in SAFETY.split(";\n"):
        connection.execute(statement)


def _seals(connection: sqlite3.Connection) -> None:
    """Seal what is there: for all that is known it is as its owner left it."""
    from tracker.core.seal import seal  # its checksum is slow to import, and most starts need none

    connection.execute(SEALS)
    usual = connection.text_factory
    connection.text_factory = as_it_is
    try:
        for table, key in SEALED_FIRST:
            cursor = connection.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in cursor.description]
            for values in cursor:
                row = dict(zip(columns, values, strict=True))
                sealed = (table, row[key], seal(table, row))
                connection.execute("INSERT INTO seal VALUES (?, ?, ?)", sealed)
    finally:
        connection.text_factory = usual


def as_it_is(text: bytes) -> str:
    """Return a text of the file, even one that is damaged so far that it is no text any more."""
    return text.decode("utf-8", "surrogateescape")


FIRST_TABLES: Final = """
CREATE TABLE routine_version (
    hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
    routine TEXT NOT NULL,
    name TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE TABLE session (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    routine TEXT,
    routine_name TEXT NOT NULL,
    routine_version TEXT REFERENCES routine_version (hash),
    day TEXT NOT NULL CHECK (day IS date(day)),
    started_at TEXT NOT NULL,
    started_offset INTEGER NOT NULL,
    ended_at TEXT,
    ended_offset INTEGER,
    outcome TEXT CHECK (outcome IN ('finished', 'stopped')),
    reason TEXT,
    planned_seconds REAL CHECK (planned_seconds BETWEEN 0 AND 86400),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    source TEXT NOT NULL CHECK (source IN ('practice', 'logged', 'sample')),
    deleted_at TEXT,
    CHECK ((ended_at IS NULL) = (ended_offset IS NULL))
) STRICT;
CREATE INDEX session_day ON session (day, started_at);
CREATE INDEX session_started ON session (started_at);
CREATE INDEX session_sample ON session (source) WHERE source = 'sample';
CREATE INDEX session_routine ON session (routine, started_at);
CREATE INDEX session_unfinished ON session (started_at) WHERE outcome IS NULL;
CREATE INDEX session_deleted ON session (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE TABLE step (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    nth INTEGER NOT NULL CHECK (nth >= 1),
    step_index INTEGER NOT NULL CHECK (step_index >= 0),
    kind TEXT NOT NULL CHECK (kind IN
        ('set-up', 'ease in', 'hold', 'ease out', 'rep', 'switch', 'rest')),
    stretch TEXT NOT NULL,
    variation TEXT,
    side TEXT CHECK (side IN ('left', 'right')),
    rep INTEGER NOT NULL CHECK (rep >= 0),
    half TEXT,
    planned_seconds REAL NOT NULL CHECK (planned_seconds BETWEEN 0 AND 86400),
    held_seconds REAL NOT NULL CHECK (held_seconds BETWEEN 0 AND 86400),
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'skipped', 'cut short', 'hurt')),
    next_index INTEGER NOT NULL CHECK (next_index >= 0),
    ended_at TEXT NOT NULL,
    ended_offset INTEGER NOT NULL,
    UNIQUE (session, nth)
) STRICT;
CREATE TABLE rating (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    session TEXT REFERENCES session (id) ON DELETE CASCADE,
    asked_for TEXT NOT NULL CHECK (asked_for IN ('before', 'after', 'now', 'day')),
    pain INTEGER NOT NULL CHECK (typeof(pain) = 'integer' AND pain BETWEEN 0 AND 10),
    day TEXT NOT NULL CHECK (day IS date(day)),
    rated_at TEXT NOT NULL,
    rated_offset INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('practice', 'logged', 'sample')),
    deleted_at TEXT,
    session_deleted INTEGER NOT NULL DEFAULT 0 CHECK (session_deleted IN (0, 1)),
    CHECK ((session IS NULL) = (asked_for IN ('now', 'day'))),
    UNIQUE (session, asked_for)
) STRICT;
CREATE INDEX rating_day ON rating (asked_for, day, rated_at, pain, id)
    WHERE deleted_at IS NULL AND session_deleted = 0;
CREATE TABLE questionnaire (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('peg', 'red flags', 'screening')),
    words_version TEXT NOT NULL,
    answers TEXT NOT NULL CHECK (json_valid(answers)),
    day TEXT NOT NULL CHECK (day IS date(day)),
    answered_at TEXT NOT NULL,
    answered_offset INTEGER NOT NULL
) STRICT;
CREATE TABLE day (
    day TEXT PRIMARY KEY CHECK (day IS date(day)),
    mark TEXT NOT NULL CHECK (mark IN ('ill', 'away', 'rest')),
    marked_at TEXT NOT NULL,
    marked_offset INTEGER NOT NULL
) STRICT;
CREATE TABLE change (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    table_name TEXT NOT NULL,
    row TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT,
    new TEXT,
    changed_at TEXT NOT NULL,
    changed_offset INTEGER NOT NULL
) STRICT;
CREATE INDEX change_row ON change (table_name, row);
CREATE VIEW session_summary AS
SELECT session.id, session.routine, session.routine_name, session.day,
    session.started_at, session.started_offset, session.ended_at, session.ended_offset,
    session.outcome, session.reason,
    (SELECT pain FROM rating WHERE session = session.id AND asked_for = 'before'
        AND deleted_at IS NULL) AS pain_before,
    (SELECT pain FROM rating WHERE session = session.id AND asked_for = 'after'
        AND deleted_at IS NULL) AS pain_after,
    session.planned_seconds,
    (SELECT sum(held_seconds) FROM step WHERE session = session.id) AS held_seconds,
    session.note, session.source, session.deleted_at
FROM session;
CREATE VIEW daily_pain AS
SELECT day, asked_for, count(*) AS ratings,
    min(pain) AS lowest, max(pain) AS highest, avg(pain) AS mean
FROM rating WHERE deleted_at IS NULL AND session_deleted = 0
GROUP BY day, asked_for
"""

SAFETY: Final = """
CREATE TABLE hurt (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    step_index INTEGER NOT NULL CHECK (step_index >= 0),
    stretch TEXT NOT NULL,
    variation TEXT,
    side TEXT CHECK (side IN ('left', 'right')),
    pain INTEGER CHECK (pain BETWEEN 0 AND 10),
    feeling TEXT CHECK (feeling IN ('sore', 'sharp', 'warning sign')),
    way TEXT NOT NULL CHECK (way IN ('ease off', 'end stretch', 'end session')),
    reason TEXT NOT NULL,
    rested INTEGER NOT NULL CHECK (rested IN (0, 1)),
    day TEXT NOT NULL CHECK (day IS date(day)),
    hurt_at TEXT NOT NULL,
    hurt_offset INTEGER NOT NULL
) STRICT;
CREATE INDEX hurt_session ON hurt (session);
CREATE INDEX hurt_day ON hurt (day);
CREATE INDEX session_practised ON session (started_at)
    WHERE source = 'practice' AND outcome IS NOT NULL AND deleted_at IS NULL;
CREATE TABLE questionnaire_of_two (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN
        ('disclaimer', 'red flags', 'acknowledged', 'screening', 'ask again', 'next day',
         'half dose', 'dropped', 'notice', 'peg')),
    words_version TEXT NOT NULL,
    answers TEXT NOT NULL CHECK (json_valid(answers)),
    day TEXT NOT NULL CHECK (day IS date(day)),
    answered_at TEXT NOT NULL,
    answered_offset INTEGER NOT NULL
) STRICT;
INSERT INTO questionnaire_of_two SELECT * FROM questionnaire;
DROP TABLE questionnaire;
ALTER TABLE questionnaire_of_two RENAME TO questionnaire;
CREATE INDEX questionnaire_answered ON questionnaire (answered_at)
"""

SEALS: Final = """
CREATE TABLE seal (
    table_name TEXT NOT NULL,
    row TEXT NOT NULL,
    seal TEXT NOT NULL CHECK (length(seal) = 16),
    PRIMARY KEY (table_name, row)
) STRICT, WITHOUT ROWID
"""
SEALED_FIRST: Final = (
    ("session", "id"),
    ("step", "id"),
    ("rating", "id"),
    ("hurt", "id"),
    ("questionnaire", "id"),
    ("day", "day"),
    ("change", "id"),
    ("routine_version", "hash"),
)

CHANGES: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (
    _first_tables,
    _safety,
    _seals,
)
