"""`unkink trends --json` beside plain SQL on the same file: one number, however it is asked for."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple, get_args

import pytest

from tests.cli.shell import say
from tests.cli.test_trends import facts, noon
from tests.store.samples import new_session, rating, second_connection, step
from tracker.core.plan import Outcome, StepKind
from tracker.core.record import HurtRecord, SessionOutcome
from tracker.core.targets import Mark
from tracker.store import Store
from tracker.store.rows import NewAnswer, PastSession

IN_PERIOD: Final = "day BETWEEN :since AND :until"
DONE: Final = "deleted_at IS NULL AND outcome IS NOT NULL"
LIVE: Final = "deleted_at IS NULL AND session_deleted = 0"
MEDIANS: Final = (
    "SELECT day, avg(pain) AS pain FROM (SELECT day, pain, "
    "row_number() OVER (PARTITION BY day ORDER BY pain) AS nth, count(*) OVER "
    f"(PARTITION BY day) AS n FROM rating WHERE asked_for = :kind AND {LIVE} "
    f"AND {IN_PERIOD}) WHERE nth IN ((n + 1) / 2, (n + 2) / 2) "
    "GROUP BY day ORDER BY day"
)
WINDOW: Final = (
    f"WITH rated AS (SELECT DISTINCT day FROM rating WHERE asked_for = :kind AND {LIVE} "
    "AND day BETWEEN date(:until, '-55 days') AND :until), "
    "gaps AS (SELECT day, julianday(day) - julianday(lag(day) OVER (ORDER BY day)) AS days "
    "FROM rated), "
    "first AS (SELECT coalesce((SELECT max(day) FROM gaps WHERE days > 14), "
    "(SELECT min(day) FROM rated)) AS day) "
)
ROUTINES: Final = (
    "SELECT routine, count(*), sum(change <= -2), sum(change BETWEEN -1 AND 1), sum(change >= 2), "
    "avg(change) FILTER (WHERE nth IN ((n + 1) / 2, (n + 2) / 2)) FROM ("
    "SELECT *, row_number() OVER (PARTITION BY routine ORDER BY change) AS nth, "
    "count(*) OVER (PARTITION BY routine) AS n FROM ("
    "SELECT routine, pain_before, pain_after - pain_before AS change FROM session_summary "
    f"WHERE {IN_PERIOD} AND {DONE} "
    "AND pain_before BETWEEN :lowest AND :highest AND pain_after IS NOT NULL)) "
    "GROUP BY routine ORDER BY routine"
)
MONDAY: Final = "date(day, '-6 days', 'weekday 1')"


def somebody(store: Store, chance: Random, averages: float) -> None:
    """Write four months of somebody: routines, pains, hurts, gaps, and what was taken back.

    `averages` is on which share of days the day's average was rated.
    """
    for back in (*range(110, 45, -1), *range(28, -1, -1)):
        for _ in range(chance.choice([0, 1, 1, 2])):
            practise(store, chance, back)
        if chance.random() < averages:
            store.add(ratings=[rating(chance.randrange(11), rated_at=noon(back))])
        if chance.random() < 0.15:
            store.mark_day(noon(back).date(), chance.choice(get_args(Mark)), noon(back))
        if back % 7 == 0:
            given = {"pain": chance.randrange(11), "enjoyment": 5, "activity": 4}
            weeks: list[dict[str, object]] = [{**given}, {**given, "pain": None}, {"skipped": True}]
            said = chance.choice([weeks[0], *weeks])
            store.add(answers=[NewAnswer("peg", said, noon(back))])
    store.begin(new_session(started_at=noon(0), pain_before=9))


def practise(store: Store, chance: Random, back: int) -> None:
    """Write a session, with all that may happen to one."""
    routine = chance.choice(["article-1", "article-1", "bedtime", None])
    new = new_session(
        routine=routine,
        routine_name=routine or "done elsewhere",
        started_at=noon(back),
        planned_seconds=None if routine is None else 90.0,
        pain_before=chance.choice([None, 3, 4, 5, 6, 7]),
        source="practice" if routine else "logged",
    )
    steps = [
        step(
            nth,
            kind=chance.choice(get_args(StepKind)),
            stretch=chance.choice(["cat-cow", "pelvic-tilt"]),
            variation=chance.choice([None, "easier"]),
            side=chance.choice([None, "left", "right"]),
            held_seconds=chance.randrange(40) / 2,
            outcome=chance.choice(get_args(Outcome)),
        )
        for nth in range(6 if routine else 0)
    ]
    after = chance.choice([None, 2, 3, 4, 5, 6])
    outcome = chance.choice(get_args(SessionOutcome))
    store.add([PastSession(new, outcome, noon(back), after, tuple(steps))])
    if steps and chance.random() < 0.5:
        one = steps[0]
        for rested in chance.choice([[False], [False, False], [False, True]]):
            hurt = HurtRecord(
                *(0, one.stretch, one.variation, one.side, 5, "sore"),
                *("ease off", "inside the limits", noon(back), rested),
            )
            store.hurt(new.id, hurt, 4)
    if chance.random() < 0.1:
        store.edit(new.id, chance.choice([None, 10]), after, "", noon(back))
    if chance.random() < 0.1:
        store.delete(new.id, noon(back))


class Both(NamedTuple):
    """What the command says, and a way to ask the same file in plain SQL."""

    found: Any
    path: Path

    def ask(self, sql: str, **more: object) -> list[tuple[Any, ...]]:
        known = {"since": self.found["since"], "until": self.found["until"]}
        with second_connection(self.path) as connection:
            return connection.execute(
                sql, known | {"kind": self.found["asked_for"]} | more
            ).fetchall()


@pytest.fixture(params=[(1, 0.1, 12), (2, 0.9, 12), (3, 0.3, 3), (4, 0.9, 30)], ids=str)
def both(store: Store, home: Path, request: pytest.FixtureRequest) -> Both:
    seed, averages, weeks = request.param
    somebody(store, Random(seed), averages)
    return Both(facts("trends", "--weeks", weeks), home / "unkink.db")


def test_every_series_is_the_median_of_each_day_in_plain_sql(both: Both) -> None:
    for series in both.found["series"]:
        kind = series["name"]
        points = [(point["day"], point["value"]) for point in series["points"]]
        assert points == both.ask(MEDIANS, kind=kind)
        rows = both.ask(
            f"SELECT id FROM rating WHERE asked_for = :kind AND {LIVE} AND {IN_PERIOD}",
            kind=kind,
        )
        ids = [id_ for point in series["points"] for id_ in point["ids"]]
        assert sorted(ids) == sorted(id_ for (id_,) in rows)
        assert series["n"] == len(rows)


def test_the_verdict_is_of_the_days_that_plain_sql_finds_in_its_window(both: Both) -> None:
    found = both.found
    averages = both.ask(
        WINDOW + "SELECT count(*) FROM rated, first WHERE rated.day >= first.day", kind="day"
    )
    assert found["asked_for"] == ("day" if averages[0][0] >= 14 else "before")
    [(n, first, last)] = both.ask(
        WINDOW + "SELECT count(*), min(rated.day), max(rated.day) FROM rated, first "
        "WHERE rated.day >= first.day"
    )
    assert (found["n"], found["window"]["since"], found["window"]["until"]) == (n, first, last)
    assert found["span_days"] == (date.fromisoformat(last) - date.fromisoformat(first)).days
    rows = both.ask(
        WINDOW + f"SELECT id FROM rating, first WHERE asked_for = :kind AND {LIVE} "
        "AND rating.day BETWEEN first.day AND :until"
    )
    assert sorted(found["window"]["ids"]) == sorted(id_ for (id_,) in rows)


def test_the_slope_is_the_median_of_all_slopes_between_two_days_in_plain_sql(both: Both) -> None:
    found = both.found["window"]
    [(slope,)] = both.ask(
        f"WITH daily AS ({MEDIANS}), slopes AS (SELECT "
        "(b.pain - a.pain) / (julianday(b.day) - julianday(a.day)) AS slope "
        "FROM daily AS a JOIN daily AS b ON a.day < b.day), "
        "ranked AS (SELECT slope, row_number() OVER (ORDER BY slope) AS nth, "
        "count(*) OVER () AS n FROM slopes) "
        "SELECT 7 * avg(slope) FROM ranked WHERE nth IN ((n + 1) / 2, (n + 2) / 2)",
        since=found["since"],
        until=found["until"],
    )
    assert both.found["slope_per_week"] == pytest.approx(slope, abs=1e-9)


def test_the_change_since_the_start_is_that_of_two_weeks_of_rated_days_in_plain_sql(
    both: Both,
) -> None:
    found = both.found["meaningful_change"]
    daily = MEDIANS.replace(IN_PERIOD, "day <= :until")
    start = both.ask(
        f"WITH daily AS ({daily}), log AS (SELECT min(day) AS day FROM daily) "
        "SELECT daily.day, pain FROM daily, log WHERE daily.day BETWEEN "
        "date(log.day, '3 days') AND date(log.day, '16 days') ORDER BY daily.day LIMIT 7"
    )
    now = both.ask(
        f"WITH daily AS ({daily}) SELECT day, pain FROM daily "
        "WHERE day BETWEEN date(:until, '-13 days') AND :until ORDER BY day DESC LIMIT 7"
    )
    assert (len(start), len(now)) == (7, 7)
    before, after = (sum(pain for _, pain in days) / 7 for days in (start, now))
    assert found["start"]["mean"] == pytest.approx(before)
    assert found["now"]["mean"] == pytest.approx(after)
    assert (found["start"]["since"], found["start"]["until"]) == (start[0][0], start[-1][0])
    assert (found["now"]["since"], found["now"]["until"]) == (now[-1][0], now[0][0])
    assert found["is_meaningful"] == (before - after >= max(2, 0.3 * before))


def counted(one: Any) -> tuple[Any, ...]:
    return one["n"], one["better"], one["same"], one["worse"]


def test_every_routine_has_the_changes_that_plain_sql_counts(both: Both) -> None:
    found = sorted(both.found["routines"], key=lambda one: one["routine"] or "")
    [(usual,)] = both.ask(
        "WITH rated AS (SELECT pain_before AS pain FROM session_summary "
        f"WHERE {IN_PERIOD} AND {DONE} "
        "AND pain_before IS NOT NULL AND pain_after IS NOT NULL), "
        "ranked AS (SELECT pain, row_number() OVER (ORDER BY pain) AS nth, "
        "count(*) OVER () AS n FROM rated) "
        "SELECT avg(pain) FROM ranked WHERE nth IN ((n + 1) / 2, (n + 2) / 2)"
    )
    lowest, highest = both.found["similar_start"]
    assert [*range(lowest, highest + 1)] == [pain for pain in range(11) if abs(pain - usual) <= 1]
    rows = both.ask(ROUTINES, lowest=0, highest=10)
    assert [(one["routine"], *counted(one)) for one in found] == [row[:-1] for row in rows]
    for one, row in zip(found, rows, strict=True):
        assert one["median_change"] == (row[-1] if one["n"] >= 8 else None)
        assert (one["interval"] is None) == (one["n"] < 8)
    near = {row[0]: row for row in both.ask(ROUTINES, lowest=lowest, highest=highest)}
    for one in found:
        similar, row = one["at_similar_start"], near.get(one["routine"], (0, 0, 0, 0, 0, None))
        assert counted(similar) == row[1:5]
        assert similar["median_change"] == (row[5] if similar["n"] >= 8 else None)


def test_the_stretches_that_hurt_are_those_of_plain_sql(both: Both) -> None:
    session = f"session IN (SELECT id FROM session WHERE {IN_PERIOD} AND deleted_at IS NULL)"
    hurts = both.ask(
        f"SELECT stretch, variation, count(*) FROM hurt WHERE rested = 0 AND {session} "
        "GROUP BY stretch, variation"
    )
    holds = both.ask(
        "SELECT stretch, variation, count(*) FROM step WHERE kind IN ('hold', 'rep') "
        f"AND outcome <> 'skipped' AND {session} GROUP BY stretch, variation"
    )
    known = {(stretch, variation): number for stretch, variation, number in holds}
    found = both.found["sore_stretches"]
    assert {(one["stretch"], one["variation"], one["times"]) for one in found} == {*hurts}
    for one in found:
        assert one["holds"] == known[one["stretch"], one["variation"]]
        assert one["per_hundred"] == pytest.approx(100 * one["times"] / one["holds"])


def test_every_week_has_the_seconds_of_plain_sql_from_its_monday_on(both: Both) -> None:
    rows = both.ask(
        f"SELECT {MONDAY}, sum(planned_seconds) FROM session WHERE {DONE} "
        "AND day BETWEEN date(:since, '-6 days', 'weekday 1') AND :until GROUP BY 1"
    )
    seconds = both.ask(
        f"SELECT {MONDAY}, sum(held_seconds), "
        "sum(CASE side WHEN 'left' THEN held_seconds END), "
        "sum(CASE side WHEN 'right' THEN held_seconds END) FROM session JOIN step "
        f"ON session.id = session WHERE deleted_at IS NULL AND session.outcome IS NOT NULL "
        "AND day BETWEEN date(:since, '-6 days', 'weekday 1') AND :until GROUP BY 1"
    )
    found = both.found["weeks"]
    planned = {one["monday"]: one["planned"] for one in found if one["planned"]}
    assert planned == {monday: sum_ for monday, sum_ in rows if sum_}
    held = {one["monday"]: (one["held"], one["left"], one["right"]) for one in found if one["held"]}
    assert held == {monday: (all_, left or 0, right or 0) for monday, all_, left, right in seconds}
    days = [date.fromisoformat(one["monday"]) for one in found]
    assert days[0] <= date.fromisoformat(both.found["since"]) < days[1]
    assert {later - one for one, later in pairwise(days)} == {timedelta(days=7)}


def test_the_pain_of_a_week_is_the_median_of_its_days_in_plain_sql(both: Both) -> None:
    first = both.found["weeks"][0]["monday"]
    rows = both.ask(
        f"WITH daily AS ({MEDIANS}), ranked AS (SELECT {MONDAY} AS monday, pain, "
        f"row_number() OVER (PARTITION BY {MONDAY} ORDER BY pain) AS nth, "
        f"count(*) OVER (PARTITION BY {MONDAY}) AS n FROM daily) "
        "SELECT monday, avg(pain) FROM ranked WHERE nth IN ((n + 1) / 2, (n + 2) / 2) "
        "GROUP BY monday",
        kind="before",
        since=first,
    )
    found = {one["monday"]: one["pain"] for one in both.found["weeks"]}
    assert {monday: pain for monday, pain in found.items() if pain is not None} == dict(rows)


def test_every_score_of_the_week_is_the_mean_that_plain_sql_makes(both: Both) -> None:
    rows = both.ask(
        "SELECT id, day, (json_extract(answers, '$.pain') + json_extract(answers, '$.enjoyment') "
        "+ json_extract(answers, '$.activity')) / 3.0 AS score FROM questionnaire "
        f"WHERE kind = 'peg' AND {IN_PERIOD} AND score IS NOT NULL ORDER BY day"
    )
    assert [(one["id"], one["day"]) for one in both.found["peg"]] == [row[:2] for row in rows]
    assert [one["score"] for one in both.found["peg"]] == pytest.approx([row[2] for row in rows])


def test_the_calendar_has_the_days_and_the_weeks_of_plain_sql(both: Both) -> None:
    found = both.found["calendar"]
    begin = "date(:since, '-6 days', 'weekday 1')"
    days = both.ask(
        f"SELECT day, count(*), sum(outcome = 'stopped') FROM session WHERE {DONE} "
        f"AND day BETWEEN {begin} AND :until GROUP BY day ORDER BY day"
    )
    marks = both.ask(f"SELECT day, mark FROM day WHERE day BETWEEN {begin} AND :until ORDER BY day")
    said = found["days"]
    assert [
        (one["day"], one["sessions"], one["stopped"]) for one in said if one["sessions"]
    ] == days
    assert [(one["day"], one["mark"]) for one in said if one["mark"]] == marks
    weeks = both.ask(
        f"SELECT {MONDAY}, count(DISTINCT day) FROM session WHERE {DONE} "
        f"AND day BETWEEN {begin} AND :until GROUP BY 1 ORDER BY 1"
    )
    assert [(one["monday"], one["done"]) for one in found["weeks"] if one["done"]] == weeks
    assert found["target"] == 5
    for one in found["weeks"]:
        [(open_days,)] = both.ask(
            "SELECT 7 - count(*) FROM day WHERE mark <> 'rest' "
            "AND day BETWEEN :monday AND date(:monday, '6 days') "
            f"AND day <= :until AND day NOT IN (SELECT day FROM session WHERE {DONE})",
            monday=one["monday"],
        )
        assert one["wanted"] == 5 * open_days // 7
        assert one["is_met"] == (one["done"] >= one["wanted"])


def ids_in(found: Any) -> Iterator[str]:
    """Yield every id in it, however deep."""
    if isinstance(found, list):
        for one in found:
            yield from ids_in(one)
    elif isinstance(found, dict):
        for key, value in found.items():
            if key in ("id", "ids"):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from ids_in(value)


def test_every_id_leads_to_a_row_of_the_file(both: Both) -> None:
    known = both.ask(
        "SELECT id FROM session UNION SELECT id FROM rating UNION SELECT id FROM hurt "
        "UNION SELECT id FROM questionnaire"
    )
    named = set(ids_in(both.found))
    assert len(named) > 50
    assert named <= {id_ for (id_,) in known}


def test_every_number_of_sessions_has_as_many_ids(both: Both) -> None:
    found = both.found
    for one in found["routines"]:
        assert len(set(one["ids"])) == one["n"]
        assert set(one["at_similar_start"]["ids"]) <= set(one["ids"])
    for one in found["sore_stretches"]:
        assert len(set(one["ids"])) == one["times"]


def test_no_share_is_said_without_its_number(both: Both) -> None:
    assert "%" not in json.dumps(both.found, ensure_ascii=False)
    assert "%" not in "\n".join(say("trends"))
