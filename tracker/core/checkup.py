"""What `unkink doctor` looked at: the facts, before anybody says what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from tracker.core.broken import Broken

Place = Literal["file", "missing", "link", "folder", "no file", "closed", "empty", "foreign format"]
"""What is in the place of the history; "link" leads nowhere, "closed" may not be read."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Something in the file's schema that unkink did not put there: on which table, if on one."""

    kind: str
    name: str
    table: str


@dataclass(frozen=True, slots=True)
class Examined:
    """What there is to say of the history's file.

    `place` says whether there is anything to look into; `trouble` why not, in the system's words.
    `version` counts the changes of schema that it has seen, `newest` those that this unkink knows.
    `unread` is what SQLite answered where something could not be read. `integrity` is what its own
    check complains of, `orphans` how many rows of a table belong to nothing. `sealed` counts the
    rows that were looked at, `broken` are those that are not as unkink left them.
    """

    path: str
    place: Place
    trouble: str = ""
    is_ours: bool = True
    has_our_tables: bool = True
    version: int = 0
    newest: int = 0
    is_locked: bool = False
    was_cut_off: bool = False
    is_wal: bool = False
    leftovers: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    integrity: tuple[str, ...] = ()
    orphans: Mapping[str, int] | None = None
    strangers: tuple[Stranger, ...] = ()
    lost: tuple[str, ...] = ()
    sealed: int = 0
    broken: tuple[Broken, ...] = ()
    sessions: int = 0
    unfinished: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Loose:
    """A file or a folder that others may enter or read: its mode, and the one it should have."""

    path: str
    mode: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where its file is, when it was made (aware), and what one types to restore it."""

    path: str
    made_at: datetime
    command: str = "unkink restore"


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside the history: open permissions, copies of it, drafts, and backups.

    `backups` has the newest first; `bad` are files that cannot be restored, each with its flaw.
    `waiting` are the files of sessions that the history did not take.
    """

    loose: tuple[Loose, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    copies: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    backups: tuple[Backup, ...] = ()
    bad: tuple[tuple[str, str], ...] = ()
    waiting: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def newest(self) -> Backup | None:
        """Return the newest backup, None where there is none."""
        return self.backups[0] if self.backups else None
