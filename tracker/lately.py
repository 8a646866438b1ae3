"""Knows how strong the pain was lately, for whoever skips the question before a session."""

from datetime import datetime, timedelta
from typing import Final

from tracker.store import Store
from tracker.store.days import latest_pain

LATELY: Final = timedelta(hours=6)
"""How long a rating stands against a start that skips the question: our own choice."""


def known_pain(store: Store, pain: int | None, now: datetime) -> int | None:
    """Return the pain that decides whether a session may start: what was said, or lately was.

    It decides that alone, and is never written down: a question that was skipped stays skipped.
    Raises StoreError.
    """
    return latest_pain(store, now - LATELY) if pain is None else pain
