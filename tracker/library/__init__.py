"""TOML files → stretches and routines; reports every bad file, and every fault in it."""

from tracker.library.faults import Fault
from tracker.library.library import Library, routine_from_document
from tracker.library.loading import check, load
from tracker.library.schema import schema

__all__ = ["Fault", "Library", "check", "load", "routine_from_document", "schema"]
