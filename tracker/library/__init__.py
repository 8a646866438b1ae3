"""TOML files → stretches and routines; reports every bad file, and every fault in it.

The JSON Schema for editors is in `tracker.library.schema`, which nothing needs at start-up.
"""

from tracker.library.faults import Fault
from tracker.library.library import Library
from tracker.library.loading import check, load, routine_from_document

__all__ = ["Fault", "Library", "check", "load", "routine_from_document"]
