"""Reads what a person typed about a session: a rating, a time, a note; says what is wrong."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

from tracker.core.errors import TrackerError
from tracker.core.record import DAY_STARTS_AT, HIGHEST_PAIN, LOWEST_PAIN, local_day
from tracker.core.text import first_forbidden

LONGEST_NOTE: Final = 500
LONGEST_DATE: Final = len("2026-11-20")
NOON: Final = time(12)
ECHO: Final = 40


def read_pain(text: str, field: str) -> int | None:
    """Return a rating 0–10, or None for an empty text. Raises TrackerError, naming the field."""
    text = text.strip()
    if not text:
        return None
    scores = {str(score): score for score in range(LOWEST_PAIN, HIGHEST_PAIN + 1)}
    if text in scores:
        return scores[text]
    raise TrackerError(
        f"{field}: {text[:ECHO]!r} is no whole number from {LOWEST_PAIN} to {HIGHEST_PAIN}. "
        "Leave it empty where nothing was rated."
    )


def read_when(
    text: str,
    field: str,
    now: datetime,
    local: Callable[[datetime], datetime],
    day_begins: int = DAY_STARTS_AT,
) -> datetime:
    """Return the instant that was meant: an hour of today, a date, or a date with an hour.

    Empty means now; a date alone means its noon, today's means now. `local` gives an instant
    without an offset that of this place; `day_begins` is the hour at which today began. Raises
    TrackerError, naming the field, when it cannot be read or lies ahead.
    """
    text = text.strip()
    if not text:
        return now
    try:
        at = _instant(text, now, day_begins)
        at = local(at) if at.tzinfo is None else at
        local_day(at, day_begins)
    except (ValueError, OverflowError) as error:
        raise TrackerError(
            f"{field}: {text[:ECHO]!r} is no time. Write 07:30, 2026-11-20, or 2026-11-20 07:30."
        ) from error
    if at > now:
        raise TrackerError(f"{field}: {at:%Y-%m-%d %H:%M} lies ahead.")
    return at


def _instant(text: str, now: datetime, day_begins: int) -> datetime:
    if ":" in text[:3]:
        return datetime.fromisoformat(f"{now:%Y-%m-%d} {text:0>5}")
    if len(text) > LONGEST_DATE:
        return datetime.fromisoformat(text)
    day = date.fromisoformat(text)
    return now if day == local_day(now, day_begins) else datetime.combine(day, NOON)


def check_worth(routine: str | None, before: int | None, after: int | None, note: str) -> None:
    """Raise TrackerError when there is nothing that could be written down."""
    if not (routine or note) and before is None and after is None:
        raise TrackerError("There is nothing to write down: give a routine, a rating or a note.")


def read_note(text: str, field: str) -> str:
    """Return a note without blanks around it. Raises TrackerError, naming the field."""
    text = text.strip()
    if len(text) > LONGEST_NOTE:
        raise TrackerError(f"{field}: {len(text)} characters; {LONGEST_NOTE} are the most.")
    if bad := first_forbidden(text):
        raise TrackerError(f"{field}: it holds a control character, {bad}.")
    return text
