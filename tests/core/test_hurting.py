"""The stop rules of 4.2, each by its number, and what holds over the whole table of answers."""

from itertools import product
from typing import get_args

import pytest

from tracker.core.hurting import (
    REST_SECONDS,
    Feeling,
    Limits,
    Verdict,
    Way,
    judge,
    judge_rested,
    start_of,
)

SCORES = range(11)
PAINS: list[int | None] = [None, *SCORES]
FEELINGS: list[Feeling | None] = [None, *get_args(Feeling)]
MILDEST_FIRST: tuple[Way, ...] = ("ease off", "end stretch", "end session")
LIMITS = [
    Limits(before, rise, ends_at) for before in PAINS for rise in SCORES for ends_at in SCORES
]


def harshness(verdict: Verdict) -> tuple[int, bool]:
    return MILDEST_FIRST.index(verdict.way), verdict.rest


@pytest.mark.parametrize("before", PAINS)
@pytest.mark.parametrize("pain", PAINS)
def test_rule_1_a_warning_sign_always_ends_the_session(
    pain: int | None, before: int | None
) -> None:
    assert judge(pain, "warning sign", Limits(before)) == Verdict("end session", "warning sign")


@pytest.mark.parametrize("before", PAINS)
@pytest.mark.parametrize("pain", PAINS)
def test_rule_2_what_is_sharp_after_the_rest_too_ends_the_session(
    pain: int | None, before: int | None
) -> None:
    verdict = Verdict("end session", "sharp or spreading")
    assert judge_rested(pain, Limits(before), "sharp") == verdict


@pytest.mark.parametrize("before", PAINS)
@pytest.mark.parametrize("pain", PAINS)
def test_rule_1_a_warning_sign_after_the_rest_ends_the_session_too(
    pain: int | None, before: int | None
) -> None:
    verdict = Verdict("end session", "warning sign")
    assert judge_rested(pain, Limits(before), "warning sign") == verdict


@pytest.mark.parametrize("before", PAINS)
@pytest.mark.parametrize("pain", PAINS)
def test_rule_2_sharp_or_spreading_pain_ends_the_stretch_at_the_least(
    pain: int | None, before: int | None
) -> None:
    assert judge(pain, "sharp", Limits(before)).way != "ease off"


@pytest.mark.parametrize("pain", [None, 0, 3])
def test_rule_2_sharp_pain_inside_the_limits_ends_the_stretch_and_not_the_session(
    pain: int | None,
) -> None:
    assert judge(pain, "sharp", Limits(3)) == Verdict("end stretch", "sharp or spreading")


@pytest.mark.parametrize(("before", "pain"), [(0, 2), (1, 3), (2, 4), (3, 5), (2, 5)])
def test_rule_3_two_above_the_start_ends_the_stretch_and_asks_again_after_a_rest(
    before: int, pain: int
) -> None:
    assert judge(pain, "sore", Limits(before)) == Verdict("end stretch", "pain rose", rest=True)
    assert judge(pain, "sharp", Limits(before)).rest
    assert REST_SECONDS == 120


@pytest.mark.parametrize(("before", "pain"), [(0, 1), (3, 4), (4, 5), (5, 5), (5, 0)])
def test_rule_3_one_above_the_start_eases_off(before: int, pain: int) -> None:
    assert judge(pain, "sore", Limits(before)) == Verdict("ease off", "inside the limits")


@pytest.mark.parametrize(
    ("before", "pain", "way"),
    [
        (3, 5, "end session"),
        (3, 4, "end stretch"),
        (0, 2, "end session"),
        (0, 0, "end stretch"),
        (5, 6, "end session"),
        (5, 5, "end stretch"),
    ],
)
def test_rule_3_pain_still_two_above_after_the_rest_ends_the_session(
    before: int, pain: int, way: Way
) -> None:
    assert judge_rested(pain, Limits(before)).way == way


def test_rule_3_without_a_number_after_the_rest_the_session_ends() -> None:
    assert judge_rested(None, Limits(3)) == Verdict("end session", "no number")


@pytest.mark.parametrize("pain", PAINS)
def test_after_the_rest_a_sign_or_a_sharp_pain_ends_the_session_whatever_the_number(
    pain: int | None,
) -> None:
    sign, sharp = (judge_rested(pain, Limits(3), it) for it in ("warning sign", "sharp"))
    assert sign == Verdict("end session", "warning sign")
    assert sharp == Verdict("end session", "sharp or spreading")


def test_after_the_rest_a_sore_back_is_judged_by_its_number_alone() -> None:
    for pain in PAINS:
        assert judge_rested(pain, Limits(3), "sore") == judge_rested(pain, Limits(3))


@pytest.mark.parametrize("before", [None, *range(6)])
@pytest.mark.parametrize("pain", range(6, 11))
def test_rule_4_pain_of_6_from_a_start_of_5_or_less_ends_the_session(
    pain: int, before: int | None
) -> None:
    verdict = Verdict("end session", "pain reached the limit")
    assert judge(pain, "sore", Limits(before)) == verdict
    assert judge(pain, "sharp", Limits(before)) == verdict


@pytest.mark.parametrize("before", [6, 7])
def test_rule_4_from_a_start_of_6_or_7_any_rise_ends_the_session(before: int) -> None:
    limits = Limits(before)
    verdict = Verdict("end session", "pain rose from a high start")
    assert judge(before + 1, "sore", limits) == verdict
    assert judge(before, "sore", limits) == Verdict("ease off", "inside the limits")


@pytest.mark.parametrize(
    ("before", "start"),
    [
        *((pain, "as planned") for pain in (None, *range(6))),
        *((pain, "gentle") for pain in (6, 7)),
        *((pain, "not now") for pain in (8, 9, 10)),
    ],
)
def test_rule_4_6_or_7_before_starts_gently_and_8_does_not_start(
    before: int | None, start: str
) -> None:
    assert start_of(Limits(before)) == start


def test_the_limits_are_those_of_the_rules_unless_somebody_sets_others() -> None:
    assert Limits(None) == Limits(None, rise=2, ends_at=6, not_from=8)
    assert start_of(Limits(4, ends_at=4)) == "gentle"
    assert start_of(Limits(4, not_from=4)) == "not now"
    assert start_of(Limits(7, ends_at=9, not_from=10)) == "as planned"


@pytest.mark.parametrize("before", PAINS)
@pytest.mark.parametrize("feeling", ["sore", None])
def test_without_a_number_the_stretch_ends(before: int | None, feeling: Feeling | None) -> None:
    assert judge(None, feeling, Limits(before)) == Verdict("end stretch", "no number")


@pytest.mark.parametrize(
    ("pain", "way"), [(3, "ease off"), (4, "end stretch"), (5, "end stretch"), (6, "end session")]
)
def test_with_nothing_to_compare_with_only_fine_pain_goes_on(pain: int, way: Way) -> None:
    assert judge(pain, "sore", Limits(None)).way == way


def test_over_the_whole_table_pain_two_above_the_start_is_never_eased_off() -> None:
    for before, pain, feeling in product(SCORES, SCORES, FEELINGS):
        if pain >= before + 2:
            assert judge(pain, feeling, Limits(before)).way != "ease off", (before, pain, feeling)
            assert judge_rested(pain, Limits(before)).way == "end session", (before, pain)


def test_over_the_whole_table_nobody_goes_on_at_6_from_a_start_of_5_or_less() -> None:
    for before, pain, feeling in product([None, *range(6)], range(6, 11), FEELINGS):
        assert judge(pain, feeling, Limits(before)).way == "end session", (before, pain, feeling)
        assert judge_rested(pain, Limits(before)).way == "end session", (before, pain)


def test_over_the_whole_table_a_rest_is_asked_for_only_where_a_stretch_ends_on_a_rise() -> None:
    for before, pain, feeling in product(PAINS, PAINS, FEELINGS):
        verdict = judge(pain, feeling, Limits(before))
        if verdict.rest:
            assert before is not None
            assert pain is not None
            assert verdict.way == "end stretch"
            assert pain >= before + 2
        assert not judge_rested(pain, Limits(before)).rest


def test_more_pain_is_never_judged_more_mildly() -> None:
    for limits, feeling, pain in product(LIMITS, FEELINGS, range(10)):
        less, more = (judge(score, feeling, limits) for score in (pain, pain + 1))
        assert MILDEST_FIRST.index(less.way) <= MILDEST_FIRST.index(more.way), (limits, pain)


def test_stricter_limits_never_give_a_milder_verdict() -> None:
    for limits, feeling, pain in product(LIMITS, FEELINGS, PAINS):
        loose, loose_rested = judge(pain, feeling, limits), judge_rested(pain, limits)
        for stricter in (
            limits._replace(rise=max(0, limits.rise - 1)),
            limits._replace(ends_at=max(0, limits.ends_at - 1)),
        ):
            said = (limits, stricter, feeling, pain)
            strict = judge(pain, feeling, stricter)
            assert harshness(strict) >= harshness(loose), said
            assert harshness(judge_rested(pain, stricter)) >= harshness(loose_rested), said


def test_stricter_limits_never_start_what_looser_ones_would_not() -> None:
    order = ("as planned", "gentle", "not now")
    for before, ends_at, not_from in product(PAINS, range(1, 11), range(1, 11)):
        loose = order.index(start_of(Limits(before, 2, ends_at, not_from)))
        assert order.index(start_of(Limits(before, 2, ends_at - 1, not_from))) >= loose
        assert order.index(start_of(Limits(before, 2, ends_at, not_from - 1))) >= loose


def test_a_sign_or_a_sharp_pain_is_never_judged_more_mildly_than_soreness() -> None:
    for limits, pain in product(LIMITS, PAINS):
        sore, sharp, sign = (judge(pain, feeling, limits) for feeling in get_args(Feeling))
        assert harshness(sore) <= harshness(sharp)
        assert sign.way == "end session"
