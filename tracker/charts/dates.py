"""The dates along the axis: which Mondays have words, and which words."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from tracker.charts.canvas import Canvas
from tracker.core.text import clean

YEAR: Final = 366
"""Over more days than this, dates along the axis name their year."""


def marks(canvas: Canvas) -> list[tuple[date, str]]:
    """Return as many Mondays with their words as stand apart; the first day where there is none."""
    years = canvas.days > YEAR
    choices = (
        [(day, f"{day:%b} {day.year}" if years else short(day)) for day in days]
        for days in _ever_fewer(canvas, years)
    )
    return next([(d, clean(w)) for d, w in some] for some in choices if _apart(some, canvas))


def along(canvas: Canvas) -> list[tuple[float, str]]:
    """Return the words of the marks, each with how many columns from the left its day is.

    That is the middle of a column, which plotext cannot round astray.
    """
    return [(int(canvas.x(day.toordinal())) + 0.5, words) for day, words in marks(canvas)]


def short(day: date, year: bool = False) -> str:
    """Return a day as "16 Nov", or with its year as "16 Nov 2026"."""
    return f"{day.day} {day:%b}" + (f" {day.year}" if year else "")


def _ever_fewer(canvas: Canvas, years: bool) -> list[list[date]]:
    """Return the Mondays (for years, the first of each month), then fewer, down to one."""
    first = canvas.since + timedelta(-canvas.since.weekday() % 7)
    count = (canvas.until - first).days // 7 + 1
    days = [first + timedelta(7 * nth) for nth in range(count)] or [canvas.since]
    choices = []
    for months in (1, 3, 6, 12) if years else ():
        days = [d for d in days if d.day <= 7 and (d.month - 1) % months == 0] or days
        choices.append(days)
    return [*choices, *(days[:: 2**doubled] for doubled in range(len(days).bit_length() + 1))]


def _apart(some: Sequence[tuple[date, str]], canvas: Canvas) -> bool:
    """Return whether two columns stay free between all words, each in the middle of its tick."""
    end = -2
    for day, words in some:
        start = int(canvas.x(day.toordinal())) - len(words) // 2
        start = max(0, min(canvas.columns - len(words), start))
        if start < end + 2:
            return False
        end = start + len(words)
    return True
