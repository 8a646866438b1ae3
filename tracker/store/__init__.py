"""The only room that knows SQLite: one file, owned by the person whose history it is."""

from tracker.store.daily import Daily
from tracker.store.opening import open_store
from tracker.store.store import Store

__all__ = ["Daily", "Store", "open_store"]
