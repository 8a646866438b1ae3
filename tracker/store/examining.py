"""Looks into the history's file for `unkink doctor`, whatever state it is in; changes nothing."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

from tracker.core.broken import Broken
from tracker.core.checkup import Examined, Stranger
from tracker.migrations import APPLICATION_ID, CHANGES
from tracker.store.peeking import complaint, is_busy, opened, peek, sidecars
from tracker.store.seals import SEALED, broken_rows, row_of

MOST_COMPLAINTS: Final = 20
SMALLEST_ROW: Final = 10
"""No row of ours takes fewer bytes of a file, so a table with more rows than that is damaged."""
OPERATIONS: Final = 1_000_000
PATIENCE: Final = 2_000
"""So many million operations of SQLite one question may take: a minute, or a few."""
OURS: Final = frozenset({"session", "step", "rating"})

Schema = set[tuple[str, str, str]]
"""Kind, name and table of everything in a file."""
Answer = TypeVar("Answer")


SQLITE: Final = sqlite3.sqlite_version


def examine(path: Path) -> Examined:
    """Return what there is to say of a history. Raises nothing that the file could cause."""
    found = peek(path)
    facts: dict[str, Any] = {"path": str(path), "newest": len(CHANGES)}
    facts |= {"place": found.place, "trouble": found.trouble, "is_wal": found.is_wal}
    facts["leftovers"] = tuple(one.name for one in sidecars(path))
    if found.place != "file":
        return Examined(**facts)
    try:
        with opened(path, found.is_wal) as (connection, was_cut_off):
            facts["was_cut_off"] = was_cut_off
            facts |= Asking(connection, path.stat().st_size).everything()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        facts |= {"is_locked": True} if is_busy(error) else {"unread": (complaint(error),)}
    except OSError as error:
        facts |= {"place": "closed", "trouble": error.strerror or str(error)}
    return Examined(**facts)


class Asking:
    """Asks an open file of so many bytes; an answer that cannot be had is kept as unread."""

    def __init__(self, connection: sqlite3.Connection, size: int) -> None:
        self._connection = connection
        self._most_rows = size // SMALLEST_ROW
        self._unread: list[str] = []

    def everything(self) -> dict[str, Any]:
        """Return every answer, by the name of its fact. Raises sqlite3.Error for a locked file."""
        schema = self._try(read_schema, self._connection)
        tables = {name for kind, name, _ in schema or () if kind == "table"}
        version = self._number("user_version")
        facts: dict[str, Any] = {
            "version": version,
            "is_ours": self._number("application_id") == APPLICATION_ID,
            "has_our_tables": tables >= OURS,
            "integrity": self._try(self._integrity) or (),
        }
        if schema is not None and facts["is_ours"] and 0 < version <= len(CHANGES):
            facts |= compared(schema, expected(version)) | self._contents()
            facts |= self._seals(tables) if "seal" in tables else {}
        return {**facts, "unread": tuple(dict.fromkeys(self._unread))}

    def _contents(self) -> dict[str, Any]:
        return {
            "orphans": self._try(self._orphans) or {},
            "sessions": self._try(self._count, "session") or 0,
            "unfinished": self._try(self._unfinished) or (),
        }

    def _seals(self, tables: set[str]) -> dict[str, Any]:
        sealed, broken = 0, list[Broken]()
        for table in (each for each in SEALED if each in tables):
            sealed += self._try(self._count, table) or 0
            broken += self._try(self._broken, table) or []
        return {"sealed": sealed, "broken": tuple(broken)}

    def _try(self, question: Callable[..., Answer], *about: object) -> Answer | None:
        """Return the answer to one question; on a damaged file SQLite might look for ever."""
        looked = 0

        def is_too_long() -> bool:
            nonlocal looked
            looked += 1
            return looked > PATIENCE

        self._connection.set_progress_handler(is_too_long, OPERATIONS)
        try:
            return question(*about)
        except (sqlite3.Error, ValueError, OverflowError, LookupError) as error:
            if is_busy(error):
                raise
            self._unread.append(complaint(error))
        return None

    def _number(self, pragma: str) -> int:
        return int(self._try(self._first, f"PRAGMA {pragma}") or 0)

    def _count(self, table: str) -> int:
        return int(self._first(f"SELECT count(*) FROM {table}"))

    def _first(self, sql: str) -> Any:
        return self._connection.execute(sql).fetchone()[0]

    def _integrity(self) -> tuple[str, ...]:
        rows = self._connection.execute(f"PRAGMA integrity_check({MOST_COMPLAINTS})")
        found = [" ".join(str(row[0]).split()) for row in rows]
        return () if found == ["ok"] else tuple(found)

    def _orphans(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for table, *_ in self._connection.execute("PRAGMA foreign_key_check"):
            found[str(table)] = found.get(str(table), 0) + 1
        return found

    def _unfinished(self) -> tuple[Mapping[str, Any], ...]:
        columns = ("started_at", "started_offset", "routine_name")
        sql = (
            f"SELECT {', '.join(columns)} FROM session "
            "WHERE outcome IS NULL AND deleted_at IS NULL ORDER BY started_at DESC LIMIT 3"
        )
        rows = self._connection.execute(sql)
        return tuple(dict(zip(columns, row, strict=True)) for row in rows)

    def _broken(self, table: str) -> list[Broken]:
        """Return the broken rows of a table, each with its session, by which it is known."""
        self._connection.execute("BEGIN")  # a row that is written meanwhile comes with its seal
        try:
            broken = list(broken_rows(self._connection, table, self._most_rows))
            return [replace(one, session=self._session(one.row.get("session"))) for one in broken]
        finally:
            self._connection.rollback()

    def _session(self, key: object) -> Mapping[str, Any]:
        return row_of(self._connection, "session", str(key)) or {} if key else {}


def read_schema(connection: sqlite3.Connection) -> Schema:
    """Return what is in a file beside SQLite's own. Raises sqlite3.Error."""
    sql = (
        "SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    )
    return {(str(kind), str(name), str(table)) for kind, name, table in connection.execute(sql)}


def expected(version: int) -> Schema:
    """Return what is in a file that has seen so many changes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for change in CHANGES[:version]:
            change(connection)
        return read_schema(connection)


def compared(schema: Schema, wanted: Schema) -> dict[str, Any]:
    """Return what is in a file that unkink did not make, and what is not that it did."""
    return {
        "strangers": tuple(Stranger(*one) for one in sorted(schema - wanted)),
        "lost": tuple(f"{kind} {name}" for kind, name, _ in sorted(wanted - schema)),
    }
