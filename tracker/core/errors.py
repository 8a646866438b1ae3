"""What can go wrong in a way that its reader can act on: every message is one plain sentence."""


class TrackerError(Exception):
    """The root of all errors that a user may meet; `str(error)` is the sentence to show."""


class RoutineError(TrackerError):
    """A routine or a stretch is unknown, or its file is at fault."""


class StoreError(TrackerError):
    """The database cannot be opened, read or written."""


class SettingsError(TrackerError):
    """A setting is unknown, its value is not allowed, or it cannot be saved."""
