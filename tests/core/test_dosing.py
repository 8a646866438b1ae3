"""Half a dose after a sore day, a gentle one on a bad day: never more than before."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.routines import CAT_COW, KEPT, routine, stretch
from tracker.core.dosing import gentle, halved
from tracker.core.plan import plan, total_seconds
from tracker.core.routine import Item, Routine, item
from tracker.core.stretch import Dose, Style

Way = Callable[[Routine], Routine]

STYLES: list[Style] = ["held", "reps", "resting"]
DOSES = st.builds(
    Dose,
    st.sampled_from(STYLES),
    reps=st.integers(1, 30),
    hold_seconds=st.none() | st.floats(0.5, 600),
    move_seconds=st.floats(0, 20),
)
ITEMS = st.builds(
    lambda dose, rest: item(stretch(dose=dose), rest_seconds=rest), DOSES, st.floats(0, 60)
)


def one(dose: Dose, way: Way) -> Item:
    (done,) = way(routine(item(stretch(dose=dose)))).items
    return done


@pytest.mark.parametrize(
    ("reps", "hold", "reps_then", "hold_then"),
    [
        (3, 30.0, 2, 15.0),
        (2, 20.0, 1, 10.0),
        (1, 30.0, 1, 15.0),
        (10, 10.0, 5, 5.0),
        (3, 8.0, 2, 5.0),
        (5, 5.0, 3, 5.0),
        (4, 3.0, 2, 3.0),
        (10, None, 5, None),
        (1, None, 1, None),
    ],
)
def test_half_a_dose_has_half_the_holds_down_to_5_seconds_and_half_the_reps_rounded_up(
    reps: int, hold: float | None, reps_then: int, hold_then: float | None
) -> None:
    dose = one(Dose("held", reps, hold), halved).dose
    assert (dose.reps, dose.hold_seconds) == (reps_then, hold_then)


@pytest.mark.parametrize(
    ("reps", "hold", "reps_then", "hold_then"),
    [
        (3, 30.0, 2, 30.0),
        (2, 20.0, 1, 20.0),
        (10, None, 5, None),
        (5, 5.0, 3, 5.0),
        (1, 30.0, 1, 15.0),
        (1, 4.0, 1, 2.0),
        (1, None, 1, None),
    ],
)
def test_a_gentle_dose_has_half_the_reps_rounded_up_and_a_single_one_half_its_hold(
    reps: int, hold: float | None, reps_then: int, hold_then: float | None
) -> None:
    dose = one(Dose("held", reps, hold), gentle).dose
    assert (dose.reps, dose.hold_seconds) == (reps_then, hold_then)


@pytest.mark.parametrize("way", [halved, gentle])
def test_a_resting_position_is_kept_for_half_as_long(way: Way) -> None:
    assert one(KEPT, way).dose == KEPT._replace(hold_seconds=30.0)


@pytest.mark.parametrize("way", [halved, gentle])
def test_only_reps_and_holds_change_and_no_stretch_is_lost(way: Way) -> None:
    whole = routine(
        item(stretch(dose=CAT_COW)),
        item(stretch(dose=Dose("held", 2, 20.0, sides="leg")), rest_seconds=10, side="left"),
    )
    done = way(whole)
    assert done._replace(items=()) == whole._replace(items=())
    for before, after in zip(whole.items, done.items, strict=True):
        dose = after.dose._replace(
            reps=before.dose.reps,
            hold_seconds=before.dose.hold_seconds,
        )
        assert after._replace(dose=dose) == before


@pytest.mark.parametrize("way", [halved, gentle])
@given(items=st.lists(ITEMS, max_size=5))
@settings(deadline=None)
def test_less_is_never_longer_and_never_nothing(way: Way, items: list[Item]) -> None:
    whole = routine(*items)
    done = way(whole)
    assert total_seconds(plan(done)) <= total_seconds(plan(whole))
    for before, after in zip(items, done.items, strict=True):
        assert 1 <= after.dose.reps <= before.dose.reps
        assert (after.dose.hold_seconds is None) == (before.dose.hold_seconds is None)
        assert (after.dose.hold_seconds or 0) <= (before.dose.hold_seconds or 0)
    for before, after in zip(items, halved(whole).items, strict=True):
        assert (after.dose.hold_seconds or 5) >= min(5, before.dose.hold_seconds or 5)
