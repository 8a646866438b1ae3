"""What a session's steps add up to, stretch by stretch."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.plan import Outcome, StepKind
from tracker.core.record import StepRecord
from tracker.core.tally import Tally, by_stretch

TUNED = settings(max_examples=150, deadline=None)


def step(
    index: int,
    held: float,
    outcome: Outcome = "done",
    stretch: str = "knee-to-chest",
    variation: str | None = None,
    kind: StepKind = "hold",
    planned: float = 30.0,
) -> StepRecord:
    return StepRecord(
        step_index=index,
        kind=kind,
        stretch=stretch,
        variation=variation,
        side=None,
        rep=1,
        half=None,
        planned_seconds=planned,
        held_seconds=held,
        outcome=outcome,
        next_index=index + 1,
        ended_at=datetime(2026, 11, 20, 7, tzinfo=UTC),
    )


def test_nothing_done_is_no_tally() -> None:
    assert by_stretch([]) == ()


def test_a_stretch_adds_up_what_was_planned_and_held() -> None:
    steps = [step(1, 30), step(2, 12.5, "skipped"), step(3, 20, "cut short"), step(4, 0, "hurt")]
    assert by_stretch(steps) == (Tally("knee-to-chest", None, 120, 62.5, 1, 4),)


def test_set_up_and_easing_are_not_added() -> None:
    around: list[StepKind] = ["set-up", "ease in", "ease out", "switch", "rest"]
    steps = [step(n, 5, kind=kind) for n, kind in enumerate(around)]
    assert by_stretch(steps) == ()
    assert by_stretch([*steps, step(9, 8, kind="rep", planned=8)]) == (
        Tally("knee-to-chest", None, 8, 8, 1, 1),
    )


def test_a_hold_begun_again_is_planned_once_with_all_that_was_held_of_it() -> None:
    steps = [step(1, 10, "cut short"), step(1, 30)]
    assert by_stretch(steps) == (Tally("knee-to-chest", None, 30, 40, 1, 1),)


def test_a_hold_that_was_done_stays_done_when_its_second_attempt_is_not() -> None:
    steps = [step(1, 30), step(1, 10, "cut short"), step(1, 30)]
    assert by_stretch(steps) == (Tally("knee-to-chest", None, 30, 70, 1, 1),)


def test_variations_are_tallied_apart_in_the_order_they_were_reached() -> None:
    steps = [
        step(1, 30, variation="both-knees"),
        step(2, 8, stretch="pelvic-tilt", kind="rep", planned=8),
        step(3, 30),
        step(4, 20, "skipped", variation="both-knees"),
    ]
    assert by_stretch(steps) == (
        Tally("knee-to-chest", "both-knees", 60, 50, 1, 2),
        Tally("pelvic-tilt", None, 8, 8, 1, 1),
        Tally("knee-to-chest", None, 30, 30, 1, 1),
    )


attempts = st.builds(
    step,
    st.integers(0, 9),
    st.integers(0, 30).map(float),
    st.sampled_from(["done", "skipped", "cut short", "hurt"]),
    st.sampled_from(["knee-to-chest", "pelvic-tilt"]),
    kind=st.sampled_from(["set-up", "hold", "rep"]),
)


@given(st.lists(attempts, max_size=20))
@TUNED
def test_no_held_second_is_lost_and_no_more_is_done_than_planned(steps: list[StepRecord]) -> None:
    tallies = by_stretch(steps)
    counted = [one for one in steps if one.kind != "set-up"]
    assert sum(one.held_seconds for one in tallies) == sum(one.held_seconds for one in counted)
    assert sum(one.of for one in tallies) == len({(s.stretch, s.step_index) for s in counted})
    assert all(0 <= one.done <= one.of for one in tallies)
    assert all(one.planned_seconds == 30 * one.of for one in tallies)
