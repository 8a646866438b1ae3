"""How durations, doses, days and pain are said."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.routines import CAT_COW, HELD, KEPT, MOVED, routine, stretch
from tracker.core import words
from tracker.core.plan import Step
from tracker.core.record import SessionRecord
from tracker.core.routine import item
from tracker.core.stretch import POSITION_WORDS, Dose, Position

TUNED = settings(max_examples=150, deadline=None)

FRIDAY = date(2026, 11, 20)
LEGS = stretch(dose=HELD._replace(sides="leg"))


def session(before: int | None, after: int | None) -> SessionRecord:
    return SessionRecord(
        id="one",
        routine="article-1",
        routine_name="Article 1",
        started_at=datetime(2026, 11, 2, 7, 5, 59, tzinfo=UTC),
        day=date(2026, 11, 2),
        ended_at=None,
        outcome=None,
        reason=None,
        pain_before=before,
        pain_after=after,
        planned_seconds=None,
        held_seconds=None,
        note="",
        source="practice",
    )


# The week


@pytest.mark.parametrize(
    ("days", "target", "said"),
    [
        (0, 5, ""),
        (1, 5, "1 of 5 this week"),
        (5, 5, "5 of 5 this week"),
        (6, 5, "6 days this week"),
        (2, 1, "2 days this week"),
    ],
)
def test_the_week_is_said_as_days_of_a_target_and_no_day_as_nothing(
    days: int, target: int, said: str
) -> None:
    assert words.this_week(days, target) == said


# Durations


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0:00"),
        (9.4, "0:09"),
        (59.6, "1:00"),
        (590, "9:50"),
        (3599, "59:59"),
        (3599.6, "1:00:00"),
        (3723, "1:02:03"),
        (90000, "25:00:00"),
    ],
)
def test_a_duration_is_said_in_minutes_and_from_an_hour_in_hours(seconds: float, said: str) -> None:
    assert words.clock(seconds) == said


@given(st.integers(0, 10**6))
@TUNED
def test_a_duration_can_be_read_back(seconds: int) -> None:
    total = 0
    for part in words.clock(seconds).split(":"):
        total = total * 60 + int(part)
    assert total == seconds


# Counts


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "one"), (5, "five"), (10, "ten"), (11, "eleven"), (20, "twenty"), (21, "21")],
)
def test_a_count_is_spoken_as_a_word_up_to_twenty(value: int, said: str) -> None:
    assert words.number(value) == said


# Doses and sides


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        (Dose("held", reps=3, hold_seconds=30.0), "30 s × 3"),
        (Dose("held", reps=1, hold_seconds=7.5), "7.5 s × 1"),
        (MOVED, "5 s × 2"),
        (CAT_COW, "5 + 5 s × 2"),
        (CAT_COW._replace(halves=("cat",)), "5 s × 2"),
        (Dose("reps", reps=10, move_seconds=6.0), "× 10"),
        (KEPT, "1:00"),
        (KEPT._replace(reps=3), "1:00 × 3"),
        (KEPT._replace(hold_seconds=None), "0:00"),
    ],
)
def test_a_dose_is_said_as_its_holds_and_reps(dose: Dose, said: str) -> None:
    assert words.dose(dose) == said


def test_sides_are_said_as_each_or_as_the_one_that_is_meant() -> None:
    assert words.sides(item(LEGS)) == "each leg"
    assert words.sides(item(LEGS, side="right")) == "right leg"
    assert words.sides(item(stretch(dose=HELD._replace(sides="side")))) == "each side"
    assert words.sides(item(stretch())) == ""


def test_the_side_of_a_step_is_said_with_what_it_is_a_side_of() -> None:
    assert words.side(item(LEGS), Step("hold", 5.0, 0, "left")) == "left leg"
    assert words.side(item(stretch()), Step("hold", 5.0, 0)) == ""


def test_positions_are_said_as_a_way_from_one_to_the_next() -> None:
    one = routine(
        item(stretch(position="supine")),
        item(stretch(position="supine")),
        item(stretch(position="all-fours")),
    )
    assert words.positions(one) == "on your back → on all fours"
    assert words.positions(routine()) == ""


@pytest.mark.parametrize("position", get_args(Position))
def test_a_single_position_is_said_alone(position: Position) -> None:
    said = words.positions(routine(item(stretch(position=position))))
    assert said == POSITION_WORDS[position]


# Pain


def test_the_word_for_a_rating_changes_at_one_four_and_seven() -> None:
    assert [words.severity(pain) for pain in range(11)] == [
        "no pain",
        *["mild"] * 3,
        *["moderate"] * 3,
        *["severe"] * 4,
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (5, 3, "5 → 3"),
        (0, 0, "0 → 0"),
        (10, None, "10 → –"),
        (None, 0, "– → 0"),
        (None, None, ""),
    ],
)
def test_a_rating_that_is_missing_is_a_dash_and_never_nought(
    before: int | None, after: int | None, said: str
) -> None:
    assert words.pain_change(session(before, after)) == said


def test_a_rating_is_its_number_or_a_dash() -> None:
    assert [words.pain(0), words.pain(10), words.pain(None)] == ["0", "10", "–"]


# Days


@pytest.mark.parametrize(
    ("ago", "said"),
    [(0, "today"), (1, "yesterday"), (2, "Wed 18 Nov"), (18, "Mon 2 Nov"), (323, "Thu 1 Jan")],
)
def test_a_day_of_this_year_is_said_without_its_year(ago: int, said: str) -> None:
    assert words.day(FRIDAY - timedelta(ago), FRIDAY) == said


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        (date(2025, 11, 20), FRIDAY, "Thu 20 Nov 2025"),
        (date(2025, 12, 31), FRIDAY, "Wed 31 Dec 2025"),
        (date(2025, 12, 30), date(2026, 1, 5), "Tue 30 Dec 2025"),
        (date(2027, 1, 1), FRIDAY, "Fri 1 Jan 2027"),
    ],
)
def test_a_day_of_another_year_is_said_with_its_year(day: date, today: date, said: str) -> None:
    assert words.day(day, today) == said


def test_yesterday_is_yesterday_over_the_turn_of_the_year() -> None:
    assert words.day(date(2025, 12, 31), date(2026, 1, 1)) == "yesterday"


def test_tomorrow_is_never_said_to_be_yesterday() -> None:
    assert words.day(FRIDAY + timedelta(1), FRIDAY).startswith("Sat 21 Nov")


def test_a_session_began_on_a_day_and_at_a_minute() -> None:
    assert words.when(session(None, None)) == "2 Nov 2026, 07:05"


# Names


def test_stretches_their_variations_and_those_of_routines_have_names() -> None:
    both = stretch("Both knees", variation="both-knees")._replace(id="knee-to-chest")
    own = stretch("Wall slide")
    names = words.stretch_names([stretch(variations=(both,))], [routine(item(own))])
    assert names == {
        ("knee-to-chest", None): "Knee to chest",
        ("knee-to-chest", "both-knees"): "Both knees",
        ("wall-slide", None): "Wall slide",
    }


def test_a_name_that_is_no_longer_known_is_said_by_its_ids() -> None:
    names = words.stretch_names([stretch()])
    assert words.stretch_name(names, "knee-to-chest", None) == "Knee to chest"
    assert words.stretch_name(names, "gone", None) == "gone"
    assert words.stretch_name(names, "knee-to-chest", "gone") == "knee-to-chest, gone"


def test_one_is_singular_and_all_other_numbers_are_not() -> None:
    assert [words.count(n, "session") for n in (0, 1, 2)] == [
        "0 sessions",
        "1 session",
        "2 sessions",
    ]


def test_no_caption_says_that_stretching_worked() -> None:
    for caption in (words.CHART_CAPTION, words.DELTA_CAPTION):
        assert "cannot tell whether stretching changed" in caption
