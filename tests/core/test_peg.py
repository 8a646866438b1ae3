"""The weekly questionnaire: its words, its score, and when it is due."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.peg import EVERY_DAYS, QUESTIONS, Peg, is_due, read_pegs
from tracker.core.safety import Answered, Kind

TODAY = date(2026, 11, 20)
WHOLE = {"pain": 5, "enjoyment": 6, "activity": 4}
SKIPPED = {"skipped": True}

scores = st.integers(0, 10)


def answered(answers: Mapping[str, Any], days_ago: int = 0, kind: Kind = "peg") -> Answered:
    day = TODAY - timedelta(days=days_ago)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Answered(kind, "1", answers, day, at, f"row{days_ago}")


def score(pain: int, enjoyment: int, activity: int) -> float:
    return Peg("row", TODAY, pain, enjoyment, activity).score


def test_the_three_questions_stand_word_for_word_as_they_were_published() -> None:
    assert [(one.words, one.ends) for one in QUESTIONS] == [
        (
            "What number best describes your pain on average in the past week?",
            ("No pain", "Pain as bad as you can imagine"),
        ),
        (
            "What number best describes how, during the past week, pain has interfered with your "
            "enjoyment of life?",
            ("Does not interfere", "Completely interferes"),
        ),
        (
            "What number best describes how, during the past week, pain has interfered with your "
            "general activity?",
            ("Does not interfere", "Completely interferes"),
        ),
    ]


# The score


@pytest.mark.parametrize(
    ("answers", "said"),
    [((5, 6, 4), "5.0"), ((5, 5, 4), "4.7"), ((0, 0, 0), "0.0"), ((10, 10, 10), "10.0")],
)
def test_the_score_is_the_mean_of_the_three_said_with_one_decimal(
    answers: tuple[int, int, int], said: str
) -> None:
    assert f"{score(*answers):.1f}" == said


@given(scores, scores, scores)
def test_the_score_is_on_the_scale_and_no_answer_weighs_more_than_another(
    pain: int, enjoyment: int, activity: int
) -> None:
    found = score(pain, enjoyment, activity)
    assert min(pain, enjoyment, activity) <= found <= max(pain, enjoyment, activity)
    assert found == score(activity, pain, enjoyment)
    assert 3 * found == pytest.approx(pain + enjoyment + activity)


# What was stored


def test_an_answered_week_is_read_with_its_day_and_the_id_of_its_row() -> None:
    assert read_pegs([answered(WHOLE, 7)]) == [Peg("row7", date(2026, 11, 13), 5, 6, 4)]


def test_weeks_come_in_the_order_in_which_they_were_answered() -> None:
    found = read_pegs(answered({**WHOLE, "pain": pain}, 21 - 7 * pain) for pain in range(3))
    assert [one.pain for one in found] == [0, 1, 2]


@pytest.mark.parametrize("value", [0, 10])
def test_both_ends_of_the_scale_are_answers(value: int) -> None:
    [found] = read_pegs([answered(dict.fromkeys(WHOLE, value))])
    assert found.score == value


@pytest.mark.parametrize("name", WHOLE)
def test_a_week_without_all_three_has_no_score(name: str) -> None:
    rest = {other: value for other, value in WHOLE.items() if other != name}
    assert read_pegs([answered(rest)]) == []


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("value", [None, "5", 5.0, True, False, -1, 11, [5], {}])
def test_an_answer_that_is_no_whole_number_from_0_to_10_is_none(name: str, value: object) -> None:
    assert read_pegs([answered({**WHOLE, name: value})]) == []


def test_a_spoiled_week_does_not_take_the_others_with_it() -> None:
    rows = [answered(WHOLE, 14), answered({"pain": "5"}, 7), answered(SKIPPED, 3), answered(WHOLE)]
    assert [one.id for one in read_pegs(rows)] == ["row14", "row0"]


def test_other_answers_are_none_of_it_whatever_they_hold() -> None:
    assert read_pegs([answered(WHOLE, kind="red flags")]) == []


# When it is due


def test_what_was_never_asked_is_due() -> None:
    assert is_due([], TODAY)
    assert is_due([answered(WHOLE, kind="screening")], TODAY)


@pytest.mark.parametrize("answers", [WHOLE, SKIPPED, {}])
@pytest.mark.parametrize(("days_ago", "due"), [(0, False), (6, False), (7, True), (70, True)])
def test_it_is_due_once_a_week_whether_it_was_answered_or_passed_over(
    answers: Mapping[str, Any], days_ago: int, due: bool
) -> None:
    assert EVERY_DAYS == 7
    assert is_due([answered(answers, days_ago)], TODAY) is due


def test_the_latest_of_several_decides_in_whatever_order_they_come() -> None:
    assert not is_due([answered(WHOLE, 2), answered(WHOLE, 9)], TODAY)
    assert not is_due([answered(WHOLE, 9), answered(SKIPPED, 2)], TODAY)
