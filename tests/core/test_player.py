"""The player: every verb in every phase, and what holds however its clock goes."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.core.routines import (
    CAT_COW,
    HELD,
    KEPT,
    MOVED,
    FakeClock,
    ended,
    routine,
    run,
    stretch,
    told,
)
from tracker.core.plan import Step, plan, planned_seconds, total_seconds
from tracker.core.player import ROUNDING, Event, Finished, Player, Silence, StepEnded, StepStarted
from tracker.core.routine import item
from tracker.library import load
from tracker.paths import built_in

Verb = Callable[[Player], tuple[Event, ...]]

TUNED = settings(max_examples=150, deadline=None)

STEPS = plan(routine(item(stretch(dose=HELD)), item(stretch("Pelvic tilt", dose=MOVED))))
"""0 set-up · 1 ease in, 2 hold, 3 ease out · 4, 5, 6 again · 7 set-up · 8 rep · 9 rep."""
HOLD = 5

VERBS: dict[str, Verb] = {
    "tick": Player.tick,
    "pause": Player.pause,
    "resume": Player.resume,
    "next": Player.next,
    "next item": Player.next_item,
    "back": Player.back,
    "restart": Player.restart,
    "longer": lambda player: player.lengthen(10.0),
    "shorter": lambda player: player.lengthen(-10.0),
    "stop": Player.stop,
    "hurt": Player.hurt,
}


def at_the_start(clock: FakeClock) -> Player:
    return Player(STEPS, clock, HOLD)


def running(clock: FakeClock) -> Player:
    player = at_the_start(clock)
    player.resume()
    run(player, clock, 3)
    return player


def paused_by_key(clock: FakeClock) -> Player:
    player = running(clock)
    player.pause()
    clock.go(60)
    return player


def paused_by_silence(clock: FakeClock) -> Player:
    player = running(clock)
    clock.go(60)
    player.tick()
    clock.go(60)
    return player


def stopped(clock: FakeClock) -> Player:
    player = running(clock)
    player.stop()
    return player


def finished(clock: FakeClock) -> Player:
    player = Player(STEPS, clock, len(STEPS) - 1)
    player.resume()
    run(player, clock, 8)
    return player


PHASES: dict[str, Callable[[FakeClock], Player]] = {
    "at the start": at_the_start,
    "running": running,
    "paused by key": paused_by_key,
    "paused by silence": paused_by_silence,
    "stopped": stopped,
    "finished": finished,
}

AFTER_THREE_SECONDS = {
    "tick": ["paused 5 3/5"],
    "pause": ["paused 5 3/5"],
    "resume": ["running 5 3/5"],
    "next": ["paused 6 0/3", "ended 5 skipped 3 > 6", "started 6"],
    "next item": [
        "paused 7 0/10",
        "ended 5 skipped 3 > 6",
        "started 6",
        "ended 6 skipped 0 > 7",
        "started 7",
    ],
    "back": ["paused 1 0/2", "ended 5 cut short 3 > 1", "started 1"],
    "restart": ["paused 5 0/5", "ended 5 cut short 3 > 5", "started 5"],
    "longer": ["paused 5 3/15"],
    "shorter": ["paused 5 3/3"],
    "stop": ["over 5 3/5", "ended 5 cut short 3 > 5"],
    "hurt": ["over 5 3/5", "ended 5 hurt 3 > 7"],
}

TABLE: dict[str, dict[str, list[str]]] = {
    "at the start": {
        "tick": ["paused 5 0/5"],
        "pause": ["paused 5 0/5"],
        "resume": ["running 5 0/5", "started 5"],
        "longer": ["paused 5 0/15"],
        "shorter": ["paused 5 0/0"],
    },
    "running": {
        "tick": ["running 5 4/5"],
        "pause": ["paused 5 4/5"],
        "resume": ["running 5 4/5"],
        "next": ["running 6 0/3", "ended 5 skipped 4 > 6", "started 6"],
        "next item": [
            "running 7 0/10",
            "ended 5 skipped 4 > 6",
            "started 6",
            "ended 6 skipped 0 > 7",
            "started 7",
        ],
        "back": ["running 1 0/2", "ended 5 cut short 4 > 1", "started 1"],
        "restart": ["running 5 0/5", "ended 5 cut short 4 > 5", "started 5"],
        "longer": ["running 5 4/15"],
        "shorter": ["running 5 4/4"],
        "stop": ["over 5 4/5", "ended 5 cut short 4 > 5"],
        "hurt": ["over 5 4/5", "ended 5 hurt 4 > 7"],
    },
    "paused by key": AFTER_THREE_SECONDS,
    "paused by silence": AFTER_THREE_SECONDS,
    "stopped": {verb: ["over 5 3/5"] for verb in VERBS},
    "finished": {verb: ["over 9 8/8"] for verb in VERBS},
}
"""For each phase and verb, one second later: phase, step, elapsed/length, then what is told."""


def begun(
    steps: tuple[Step, ...] = STEPS, clock: FakeClock | None = None, at: int = 0
) -> tuple[Player, FakeClock]:
    """Return a player that runs, and its clock."""
    clock = clock or FakeClock()
    player = Player(steps, clock, at)
    player.resume()
    return player, clock


def lengths(*seconds: float) -> tuple[Step, ...]:
    """A plan of bare holds."""
    return tuple(Step("hold", one, 0, rep=1, reps=1, hold_seconds=one) for one in seconds)


def place(player: Player) -> str:
    return f"{player.phase} {player.index} {player.elapsed:g}/{player.length:g}"


# Every phase × every verb


@pytest.mark.parametrize(
    ("phase", "verb"), [(phase, verb) for phase in TABLE for verb in TABLE[phase]]
)
def test_every_verb_in_every_phase_does_what_the_table_says(phase: str, verb: str) -> None:
    clock = FakeClock()
    player = PHASES[phase](clock)
    clock.go(1)
    events = VERBS[verb](player)
    assert [place(player), *told(events)] == TABLE[phase][verb]


@pytest.mark.parametrize("verb", ["next", "next item", "back", "restart", "stop", "hurt"])
def test_a_step_that_never_began_is_left_with_nothing_held(verb: str) -> None:
    clock = FakeClock()
    player = at_the_start(clock)
    clock.go(1)
    assert all(event.seconds == 0 for event in ended(VERBS[verb](player)))
    assert player.index == {"next": 6, "next item": 7, "back": 1}.get(verb, HOLD)
    assert player.phase == ("over" if verb in ("stop", "hurt") else "paused")


@pytest.mark.parametrize("phase", ["running", "paused by key", "paused by silence"])
def test_a_verb_in_a_silence_credits_nothing_of_it(phase: str) -> None:
    for verb in VERBS.values():
        clock = FakeClock()
        player = PHASES[phase](clock)
        clock.go(3600)
        assert sum(event.seconds for event in ended(verb(player))) <= 3
        assert player.elapsed <= 3


def test_a_plan_without_steps_cannot_be_played() -> None:
    with pytest.raises(ValueError, match="there is no step 0 in a plan of 0"):
        Player((), FakeClock())


@pytest.mark.parametrize("at", [-1, len(STEPS)])
def test_the_player_cannot_begin_outside_its_plan(at: int) -> None:
    with pytest.raises(ValueError, match=f"there is no step {at} in a plan of 10"):
        Player(STEPS, FakeClock(), at)


def test_the_player_begins_paused_on_its_first_step() -> None:
    player = Player(STEPS, FakeClock())
    assert place(player) == "paused 0 0/10"
    assert player.step == STEPS[0]
    assert player.total_remaining == total_seconds(STEPS)


# Beginning a step


def test_a_step_is_told_to_have_started_once_however_often_it_is_paused() -> None:
    player, clock = begun()
    for _ in range(3):
        assert told(player.pause()) == []
        clock.go(30)
        assert told(player.resume()) == []


@pytest.mark.parametrize("verb", ["next", "next item", "back", "restart"])
def test_a_step_reached_before_the_first_resume_starts_once(verb: str) -> None:
    player = at_the_start(FakeClock())
    events = (*VERBS[verb](player), *player.resume())
    assert told(events).count(f"started {player.index}") == 1


def test_a_step_left_while_paused_starts_the_next_once() -> None:
    player = paused_by_key(FakeClock())
    events = (*player.next(), *player.resume())
    assert told(events) == ["ended 5 skipped 3 > 6", "started 6"]


# Time is read, never counted


def test_a_tick_credits_what_the_clock_says() -> None:
    player, clock = begun()
    clock.go(0.75)
    player.tick()
    clock.go(1.5)
    player.tick()
    assert player.elapsed == 2.25
    assert player.remaining == 7.75


def test_nothing_is_credited_twice_for_one_look_at_the_clock() -> None:
    player, clock = begun()
    clock.go(1)
    player.tick()
    player.tick()
    player.pause()
    assert player.elapsed == 1


def test_what_passed_before_the_first_resume_is_not_credited() -> None:
    clock = FakeClock()
    player = Player(STEPS, clock)
    clock.go(1)
    player.resume()
    player.tick()
    assert player.elapsed == 0


def test_nothing_is_credited_while_paused() -> None:
    player, clock = begun()
    clock.go(1)
    player.pause()
    run(player, clock, 30)
    assert place(player) == "paused 0 1/10"
    clock.go(1)
    player.resume()
    clock.go(0.5)
    player.tick()
    assert place(player) == "running 0 1.5/10"


def test_a_pause_may_last_for_hours_without_being_a_silence() -> None:
    player, clock = begun()
    player.pause()
    clock.go(7200)
    assert told(player.resume()) == []
    clock.go(1)
    assert told(player.tick()) == []
    assert place(player) == "running 0 1/10"


def test_a_step_ends_in_spite_of_sums_that_fall_a_rounding_short() -> None:
    player, clock = begun(lengths(1.0, 1.0), FakeClock(0.0, 0.0))
    for _ in range(9):
        clock.go(0.1)
        assert player.tick() == ()
    clock.go(0.1 - 5e-7)
    assert told(player.tick()) == ["ended 0 done 1 > 1", "started 1"]
    assert player.elapsed == 0


def test_a_step_ends_as_soon_as_no_more_than_a_rounding_is_left_of_it() -> None:
    player, clock = begun(lengths(1.0, 1.0), FakeClock(0.0, 0.0))
    clock.go(1.0 - ROUNDING)
    assert told(player.tick()) == ["ended 0 done 1 > 1", "started 1"]


def test_a_step_does_not_end_a_millisecond_early() -> None:
    player, clock = begun(lengths(1.0, 1.0), FakeClock(0.0, 0.0))
    clock.go(0.999)
    assert player.tick() == ()


def test_a_step_that_ends_at_the_pause_is_done() -> None:
    player, clock = begun(lengths(1.0, 5.0))
    clock.go(1.5)
    assert told(player.pause()) == ["ended 0 done 1 > 1", "started 1"]
    assert place(player) == "paused 1 0.5/5"


def test_the_last_step_that_ends_at_the_pause_leaves_the_player_over() -> None:
    player, clock = begun(lengths(1.0))
    clock.go(1.5)
    assert told(player.pause()) == ["ended 0 done 1 > 1", "finished"]
    assert place(player) == "over 0 1/1"
    assert player.total_remaining == 0


# The remainder carries over


def test_the_remainder_carries_over_several_boundaries_in_one_tick() -> None:
    player, clock = begun(lengths(0.5, 0.25, 0.5, 5.0))
    clock.go(1.75)
    assert told(player.tick()) == [
        "ended 0 done 0.5 > 1",
        "started 1",
        "ended 1 done 0.25 > 2",
        "started 2",
        "ended 2 done 0.5 > 3",
        "started 3",
    ]
    assert place(player) == "running 3 0.5/5"


def test_a_tick_on_the_boundary_ends_the_step_and_leaves_nothing_over() -> None:
    player, clock = begun(lengths(1.0, 5.0))
    clock.go(1)
    assert told(player.tick()) == ["ended 0 done 1 > 1", "started 1"]
    assert player.elapsed == 0


def test_what_is_left_over_after_the_last_step_is_dropped() -> None:
    player, clock = begun(lengths(0.5, 0.5))
    clock.go(2)
    assert told(player.tick())[-2:] == ["ended 1 done 0.5 > 2", "finished"]
    assert place(player) == "over 1 0.5/0.5"


# Silence is not stretching


def test_a_gap_of_two_seconds_is_credited() -> None:
    player, clock = begun()
    clock.go(2)
    assert player.tick() == ()
    assert place(player) == "running 0 2/10"


@pytest.mark.parametrize(
    ("passed", "by_wall", "told_seconds"),
    [
        (2.25, 2.25, "2.25"),
        (2.25, 0.0, "2.25"),  # the wall clock was set meanwhile
        (2.25, 2.0, "2.25"),
        (0.25, 2.25, "2.25"),  # asleep with the monotonic clock
        (3.0, 28800.0, "28800"),
        (0.25, -3600.0, "-3600"),
        (10.0, -3600.0, "-3600"),
        (10.0, -0.5, "-0.5"),
        (0.25, -2.0, "-2"),
        (0.0, -2.25, "-2.25"),
    ],
)
def test_a_longer_gap_by_either_clock_credits_nothing(
    passed: float, by_wall: float, told_seconds: str
) -> None:
    player, clock = begun(lengths(2.0, 1.0, 5.0))
    clock.go(1.75)
    player.tick()
    clock.go(passed, by_wall)
    assert told(player.tick()) == [f"silence {told_seconds}"]
    assert place(player) == "paused 0 1.75/2"


def test_a_wall_clock_put_right_by_less_than_two_seconds_is_no_silence() -> None:
    player, clock = begun()
    for by_wall in (-1.0, 2.0, 0.0):
        clock.go(1.0, by_wall)
        assert player.tick() == ()
    assert place(player) == "running 0 3/10"


def test_after_a_silence_the_step_goes_on_where_it_was() -> None:
    player, clock = begun()
    clock.go(1)
    player.tick()
    clock.go(100)
    player.tick()
    assert told(player.resume()) == []
    clock.go(1.5)
    player.tick()
    assert place(player) == "running 0 2.5/10"


def test_a_silence_is_told_once() -> None:
    player, clock = begun()
    clock.go(100)
    assert told(player.tick()) == ["silence 100"]
    clock.go(100)
    assert told(player.tick()) == []


def test_a_pause_after_a_silence_tells_the_silence() -> None:
    player, clock = begun()
    clock.go(100)
    assert told(player.pause()) == ["silence 100"]
    assert place(player) == "paused 0 0/10"


def test_a_skip_in_a_silence_keeps_only_what_was_held_before_and_stays_paused() -> None:
    player = running(clock := FakeClock())
    clock.go(100)
    assert told(player.next()) == ["silence 100", "ended 5 skipped 3 > 6", "started 6"]
    assert player.phase == "paused"


# Skipping and going back


def test_a_skip_ends_the_step_with_what_was_held() -> None:
    player = running(clock := FakeClock())
    clock.go(1.25)
    [end] = ended(player.next())
    assert (end.seconds, end.held_seconds, end.outcome, end.next_index) == (
        4.25,
        4.25,
        "skipped",
        6,
    )


@pytest.mark.parametrize("verb", ["next", "back", "restart"])
def test_a_key_that_comes_as_the_step_ends_does_not_leave_the_next_one(verb: str) -> None:
    player = running(clock := FakeClock())
    run(player, clock, 1.5)
    clock.go(1)
    assert told(VERBS[verb](player)) == ["ended 5 done 5 > 6", "started 6"]
    assert place(player) == "running 6 0.5/3"


def test_skipping_the_last_step_finishes() -> None:
    player, clock = begun(at=9)
    clock.go(1)
    assert told(player.next()) == ["ended 9 skipped 1 > 10", "finished"]
    assert player.phase == "over"


def test_skipping_the_last_stretch_finishes() -> None:
    player, _ = begun(at=8)
    assert told(player.next_item()) == [
        "ended 8 skipped 0 > 9",
        "started 9",
        "ended 9 skipped 0 > 10",
        "finished",
    ]
    assert player.phase == "over"


def test_skipping_a_stretch_that_just_ended_does_not_skip_the_next() -> None:
    player, clock = begun(at=6)
    run(player, clock, 2)
    clock.go(1.5)
    assert told(player.next_item()) == ["ended 6 done 3 > 7", "started 7"]
    assert place(player) == "running 7 0.5/10"


def test_skipping_a_stretch_as_its_step_ends_skips_the_rest_of_it() -> None:
    player, clock = begun(at=HOLD)
    run(player, clock, 4)
    clock.go(1.5)
    assert told(player.next_item()) == [
        "ended 5 done 5 > 6",
        "started 6",
        "ended 6 skipped 0.5 > 7",
        "started 7",
    ]


SIDED = item(stretch(dose=HELD._replace(sides="leg")))
ONE_SIDE_THEN_THE_OTHER = plan(routine(SIDED))
"""0 set-up · 1–3 and 4–6 left · 7 switch · 8–10 and 11–13 right."""


@pytest.mark.parametrize(
    ("steps", "here", "there"),
    [
        pytest.param(STEPS, 0, 0, id="from the first step to itself"),
        pytest.param(STEPS, 1, 0, id="from the first rep to its set-up"),
        pytest.param(STEPS, 2, 0, id="from a hold in the first rep to its set-up"),
        pytest.param(STEPS, 3, 0, id="from easing out of the first rep to its set-up"),
        pytest.param(STEPS, 4, 1, id="from the second rep to the first easing in"),
        pytest.param(STEPS, 6, 1, id="from easing out of the second rep to the first"),
        pytest.param(STEPS, 7, 4, id="from a set-up to the last rep of the stretch before"),
        pytest.param(STEPS, 8, 7, id="from a first movement to its set-up"),
        pytest.param(STEPS, 9, 8, id="from a movement to the one before"),
        pytest.param(ONE_SIDE_THEN_THE_OTHER, 7, 4, id="from the switch to the last rep before it"),
        pytest.param(
            ONE_SIDE_THEN_THE_OTHER, 9, 7, id="from the other side's first rep to the switch"
        ),
        pytest.param(
            ONE_SIDE_THEN_THE_OTHER, 12, 8, id="from the other side's second rep to its first"
        ),
        pytest.param(
            plan(routine(item(stretch(dose=CAT_COW)))), 2, 1, id="from the cow to the cat before it"
        ),
        pytest.param(
            plan(routine(item(stretch(dose=CAT_COW)))), 3, 2, id="from the cat to the cow before it"
        ),
        pytest.param(
            plan(routine(item(stretch(dose=HELD), rest_seconds=4))),
            6,
            1,
            id="from a hold over the rest before it to the hold before",
        ),
        pytest.param(
            plan(routine(item(stretch(dose=KEPT._replace(reps=3))))),
            3,
            2,
            id="from a rest on the floor to the one before",
        ),
        pytest.param(
            plan(routine(item(stretch(dose=MOVED), rest_seconds=4))),
            3,
            1,
            id="from a movement over the rest before it to the movement before",
        ),
    ],
)
def test_back_begins_the_rep_before_again(steps: tuple[Step, ...], here: int, there: int) -> None:
    player, clock = begun(steps, at=here)
    clock.go(1)
    assert told(player.back()) == [f"ended {here} cut short 1 > {there}", f"started {there}"]
    assert place(player) == f"running {there} 0/{steps[there].seconds:g}"


def test_going_back_loses_nothing_that_was_held_and_adds_an_attempt() -> None:
    player = running(clock := FakeClock())
    events = player.back()
    events += run(player, clock, 2 + 5 + 3 + 2 + 5)
    holds = [(end.index, end.seconds, end.outcome) for end in ended(events) if end.step.counts]
    assert holds == [(HOLD, 3, "cut short"), (2, 5, "done"), (HOLD, 5, "done")]


def test_restarting_keeps_what_was_held_and_holds_it_all_again() -> None:
    player = running(clock := FakeClock())
    events = player.restart() + run(player, clock, 5)
    assert [(end.index, end.seconds, end.outcome) for end in ended(events)] == [
        (HOLD, 3, "cut short"),
        (HOLD, 5, "done"),
    ]


# Ten seconds more or less


def test_a_step_made_longer_is_done_when_all_of_it_is_held() -> None:
    player = running(clock := FakeClock())
    player.lengthen(10)
    assert player.remaining == 12
    assert told(run(player, clock, 11.5)) == []
    assert told(run(player, clock, 0.5)) == ["ended 5 done 15 > 6", "started 6"]


def test_a_step_made_shorter_than_planned_is_cut_short() -> None:
    player, clock = begun()
    player.lengthen(-4)
    assert told(run(player, clock, 6)) == ["ended 0 cut short 6 > 1", "started 1"]


def test_a_step_cannot_be_made_shorter_than_it_has_lasted() -> None:
    player = running(clock := FakeClock())
    player.lengthen(-10)
    assert player.remaining == 0
    clock.go(0.25)
    assert told(player.tick()) == ["ended 5 cut short 3 > 6", "started 6"]
    assert player.elapsed == 0.25


def test_a_step_lengthened_and_shortened_by_as_much_is_whole_again() -> None:
    player, clock = begun(lengths(0.1, 1.0))
    player.lengthen(10)
    player.lengthen(-10)
    assert player.length < 0.1  # by a rounding
    clock.go(0.5)
    assert [end.outcome for end in ended(player.tick())] == ["done"]


def test_a_step_shorter_by_no_more_than_a_rounding_is_whole() -> None:
    player, clock = begun(lengths(1.0, 1.0))
    player.lengthen(-ROUNDING)
    clock.go(1.0)
    assert [end.outcome for end in ended(player.tick())] == ["done"]


def test_a_change_of_length_holds_for_one_beginning_of_the_step_only() -> None:
    player = running(FakeClock())
    player.lengthen(10)
    player.restart()
    assert place(player) == "running 5 0/5"


def test_a_change_of_length_changes_what_is_left_of_the_whole() -> None:
    player = running(FakeClock())
    before = player.total_remaining
    player.lengthen(10)
    assert player.total_remaining == before + 10


def test_a_step_that_ended_meanwhile_passes_the_ten_seconds_on_to_the_one_in_hand() -> None:
    player = running(clock := FakeClock())
    run(player, clock, 1.5)
    clock.go(1)
    assert told(player.lengthen(10)) == ["ended 5 done 5 > 6", "started 6"]
    assert place(player) == "running 6 0.5/13"


# Stopping


def test_a_stop_keeps_what_was_held_and_says_where_to_go_on() -> None:
    player = running(clock := FakeClock())
    clock.go(1)
    [end] = ended(player.stop())
    assert (end.index, end.seconds, end.outcome, end.next_index) == (HOLD, 4, "cut short", HOLD)
    assert player.phase == "over"
    assert player.total_remaining == 0


def test_a_stop_as_the_last_step_ends_is_a_finish() -> None:
    player, clock = begun(lengths(1.0))
    clock.go(1)
    assert told(player.stop()) == ["ended 0 done 1 > 1", "finished"]


def test_a_stop_as_a_step_ends_goes_on_at_the_next() -> None:
    player = running(clock := FakeClock())
    run(player, clock, 1.5)
    clock.go(0.75)
    assert told(player.stop()) == [
        "ended 5 done 5 > 6",
        "started 6",
        "ended 6 cut short 0.25 > 6",
    ]


def test_what_hurts_ends_here_with_what_was_held_and_goes_on_at_the_next_stretch() -> None:
    player = running(FakeClock())
    assert told(player.hurt()) == ["ended 5 hurt 3 > 7"]
    assert player.phase == "over"


@pytest.mark.parametrize("phase", ["stopped", "finished"])
def test_what_is_over_can_hurt_no_more(phase: str) -> None:
    assert PHASES[phase](FakeClock()).hurt() == ()


def test_back_in_a_rest_begins_the_rep_just_done() -> None:
    steps = plan(routine(item(stretch(dose=MOVED), rest_seconds=5)))
    rest = [step.kind for step in steps].index("rest")
    player = Player(steps, FakeClock(), rest)
    player.back()
    assert player.index == rest - 1


def test_a_stopped_player_never_finishes() -> None:
    player = stopped(clock := FakeClock())
    assert run(player, clock, 100) == ()
    assert player.resume() == ()
    assert player.phase == "over"


# Stopping because it hurts


def test_whoever_goes_on_after_a_hurt_does_so_at_the_next_stretch() -> None:
    player, clock = begun(ONE_SIDE_THEN_THE_OTHER, at=2)
    clock.go(1)
    assert told(player.hurt()) == ["ended 2 hurt 1 > 14"]
    assert player.phase == "over"
    assert player.total_remaining == 0


def test_a_hurt_as_a_step_ends_leaves_the_next() -> None:
    player = running(clock := FakeClock())
    run(player, clock, 1.5)
    clock.go(0.75)
    assert told(player.hurt()) == ["ended 5 done 5 > 6", "started 6", "ended 6 hurt 0.25 > 7"]


def test_a_hurt_as_the_last_step_ends_is_a_finish() -> None:
    player, clock = begun(lengths(1.0))
    clock.go(1)
    assert told(player.hurt()) == ["ended 0 done 1 > 1", "finished"]


def test_after_the_last_stretch_there_is_none_to_go_on_at() -> None:
    player, _ = begun(at=8)
    assert [end.next_index for end in ended(player.hurt())] == [len(STEPS)]


# What counts as held


def test_only_holds_and_reps_count_as_held() -> None:
    steps = plan(routine(item(stretch(dose=HELD._replace(sides="leg")), rest_seconds=4)))
    player, clock = begun((*steps, *plan(routine(item(stretch(dose=MOVED))))))
    events = run(player, clock, total_seconds(player.steps))
    counted = {end.step.kind: end.held_seconds for end in ended(events)}
    assert counted == {
        "set-up": 0,
        "ease in": 0,
        "hold": 5,
        "ease out": 0,
        "rest": 0,
        "switch": 0,
        "rep": 8,
    }


def test_a_built_in_routine_played_ten_times_a_second_is_done_to_the_second() -> None:
    steps = plan(load(built_in(), None).routines["article-1"])
    player, clock = begun(steps)
    events = run(player, clock, 589.9, every=0.1)
    assert place(player) == f"running {len(steps) - 1} 5.9/6"
    events += run(player, clock, 0.1, every=0.1)
    assert events[-1] == Finished()
    assert [(end.index, end.outcome) for end in ended(events)] == [
        (index, "done") for index in range(len(steps))
    ]
    assert sum(end.held_seconds for end in ended(events)) == planned_seconds(steps) == 420


# However the clock goes: 64ths of a second add up without rounding

SIXTY_FOURTHS = st.integers(0, 128).map(lambda n: n / 64)
SILENCES = st.integers(129, 10**6).map(lambda n: n / 64)
PLANS = st.lists(st.integers(0, 320).map(lambda n: n / 64), min_size=1, max_size=12)


@given(PLANS, st.lists(SIXTY_FOURTHS, max_size=40))
@TUNED
def test_the_place_depends_on_the_time_alone_however_the_ticks_fall(
    seconds: list[float], gaps: list[float]
) -> None:
    player, clock = begun(lengths(*seconds))
    events: tuple[Event, ...] = ()
    for gap in gaps:
        clock.go(gap)
        events += player.tick()
    left, done = sum(gaps), 0
    while gaps and done < len(seconds) and left >= seconds[done]:
        left -= seconds[done]
        done += 1
    assert [(end.index, end.seconds) for end in ended(events)] == list(enumerate(seconds))[:done]
    if done < len(seconds):
        assert (player.phase, player.index, player.elapsed) == ("running", done, left)
        assert player.total_remaining == sum(seconds) - sum(gaps)
    else:
        assert player.phase == "over"
        assert events[-1] == Finished()


@given(
    st.lists(st.floats(0.001, 90), min_size=1, max_size=12),
    st.lists(st.floats(0, 1.999), max_size=60),
    st.floats(0, 1e6),
)
@TUNED
def test_ended_seconds_and_the_step_in_hand_add_up_to_the_running_time(
    seconds: list[float], gaps: list[float], now: float
) -> None:
    clock = FakeClock(now, now)
    player, _ = begun(lengths(*seconds), clock)
    events: tuple[Event, ...] = ()
    for gap in gaps:
        clock.go(gap)
        events += player.tick()
    credited = sum(end.seconds for end in ended(events))
    ran = clock.monotonic - now
    if player.phase == "over":
        assert credited == pytest.approx(sum(seconds))
        assert credited <= ran + 1e-4
    else:
        assert credited + player.elapsed == pytest.approx(ran, abs=1e-4)


@given(
    st.lists(SIXTY_FOURTHS, max_size=10),
    st.one_of(
        st.tuples(st.floats(2.001, 1e6), st.floats(-1e6, 1e6)),
        st.tuples(st.floats(0, 1e6), st.floats(2.001, 1e6)),
        st.tuples(st.floats(0, 1e6), st.floats(-1e6, -2.001)),
    ),
)
@TUNED
def test_no_gap_of_more_than_two_seconds_ends_a_step_or_is_credited(
    gaps: list[float], silence: tuple[float, float]
) -> None:
    player, clock = begun(lengths(*[2.5] * 20))
    for gap in gaps:
        clock.go(gap)
        player.tick()
    before = (player.index, player.elapsed, player.length, player.total_remaining)
    clock.go(*silence)
    assert [type(event) for event in player.tick()] == [Silence]
    assert player.phase == "paused"
    assert (player.index, player.elapsed, player.length, player.total_remaining) == before


@given(st.integers(0, 3000))
@TUNED
def test_a_player_at_the_next_index_goes_on_where_the_stopped_one_left(sixtieths: int) -> None:
    steps = plan(routine(SIDED, item(stretch(dose=CAT_COW))))
    player, clock = begun(steps)
    events = run(player, clock, sixtieths / 60, every=1 / 60)
    events += player.stop()
    assert player.phase == "over"
    first = ended(events)
    if events[-1] == Finished():
        assert sixtieths / 60 >= total_seconds(steps) - 0.001
        return
    again, _ = begun(steps, clock, first[-1].next_index)
    second = ended(run(again, clock, total_seconds(steps)))
    assert again.phase == "over"
    done = [end.index for end in first + second if end.outcome == "done"]
    assert done == list(range(len(steps)))
    assert first[-1].step == second[0].step
    assert sum(end.seconds for end in first) == pytest.approx(sixtieths / 60)


class AnyPlayer(RuleBasedStateMachine):
    """Whatever is pressed whenever: seconds add up, and each beginning has one end."""

    @initialize(
        holds=st.booleans(),
        rest=st.sampled_from([0.0, 3.0]),
        at=st.integers(0, 7),
    )
    def begin(self, holds: bool, rest: float, at: int) -> None:
        first = HELD._replace(sides="side", hold_seconds=1.5) if holds else CAT_COW
        items = (
            item(stretch(dose=first), rest_seconds=rest),
            item(stretch(dose=MOVED), rest_seconds=rest),
        )
        self.clock = FakeClock()
        self.player = Player(plan(routine(*items)), self.clock, at)
        self.running_time = 0.0
        self.ended: list[StepEnded] = []
        self.in_hand: int | None = None
        self.hear(self.player.resume())
        assert self.in_hand == at

    def hear(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case StepStarted(index):
                    assert self.in_hand is None
                    self.in_hand = index
                case StepEnded(index):
                    assert self.in_hand == index
                    assert event.step == self.player.steps[index]
                    self.in_hand = None
                    self.ended.append(event)
                case Finished():
                    assert event is events[-1]
        for end, start in pairwise(events):
            if isinstance(end, StepEnded) and isinstance(start, StepStarted):
                assert end.next_index == start.index

    def press(self, verb: Verb, gap: float) -> tuple[Event, ...]:
        was_running = self.player.phase == "running"
        self.clock.go(gap)
        events = verb(self.player)
        self.hear(events)
        if was_running:
            self.running_time += gap
        return events

    @precondition(lambda self: self.player.phase != "over")
    @rule(gaps=st.lists(SIXTY_FOURTHS, min_size=1, max_size=8))
    def ticks(self, gaps: list[float]) -> None:
        for gap in gaps:
            self.press(Player.tick, gap)

    @precondition(lambda self: self.player.phase == "running")
    @rule(gap=SILENCES, verb=st.sampled_from([Player.tick, Player.pause]))
    def silence(self, gap: float, verb: Verb) -> None:
        held = (self.player.index, self.player.elapsed)
        self.clock.go(gap)
        assert told(verb(self.player)) == told((Silence(gap),))
        assert (self.player.index, self.player.elapsed) == held
        assert self.player.phase == "paused"

    @rule(gap=SIXTY_FOURTHS)
    def pause(self, gap: float) -> None:
        self.press(Player.pause, gap)
        assert self.player.phase != "running"

    @rule(gap=SIXTY_FOURTHS)
    def resume(self, gap: float) -> None:
        self.press(Player.resume, gap)
        assert self.player.phase != "paused"

    @rule(gap=SIXTY_FOURTHS, seconds=st.sampled_from([10.0, -10.0]))
    def lengthen(self, gap: float, seconds: float) -> None:
        self.press(lambda player: player.lengthen(seconds), gap)

    @rule(gap=SIXTY_FOURTHS, verb=st.sampled_from([Player.next, Player.next_item]))
    def skip(self, gap: float, verb: Verb) -> None:
        was = self.player.phase
        events = ended(self.press(verb, gap))
        assert all(end.outcome != "cut short" or end.index + 1 == end.next_index for end in events)
        if was == "paused":
            assert {end.outcome for end in events} == {"skipped"}
        assert bool(events) == (was != "over")

    @rule(gap=SIXTY_FOURTHS, verb=st.sampled_from([Player.back, Player.restart]))
    def again(self, gap: float, verb: Verb) -> None:
        was, index = self.player.phase, self.player.index
        events = ended(self.press(verb, gap))
        assert bool(events) == (was != "over")
        if was == "paused":
            assert [end.outcome for end in events] == ["cut short"]
            assert self.player.index <= index
            assert self.player.elapsed == 0

    @precondition(lambda self: self.player.phase != "over")
    @rule(gap=SIXTY_FOURTHS)
    def stop(self, gap: float) -> None:
        events = self.press(Player.stop, gap)
        assert self.player.phase == "over"
        if events[-1] != Finished():
            assert self.ended[-1].outcome == "cut short"
            assert self.ended[-1].next_index == self.ended[-1].index == self.player.index

    @invariant()
    def seconds_add_up(self) -> None:
        credited = sum(end.seconds for end in self.ended)
        if self.player.phase == "over":
            assert self.running_time - 2 <= credited <= self.running_time
        else:
            assert credited + self.player.elapsed == self.running_time
            assert self.in_hand == self.player.index

    @invariant()
    def what_is_left_is_what_is_not_elapsed(self) -> None:
        player = self.player
        assert 0 <= player.elapsed <= player.length
        if player.phase == "over":
            assert player.total_remaining == 0
        else:
            assert player.remaining == player.length - player.elapsed
            later = total_seconds(player.steps[player.index + 1 :])
            assert player.total_remaining == player.remaining + later


AnyPlayer.TestCase.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
test_whatever_is_pressed_seconds_add_up_and_each_beginning_has_one_end = AnyPlayer.TestCase
