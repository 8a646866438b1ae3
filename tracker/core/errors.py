"""What can go wrong in a way that its reader can act on: every message is one plain sentence."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class TrackerError(Exception):
    """The root of all errors that a user may meet; `str(error)` is the sentence to show."""


class RoutineError(TrackerError):
    """A routine or a stretch is unknown, or its file is at fault."""


class StoreError(TrackerError):
    """The database cannot be opened, read or written."""


class DamageError(StoreError):
    """The database is missing though there was one, empty, or damaged.

    `backup` is the newest good backup of it, None when there is none.
    """

    def __init__(self, sentence: str, backup: "Path | None") -> None:
        super().__init__(sentence)
        self.backup = backup


class SettingsError(TrackerError):
    """A setting is unknown, its value is not allowed, or it cannot be saved."""
