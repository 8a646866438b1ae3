"""`unkink trends`: what weeks say, with the rows behind every number."""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.cli.shell import call, say
from tests.store.samples import past, rating
from tracker.core.words import CHART_CAPTION
from tracker.store import Store


def ago(days: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


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
