"""The meaningful-change rule at each of its bounds, and against a slow second copy of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.meaningful import Change, change
from tracker.core.series import Point

TUNED = settings(max_examples=400, deadline=None)

FIRST = date(2026, 9, 7)

WEEK_FOUR = range(3, 10)
"""The first seven days from the log's fourth on, counted from 0."""


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


def rated(pains: Mapping[int, float]) -> tuple[Point, ...]:
    """One rating on each of these days."""
    some = sorted(pains.items())
    return tuple(Point(on(day), float(pain), (f"r{day}",)) for day, pain in some)


def every(days: Iterable[int], pain: float = 5) -> dict[int, float]:
    return dict.fromkeys(days, pain)


def numbers(points: Iterable[Point]) -> list[int]:
    return [(point.day - FIRST).days for point in points]


def weeks(start: Sequence[float], now: Sequence[float]) -> Change:
    """Return what two weeks of seven ratings say, the second of them up to day 41."""
    log = every(range(3)) | dict(zip(range(3, 10), start, strict=True))
    found = change(rated(log | dict(zip(range(35, 42), now, strict=True))), on(41))
    assert found
    return found


# The start


def test_the_first_three_days_of_a_log_are_passed_over_and_the_fourth_is_not() -> None:
    found = change(rated(every(range(3), 10) | every(range(3, 20), 4)), on(20))
    assert found
    assert numbers(found.start) == [3, 4, 5, 6, 7, 8, 9]
    assert found.start_mean == 4


def test_the_fourth_day_is_that_of_the_log_and_not_the_fourth_rated_day() -> None:
    found = change(rated(every([0, *range(5, 20)])), on(20))
    assert found
    assert numbers(found.start) == [5, 6, 7, 8, 9, 10, 11]


def test_a_log_begins_with_its_first_rating() -> None:
    found = change(rated(every(range(100, 120))), on(120))
    assert found
    assert numbers(found.start) == [103, 104, 105, 106, 107, 108, 109]


@pytest.mark.parametrize(("seventh", "counts"), [(16, True), (17, False)])
def test_the_start_lies_within_14_calendar_days_from_the_fourth_on(
    seventh: int, counts: bool
) -> None:
    found = change(rated(every([0, *range(3, 9), seventh, *range(18, 60)])), on(60))
    assert (found is not None) == counts


def test_six_rated_days_are_no_start() -> None:
    assert change(rated(every([*range(9), *range(30, 60)])), on(60)) is None


def test_without_ratings_nothing_is_said() -> None:
    assert change((), on(60)) is None


@pytest.mark.parametrize(("today", "there"), [(8, False), (9, True)])
def test_the_start_is_known_on_its_seventh_rated_day(today: int, there: bool) -> None:
    assert (change(rated(every(range(60))), on(today)) is not None) == there


# Now


def test_now_is_the_last_seven_rated_days_today_included() -> None:
    found = change(rated(every(range(60), 6) | every(range(41, 60), 9)), on(40))
    assert found
    assert numbers(found.now) == [34, 35, 36, 37, 38, 39, 40]
    assert found.now_mean == 6


@pytest.mark.parametrize(("first", "counts"), [(46, False), (47, True)])
def test_now_lies_within_the_last_14_days_today_included(first: int, counts: bool) -> None:
    found = change(rated(every([*range(10), first, *range(55, 61)])), on(60))
    assert found
    assert bool(found.now) == counts


def test_six_rated_days_are_no_now_and_nothing_is_said_of_it() -> None:
    found = change(rated(every(range(10), 9) | every(range(55, 61), 0)), on(60))
    assert found
    assert (found.now, found.now_mean, found.is_lower) == ((), None, False)


@pytest.mark.parametrize(("today", "counts"), [(28, False), (29, True)])
def test_the_two_weeks_lie_14_days_apart(today: int, counts: bool) -> None:
    # The start ends on day 9; the last seven days begin six days before today.
    found = change(rated(every(WEEK_FOUR, 9) | every([0]) | every(range(10, 60), 0)), on(today))
    assert found
    assert bool(found.now) == counts
    assert found.is_lower == counts


# Lower


@pytest.mark.parametrize(
    ("start", "now", "lower"),
    [
        ([4] * 7, [2] * 7, True),  # by 2, which is half
        ([4] * 7, [2] * 6 + [3], False),  # by less than 2
        ([2] * 7, [0] * 7, True),
        ([2] * 6 + [1], [0] * 7, False),  # all of it, but less than 2
        ([10] * 7, [7] * 7, True),  # by 3, which is 30 %
        ([10] * 7, [7] * 6 + [8], False),  # by 2.86, which is 29 %
        ([8] * 7, [6] * 7, False),  # by 2, which is 25 %
        ([8] * 7, [6] * 4 + [5] * 3, True),  # by 2.43, which is 30.4 %
        ([8] * 7, [6] * 5 + [5] * 2, False),  # by 2.29, which is 28.6 %
        ([4] * 7, [6] * 7, False),
        ([4] * 7, [4] * 7, False),
    ],
)
def test_lower_is_by_2_points_and_by_30_percent(
    start: list[float], now: list[float], lower: bool
) -> None:
    assert weeks(start, now).is_lower == lower


def seven(total: int) -> list[float]:
    """Seven day medians, in halves, that add up to so many halves."""
    each, more = divmod(total, 7)
    return [(each + (number < more)) / 2 for number in range(7)]


def test_sevenths_are_compared_exactly() -> None:
    # Seventeen sevenths less three sevenths are 2, though not in floats.
    assert 17 / 7 - 3 / 7 < 2
    assert weeks(seven(34), seven(6)).is_lower
    for start in range(141):
        for now in range(141):
            a, b = Fraction(start, 14), Fraction(now, 14)
            lower = a - b >= 2 and a - b >= a * Fraction(3, 10)
            assert Change(pains(start), pains(now)).is_lower == lower


def pains(total: int) -> tuple[Point, ...]:
    return rated(dict(enumerate(seven(total))))


def test_what_would_be_lower_is_said_beforehand() -> None:
    assert [weeks([start] * 7, [0] * 7).lower_at for start in (10, 8, 5, 4)] == pytest.approx(
        [7, 5.6, 3, 2]
    )


@given(st.integers(0, 140), st.integers(0, 140))
@TUNED
def test_a_mean_is_lower_where_it_does_not_exceed_what_was_said_beforehand(
    start: int, now: int
) -> None:
    found = Change(pains(start), pains(now))
    assert found.now_mean is not None
    assert found.is_lower == (found.now_mean <= found.lower_at + 1e-9)


# The whole rule


def reference(log: Mapping[int, float], today: int) -> bool:
    """The rule a second time, slowly, straight from its words."""
    past = {day: Fraction(pain) for day, pain in log.items() if day <= today}
    if not past:
        return False
    fourth = min(past) + 3
    start = [day for day in sorted(past) if fourth <= day < fourth + 14][:7]
    now = [day for day in sorted(past) if today - 14 < day <= today][-7:]
    if len(start) < 7 or len(now) < 7 or now[0] - start[-1] < 14:
        return False
    before, after = (sum(past[day] for day in days) / 7 for days in (start, now))
    return before - after >= 2 and before - after >= before * Fraction(3, 10)


@st.composite
def logs(draw: st.DrawFn) -> dict[int, float]:
    """Logs of eight weeks with some days left out, whose later half is often lower."""
    left_out = draw(st.sets(st.integers(0, 55), max_size=25))
    levels = draw(st.tuples(st.integers(2, 16), st.integers(0, 16)))
    noise = draw(st.lists(st.integers(0, 4), min_size=56, max_size=56))
    days = [day for day in range(56) if day not in left_out]
    return {day: (levels[day >= 25] + noise[day]) / 2 for day in days}


@given(logs(), st.integers(0, 62))
@TUNED
def test_what_is_said_is_that_of_the_rule_in_fractions(log: dict[int, float], today: int) -> None:
    found = change(rated(log), on(today))
    assert bool(found and found.is_lower) == reference(log, today)


@given(logs(), st.integers(0, 62))
@TUNED
def test_what_comes_after_today_changes_nothing(log: dict[int, float], today: int) -> None:
    past = {day: pain for day, pain in log.items() if day <= today}
    assert change(rated(log), on(today)) == change(rated(past), on(today))
