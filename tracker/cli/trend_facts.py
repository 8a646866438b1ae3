"""What `unkink trends --json` prints: every number of the trends, with the rows behind it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from tracker.core.comparing import Changes, Compared, Sore
from tracker.core.doses import Week
from tracker.core.meaningful import Change
from tracker.core.peg import Peg, read_pegs
from tracker.core.record import AskedFor
from tracker.core.series import Point, Series, daily
from tracker.core.targets import CalendarDay, CalendarFacts
from tracker.core.trends import FEWEST_DAYS, SHORTEST_SPAN_DAYS, Verdict
from tracker.core.verdict_words import change_sentence, gate, sentence
from tracker.progress import Progress, read_calendar, read_routines, read_weeks
from tracker.store import Store
from tracker.store.progress import sore_stretches

SERIES: Final[tuple[AskedFor, ...]] = ("before", "after", "day")


def trend_facts(
    store: Store, progress: Progress, since: date, until: date, target: int
) -> dict[str, Any]:
    """Return the verdict of today, and the series, weeks, days and routines of a period.

    Weeks and days begin with the period's first Monday. `target` is the days a week that are
    wanted.
    """
    routines = read_routines(store, since, until)
    pegs = [one for one in read_pegs(store.answers()) if since <= one.day <= until]
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        **_verdict(progress.verdict),
        "meaningful_change": _change(progress.change),
        "series": [_series(daily(kind, store.ratings(kind, since, until))) for kind in SERIES],
        "similar_start": routines.start,
        "routines": _routines(routines),
        "sore_stretches": [_sore(one) for one in sore_stretches(store, since, until)],
        "weeks": [_week(one) for one in read_weeks(store, since, until)],
        "peg": [_peg(one) for one in pegs],
        "calendar": _calendar(read_calendar(store, since, until, target), target),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    trend = verdict.trend
    unclear = trend is not None and not verdict.is_claimed
    return {
        "verdict": verdict.direction or "not enough yet",
        "sentence": sentence(verdict),
        "asked_for": verdict.series.name,
        "n": verdict.n,
        "span_days": verdict.span_days,
        "window": _days(verdict.window),
        "slope_per_week": None if trend is None else 7 * trend.slope,
        "could_be_per_week": [7 * trend.low, 7 * trend.high] if trend and unclear else None,
        "gate": {
            "shows": gate(verdict),
            "rated_days": verdict.n,
            "rated_days_needed": FEWEST_DAYS,
            "span_days": verdict.span_days,
            "span_days_needed": SHORTEST_SPAN_DAYS,
        },
    }


def _change(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "is_meaningful": change.is_lower,
        "sentence": change_sentence(change),
        "start": {"mean": change.start_mean, **_days(change.start)},
        "now": {"mean": change.now_mean, **_days(change.now)} if change.now else None,
        "meaningful_at": change.lower_at if change.lower_at >= 0 else None,
    }


def _days(points: Sequence[Point]) -> dict[str, Any]:
    return {
        "since": points[0].day.isoformat() if points else None,
        "until": points[-1].day.isoformat() if points else None,
        "ids": [id_ for point in points for id_ in point.ids],
    }


def _series(series: Series) -> dict[str, Any]:
    points = [{**asdict(point), "day": point.day.isoformat()} for point in series.points]
    return {"name": series.name, "n": series.n, "points": points}


def _routines(compared: Compared) -> list[dict[str, Any]]:
    pairs = zip(compared.every, compared.similar, strict=True)
    return [
        {"routine": every.routine, "name": every.name, **_changes(every)}
        | {"at_similar_start": _changes(similar)}
        for every, similar in pairs
    ]


def _changes(changes: Changes) -> dict[str, Any]:
    return {
        "n": changes.n,
        "median_change": changes.median if changes.is_enough else None,
        "interval": changes.interval if changes.is_enough else None,
        "better": changes.better,
        "same": changes.same,
        "worse": changes.worse,
        "ids": [one.id for one in changes.sessions],
    }


def _sore(sore: Sore) -> dict[str, Any]:
    return {
        "stretch": sore.stretch,
        "variation": sore.variation,
        "times": len(sore.hurts),
        "holds": sore.holds,
        "per_hundred": sore.per_hundred if sore.holds else None,
        "interval": sore.interval if sore.holds else None,
        "ids": sore.hurts,
    }


def _week(week: Week) -> dict[str, Any]:
    return {**week._asdict(), "monday": week.monday.isoformat()}


def _peg(peg: Peg) -> dict[str, Any]:
    return {**peg._asdict(), "day": peg.day.isoformat(), "score": peg.score}


def _calendar(facts: CalendarFacts, target: int) -> dict[str, Any]:
    known = sorted({*facts.days, *facts.marks})
    return {
        "target": target,
        "in_a_row": facts.run,
        "weeks": [
            {**one._asdict(), "monday": one.monday.isoformat(), "is_met": one.is_met}
            for one in facts.weeks
        ],
        "days": [_day(day, facts) for day in known],
    }


def _day(day: date, facts: CalendarFacts) -> dict[str, Any]:
    done = facts.days.get(day, CalendarDay(day, 0, 0))
    return {**done._asdict(), "day": day.isoformat(), "mark": facts.marks.get(day)}
