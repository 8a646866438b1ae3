"""What Today shows at a glance: this week's sessions, and the pain of the last four weeks."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, Literal

from tracker.core.record import HIGHEST_PAIN

DayMark = Literal["full", "part", "none", "ahead"]

STRIP_DAYS: Final = 28
EIGHTHS: Final = " ▁▂▃▄▅▆▇█"


def monday(day: date) -> date:
    """Return the Monday of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def week(sessions: Iterable[tuple[date, bool]], today: date) -> tuple[DayMark, ...]:
    """Return a mark for each day of this week, Monday first, of days and whether done in full.

    A session done in full outshines the others of its day.
    """
    first = monday(today)
    marks: list[DayMark] = ["none" if first + timedelta(d) <= today else "ahead" for d in range(7)]
    for day, in_full in sessions:
        nth = (day - first).days
        if 0 <= nth < 7 and marks[nth] != "full":
            marks[nth] = "full" if in_full else "part"
    return tuple(marks)


def daily_medians(
    ratings: Iterable[tuple[date, int, str]], today: date, days: int = STRIP_DAYS
) -> tuple[float | None, ...]:
    """Return the median rating of each of the last `days` days, today last; None: not rated."""
    first = today - timedelta(days=days - 1)
    by_day: dict[int, list[int]] = {}
    for day, pain, _ in ratings:
        by_day.setdefault((day - first).days, []).append(pain)
    return tuple(median(by_day[d]) if d in by_day else None for d in range(days))


def median(values: Sequence[float]) -> float:
    """Return the median of at least one value: statistics.median, whose import the start spares."""
    values, middle = sorted(values), len(values) // 2
    return (values[middle] + values[~middle]) / 2


def bars(values: Sequence[float | None], rows: int) -> tuple[str, ...]:
    """Return a bar for every value on a scale of 0–10, `rows` lines high, the top line first.

    A rating of 0 is the thinnest bar there is; a day without a rating is a blank.
    """
    steps = rows * 8 - 1
    heights = [0 if v is None else 1 + round(v * steps / HIGHEST_PAIN) for v in values]
    return tuple(
        "".join(EIGHTHS[min(8, max(0, height - 8 * row))] for height in heights)
        for row in reversed(range(rows))
    )
