"""`unkink history`: the record, read back without a claim too many."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import call, say
from tests.store.samples import later, new_session, outside, past, step
from tracker.store import Store

FIELDS = {
    "id",
    "routine",
    "started_at",
    "ended_at",
    "outcome",
    "pain_before",
    "pain_after",
    "planned_seconds",
    "held_seconds",
    "steps",
}
HOSTILE = [
    "[@click=app.quit]x[/]",
    "\x1b]0;owned\x07\x1b[2Jtitle",
    "left\u202eright\u2066",
    "two\nlines\r\tand a tab",
    "\x9b31mred",
]


def facts(*arguments: object) -> Any:
    return json.loads("\n".join(say(*arguments, "--json")))


def ago(days: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


@pytest.fixture
def march(store: Store) -> Store:
    for day in (4, 5, 6):
        at = datetime(2024, 3, day, 7, 30, tzinfo=UTC)
        store.add([past(started_at=at, routine_name=f"day {day}")])
    return store


# History


def test_without_a_session_it_says_so(store: Store) -> None:
    assert say("history") == ["No sessions yet."]
    assert facts("history") == []


def test_sessions_come_newest_first_with_what_is_known_of_them(store: Store) -> None:
    at = datetime(2024, 3, 5, 7, 5, tzinfo=UTC)
    stopped = new_session(pain_before=None, started_at=at)
    open_ = new_session(routine_name="Under way", started_at=at + timedelta(days=1))
    store.begin(stopped)
    store.end_step(stopped.id, step(held_seconds=75.4))
    store.finish(stopped.id, "stopped", later(4))
    store.begin(open_)
    store.add([past(routine_name="Done", pain_after=None, started_at=at - timedelta(days=1))])
    assert [" ".join(line.split()) for line in say("history")] == [
        "Wed 6 Mar 2024 07:05 Under way 5 → – not finished",
        "Tue 5 Mar 2024 07:05 Article 1 1:15 held stopped early",
        "Mon 4 Mar 2024 07:05 Done 0:30 held 5 → –",
    ]


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ([], ["6", "5", "4"]),
        (["--since", "2024-03-05"], ["6", "5"]),
        (["--until", "2024-03-05"], ["5", "4"]),
        (["--since", "2024-03-05", "--until", "2024-03-05"], ["5"]),
    ],
    ids=str,
)
def test_both_ends_of_the_period_belong_to_it(
    march: Store, period: list[str], found: list[str]
) -> None:
    lines = say("history", *period)
    assert [line[line.index("day ") + 4] for line in lines] == found
    names = [session["routine_name"] for session in facts("history", *period)]
    assert names == [f"day {day}" for day in found]


@pytest.mark.parametrize("period", [["--since", "2024-03-07"], ["--until", "2024-03-03"]], ids=str)
def test_a_period_without_sessions_says_so(march: Store, period: list[str]) -> None:
    assert say("history", *period) == ["No sessions in these days."]
    assert facts("history", *period) == []


def test_a_period_that_ends_before_it_begins_is_refused(refused: Callable[..., str]) -> None:
    sentence = refused("history", "--since", "2024-03-06", "--until", "2024-03-05")
    assert sentence == "--since 2024-03-06 comes after --until 2024-03-05."


@pytest.mark.parametrize("day", ["5.3.2024", "2024-02-30", "yesterday", ""])
def test_what_is_no_day_is_refused(day: str) -> None:
    answer = call("history", "--since", day)
    assert (answer.code, answer.out) == (2, "")


def test_the_json_has_every_fact_and_every_step_and_null_for_what_is_missing(store: Store) -> None:
    one = past(id="00000000-0000-4000-8000-000000000001", pain_before=None, note="“warm”")
    store.add([one])
    (found,) = facts("history")
    assert set(found) >= FIELDS
    steps = found.pop("steps")
    assert found == {
        "id": one.session.id,
        "routine": "article-1",
        "routine_name": "Article 1",
        "started_at": "2026-11-20T07:05:00+01:00",
        "ended_at": "2026-11-20T07:14:00+01:00",
        "outcome": "finished",
        "reason": None,
        "pain_before": None,
        "pain_after": 3,
        "planned_seconds": 300.0,
        "held_seconds": 30.0,
        "note": "“warm”",
        "source": "practice",
    }
    assert steps == [{**step()._asdict(), "ended_at": "2026-11-20T07:06:00+01:00"}]


def test_a_session_under_way_has_no_end_and_no_outcome(store: Store) -> None:
    store.begin(new_session())
    (found,) = facts("history")
    assert (found["ended_at"], found["outcome"], found["held_seconds"]) == (None, None, None)
    assert found["steps"] == []


def test_a_deleted_session_is_not_printed(march: Store) -> None:
    newest = march.sessions()[0]
    march.delete(newest.id, later(1))
    assert len(say("history")) == len(facts("history")) == 2


# Words that another program wrote into the file


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_come_out_clean_and_in_their_line(
    name: str, store: Store, home: Path
) -> None:
    store.add([past(), past(-1)])
    outside(
        home / "unkink.db", "UPDATE session SET routine_name = ?, note = ?, reason = ?", *[name] * 3
    )
    outside(home / "unkink.db", "UPDATE step SET stretch = ?, variation = ?, half = ?", *[name] * 3)
    lines = say("history")
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)
    printed = call("history", "--json").out
    assert printed.replace("\n", "").isprintable()
    assert [found["routine_name"] for found in json.loads(printed)] == [name, name]


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE session SET started_at = 'yesterday'",
        "UPDATE session SET started_offset = 999999",
    ],
)
def test_a_row_that_makes_no_sense_is_no_traceback(
    spoil: str, store: Store, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add([past()])
    outside(home / "unkink.db", spoil)
    from tracker.cli import main

    monkeypatch.setattr(sys, "argv", ["unkink", "history"])
    with pytest.raises(SystemExit):
        main()


# Trends
