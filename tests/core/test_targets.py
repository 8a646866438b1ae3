"""The weekly target, which is forgiving, and the words for weeks and days."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.targets import (
    CalendarDay,
    CalendarFacts,
    Mark,
    TargetWeek,
    day_sentence,
    in_a_row,
    target_sentence,
    target_weeks,
)

TUNED = settings(max_examples=150, deadline=None)
MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)
MARKS: list[Mark] = ["ill", "away", "rest"]


def on(day: int) -> date:
    """Return a day by its number, Monday 16 November being 0."""
    return MONDAY + timedelta(days=day)


def only_week(days: list[int], marks: dict[int, Mark], target: int) -> TargetWeek:
    """Return the one week from Monday 16 November on, seen on its Sunday."""
    marked = {on(day): mark for day, mark in marks.items()}
    [found] = target_weeks([on(day) for day in days], marked, target, on(6))
    return found


def said_of(weeks: Sequence[TargetWeek], target: int) -> str:
    return target_sentence(weeks, target, in_a_row(weeks))


def row(*weeks: tuple[int, int]) -> list[TargetWeek]:
    """Return weeks of (done, wanted), the last one being this week."""
    first = MONDAY - timedelta(days=7 * (len(weeks) - 1))
    return [TargetWeek(first + timedelta(days=7 * nth), *week) for nth, week in enumerate(weeks)]


# The days of a week


def test_several_sessions_on_a_day_are_one_day() -> None:
    assert only_week([0, 0, 0, 1], {}, 3) == TargetWeek(MONDAY, 2, 3)


@pytest.mark.parametrize(("days", "met"), [(2, False), (3, True), (4, True)])
def test_a_week_is_met_by_as_many_days_as_are_wanted(days: int, met: bool) -> None:
    assert only_week(list(range(days)), {}, 3).is_met is met


@pytest.mark.parametrize("mark", ["ill", "away"])
@pytest.mark.parametrize(
    ("target", "marked", "wanted"),
    [(5, 0, 5), (5, 1, 4), (5, 2, 3), (7, 1, 6), (7, 6, 1), (3, 1, 2), (1, 1, 0), (5, 6, 0)],
)
def test_a_day_ill_or_away_takes_its_share_with_it_in_the_persons_favour(
    mark: Mark, target: int, marked: int, wanted: int
) -> None:
    marks = dict.fromkeys(range(marked), mark)
    assert only_week([6], marks, target).wanted == wanted


@pytest.mark.parametrize("target", [1, 5, 7])
def test_a_day_of_rest_takes_nothing_with_it(target: int) -> None:
    assert only_week([6], {0: "rest", 1: "rest"}, target).wanted == target


@given(
    st.sets(st.integers(0, 6)),
    st.dictionaries(st.integers(0, 6), st.sampled_from(MARKS)),
    st.integers(1, 7),
    st.integers(0, 6),
)
@TUNED
def test_neither_a_session_more_nor_a_day_ill_ever_unmeets_a_week(
    days: set[int], marks: dict[int, Mark], target: int, day: int
) -> None:
    done = [*days, day]
    week = only_week(done, marks, target)
    assert 0 <= week.wanted <= target
    for more in range(7):
        assert only_week([*done, more], marks, target).is_met >= week.is_met
        assert only_week(done, {**marks, more: "ill"}, target).is_met >= week.is_met


# Which weeks there are


def test_without_a_session_there_are_no_weeks() -> None:
    assert target_weeks([], {MONDAY: "ill"}, 5, FRIDAY) == []


def test_weeks_go_from_the_first_one_with_a_session_to_this_one_with_no_gap() -> None:
    found = target_weeks([on(-9)], {on(-30): "away"}, 2, FRIDAY)
    assert found == [
        TargetWeek(on(-14), 1, 2),
        TargetWeek(on(-7), 0, 2),
        TargetWeek(MONDAY, 0, 2),
    ]


def test_on_a_monday_the_week_that_begins_is_one_of_them() -> None:
    assert target_weeks([on(-7)], {}, 2, MONDAY) == [
        TargetWeek(on(-7), 1, 2),
        TargetWeek(MONDAY, 0, 2),
    ]


def test_a_day_that_has_not_come_yet_is_no_day() -> None:
    assert target_weeks([on(5)], {}, 2, FRIDAY) == []
    assert target_weeks([on(0), on(5)], {}, 2, FRIDAY) == [TargetWeek(MONDAY, 1, 2)]


# Weeks in a row


@pytest.mark.parametrize(
    ("weeks", "run"),
    [
        ([], 0),
        ([(0, 3)], 0),
        ([(3, 3)], 1),
        ([(3, 3), (3, 3), (0, 3)], 2),
        ([(3, 3), (3, 3), (3, 3)], 3),
        ([(3, 3), (2, 3), (3, 3)], 1),
        ([(3, 3), (2, 3), (0, 3)], 0),
        ([(3, 3), (2, 2), (5, 3)], 3),
    ],
)
def test_weeks_met_one_after_the_other_count_and_this_week_never_counts_against(
    weeks: list[tuple[int, int]], run: int
) -> None:
    assert in_a_row(row(*weeks)) == run


def test_a_week_ill_or_away_neither_counts_nor_breaks_anything() -> None:
    assert in_a_row(row((3, 3), (0, 0), (0, 0), (3, 3), (0, 3))) == 2


def test_a_week_in_which_nothing_was_wanted_but_something_done_counts() -> None:
    assert in_a_row(row((1, 1), (1, 0), (1, 1))) == 3


@pytest.mark.parametrize("mark", ["ill", "away"])
def test_weeks_ill_or_away_break_no_run(mark: Mark) -> None:
    done = [on(day) for day in (-28, -27, -26, -7, -6, -5)]
    away = {on(day): mark for day in range(-21, -7)}
    assert in_a_row(target_weeks(done, away, 3, FRIDAY)) == 2
    assert in_a_row(target_weeks(done, {}, 3, FRIDAY)) == 1


# Words


def test_before_a_week_is_over_or_met_the_target_alone_is_said() -> None:
    only = "Your target: sessions on 5 days a week."
    assert [said_of(row(*weeks), 5) for weeks in ([], [(4, 5)], [(0, 0), (0, 5)])] == [
        only,
        only,
        only,
    ]


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        ([(5, 5)], "1 of 1 week met your target of 5 days."),
        ([(0, 1), (5, 5)], "1 of 2 weeks met your target of 5 days."),
        ([(2, 5), (1, 5)], "0 of 1 week met your target of 5 days."),
        (
            [(2, 5), (5, 5), (3, 3), (1, 5)],
            "2 of 3 weeks met your target of 5 days, 2 in a row up to now.",
        ),
        (
            [(5, 5), (0, 0), (6, 5)],
            "2 of 2 weeks met your target of 5 days, 2 in a row up to now.",
        ),
        ([(5, 5), (2, 5), (5, 5)], "2 of 3 weeks met your target of 5 days."),
    ],
)
def test_it_is_said_how_many_weeks_met_the_target_and_how_many_in_a_row(
    weeks: list[tuple[int, int]], said: str
) -> None:
    assert said_of(row(*weeks), 5) == said


def test_a_target_of_one_is_a_day_and_not_days() -> None:
    assert said_of([], 1) == "Your target: sessions on 1 day a week."
    assert said_of(row((1, 1)), 1) == "1 of 1 week met your target of 1 day."


def test_a_week_that_is_not_over_makes_no_sentence_worse() -> None:
    over = row((5, 5), (5, 5))
    assert said_of([*over, TargetWeek(FRIDAY, 0, 5)], 5) == said_of(over, 5)


def facts(days: dict[int, tuple[int, int]], marks: dict[int, Mark]) -> CalendarFacts:
    known = {on(day): CalendarDay(on(day), *counts) for day, counts in days.items()}
    return CalendarFacts(
        known, {on(day): mark for day, mark in marks.items()}, [], on(-400), FRIDAY, 0
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (4, "Today: 2 sessions, 1 stopped early."),
        (3, "Yesterday: 1 session; a day of rest."),
        (2, "Wed 18 Nov: ill."),
        (1, "Tue 17 Nov: away."),
        (0, "Mon 16 Nov: no session."),
        (-350, "Mon 1 Dec 2025: 3 sessions."),
    ],
)
def test_a_day_is_said_with_its_sessions_and_its_mark(day: int, said: str) -> None:
    known = facts({4: (2, 1), 3: (1, 0), -350: (3, 0)}, {3: "rest", 2: "ill", 1: "away"})
    assert day_sentence(on(day), known) == said
