"""`unkink log` and `unkink rate`: what is written, and what is refused."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.shell import call, say
from tracker.store import Store, open_store


def logged(store: Store) -> tuple[object, ...]:
    (found,) = store.sessions()
    return found.routine, found.routine_name, found.pain_before, found.pain_after, found.note


def test_a_session_is_logged_with_all_that_was_said_of_it(store: Store) -> None:
    (line,) = say(
        *("log", "--before", 5, "--after", 3, "--routine", "bedtime"),
        *("--at", "2024-03-05 07:30", "--note", "in the hotel"),
    )
    assert line == "Logged: Bedtime, 2024-03-05 07:30, pain 5 → 3."
    assert logged(store) == ("bedtime", "Bedtime", 5, 3, "in the hotel")
    (found,) = store.sessions()
    assert (found.source, found.outcome, found.ended_at) == ("logged", "finished", None)
    assert (found.planned_seconds, found.held_seconds) == (None, None)
    assert f"{found.started_at:%Y-%m-%d %H:%M}" == "2024-03-05 07:30"


def test_what_is_left_out_stays_missing(store: Store) -> None:
    (line,) = say("log", "--note", "a walk")
    assert line.startswith("Logged: done elsewhere, ")
    assert line.endswith(", pain – → –.")
    assert logged(store) == (None, "done elsewhere", None, None, "a walk")
    assert store.ratings("before") == store.ratings("after") == []


@pytest.mark.parametrize("more", [[], ["--note", "  "], ["--at", "2024-03-05 07:30"]], ids=str)
def test_a_session_of_which_nothing_is_said_is_refused(
    more: list[str], store: Store, refused: Callable[..., str]
) -> None:
    assert "nothing to write down" in refused("log", *more)
    assert store.count_sessions() == 0


def test_a_pain_of_0_is_a_rating(store: Store) -> None:
    say("log", "--before", 10, "--after", 0)
    assert logged(store)[2:4] == (10, 0)
    assert [pain for _, pain, _ in store.ratings("after")] == [0]


def test_without_a_time_it_was_now(store: Store) -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    say("log", "--before", 5)
    (found,) = store.sessions()
    assert before <= found.started_at <= datetime.now(UTC)


def test_an_hour_alone_is_one_of_today(store: Store) -> None:
    days = {datetime.now().astimezone().date()}
    say("log", "--before", 5, "--at", "00:00")
    days.add(datetime.now().astimezone().date())
    (found,) = store.sessions()
    assert found.started_at.date() in days
    assert f"{found.started_at:%H:%M}" == "00:00"


@pytest.mark.parametrize(
    ("at", "instant"),
    [
        ("2024-03-05T07:30", "2024-03-05 07:30"),
        ("2024-03-05 7:30", None),
        ("  2024-03-05 07:30 ", "2024-03-05 07:30"),
        ("2024-02-29 23:59", "2024-02-29 23:59"),
    ],
)
def test_a_date_with_an_hour_is_taken_as_written(
    store: Store, at: str, instant: str | None, refused: Callable[..., str]
) -> None:
    if instant is None:
        assert repr(at) in refused("log", "--before", 5, "--at", at)
        assert store.count_sessions() == 0
    else:
        say("log", "--before", 5, "--at", at)
        assert f"{store.sessions()[0].started_at:%Y-%m-%d %H:%M}" == instant


def test_a_date_alone_belongs_to_that_day(store: Store) -> None:
    say("log", "--before", 5, "--at", "2024-03-05")
    assert [day for day, _, _ in store.ratings("before")] == [date(2024, 3, 5)]
    assert len(store.sessions(date(2024, 3, 5), date(2024, 3, 5))) == 1


@pytest.fixture
def kathmandu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make this place one with an offset of five hours and three quarters."""
    if not hasattr(time, "tzset"):
        pytest.skip("this platform takes no time zone from the environment")
    old = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "<+0545>-05:45")
    time.tzset()
    yield
    if old is None:
        monkeypatch.delenv("TZ")
    else:
        monkeypatch.setenv("TZ", old)
    time.tzset()


@pytest.mark.usefixtures("kathmandu")
def test_a_time_without_an_offset_is_meant_here(home: Path) -> None:
    say("log", "--before", 5, "--at", "2024-03-05 07:30")
    say("log", "--before", 5, "--at", "2024-03-05T07:30+01:00")
    with closing(open_store(home / "unkink.db")) as store:
        with_offset, here = [found.started_at.isoformat() for found in store.sessions()]
    assert here == "2024-03-05T07:30:00+05:45"
    assert with_offset == "2024-03-05T07:30:00+01:00"


@pytest.mark.parametrize(
    "at",
    [
        "yesterday",
        "25:00",
        "7",
        "2024-02-30",
        "2024-03-05 24:30",
        ":",
        "07:30:61",
        "٢:٣٠",
        "\x1b[2J",
    ],
)
def test_what_is_no_time_is_refused_with_an_example(
    at: str, store: Store, refused: Callable[..., str]
) -> None:
    sentence = refused("log", "--before", 5, "--at", at)
    assert "--at" in sentence
    assert "07:30" in sentence
    assert store.count_sessions() == 0


@pytest.mark.parametrize(
    "at", ["0001-01-01", "0001-01-01 00:00", "0001-01-01T00:00Z", "0001-01-01T00:00+14:00"]
)
def test_a_time_before_all_calendars_is_refused_in_one_sentence(
    at: str, store: Store, refused: Callable[..., str]
) -> None:
    assert "--at" in refused("log", "--before", 5, "--at", at)
    assert store.count_sessions() == 0


@pytest.mark.parametrize("at", ["9999-12-31", "9998-01-01 07:30", "9999-12-31T23:59-14:00"])
def test_a_time_that_lies_ahead_is_refused(
    at: str, store: Store, refused: Callable[..., str]
) -> None:
    assert "lies ahead" in refused("log", "--before", 5, "--at", at)
    assert store.count_sessions() == 0


def test_a_note_takes_500_characters_and_no_more(store: Store, refused: Callable[..., str]) -> None:
    say("log", "--note", "é" * 500)
    sentence = refused("log", "--note", "é" * 501)
    assert "--note" in sentence
    assert "501" in sentence
    assert "500" in sentence
    assert [found.note for found in store.sessions()] == ["é" * 500]


@pytest.mark.parametrize(
    ("note", "code"),
    [("a\x1b]0;x\x07", "U+001B"), ("a\nb", "U+000A"), ("a\u202eb", "U+202E"), ("a\x9bb", "U+009B")],
)
def test_a_note_with_a_control_character_is_refused_with_its_code(
    note: str, code: str, store: Store, refused: Callable[..., str]
) -> None:
    assert code in refused("log", "--note", note)
    assert store.count_sessions() == 0


def test_an_unknown_routine_is_refused_with_the_nearest(
    store: Store, refused: Callable[..., str]
) -> None:
    assert "did you mean 'bedtime'?" in refused("log", "--routine", "bedtme")
    assert store.count_sessions() == 0


@pytest.mark.parametrize("pain", ["11", "-1", "x", "7.5", ""])
@pytest.mark.parametrize(
    "command", [["log", "--before"], ["log", "--after"], ["rate"]], ids=" ".join
)
def test_what_is_no_pain_score_is_refused(command: list[str], pain: str, store: Store) -> None:
    more = ["--for", "now"] if command == ["rate"] else []
    answer = call(*command, *more, *(["--", pain] if more else [pain]))
    assert (answer.code, answer.out) == (2, "")
    assert store.count_sessions() == 0
    assert store.ratings("now") == []


@pytest.mark.parametrize(
    ("asked_for", "pain", "line"),
    [
        ("now", 0, "Rated: 0, no pain, right now."),
        ("now", 7, "Rated: 7, severe, right now."),
        ("day", 3, "Rated: 3, mild, average of the last 24 hours."),
        ("day", 6, "Rated: 6, moderate, average of the last 24 hours."),
    ],
)
def test_a_rating_on_its_own_is_kept_as_what_it_was_asked_for(
    asked_for: str, pain: int, line: str, store: Store
) -> None:
    assert say("rate", pain, "--for", asked_for) == [line]
    found = {
        "now": [score for _, score, _ in store.ratings("now")],
        "day": [score for _, score, _ in store.ratings("day")],
    }
    assert found == {"now": [], "day": [], asked_for: [pain]}
    assert store.count_sessions() == 0


@pytest.mark.parametrize("more", [[], ["--for", "week"], ["--for"]], ids=str)
def test_a_rating_needs_to_say_what_it_was_asked_for(more: list[str]) -> None:
    assert call("rate", 4, *more).code == 2


def test_the_hour_that_ones_day_begins_at_decides_what_is_written_and_moves_nothing_older(
    store: Store, home: Path
) -> None:
    say("log", "--before", 5, "--at", "2024-03-05 07:30")
    say("settings", "set", "day_begins", 12)
    say("log", "--before", 4, "--at", "2024-03-05 07:30")
    say("settings", "set", "day_begins", 0)
    days = [day for day, _, _ in store.ratings("before")]
    assert days == [date(2024, 3, 4), date(2024, 3, 5)]
    assert [one.day for one in store.sessions()] == days[::-1]
    assert [line.split("  ")[0] for line in say("history")] == ["Tue 5 Mar 2024", "Mon 4 Mar 2024"]
