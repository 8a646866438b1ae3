"""The only room that knows SQLite: one file, owned by the person whose history it is."""

from tracker.store.opening import open_store
from tracker.store.rows import NewRating, NewSession, PastSession, new_id
from tracker.store.store import Store

__all__ = ["NewRating", "NewSession", "PastSession", "Store", "new_id", "open_store"]
