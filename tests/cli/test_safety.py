"""`unkink safety`: the questions, the answers, and what then starts and what does not."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import call, say
from tracker.cli.keys import Keys
from tracker.cli.safety import PUT_AWAY
from tracker.core.flags import FLAGS
from tracker.core.record import HurtRecord
from tracker.core.safety_words import (
    DISCLAIMER,
    NOTHING_TICKED,
    NOTICES,
    SIGNS_NOW,
    SIGNS_ROUTINE,
    SIGNS_SOON,
    STOP_NOW,
    TIER_ADVICE,
)
from tracker.core.screening import RULES
from tracker.store import Store
from tracker.store.rows import NewAnswer, NewRating, NewSession, PastSession, new_id


def kinds(store: Store) -> list[str]:
    return [one.kind for one in store.answers()]


def facts(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads("\n".join(say("safety", *arguments, "--json")))
    return found


def test_all_questions_are_shown_with_how_to_answer_them(store: Store) -> None:
    lines = say("safety")
    text = "\n".join(lines)
    for words in (*DISCLAIMER, *SIGNS_NOW, *SIGNS_SOON, *SIGNS_ROUTINE):
        assert words in text
    for flag in FLAGS:
        assert f"--flag {flag}: {RULES[flag].words}" in lines
    for tier in ("now", "soon", "routine"):
        assert f"--flag sign-{tier}: " in text
    assert lines[-1] == "Not answered yet."
    assert store.answers() == []


def test_none_answers_everything_and_calls_nobody_safe(store: Store) -> None:
    lines = say("safety", "--none")
    assert lines[1:] == [
        "Flags: none.",
        "Eased by: not said.",
        "It has hurt: not said.",
        " ".join(NOTHING_TICKED),
    ]
    assert lines[0].startswith("Warning signs, answered on ")
    assert lines[0].endswith(": none.")
    assert kinds(store) == ["disclaimer", "red flags", "screening"]


def test_flags_are_all_that_is_true(store: Store) -> None:
    say("safety", "--flag", "knee", "--flag", "pregnant", "--eases", "bending")
    say("safety", "--flag", "knee", "--flag", "sign-soon", "--since-weeks", "6")
    found = facts()
    assert found["flags"] == ["knee"]
    assert found["signs"] == {"now": False, "soon": True, "routine": False}
    assert (found["eases"], found["since_weeks"]) == ("bending", 6)
    assert found["is_blocked"] is False
    assert len(kinds(store)) == 6


@pytest.mark.parametrize("tier", ["soon", "routine"])
def test_lesser_signs_give_their_advice(tier: str) -> None:
    lines = say("safety", "--flag", f"sign-{tier}")
    assert TIER_ADVICE[tier] in lines
    assert NOTHING_TICKED[0] not in "\n".join(lines)


def test_an_emergency_sign_says_what_to_do_and_stands_until_it_was_looked_at(
    home: Path, store: Store
) -> None:
    home.mkdir(exist_ok=True)
    say("settings", "set", "emergency_number", "112")
    for lines in (say("safety", "--flag", "sign-now"), say("safety", "--none"), say("safety")):
        assert STOP_NOW in lines
        assert any("Call 112 or go to" in line for line in lines)
        assert NOTHING_TICKED[0] not in "\n".join(lines)
    assert facts()["is_blocked"] is True
    lines = say("safety", "--looked-at")
    assert STOP_NOW not in lines
    assert facts()["is_blocked"] is False
    assert kinds(store)[-1] == "acknowledged"


def test_json_says_null_where_nothing_was_asked() -> None:
    assert facts() == {
        "accepted_version": None,
        "signs": None,
        "signs_answered_at": None,
        "is_blocked": False,
        "flags": None,
        "eases": None,
        "since_weeks": None,
        "half_dose": False,
        "left_out": [],
    }


def test_json_comes_after_what_was_answered_with_it(store: Store) -> None:
    found = facts("--none", "--eases", "don't know", "--since-weeks", "0")
    assert (found["accepted_version"], found["flags"]) == ("1", [])
    assert found["signs"] == {"now": False, "soon": False, "routine": False}
    assert (found["eases"], found["since_weeks"]) == ("don't know", 0)
    assert datetime.fromisoformat(found["signs_answered_at"]).tzinfo is not None
    store.add(
        answers=[
            NewAnswer("half dose", {"on": True}, datetime.now().astimezone()),
            NewAnswer("dropped", {"stretch": "cat-cow", "on": True}, datetime.now().astimezone()),
        ]
    )
    found = facts()
    assert (found["half_dose"], found["left_out"]) == (True, ["cat-cow"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--none", "--flag", "knee"],
        ["--none", "--flag", "sign-now"],
        ["--eases", "bending"],
        ["--since-weeks", "6"],
        ["--looked-at", "--flag", "sign-now"],
    ],
    ids=" ".join,
)
def test_what_contradicts_itself_is_refused_and_stores_nothing(
    arguments: list[str], store: Store, refused: Callable[..., str]
) -> None:
    refused("safety", *arguments)
    assert store.answers() == []


@pytest.mark.parametrize(
    "arguments", [["--flag", "kneee"], ["--none", "--eases", "rest"], ["--since-weeks", "3"]]
)
def test_what_there_is_none_of_is_refused(arguments: list[str], store: Store) -> None:
    assert call("safety", *arguments).code == 2
    assert store.answers() == []


# What starts


def test_nothing_starts_before_the_answers(store: Store, refused: Callable[..., str]) -> None:
    assert "some questions about safety come before" in refused("start", "--plain", "bedtime")
    assert store.sessions() == []


@pytest.mark.parametrize("then", [[], ["--none"]])
def test_nothing_starts_while_a_sign_stands(
    then: list[str], store: Store, refused: Callable[..., str]
) -> None:
    say("safety", "--flag", "sign-now")
    if then:
        say("safety", *then)
    assert "a warning sign stands" in refused("start", "--plain", "bedtime")
    assert store.sessions() == []


def test_nothing_starts_where_everything_is_left_out(
    store: Store, refused: Callable[..., str]
) -> None:
    say("safety", "--flag", "recent-surgery")
    assert "leave out all of bedtime" in refused("start", "--plain", "bedtime")
    assert store.sessions() == []


@pytest.mark.parametrize(("days", "starts"), [(29, True), (30, False)])
def test_answers_hold_for_30_days(
    days: int, starts: bool, store: Store, refused: Callable[..., str]
) -> None:
    at = datetime.now().astimezone() - timedelta(days=days)
    store.add(
        answers=[
            NewAnswer("disclaimer", {"accepted": True}, at),
            NewAnswer("red flags", {"now": False, "soon": False, "routine": False}, at),
            NewAnswer("screening", {"flags": ["recent-surgery"]}, at),
        ]
    )
    said = refused("start", "--plain", "bedtime")
    assert ("leave out all" in said) == starts
    assert ("some questions" in said) != starts


def test_a_note_that_tells_of_a_sign_asks_again(store: Store, refused: Callable[..., str]) -> None:
    say("safety", "--none")
    say("log", "--note", "one foot numb since this morning")
    assert "some questions about safety" in refused("start", "--plain", "bedtime")


def rated_low(store: Store) -> None:
    now = datetime.now().astimezone()
    store.add(ratings=[NewRating("now", 2, now - timedelta(days=back)) for back in (1, 2, 3)])


def start_plain(typed: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Start bedtime in lines with these lines typed before."""
    file = tmp_path / "typed"
    file.write_text(typed, "utf-8")
    with file.open("rb") as stream:
        keys = Keys(stream.fileno())
        monkeypatch.setattr("tracker.cli.keys.Keys", lambda: keys)
        return say("start", "--plain", "bedtime")


def test_a_leap_in_the_rating_asks_again_and_then_lets_one_start(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rated_low(store)
    old = datetime.now().astimezone() - timedelta(hours=5)
    store.add(
        answers=[
            NewAnswer("disclaimer", {"accepted": True}, old),
            NewAnswer("red flags", {"now": False, "soon": False, "routine": False}, old),
            NewAnswer("screening", {"flags": []}, old),
        ]
    )
    lines = start_plain("8\n", monkeypatch, tmp_path)
    assert any("ome questions about safety" in line for line in lines)
    assert not any("a day for rest" in line for line in lines)
    say("safety", "--none")
    lines = start_plain("8\n", monkeypatch, tmp_path)
    assert not any("ome questions about safety" in line for line in lines)
    assert any("a day for rest" in line for line in lines)
    assert store.sessions() == []


def three_stops(store: Store) -> None:
    """Write a session in which something hurt three times enough to end a stretch."""
    at = datetime.now().astimezone()
    new = NewSession(new_id(), "bedtime", "Bedtime", "{}", at - timedelta(days=2), 60.0, 4)
    store.add([PastSession(new, "finished", at - timedelta(days=2), 4)])
    for minutes in range(3):
        hurt = HurtRecord(
            minutes,
            "knee-rolls",
            None,
            None,
            6,
            None,
            "end stretch",
            "pain rose",
            at - timedelta(days=2) + timedelta(minutes=minutes),
        )
        store.hurt(new.id, hurt, 4)


def test_after_three_stops_plain_mode_starts_nothing_before_that_was_put_away(
    store: Store, refused: Callable[..., str]
) -> None:
    say("safety", "--none")
    three_stops(store)
    line, more = NOTICES["three stops"]
    said = refused("start", "--plain", "bedtime")
    assert said == f"{line} {more} {PUT_AWAY}"
    assert said in say("safety")
    assert said not in say("safety", "--read")
    assert said not in say("safety")
    assert kinds(store)[-1] == "notice"


def test_there_is_nothing_to_put_away_where_weeks_say_nothing(store: Store) -> None:
    say("safety", "--none")
    say("safety", "--read")
    assert "notice" not in kinds(store)
