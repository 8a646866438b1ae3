"""The record that is kept of a step that has ended."""

from datetime import UTC, datetime

from tests.core.routines import CAT_COW, HELD, routine, stretch
from tracker.core.noting import note
from tracker.core.plan import Step, plan
from tracker.core.player import StepEnded
from tracker.core.record import StepRecord
from tracker.core.routine import item

AT = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
ROUTINE = routine(
    item(stretch(dose=HELD._replace(sides="leg"))),
    item(stretch("Cat half", dose=CAT_COW, variation="cat-half")),
)


def test_a_hold_is_noted_with_what_was_planned_and_what_was_held() -> None:
    hold = plan(ROUTINE)[2]
    assert note(StepEnded(2, hold, 3.5, "cut short", 1), ROUTINE, AT) == StepRecord(
        step_index=2,
        kind="hold",
        stretch="knee-to-chest",
        variation=None,
        side="left",
        rep=1,
        half=None,
        planned_seconds=5.0,
        held_seconds=3.5,
        outcome="cut short",
        next_index=1,
        ended_at=AT,
    )


def test_a_rep_is_noted_with_its_half_and_the_variation_of_its_own_item() -> None:
    rep = Step("rep", 6.0, 1, None, 2, 2, "cow", 5.0)
    noted = note(StepEnded(17, rep, 6.0, "done", 18), ROUTINE, AT)
    assert (noted.stretch, noted.variation) == ("cat-half", "cat-half")
    assert (noted.rep, noted.half, noted.side) == (2, "cow", None)
    assert (noted.planned_seconds, noted.held_seconds, noted.outcome) == (6, 6, "done")


def test_easing_is_noted_as_nothing_planned_and_nothing_held() -> None:
    noted = note(StepEnded(1, plan(ROUTINE)[1], 2.0, "done", 2), ROUTINE, AT)
    assert (noted.kind, noted.planned_seconds, noted.held_seconds) == ("ease in", 0, 0)
