"""Items and what a routine overrides, and the way through the positions."""

from tests.core.routines import HELD, KEPT, MOVED, routine, stretch
from tracker.core.routine import Item, item

SIDED = stretch(dose=HELD._replace(sides="leg"))


def test_an_item_keeps_the_dose_of_its_stretch() -> None:
    plain = stretch()
    assert item(plain) == Item(plain, HELD, (), 0.0)


def test_an_item_may_hold_longer_and_more_often_and_rest() -> None:
    one = item(stretch(), hold_seconds=60, reps=1, rest_seconds=15)
    assert one.dose == HELD._replace(hold_seconds=60, reps=1)
    assert one.rest_seconds == 15
    assert one.stretch.dose == HELD


def test_an_override_leaves_the_other_number_alone() -> None:
    assert item(stretch(), hold_seconds=60).dose == HELD._replace(hold_seconds=60)
    assert item(stretch(), reps=9).dose == HELD._replace(reps=9)


def test_a_hold_of_no_seconds_is_an_override_too() -> None:
    assert item(stretch(dose=MOVED), hold_seconds=0).dose.hold_seconds == 0


def test_a_stretch_with_sides_is_done_on_both_left_first() -> None:
    assert item(SIDED).sides == ("left", "right")


def test_a_routine_may_ask_for_one_side() -> None:
    assert item(SIDED, side="right").sides == ("right",)


def test_a_stretch_without_sides_has_none_whatever_is_asked() -> None:
    assert item(stretch(dose=KEPT), side="left").sides == ()


def test_positions_are_told_in_order_and_each_change_once() -> None:
    one = routine(
        item(stretch(position="supine")),
        item(stretch(position="supine")),
        item(stretch(position="prone")),
        item(stretch(position="supine")),
    )
    assert one.positions == ("supine", "prone", "supine")


def test_a_routine_without_items_has_no_positions() -> None:
    assert routine().positions == ()
