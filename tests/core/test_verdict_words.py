"""Every sentence about weeks: what it claims, of how many days, and of which ones."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.meaningful import Change
from tracker.core.series import Point, Series
from tracker.core.trends import Direction, Trend, Verdict, verdict
from tracker.core.verdict_words import (
    NAMES,
    change_sentence,
    gate,
    period,
    points,
    sentence,
    signed,
)
from tracker.core.why_words import RULES

TUNED = settings(max_examples=150, deadline=None)
FRIDAY = date(2026, 11, 20)
NEVER = re.compile(
    r"heal|treat|strengthen|cure|fix|prevent|your stretching|thanks to|because of|worked|helped",
    re.IGNORECASE,
)
"""What this program must never say of anybody's pain."""


def days(*values: float, last: date = FRIDAY, apart: int = 1) -> tuple[Point, ...]:
    """Return a point of each value, so many days apart, up to a day."""
    ago = [apart * nth for nth in reversed(range(len(values)))]
    return tuple(
        Point(last - timedelta(days=back), float(value), (f"r{back}",))
        for back, value in zip(ago, values, strict=True)
    )


def found(
    window: Sequence[Point],
    slope: float | None = None,
    *,
    could_be: tuple[float, float] = (-1.0, 1.0),
    direction: Direction | None = None,
    name: str = "before",
    look: Direction | None = None,
) -> Verdict:
    """Return a verdict on a window; slopes are points a week, `look` is what this week says."""
    trend = None
    if slope is not None:
        low, high = could_be
        trend = Trend(tuple(window), slope / 7, look or direction or "falling", low / 7, high / 7)
    return Verdict(Series(name, tuple(window)), tuple(window), trend, direction)


MONTH = days(*range(28))


# A claim


@pytest.mark.parametrize(
    ("name", "direction", "slope", "said"),
    [
        (
            "before",
            "falling",
            -0.31,
            "Pain before sessions is falling, about 0.3 points a week (n 28, 24 Oct–20 Nov).",
        ),
        (
            "day",
            "rising",
            1.25,
            "Pain on an average day is rising, about 1.2 points a week (n 28, 24 Oct–20 Nov).",
        ),
        (
            "before",
            "falling",
            -0.032,
            "Pain before sessions is falling, about 0.03 points a week (n 28, 24 Oct–20 Nov).",
        ),
    ],
)
def test_a_claim_says_which_pain_how_much_a_week_of_how_many_days_and_when(
    name: str, direction: Direction, slope: float, said: str
) -> None:
    assert sentence(found(MONTH, slope, direction=direction, name=name)) == said


def test_a_claim_never_says_what_else_it_could_be() -> None:
    assert "could" not in sentence(found(MONTH, -1, direction="falling"))


# No clear trend


def unclear(*could_be: float) -> str:
    low, high = could_be
    return sentence(found(MONTH, 0.0, could_be=(low, high), direction="no clear trend"))


@pytest.mark.parametrize(
    ("could_be", "said"),
    [
        ((-0.42, 0.2), "it could be −0.4 to +0.2 points a week"),
        ((0.0, 1.0), "it could be 0.0 to +1.0 points a week"),
        ((-0.6, -0.2), "it could be −0.6 to −0.2 points a week"),
        ((-0.34, -0.26), "it could be about −0.3 points a week"),
        ((3.5, 3.5), "it could be about +3.5 points a week"),
        ((0.0, 0.0), "it could be about 0.0 points a week, or too little to see"),
        ((-0.04, 0.04), "it could be about 0.0 points a week, or too little to see"),
    ],
)
def test_no_clear_trend_always_says_what_it_could_be(
    could_be: tuple[float, float], said: str
) -> None:
    assert unclear(*could_be) == f"No clear trend: {said} (n 28, 24 Oct–20 Nov)."


def test_a_direction_that_only_this_week_shows_is_said_to_wait_for_another() -> None:
    one = found(MONTH, -0.4, could_be=(-0.6, -0.2), direction="no clear trend", look="falling")
    assert sentence(one) == (
        "No clear trend yet, two weeks have to agree: "
        "it could be −0.6 to −0.2 points a week (n 28, 24 Oct–20 Nov)."
    )


def test_days_that_rise_steadily_are_never_said_to_be_alike() -> None:
    steady = days(*(nth / 2 for nth in range(21)))
    said = sentence(verdict(Series("day", ()), Series("before", steady), FRIDAY))
    assert said == (
        "No clear trend yet, two weeks have to agree: "
        "it could be about +3.5 points a week (n 21, 31 Oct–20 Nov)."
    )


@given(st.floats(-10, 10), st.floats(-10, 10))
@TUNED
def test_no_clear_trend_is_never_said_to_be_no_change(one: float, other: float) -> None:
    said = unclear(min(one, other), max(one, other))
    assert "could" in said
    assert not re.search(r"no change|unchanged|stable|the same", said, re.IGNORECASE)


# Not enough yet


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ((), "0 of 14 rated days, over 0 of 21 days, none in the last 8 weeks"),
        (days(5), "1 of 14 rated days, over 1 of 21 days (20 Nov)"),
        (days(5, 5), "2 of 14 rated days, over 2 of 21 days (19 Nov–20 Nov)"),
        (days(*[5] * 13), "13 of 14 rated days, over 13 of 21 days (8 Nov–20 Nov)"),
        (days(*[5] * 13, apart=2), "13 of 14 rated days (27 Oct–20 Nov)"),
        (days(*[5] * 11, apart=2), "11 of 14 rated days (31 Oct–20 Nov)"),
        (days(*[5] * 14), "14 rated days, over 14 of 21 days (7 Nov–20 Nov)"),
        (days(*[5] * 20), "20 rated days, over 20 of 21 days (1 Nov–20 Nov)"),
    ],
)
def test_what_is_missing_for_a_trend_is_said_with_what_is_there(
    window: tuple[Point, ...], said: str
) -> None:
    assert sentence(found(window)) == f"Not enough yet for a trend: {said}."


def test_the_words_of_a_trend_begin_with_14_rated_days_over_21() -> None:
    for window, enough in ((days(*[5] * 20), False), (days(*[5] * 21), True)):
        said = sentence(verdict(Series("day", ()), Series("before", window), FRIDAY))
        assert said.startswith("No clear trend" if enough else "Not enough yet")


@pytest.mark.parametrize(
    ("rated_days", "shows"), [(0, "dots"), (4, "dots"), (5, "median"), (13, "median")]
)
def test_below_a_trend_the_days_are_shown_and_from_five_on_their_median(
    rated_days: int, shows: str
) -> None:
    assert gate(found(days(*range(rated_days)))) == shows


def test_with_a_trend_everything_is_shown_claimed_or_not() -> None:
    assert gate(found(MONTH, 0.0, direction="no clear trend")) == "trend"
    assert gate(found(MONTH, -1.0, direction="falling")) == "trend"


# Every verdict


def as_they_come(chance: Random) -> tuple[Point, ...]:
    """Return rated days as a person might leave them: some missing, some drifting."""
    drift, length = chance.choice([-0.2, 0.0, 0.2]), chance.randrange(60)
    return tuple(
        Point(
            FRIDAY - timedelta(days=back),
            float(min(10, max(0, round(5 + drift * (28 - back) + chance.gauss(0, 1))))),
            (f"r{back}",),
        )
        for back in reversed(range(length))
        if chance.random() < 0.8
    )


@given(st.randoms(use_true_random=False))
@TUNED
def test_n_and_the_days_are_in_every_verdict_and_no_promise_in_any(chance: Random) -> None:
    one = verdict(
        Series("day", as_they_come(chance)), Series("before", as_they_come(chance)), FRIDAY
    )
    said = sentence(one)
    assert re.search(rf"\bn {one.n}\b|\b{one.n}\b.* rated day", said)
    if one.n:
        assert f"{period(one)})." in said
    assert not NEVER.search(said)
    assert "%" not in said


def test_no_word_about_trends_promises_anything() -> None:
    every = [text for rules in RULES.values() for text in rules]
    every += [*NAMES.values(), *(sentence(one) for one in EVERY_KIND)]
    every += [change_sentence(Change(days(*[5] * 7), days(*[now] * 7))) for now in (1, 4, 5, 9)]
    for text in every:
        assert not NEVER.search(text)


EVERY_KIND = [
    found(()),
    found(days(5)),
    found(MONTH, -1.0, direction="falling"),
    found(MONTH, 1.0, direction="rising", name="day"),
    found(MONTH, 0.0, direction="no clear trend"),
    found(MONTH, 0.0, could_be=(0.0, 0.0), direction="no clear trend"),
]


# The change since the start


def mean(now: float, start: float, what: str) -> str:
    """Return the sentence on two weeks that both end on this Friday."""
    days = "n 7, 14 Nov–20 Nov"
    return f"Mean {now} ({days}), at the start {start} ({days}): {what}"


def change(start: float, now: float | None) -> Change:
    """Return a week of days that were rated alike, and another."""
    return Change(days(*[start] * 7), () if now is None else days(*[now] * 7))


def test_where_nothing_may_be_said_of_a_change_nothing_is() -> None:
    assert change_sentence(None) == ""
    assert change_sentence(change(5, None)) == ""


def test_a_mean_above_the_start_is_said_to_be_higher() -> None:
    assert change_sentence(change(5, 7)) == mean(7.0, 5.0, "higher.")
    assert "higher" not in change_sentence(change(5, 5))


def test_a_meaningful_change_is_said_with_both_means_and_their_days() -> None:
    assert change_sentence(change(6, 3.5)) == mean(3.5, 6.0, "meaningfully lower.")


@pytest.mark.parametrize(
    ("start", "now", "said"),
    [
        (
            5,
            4,
            mean(4.0, 5.0, "not meaningfully lower; 3.0 would be."),
        ),
        (
            8,
            6,
            mean(6.0, 8.0, "not meaningfully lower; 5.6 would be."),
        ),
        (
            2,
            1,
            mean(1.0, 2.0, "not meaningfully lower; 0.0 would be."),
        ),
    ],
)
def test_what_is_not_meaningfully_lower_is_said_with_what_would_be(
    start: float, now: float, said: str
) -> None:
    assert change_sentence(change(start, now)) == said


def test_no_pain_below_nothing_is_ever_named() -> None:
    assert change_sentence(change(1.5, 1)) == (mean(1.0, 1.5, "not meaningfully lower."))


def test_what_is_shown_as_now_is_not_shown_as_what_would_be_lower() -> None:
    start, now = days(8, 8, 8, 8, 8, 8, 9), days(6, 6, 6, 6, 6, 5, 5)
    assert change_sentence(Change(start, now)) == (
        mean(5.7, 8.1, "not meaningfully lower; a little less would be.")
    )


# Numbers and days


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.3, "0.3 points"), (0.05, "0.1 points"), (0.04, "0.04 points"), (1.0, "1.0 points")],
)
def test_a_slope_has_one_digit_or_two_where_one_would_say_zero(value: float, said: str) -> None:
    assert points(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(-0.4, "−0.4"), (0.2, "+0.2"), (0.0, "0.0"), (-0.04, "0.0"), (0.04, "0.0"), (-2, "−2.0")],
)
def test_a_difference_has_its_sign_and_nothing_has_none(value: float, said: str) -> None:
    assert signed(value) == said


@pytest.mark.parametrize(
    ("window", "said"),
    [
        (days(5, 5, apart=19), "1 Nov–20 Nov"),
        (
            days(5, 5, last=date(2027, 1, 2), apart=7),
            "26 Dec 2026–2 Jan 2027",
        ),
        (days(5), "20 Nov"),
    ],
)
def test_a_period_has_its_years_where_there_are_two(window: tuple[Point, ...], said: str) -> None:
    assert period(found(window)) == said
