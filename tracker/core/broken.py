"""A row that is not as unkink left it, and how it is named to the person who entered it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from tracker.core.words import some

State = Literal["changed", "added", "gone"]

ASKED_FOR: Final = {
    "before": "pain before",
    "after": "pain after",
    "now": "pain right now",
    "day": "the day's pain",
}
MOST_COLUMNS: Final = 3
MOST_CHARACTERS: Final = 60
NAMELESS: Final = {
    "session": "a session",
    "step": "a step of a session",
    "rating": "a rating",
    "hurt": "something that hurt",
    "questionnaire": "an answer",
    "day": "the mark of a day",
    "change": "what was remembered of a change",
    "routine_version": "the text of a routine as it was done",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that is not as it was sealed.

    `key` names the row in its table. `was` is the seal that was kept for it, None where there is
    none; `found` the one that it would have as it stands, None where it is gone. `row` is what it
    says now, `session` what its session says where it has one: either may be damaged. `before` is
    what it said when it was sealed, where a backup has it, and `backup_at` when that was made.
    """

    table: str
    key: str
    state: State
    was: str | None = None
    found: str | None = None
    row: Mapping[str, Any] = field(default_factory=dict)
    session: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    backup_at: datetime | None = None

    @property
    def is_readable(self) -> bool:
        """Return whether the app can show what stands there, so that one may accept it."""
        texts = [value for value in self.row.values() if isinstance(value, str)]
        moments = [text for column, text in self.row.items() if column.endswith("_at") and text]
        try:
            for text in texts:
                text.encode()
            for moment in moments:
                datetime.fromisoformat(moment)
            if "day" in self.row:
                date.fromisoformat(self.row["day"])
        except (ValueError, TypeError):
            return False
        return True


def name(broken: Broken) -> str:
    """Return which entry it is: "the session of 20 Nov 2026, 08:15, Article 1: pain before"."""
    row = broken.row or broken.before
    if not row:
        return f"{NAMELESS[broken.table]} ({broken.key})"
    if broken.table == "session":
        return f"{_session(row)}: when and what it was, how it ended, or its note"
    part = _part(broken.table, row)
    return f"{_session(broken.session)}: {part}" if broken.session else part


def differences(broken: Broken) -> str:
    """Return in what its row differs from that of a backup: "pain 5, not 9"."""
    columns = [each for each in broken.before if broken.before[each] != broken.row.get(each)]
    said = [
        f"{column.replace('_', ' ')} {_short(broken.before[column])}, "
        f"not {_short(broken.row.get(column))}"
        for column in columns
    ]
    return some(said, MOST_COLUMNS)


def _short(value: object) -> str:
    text = "nothing" if value is None or value == "" else str(value)
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"


def _session(row: Mapping[str, Any]) -> str:
    return f"the session of {moment(row, 'started')}, {row.get('routine_name')}"


def _part(table: str, row: Mapping[str, Any]) -> str:
    match table:
        case "rating" if row.get("session") is None:
            return f"{_asked_for(row)}, {moment(row, 'rated')}"
        case "rating":
            return _asked_for(row)
        case "step":
            return f"step {row.get('nth')}, {row.get('stretch')}"
        case "hurt":
            return f"what hurt in {row.get('stretch')}"
        case "questionnaire":
            return f"the answer '{row.get('kind')}' of {moment(row, 'answered')}"
        case "day":
            return f"the mark of {_day(row.get('day'))}"
        case "change":
            return f"what was remembered of a change on {moment(row, 'changed')}"
    return f"the text of the routine {row.get('name')} as it was done"


def _asked_for(row: Mapping[str, Any]) -> str:
    return ASKED_FOR.get(str(row.get("asked_for")), "a rating")


def moment(row: Mapping[str, Any], column: str) -> str:
    """Return "20 Nov 2026, 08:15" at its own place; the bare text where it is no instant."""
    text, offset = str(row.get(f"{column}_at")), row.get(f"{column}_offset")
    try:
        at = datetime.fromisoformat(text) + timedelta(minutes=offset or 0)
    except (ValueError, TypeError, OverflowError):
        return text
    return f"{at.day} {at:%b %Y, %H:%M}"


def _day(text: object) -> str:
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        return str(text)
    return f"{day.day} {day:%b %Y}"
