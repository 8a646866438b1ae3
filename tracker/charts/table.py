"""The table of weeks that stands in for a chart where none can be drawn, or none would fit."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Final

from tracker.charts.dates import YEAR, short
from tracker.charts.page import nothing
from tracker.charts.series import within
from tracker.core.doses import Week
from tracker.core.series import Point, Series

NOTHING: Final = "Nothing to show yet: no pain was rated before or after a session."


def as_table(
    before: Series, after: Series, *, since: date, until: date, width: int, height: int
) -> str:
    """Return the latest weeks, newest last, in at most `height` lines of `width` columns.

    A week has the median of its days, the lowest and highest, and how many ratings these are.
    """
    series = [within(each, since, until) for each in (before, after)]
    weeks = [_weeks(each) for each in series]
    rated = sorted({*weeks[0], *weeks[1]})
    if not rated:
        return "\n".join(line.strip() for line in nothing(NOTHING, width, height))
    names = [each.name for each in series]
    rows = [
        [week, *_pains(names, [of_week.get(day, []) for of_week in weeks])]
        for day, week in latest(rated, since, until, height)
    ]
    return "\n".join(aligned(rows, width))


def dose_table(
    weeks: Sequence[Week], since: date, until: date, width: int, height: int
) -> list[str]:
    """Return the latest weeks, newest last: the minutes held and planned, and the median pain."""
    found = {week.monday: week for week in weeks}
    rows = [[week, *_dose(found.get(day))] for day, week in latest([*found], since, until, height)]
    return aligned(rows, width)


def function_table(
    scores: Series, days: Series, since: date, until: date, width: int, height: int
) -> list[str]:
    """Return the latest weeks, newest last: the PEG score, and the pain of average days."""
    pegs, rated = _weeks(scores), _weeks(days)
    rows = [
        [
            week,
            f"PEG {_score(pegs.get(day, []))}",
            *_pains(["average"], [rated.get(day, [])]),
        ]
        for day, week in latest(sorted({*pegs, *rated}), since, until, height)
    ]
    return aligned(rows, width)


def latest(
    mondays: Sequence[date], since: date, until: date, height: int
) -> Iterator[tuple[date, str]]:
    """Yield the Mondays of at most `height` weeks up to the last of some, and their words."""
    count = min((mondays[-1] - mondays[0]).days // 7 + 1, max(0, height))
    for ago in reversed(range(count)):
        day = mondays[-1] - timedelta(7 * ago)
        yield day, short(day, (until - since).days >= YEAR)


def aligned(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return the cells under one another, with as many words and as much room as there is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    wide = len("week of ") + sum(widths) + 3 * (len(widths) - 1) <= width
    start, gap = ("week of ", "   ") if wide else ("", "  ")
    lines = (gap.join(map(str.ljust, row, widths)) for row in rows)
    return [(start + line)[: max(0, width)].rstrip() for line in lines]


def _weeks(series: Series) -> dict[date, list[Point]]:
    """Return the points of each week that has any, by its Monday."""
    weeks: dict[date, list[Point]] = {}
    for point in series.points:
        weeks.setdefault(point.day - timedelta(point.day.weekday()), []).append(point)
    return weeks


def _pains(names: Sequence[str], weeks: Sequence[list[Point]]) -> list[str]:
    """Return the cells of one week: the pain of each series, and how many ratings."""
    counts = [str(sum(len(point.ids) for point in week)) for week in weeks]
    pains = [f"{name} {_range(week)}" for name, week in zip(names, weeks, strict=True)]
    return [*pains, "n " + ", ".join(dict.fromkeys(counts))]


def _dose(week: Week | None) -> list[str]:
    """Return the cells of one week: its minutes, and its pain, a dash for what there is not."""
    if week is None:
        return ["–", "pain –"]
    minutes = f"held {week.held / 60:.0f} of {week.planned / 60:.0f} min" if week.planned else "–"
    return [minutes, "pain –" if week.pain is None else f"pain {round(week.pain, 1):g}"]


def _score(points: Sequence[Point]) -> str:
    """Return the last score of a week with one decimal, or a dash where there is none."""
    return f"{points[-1].value:.1f}" if points else "–"


def _range(points: Sequence[Point]) -> str:
    """Return the median with the lowest and the highest, or a dash where nothing was rated."""
    if not points:
        return "–"
    values = [point.value for point in points]
    return f"{round(median(values), 1):g} ({min(values):g}–{max(values):g})"
