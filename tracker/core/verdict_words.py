"""Says in one plain sentence what may be said about weeks, with its numbers and its period."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from tracker.core import words
from tracker.core.meaningful import DAYS, Change
from tracker.core.series import FEWEST_FOR_A_MEDIAN, Point
from tracker.core.trends import FEWEST_DAYS, SHORTEST_SPAN_DAYS, Verdict

Gate = Literal["dots", "median", "trend"]
"""What may be shown: the days alone, their rolling median too, a trend's words too."""

NO_TREND: Final = "No clear trend"
NAMES: Final = {"before": "Pain before sessions", "day": "Pain on an average day"}


def gate(verdict: Verdict) -> Gate:
    """Return what may be shown of a series."""
    if verdict.trend is not None:
        return "trend"
    return "median" if verdict.n >= FEWEST_FOR_A_MEDIAN else "dots"


def sentence(verdict: Verdict) -> str:
    """Return the verdict as a sentence: what, how much a week, how many rated days, and when."""
    trend = verdict.trend
    if trend is None:
        return _not_yet(verdict)
    about = f"n {verdict.n}, {period(verdict)}"
    if verdict.is_claimed:
        by = points(abs(7 * trend.slope))
        return f"{NAMES[verdict.series.name]} is {verdict.direction}, about {by} a week ({about})."
    what = "No clear trend in the days' averages" if verdict.series.name == "day" else NO_TREND
    low, high = (signed(7 * slope) for slope in (trend.low, trend.high))
    could = f"about {low}" if low == high else f"{low} to {high}"
    hides = ", or too little to see" if low == high == "0.0" else ""
    yet = " yet, two weeks have to agree" if trend.direction != "no clear trend" else ""
    return f"{what}{yet}: it could be {could} points a week{hides} ({about})."


def change_sentence(change: Change | None) -> str:
    """Return how the last week stands against the start; empty where nothing may be said."""
    if change is None or change.now_mean is None:
        return ""
    now = f"{change.now_mean:.1f}"
    means = (
        f"Mean {now} (n {DAYS}, {span(change.now)}), "
        f"at the start {change.start_mean:.1f} (n {DAYS}, {span(change.start)})"
    )
    if change.is_lower:
        return f"{means}: meaningfully lower."
    if change.now_mean > change.start_mean:
        return f"{means}: higher."
    return f"{means}: not meaningfully lower{_would_be(change.lower_at, now)}."


def period(verdict: Verdict) -> str:
    """Return the days of the window of a verdict that has any."""
    return span(verdict.window)


def span(days: Sequence[Point]) -> str:
    """Return from when to when days are: "1 Oct–20 Nov", or "20 Nov" where there is only one."""
    first, last = days[0].day, days[-1].day
    ends = [first] if first == last else [first, last]
    return "–".join(_day(day, first.year != last.year) for day in ends)


def points(value: float) -> str:
    """Return a pain difference as "0.3 points", with one digit, or two where one says nothing."""
    text = f"{value:.1f}" if value >= 0.05 else f"{value:.2f}"
    return f"{text} points"


def signed(value: float) -> str:
    """Return a pain difference with its sign: "−0.4", "+0.2", "0.0"."""
    rounded = round(value, 1)
    return "0.0" if rounded == 0 else f"{rounded:+.1f}".replace("-", "−")


def _not_yet(verdict: Verdict) -> str:
    n, few = verdict.n, verdict.n < FEWEST_DAYS
    found = [f"{n} of {FEWEST_DAYS} rated days" if few else words.count(n, "rated day")]
    if verdict.span_days < SHORTEST_SPAN_DAYS:
        span = verdict.span_days + 1 if n else 0
        found.append(f"over {span} of {SHORTEST_SPAN_DAYS + 1} days")
    about = f" ({period(verdict)})" if n else ", none in the last 8 weeks"
    return f"Not enough yet for a trend: {', '.join(found)}{about}."


def _would_be(lower_at: float, now: str) -> str:
    """Return from which mean on it would be lower; empty where no rating is so low."""
    if lower_at < 0:
        return ""
    return "; a little less would be" if f"{lower_at:.1f}" == now else f"; {lower_at:.1f} would be"


def _day(day: date, year: bool) -> str:
    return f"{day.day} {day:%b}" + (f" {day.year}" if year else "")
