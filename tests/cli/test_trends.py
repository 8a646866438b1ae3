"""`unkink trends`: what weeks say, with the rows behind every number."""

import json
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import call, say
from tests.store.samples import past, rating
from tracker.cli.parts import places, today
from tracker.core.words import CHART_CAPTION
from tracker.store import Store


def ago(days: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def noon(days: int) -> datetime:
    """Return noon, here, so many days before what the command calls today."""
    return datetime.combine(today(places()) - timedelta(days=days), time(12)).astimezone()


def facts(*arguments: object) -> Any:
    return json.loads("\n".join(say(*arguments, "--json")))


@pytest.fixture
def month(store: Store) -> Store:
    """Six rated sessions in the last four weeks, one of them without a rating after it."""
    for days, before in ((27, 7), (21, 6), (14, 6), (7, 5), (2, 4)):
        store.add([past(started_at=ago(days), pain_before=before, pain_after=before - 1)])
    store.add([past(started_at=ago(1), pain_before=4, pain_after=None)])
    return store


def test_the_chart_is_plain_and_says_how_many_ratings_it_is_of(month: Store) -> None:
    lines = say("trends")
    assert all(line.isprintable() for line in lines)
    text = "\n".join(lines)
    assert "before, n 6" in text
    assert "after, n 5" in text
    assert CHART_CAPTION in " ".join(lines)
    assert "%" not in text


def test_the_chart_is_no_wider_than_the_terminal(
    month: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns, widest in ((60, 60), (100, 100), (200, 120)):
        monkeypatch.setenv("COLUMNS", str(columns))
        assert max(map(len, say("trends"))) == widest


def test_only_the_weeks_that_were_asked_for_are_shown(month: Store) -> None:
    assert "before, n 2" in "\n".join(say("trends", "--weeks", 1))
    assert facts("trends", "--weeks", 1)["series"][0]["n"] == 2
    assert facts("trends", "--weeks", 520)["series"][0]["n"] == 6


@pytest.mark.parametrize("weeks", ["0", "521", "-1", "x", "1.5"])
def test_weeks_are_a_whole_number_from_1_to_520(weeks: str) -> None:
    assert call("trends", "--weeks", weeks).code == 2


def test_without_a_rating_it_says_so_and_draws_nothing(store: Store) -> None:
    assert say("trends") == ["No ratings before or after sessions in 12 weeks."]
    assert say("trends", "--weeks", 1) == ["No ratings before or after sessions in 1 week."]
    found = facts("trends")
    assert (found["n"], found["span_days"]) == (0, 0)
    assert [series["points"] for series in found["series"]] == [[], [], []]


def test_the_json_traces_every_point_to_its_ratings(month: Store) -> None:
    found = facts("trends", "--weeks", 5)
    assert (found["n"], found["span_days"]) == (6, 26)
    assert date.fromisoformat(found["until"]) - date.fromisoformat(found["since"]) == timedelta(34)
    before, after, _ = found["series"]
    assert (before["name"], before["n"], after["name"], after["n"]) == ("before", 6, "after", 5)
    assert [point["value"] for point in before["points"]] == [7, 6, 6, 5, 4, 4]
    ids = [id_ for point in before["points"] for id_ in point["ids"]]
    assert ids == [id_ for _, _, id_ in month.ratings("before")]


def test_ratings_on_their_own_are_on_no_axis_with_those_of_sessions(month: Store) -> None:
    before = facts("trends")
    month.add(ratings=[rating(10, rated_at=ago(3)), rating(10, asked_for="now", rated_at=ago(3))])
    *sessions, averages = facts("trends")["series"]
    assert sessions == before["series"][:2]
    assert [point["value"] for point in averages["points"]] == [10]


def test_where_charts_cannot_be_drawn_there_is_a_table(
    month: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "plotext", None)  # as on a machine without a wheel for it
    lines = say("trends")
    rows = [line for line in lines if line.startswith("week of ")]
    assert all("before" in row and "after" in row and " n " in row for row in rows)
    assert len(rows) >= 4
    assert CHART_CAPTION in " ".join(lines)


# The verdict


def falling(store: Store, days: int = 56) -> None:
    """Write a session a day whose pain falls by a point a week, to 2."""
    store.add(
        [past(started_at=noon(back), pain_before=2 + back // 7) for back in reversed(range(days))]
    )


def test_a_clear_fall_is_claimed_with_its_days_its_slope_and_nothing_beside_it(
    store: Store,
) -> None:
    falling(store)
    found = facts("trends")
    assert (found["verdict"], found["asked_for"]) == ("falling", "before")
    assert (found["n"], found["span_days"], len(found["window"]["ids"])) == (56, 55, 56)
    assert -1.1 < found["slope_per_week"] < -0.9
    assert found["could_be_per_week"] is None
    assert found["gate"] == {
        "shows": "trend",
        "rated_days": 56,
        "rated_days_needed": 14,
        "span_days": 55,
        "span_days_needed": 20,
    }


def test_a_meaningful_change_is_printed_with_both_weeks_and_what_would_be_one(
    store: Store,
) -> None:
    falling(store)
    found = facts("trends")["meaningful_change"]
    assert found["is_meaningful"] is True
    assert (len(found["start"]["ids"]), len(found["now"]["ids"])) == (7, 7)
    assert found["now"]["mean"] == 2.0
    assert found["meaningful_at"] == pytest.approx(0.7 * found["start"]["mean"])
    assert found["sentence"] in " ".join(say("trends"))


def test_from_a_low_start_no_pain_below_nothing_would_be_meaningful(store: Store) -> None:
    store.add([past(started_at=noon(back), pain_before=1) for back in range(56)])
    found = facts("trends")["meaningful_change"]
    assert (found["is_meaningful"], found["meaningful_at"]) == (False, None)


def test_no_clear_trend_is_printed_with_what_it_could_be(store: Store) -> None:
    store.add([past(started_at=noon(back), pain_before=4 + back % 3) for back in range(56)])
    found = facts("trends")
    low, high = found["could_be_per_week"]
    assert found["verdict"] == "no clear trend"
    assert low <= found["slope_per_week"] <= high


def test_below_the_gate_there_is_what_is_missing_and_no_slope(month: Store) -> None:
    found = facts("trends")
    assert found["verdict"] == "not enough yet"
    assert (found["slope_per_week"], found["could_be_per_week"]) == (None, None)
    assert found["gate"] == {
        "shows": "median",
        "rated_days": 6,
        "rated_days_needed": 14,
        "span_days": 26,
        "span_days_needed": 20,
    }


def test_the_sentence_is_the_same_in_text_and_json(store: Store) -> None:
    falling(store, 14)
    assert facts("trends")["sentence"] in " ".join(say("trends"))
    falling(store)
    found = facts("trends")["sentence"]
    assert found.startswith("Pain before sessions is falling")
    assert found in " ".join(say("trends"))


def test_the_verdict_is_that_of_eight_weeks_however_many_are_shown(store: Store) -> None:
    falling(store)
    kept = (
        "verdict",
        "sentence",
        "n",
        "span_days",
        "window",
        "slope_per_week",
        "meaningful_change",
    )
    one, many = facts("trends", "--weeks", 1), facts("trends", "--weeks", 30)
    assert [one[key] for key in kept] == [many[key] for key in kept]


def test_whoever_rates_days_and_no_sessions_reads_the_verdict_too(store: Store) -> None:
    store.add(ratings=[rating(2 + back // 7, rated_at=noon(back)) for back in range(56)])
    first, *rest = say("trends")
    assert first == "No ratings before or after sessions in 12 weeks."
    assert " ".join(rest).startswith("Pain on an average day is falling")


# What hardly has anything in it


def test_a_single_rating_is_one_day_and_no_more(store: Store) -> None:
    store.add([past(started_at=noon(3), pain_after=None)])
    found = facts("trends")
    assert (found["verdict"], found["n"], found["span_days"]) == ("not enough yet", 1, 0)
    assert found["gate"]["shows"] == "dots"
    assert found["meaningful_change"] is None
    assert (found["routines"], found["similar_start"]) == ([], None)
    assert "1 of 14 rated days, over 1 of 21 days" in " ".join(say("trends"))


def test_a_rating_of_1970_is_old_and_nothing_worse(store: Store) -> None:
    store.add([past(started_at=datetime(1970, 1, 1, 12, tzinfo=UTC))])
    assert say("trends", "--weeks", 520) == ["No ratings before or after sessions in 520 weeks."]
    assert facts("trends", "--weeks", 520)["n"] == 0
    store.add([past(started_at=noon(back)) for back in range(30)])
    found = facts("trends")
    assert (found["n"], found["meaningful_change"]) == (30, None)


def test_an_empty_history_has_every_number_and_nothing_in_it(store: Store) -> None:
    found = facts("trends")
    assert found["sentence"] == (
        "Not enough yet for a trend: 0 of 14 rated days, over 0 of 21 days, "
        "none in the last 8 weeks."
    )
    assert found["window"] == {"since": None, "until": None, "ids": []}
    assert found["meaningful_change"] is None
    for name in ("routines", "sore_stretches", "peg"):
        assert found[name] == []
    assert {one["held"] for one in found["weeks"]} == {0}
    assert {one["pain"] for one in found["weeks"]} == {None}
    assert found["calendar"] == {"target": 5, "in_a_row": 0, "weeks": [], "days": []}


def test_the_target_is_the_one_that_was_set(store: Store, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text("weekly_target = 2\n", encoding="utf-8")
    store.add([past(started_at=noon(back)) for back in range(28)])
    found = facts("trends")["calendar"]
    assert found["target"] == 2
    assert {one["wanted"] for one in found["weeks"]} == {2}
    assert found["in_a_row"] >= 4
