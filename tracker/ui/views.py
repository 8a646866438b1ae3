"""Makes the charts of the trends: what each draws, what it says, and what stands behind it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from tracker import charts
from tracker.core import words
from tracker.core.comparing import Sore
from tracker.core.glance import monday
from tracker.core.peg import read_pegs
from tracker.core.record import AskedFor
from tracker.core.series import Series, daily
from tracker.core.targets import CalendarFacts, target_sentence
from tracker.core.trends import Trend
from tracker.core.verdict_words import change_sentence, sentence
from tracker.core.why_words import Chart
from tracker.progress import (
    AVERAGE,
    Progress,
    looked_at,
    read_calendar,
    read_progress,
    read_routines,
    read_weeks,
)
from tracker.settings import Settings
from tracker.store import Store
from tracker.store.progress import held_sessions, sore_stretches
from tracker.ui.screens.why import Row
from tracker.ui.widgets.chart_view import Draw

TITLES: Final[dict[Chart, str]] = {
    "pain": "Pain over time",
    "dose": "Dose under pain",
    "calendar": "Calendar",
    "routines": "Each routine",
    "function": "Function",
}
"""The charts in the order of their keys, 1 to 5."""

DOSE_CAPTION: Final = (
    "What you held beside your pain: this cannot tell which of them changes the other."
)
MOST_SORE: Final = 3


class Period(NamedTuple):
    """The days of a chart, both included; `since` is None for all there are."""

    since: date | None
    until: date


class View(NamedTuple):
    """One chart: how it is drawn, the sentences under it, its caption, and the rows behind it.

    `draw` is None for the calendar, which draws itself from its `days`.
    """

    draw: Draw | None
    said: tuple[str, ...]
    caption: str
    rows: Callable[[], Iterable[Row]]
    days: CalendarFacts | None = None


class Views:
    """Makes views of one history. Every method raises StoreError."""

    def __init__(
        self, store: Store, names: dict[words.StretchKey, str], settings: Callable[[], Settings]
    ) -> None:
        self._store = store
        self._names = names
        self._settings = settings

    def pain(self, period: Period, palette: charts.Palette) -> View:
        """Return the ratings before and after sessions, with what may be said of them."""
        since = min(period.since or date.min, looked_at(period.until))
        before = self._series("before", Period(since, period.until))
        after = self._series("after", period)
        progress = read_progress(self._store, period.until, before)
        is_average = progress.verdict.series.name == AVERAGE
        trend, meaningful = (None, None) if is_average else _lines(progress)
        draw = partial(
            charts.pain_over_time,
            before,
            after,
            since=_since(period, before, after),
            until=period.until,
            palette=palette,
            trend=trend,
            meaningful=meaningful,
        )
        said = ("Judged by your daily averages: see 5.",) if is_average else _said(progress)
        behind = progress.verdict.window if not is_average else ()
        start = progress.change.start if progress.change and not is_average else ()

        def rows() -> Iterator[Row]:
            yield from self._ratings(("before", "after"), period)
            for day in {point.day for point in (*behind, *start)}:
                if not _is_in(day, period):
                    yield from self._ratings(("before",), Period(day, day))

        return View(_sized(draw), said, words.CHART_CAPTION, rows)

    def dose(self, period: Period, palette: charts.Palette) -> View:
        """Return what was held each week, under the pain of the same weeks."""
        since = _since(period, self._series("before", period))
        weeks = read_weeks(self._store, since, period.until)
        draw = partial(
            charts.dose_under_pain, weeks, since=since, until=period.until, palette=palette
        )

        def rows() -> Iterator[Row]:
            for held in held_sessions(self._store, monday(since), period.until):
                told = f"held {words.clock(held.held)} of {words.clock(held.planned)} planned"
                yield Row(held.day, told, held.id)

        return View(_sized(draw), (), DOSE_CAPTION, rows)

    def calendar(self, period: Period, _: charts.Palette) -> View:
        """Return the days of the period, and how many of their weeks met the target."""
        found = read_calendar(self._store, *period, self._settings().weekly_target)

        def rows() -> Iterator[Row]:
            for one in self._store.sessions(found.since, period.until):
                if one.outcome is None:
                    continue
                yield Row(one.day, f"{one.started_at:%H:%M}  {one.routine_name}", one.id)
            for day, mark in found.marks.items():
                yield Row(day, mark, day.isoformat())

        said = target_sentence(found.weeks, self._settings().weekly_target, found.run)
        return View(None, (said,), "", rows, found)

    def routines(self, period: Period, palette: charts.Palette) -> View:
        """Return how the sessions of each routine felt, and which stretches hurt."""
        compared = read_routines(self._store, *period)
        draw = _indented(partial(charts.routines_compared, compared, palette=palette))
        sore = sore_stretches(self._store, *period)[:MOST_SORE]
        said = tuple(self._sore(one) for one in sore)

        def rows() -> Iterator[Row]:
            for one in self._store.sessions(*period):
                if one.pain_before is None or one.pain_after is None:
                    continue
                low, high = compared.start or (one.pain_before, one.pain_before)
                other = "" if low <= one.pain_before <= high else ", another start"
                told = f"{words.pain_change(one)}  {one.routine_name}{other}"
                yield Row(one.day, told, one.id)

        return View(_sized(draw), said, words.DELTA_CAPTION, rows)

    def function(self, period: Period, palette: charts.Palette) -> View:
        """Return the weekly questionnaire over the days' averages."""
        pegs = [one for one in read_pegs(self._store.answers()) if _is_in(one.day, period)]
        averages = self._series(AVERAGE, period)
        progress = read_progress(self._store, period.until)
        mine = progress.verdict.series.name == AVERAGE
        trend, meaningful = _lines(progress) if mine else (None, None)
        draw = partial(
            charts.function_over_time,
            pegs,
            averages,
            since=_since(period, averages, days=[one.day for one in pegs]),
            until=period.until,
            palette=palette,
            trend=trend,
            meaningful=meaningful,
        )

        def rows() -> Iterator[Row]:
            for one in pegs:
                told = f"PEG {one.score:.1f}  {one.pain}, {one.enjoyment}, {one.activity}"
                yield Row(one.day, told, one.id)
            yield from self._ratings((AVERAGE,), period)

        return View(_sized(draw), _said(progress) if mine else (), words.CANNOT_TELL, rows)

    def _series(self, kind: AskedFor, period: Period) -> Series:
        return daily(kind, self._store.ratings(kind, *period))

    def _ratings(self, kinds: Iterable[AskedFor], period: Period) -> Iterator[Row]:
        for kind in kinds:
            for day, pain, id_ in self._store.ratings(kind, *period):
                yield Row(day, f"{kind} {pain}", id_)

    def _sore(self, sore: Sore) -> str:
        name = words.stretch_name(self._names, sore.stretch, sore.variation)
        times = words.count(len(sore.hurts), "time")
        if not sore.holds:
            return f"{name} hurt {times}."
        low, high = sore.interval
        per = f"{sore.per_hundred:.1f} in 100 ({low:.1f} to {high:.1f})"
        return f"{name} hurt {times} in {words.count(sore.holds, 'hold')}: {per}."


def _said(progress: Progress) -> tuple[str, ...]:
    said = sentence(progress.verdict), change_sentence(progress.change)
    return tuple(filter(None, said))


def _lines(progress: Progress) -> tuple[Trend | None, float | None]:
    """Return the trend line, where a trend is claimed, and the level of a meaningful change."""
    verdict, change = progress
    return verdict.trend if verdict.is_claimed else None, change.lower_at if change else None


def _since(period: Period, *series: Series, days: Iterable[date] = ()) -> date:
    """Return the first day of a chart: that of its period, or the first that has anything."""
    found = [point.day for one in series for point in one.points[:1]]
    return period.since or min([*found, *days], default=period.until)


def _is_in(day: date, period: Period) -> bool:
    return (period.since or date.min) <= day <= period.until


def _indented(draw: Callable[..., str]) -> Callable[..., str]:
    """Return a drawing with a free column on both sides."""

    def indented(*, width: int, height: int) -> str:
        lines = draw(width=max(0, width - 2), height=height).split("\n")
        return "\n".join(f" {line}" for line in lines)

    return indented


def _sized(draw: Callable[..., str]) -> Draw:
    return lambda width, height: draw(width=width, height=height)
