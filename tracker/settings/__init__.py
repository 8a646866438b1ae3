"""The one settings file: defaults, checks with line and field, and changes that keep comments.

The table of what may be set is in `tracker.settings.table`, which nothing needs without a file.
"""

from tracker.settings.file import SettingsFile, read, save
from tracker.settings.value import Settings, Value

__all__ = ["Settings", "SettingsFile", "Value", "read", "save"]
