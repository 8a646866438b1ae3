"""What 4.3 says about weeks that go the wrong way, each rule at its bounds, each notice once."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.escalation import RULES, Course, Rule, notice
from tracker.core.safety import Safety, Screening
from tracker.core.usual import Rating

FIRST = date(2026, 9, 1)
NEVER_READ = Safety()


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


def course(
    today: int,
    start: tuple[int, ...] = (),
    now: tuple[int, ...] = (),
    *,
    stops: tuple[int, ...] = (),
    peg: tuple[float, ...] = (),
) -> Course:
    """Return how it went: pains of the first days, and of the last up to `today`."""
    ratings: list[Rating] = [(on(day), pain) for day, pain in enumerate(start)]
    ratings += [(on(today - back), pain) for back, pain in enumerate(reversed(now))]
    return Course(on(today), FIRST, ratings, [on(day) for day in stops], peg)


def hurts_since(weeks: int | None, asked: int = 0) -> Safety:
    return Safety(screening=Screening(since_weeks=weeks), screening_day=on(asked))


def read(rule: Rule, day: int, safety: Safety = NEVER_READ) -> Safety:
    return safety._replace(dismissed={**safety.dismissed, rule: on(day)})


OLD = hurts_since(12)
SAME = ((5, 5, 5), (5, 5, 5))
WORSE = ((3, 3, 3), (5, 5, 5))
NO_BETTER: set[Rule] = {"no better after two weeks", "no better after six weeks"}


def test_without_anything_to_say_nothing_is_said() -> None:
    assert notice(Course(on(0), None, []), NEVER_READ) is None
    assert notice(course(100), NEVER_READ) is None


def test_the_rules_are_tried_in_the_order_in_which_they_matter() -> None:
    assert list(RULES) == list(get_args(Rule))


@pytest.mark.parametrize("last", [0, 1])
def test_8_or_more_on_three_days_running_is_severe(last: int) -> None:
    severe = course(5 - last, now=(8, 10, 8))
    assert notice(severe._replace(today=on(5)), NEVER_READ) == "severe days"


@pytest.mark.parametrize(
    "pains", [(8, 8), (7, 8, 8), (8, 7, 8), (8, 8, 7), (8, 8, 8, 0), (9, 9, 9, 7)]
)
def test_two_days_or_a_milder_one_among_them_are_not_severe(pains: tuple[int, ...]) -> None:
    assert notice(course(5, now=pains), NEVER_READ) is None


def test_a_day_between_them_without_a_rating_breaks_the_run_of_severe_days() -> None:
    gap = course(5)._replace(ratings=[(on(day), 9) for day in (1, 2, 4)])
    assert notice(gap, NEVER_READ) is None


def test_severe_days_that_are_over_are_not_brought_up_again() -> None:
    over = course(5, now=(9, 9, 9))
    assert notice(over._replace(today=on(7)), NEVER_READ) is None


def test_the_worst_rating_of_a_day_makes_it_severe() -> None:
    severe = course(5, now=(8, 8, 8))
    ratings = [*severe.ratings, (on(4), 1), (on(5), 2)]
    assert notice(severe._replace(ratings=ratings), NEVER_READ) == "severe days"


@pytest.mark.parametrize(
    ("stops", "said"),
    [
        ((17, 20, 30), "three stops"),
        ((30, 30, 30), "three stops"),
        ((16, 20, 30), None),
        ((20, 30), None),
        ((), None),
    ],
)
def test_three_stops_within_14_days_pause_the_routine(
    stops: tuple[int, ...], said: Rule | None
) -> None:
    assert notice(course(30, stops=stops), NEVER_READ) == said


def test_stops_before_the_notice_was_read_do_not_count_again() -> None:
    safety = read("three stops", 30)
    assert notice(course(30, stops=(28, 29, 30)), safety) is None
    assert notice(course(33, stops=(28, 29, 30, 31, 32)), safety) is None
    assert notice(course(33, stops=(28, 29, 30, 31, 32, 33)), safety) == "three stops"


@pytest.mark.parametrize(
    ("start", "now", "worse"),
    [
        ((3, 3, 3), (5, 5, 5), True),
        ((3, 3, 4), (5, 5, 6), True),  # 10/3 and 16/3, exactly 2 apart
        ((3, 3, 3, 3, 3, 3, 4), (5, 5, 5, 5, 5, 5, 6), True),
        ((3, 3, 4), (5, 5, 5), False),
        ((5, 5, 5), (3, 3, 3), False),
        ((3, 3), (5, 5, 5), False),
        ((3, 3, 3), (7, 7), False),
    ],
)
def test_a_week_with_a_mean_2_above_the_first_one_is_worse(
    start: tuple[int, ...], now: tuple[int, ...], worse: bool
) -> None:
    said = notice(course(20, start, now), OLD)
    assert said == ("worse weeks" if worse else None)


def test_the_first_and_the_last_week_have_no_day_in_common() -> None:
    assert notice(course(12, *WORSE), NEVER_READ) is None
    assert notice(course(13, *WORSE), NEVER_READ) == "worse weeks"


@pytest.mark.parametrize(("last", "said"), [(6, "worse weeks"), (7, None)])
def test_the_first_week_is_the_day_of_the_first_entry_and_the_six_after_it(
    last: int, said: Rule | None
) -> None:
    start = [(on(day), 3) for day in (0, 1, last)]
    now = [(on(day), 5) for day in (18, 19, 20)]
    assert notice(course(20)._replace(ratings=[*start, *now]), NEVER_READ) == said


@pytest.mark.parametrize(
    ("peg", "worse"),
    [
        ((4.0, 5.2, 5.2), True),
        ((4.0, 9.0, 3.0, 5.2, 6.0), True),
        ((10 / 3, 13 / 3, 13 / 3), True),  # up by exactly 1, and by exactly 30 %
        ((0.0, 1.0, 1.0), True),
        ((4.0, 5.1, 5.1), False),  # up by 1, but by less than 30 %
        ((2.0, 2.9, 2.9), False),  # up by 45 %, but by less than 1
        ((4.0,), False),
        ((4.0, 6.0), False),
        ((4.0, 6.0, 4.0, 6.0), False),
        ((4.0, 6.0, 6.0, 5.0), False),
        ((6.0, 4.0, 4.0), False),
        ((), False),
    ],
)
def test_two_weekly_questionnaires_running_up_by_1_and_by_30_percent_are_worse(
    peg: tuple[float, ...], worse: bool
) -> None:
    assert notice(course(5, peg=peg), NEVER_READ) == ("worse questionnaires" if worse else None)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (13, None),
        (14, "no better after two weeks"),
        (41, "no better after two weeks"),
        (42, "no better after six weeks"),
    ],
)
@pytest.mark.parametrize("since", [None, 0, 2])
def test_no_better_is_said_gently_at_two_weeks_and_firmly_at_six(
    today: int, said: Rule | None, since: int | None
) -> None:
    assert notice(course(today, *SAME), hurts_since(since)) == said
    assert notice(course(today, *SAME), NEVER_READ) == said


@pytest.mark.parametrize(
    ("start", "now", "better"),
    [
        ((5, 5, 5), (5, 5, 4), False),
        ((5, 5, 5), (4, 4, 4), True),
        ((4, 4, 5), (3, 3, 4), True),  # 13/3 and 10/3, exactly 1 apart
        ((5, 5, 5), (6, 6, 6), False),
        ((1, 1, 1), (1, 1, 1), False),
        ((1, 1, 0), (1, 1, 0), True),
        ((0, 0, 0), (0, 0, 0), True),
    ],
)
def test_better_is_a_mean_down_by_1_or_next_to_nothing(
    start: tuple[int, ...], now: tuple[int, ...], better: bool
) -> None:
    said = notice(course(20, start, now), NEVER_READ)
    assert said == (None if better else "no better after two weeks")


@pytest.mark.parametrize("ratings", [((5, 5), (5, 5, 5)), ((5, 5, 5), (5, 5)), ((), ())])
def test_too_few_ratings_say_nothing_about_better_or_worse(
    ratings: tuple[tuple[int, ...], tuple[int, ...]],
) -> None:
    for today in (14, 42):
        assert notice(course(today, *ratings), NEVER_READ) is None


@pytest.mark.parametrize(
    ("rule", "day"), [("no better after two weeks", 14), ("no better after six weeks", 42)]
)
def test_no_better_is_said_once_and_never_again(rule: Rule, day: int) -> None:
    safety = read(rule, day)
    until = 42 if day == 14 else 400
    assert {notice(course(today, *SAME), safety) for today in range(day, until)} == {None}


def test_six_weeks_on_nobody_hears_that_two_have_passed() -> None:
    late = {notice(course(today, *SAME), NEVER_READ) for today in range(42, 100)}
    assert late == {"no better after six weeks"}


@given(
    today=st.integers(0, 400),
    pains=st.tuples(*[st.tuples(*[st.integers(0, 10)] * 7)] * 2),
    asked=st.integers(0, 30),
)
@settings(deadline=None)
def test_old_pain_is_never_nagged_about(
    today: int, pains: tuple[tuple[int, ...], tuple[int, ...]], asked: int
) -> None:
    safety = hurts_since(12, asked)
    assert not any(RULES[rule](course(max(today, asked), *pains), safety) for rule in NO_BETTER)


@pytest.mark.parametrize(("since", "weeks"), [(0, 12), (2, 10), (6, 6)])
def test_pain_grows_old_while_somebody_practises(since: int, weeks: int) -> None:
    safety = read("no better after two weeks", 14, hurts_since(since))
    day_before = notice(course(weeks * 7 - 1, *SAME), safety)
    assert day_before == (None if weeks == 6 else "no better after six weeks")
    assert notice(course(weeks * 7, *SAME), safety) == "monthly review"


@pytest.mark.parametrize(("today", "said"), [(29, None), (30, "monthly review")])
def test_old_pain_is_offered_a_look_back_a_month_after_the_start(
    today: int, said: Rule | None
) -> None:
    assert notice(course(today, *SAME), OLD) == said


def test_the_look_back_comes_again_every_month() -> None:
    safety = read("monthly review", 30, OLD)
    assert {notice(course(day, *SAME), safety) for day in range(30, 60)} == {None}
    assert notice(course(60, *SAME), safety) == "monthly review"


@pytest.mark.parametrize("safety", [NEVER_READ, hurts_since(None), hurts_since(0)])
def test_the_look_back_is_only_for_pain_that_is_known_to_be_old(safety: Safety) -> None:
    assert notice(course(40), safety) is None


def test_the_look_back_needs_a_first_entry() -> None:
    assert notice(course(40)._replace(first=None), OLD) is None


@pytest.mark.parametrize(
    ("rule", "going"),
    [
        ("severe days", {"now": (9, 9, 9)}),
        ("worse weeks", {"start": (3, 3, 3), "now": (5, 5, 5)}),
        ("worse questionnaires", {"peg": (3.0, 5.0, 5.0)}),
    ],
)
def test_a_notice_that_was_read_is_quiet_for_28_days(
    rule: Rule, going: dict[str, tuple[int, ...]]
) -> None:
    fresh = course(50, **going)
    safety = read(rule, 22, read("monthly review", 50, OLD))
    assert notice(fresh, safety) == rule
    assert notice(fresh, read(rule, 23, safety)) is None


def test_of_all_that_holds_the_gravest_is_said_and_then_the_next() -> None:
    everything = course(50, (3, 3, 3), (9, 9, 9), stops=(48, 49, 50), peg=(3.0, 5.0, 5.0))
    order: list[Rule] = []
    safety = NEVER_READ
    while rule := notice(everything, safety):
        order.append(rule)
        safety = read(rule, 50, safety)
    assert order == [
        "severe days",
        "three stops",
        "worse weeks",
        "worse questionnaires",
        "no better after six weeks",
    ]
