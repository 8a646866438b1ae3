"""How sessions of a routine felt, and how sure that is."""

from fractions import Fraction
from itertools import pairwise
from math import comb, sqrt
from random import Random
from statistics import StatisticsError, median
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.comparing import (
    FEWEST_SESSIONS,
    Changes,
    Compared,
    Rated,
    Sore,
    begun_within,
    by_routine,
    compare,
    median_interval,
    similar_start,
)

TUNED = settings(max_examples=150, deadline=None)
pains = st.integers(0, 10)
many_pains = st.lists(st.tuples(pains, pains), max_size=40)


def rated(*pairs: tuple[int, int], routine: str | None = "a", name: str = "A") -> list[Rated]:
    """Return a session of each pain before and after."""
    return [Rated(f"{routine}{nth}", routine, name, *pair) for nth, pair in enumerate(pairs)]


def changes(*values: int) -> Changes:
    """Return sessions with these changes, each from a start of 5."""
    return Changes("a", "A", tuple(rated(*((5, 5 + value) for value in values))))


def starts(*values: int) -> list[Rated]:
    return rated(*((value, 0) for value in values))


def sure(n: int, rank: int) -> Fraction:
    """Return how likely the `rank`-th of `n` values, and that from above, have the median within.

    That is how likely a fair coin, tossed n times, falls on neither side fewer than `rank` times.
    """
    outside = sum(comb(n, heads) for heads in range(rank))
    return 1 - Fraction(2 * outside, 2**n)


# The change of a session


@pytest.mark.parametrize(("before", "after", "change"), [(5, 3, -2), (3, 5, 2), (4, 4, 0)])
def test_a_change_is_the_pain_after_less_the_pain_before(
    before: int, after: int, change: int
) -> None:
    assert rated((before, after))[0].change == change


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        (-5, (1, 0, 0)),
        (-2, (1, 0, 0)),
        (-1, (0, 1, 0)),
        (0, (0, 1, 0)),
        (1, (0, 1, 0)),
        (2, (0, 0, 1)),
        (5, (0, 0, 1)),
    ],
)
def test_the_same_is_a_change_of_at_most_one_and_two_is_better_or_worse(
    change: int, counted: tuple[int, int, int]
) -> None:
    found = changes(change)
    assert (found.better, found.same, found.worse) == counted


@given(many_pains)
@TUNED
def test_every_session_is_better_the_same_or_worse_and_only_one_of_them(
    some: list[tuple[int, int]],
) -> None:
    found = Changes("a", "A", tuple(rated(*some)))
    assert found.better + found.same + found.worse == found.n == len(some)


def test_under_eight_sessions_are_not_enough() -> None:
    assert FEWEST_SESSIONS == 8
    assert [changes(*[0] * n).is_enough for n in (0, 7, 8, 9)] == [False, False, True, True]


def test_the_median_change_is_the_middle_one_or_lies_between_the_middle_two() -> None:
    assert changes(-3, 4, -1).median == -1.0
    assert changes(-3, 4, -1, -2).median == -1.5


def test_no_sessions_have_no_median() -> None:
    with pytest.raises(StatisticsError):
        _ = changes().median


# The interval of the median


@pytest.mark.parametrize("n", range(6))
def test_five_values_or_fewer_are_not_sure_of_their_median(n: int) -> None:
    assert median_interval(list(range(n))) is None


@pytest.mark.parametrize("n", [6, 7, 8])
def test_six_to_eight_values_are_sure_of_it_only_from_the_lowest_to_the_highest(n: int) -> None:
    assert median_interval([*range(n)][::-1]) == (0, n - 1)


@pytest.mark.parametrize(
    ("n", "ranks"),
    [(9, (2, 8)), (12, (3, 10)), (20, (6, 15)), (25, (8, 18)), (50, (18, 33)), (100, (40, 61))],
)
def test_the_ranks_are_those_of_the_published_tables(n: int, ranks: tuple[int, int]) -> None:
    assert median_interval(range(1, n + 1)) == ranks


@pytest.mark.parametrize("n", range(6, 200))
def test_the_interval_is_the_narrowest_of_those_that_are_95_percent_sure(n: int) -> None:
    found = median_interval(range(1, n + 1))
    assert found is not None
    low, high = found
    assert low + high == n + 1
    assert sure(n, low) >= Fraction(95, 100) > sure(n, low + 1)


@given(st.lists(st.integers(-10, 10), min_size=6, max_size=60), st.randoms())
@TUNED
def test_the_interval_has_the_median_of_the_values_whatever_their_order(
    values: list[int], chance: Random
) -> None:
    found = median_interval(values)
    assert found is not None
    low, high = found
    assert {low, high} <= set(values)
    assert low <= median(values) <= high
    chance.shuffle(values)
    assert median_interval(values) == found


@given(st.lists(st.integers(-10, 10), min_size=6, max_size=60), st.integers(-9, 9))
@TUNED
def test_the_interval_of_changes_all_moved_by_as_much_is_moved_with_them(
    values: list[int], by: int
) -> None:
    low, high = median_interval(values) or (0, 0)
    assert median_interval([value + by for value in values]) == (low + by, high + by)


@pytest.mark.parametrize("n", [6, 8, 13, 30])
def test_in_95_of_100_samples_the_interval_has_the_true_median(n: int) -> None:
    chance = Random(n)
    samples = [[chance.randrange(-1000, 1001) for _ in range(n)] for _ in range(2000)]
    found = [median_interval(sample) for sample in samples]
    covered = sum(one is not None and one[0] <= 0 <= one[1] for one in found)
    assert covered / len(samples) > 0.94  # three standard errors under the least promised


def test_ten_thousand_values_take_no_longer_than_a_blink() -> None:
    values = [nth % 11 - 5 for nth in range(10_000)]
    begun = process_time()
    found = median_interval(values)
    assert process_time() - begun < 1.0
    assert found == (0, 0)


def test_a_routine_has_the_interval_of_its_changes_or_none() -> None:
    assert changes(-3, 1, 0, -1, 2, -2).interval == (-3, 2)
    assert changes(-3, 1, 0, -1, 2).interval is None


# Similar starts


@pytest.mark.parametrize(
    ("before", "similar"),
    [
        ([4], (3, 5)),
        ([4, 5], (4, 5)),
        ([2, 5, 9], (4, 6)),
        ([0, 0, 3], (0, 1)),
        ([10, 10, 3], (9, 10)),
    ],
)
def test_a_start_is_similar_within_one_of_the_usual_one_and_on_the_scale(
    before: list[int], similar: tuple[int, int]
) -> None:
    assert similar_start(starts(*before)) == similar


def test_without_a_session_no_start_is_similar() -> None:
    assert similar_start([]) is None


def test_both_ends_of_a_similar_start_belong_to_it() -> None:
    kept = begun_within(starts(2, 3, 4, 5, 6), (3, 5))
    assert [one.before for one in kept] == [3, 4, 5]


@given(many_pains.filter(bool))
@TUNED
def test_what_is_near_the_usual_start_is_similar_and_nothing_else(
    some: list[tuple[int, int]],
) -> None:
    sessions = rated(*some)
    usual = median(before for before, _ in some)
    similar = similar_start(sessions)
    assert similar is not None
    near = [one for one in sessions if abs(one.before - usual) <= 1]
    assert begun_within(sessions, similar) == near


# Each routine


def test_the_routine_with_the_most_sessions_comes_first_and_equals_by_name() -> None:
    few = rated((5, 4), routine="few", name="Few")
    twice = ((5, 4), (6, 4))
    later, sooner = (rated(*twice, routine=name.lower(), name=name) for name in ("Z", "Y"))
    assert [one.name for one in by_routine([*few, *later, *sooner])] == ["Y", "Z", "Few"]


def test_a_routine_goes_by_the_name_it_had_last() -> None:
    [found] = by_routine([*rated((5, 4), name="Old"), *rated((6, 4), name="New")])
    assert (found.routine, found.name, found.n) == ("a", "New", 2)


def test_sessions_without_a_routine_are_compared_among_themselves() -> None:
    elsewhere = rated((5, 4), routine=None, name="done elsewhere")
    found = by_routine([*elsewhere, *rated((5, 4), (3, 2))])
    assert [(one.routine, one.n) for one in found] == [("a", 2), (None, 1)]


@given(st.lists(st.tuples(st.sampled_from(["a", "b", None]), pains, pains), max_size=40))
@TUNED
def test_every_session_is_in_its_own_routine_in_its_place(
    some: list[tuple[str | None, int, int]],
) -> None:
    sessions = [Rated(str(nth), one[0], "name", *one[1:]) for nth, one in enumerate(some)]
    found = by_routine(sessions)
    assert all(before.n >= after.n for before, after in pairwise(found))
    for routine in {one.routine for one in sessions}:
        [group] = [one for one in found if one.routine == routine]
        assert list(group.sessions) == [one for one in sessions if one.routine == routine]
    assert sum(group.n for group in found) == len(sessions)


# All of it together


def test_each_routine_is_compared_as_a_whole_and_from_a_similar_start() -> None:
    often = rated((5, 4), (6, 4), (9, 2))
    once = rated((1, 1), routine="b", name="B")
    found = compare([*often, *once])
    assert found == Compared(
        start=(5, 6),
        every=(Changes("a", "A", tuple(often)), Changes("b", "B", tuple(once))),
        similar=(Changes("a", "A", tuple(often[:2])), Changes("b", "B", ())),
    )


def test_without_a_session_there_is_nothing_to_compare() -> None:
    assert compare([]) == Compared(None, (), ())


# The stretches that hurt


def sore(times: int, holds: int) -> Sore:
    return Sore("cat-cow", None, tuple(map(str, range(times))), holds)


def test_how_often_a_stretch_hurt_is_said_per_hundred_holds() -> None:
    assert sore(3, 40).per_hundred == 7.5


@pytest.mark.parametrize(
    ("times", "holds", "interval"),
    [
        (0, 10, (0.0, 27.75)),
        (1, 10, (1.79, 40.42)),
        (5, 10, (23.66, 76.34)),
        (10, 10, (72.25, 100.0)),
        (3, 40, (2.58, 19.86)),
        (81, 263, (25.53, 36.62)),
    ],
)
def test_the_interval_is_wilsons_as_it_is_published(
    times: int, holds: int, interval: tuple[float, float]
) -> None:
    assert sore(times, holds).interval == pytest.approx(interval, abs=0.01)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
@TUNED
def test_the_ends_of_the_interval_are_as_far_off_as_95_percent_allow(
    counts: tuple[int, int],
) -> None:
    times, holds = counts
    low, high = sore(times, holds).interval
    share = times / holds
    assert 0 <= low <= 100 * share + 1e-9
    assert 100 * share - 1e-9 <= high <= 100
    for end in (low / 100, high / 100):
        if 1e-9 < end < 1 - 1e-9:
            off = abs(share - end) / sqrt(end * (1 - end) / holds)
            assert off == pytest.approx(1.96, abs=1e-3)


def test_what_hurt_more_often_than_it_was_held_keeps_an_interval_on_the_scale() -> None:
    low, high = sore(3, 2).interval
    assert 0 < low < high == 100
