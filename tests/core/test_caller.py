"""Calling out a session: every call once, in order, at its second, whatever the clock does."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.routines import HELD, KEPT, MOVED, FakeClock, routine, stretch
from tests.core.timetable import timetable
from tracker.core.caller import Caller
from tracker.core.calls import Call
from tracker.core.plan import plan
from tracker.core.player import ROUNDING, Event, Player
from tracker.core.routine import Routine, item
from tracker.library import Library, load
from tracker.paths import built_in

TUNED = settings(max_examples=25, deadline=None)

HOLD_30 = HELD._replace(hold_seconds=30.0, sides="leg")
LEGS = routine(item(stretch(dose=HOLD_30)), item(stretch("Pelvic tilt", dose=MOVED)))
"""0 set-up · 1–3 and 4–6 left · 7 switch · 8–10 and 11–13 right · 14 set-up · 15, 16 reps."""
HOLD = 2


@cache
def library() -> Library:
    return load(built_in(), None)


class Practice:
    """A player with its clock, and the caller who listens after everything that happens."""

    def __init__(self, one: Routine = LEGS, at: int = 0) -> None:
        self.clock = FakeClock(0.0, 0.0)
        self.player = Player(plan(one), self.clock, at)
        self.caller = Caller(one)

    def hear(self, events: tuple[Event, ...]) -> list[str]:
        calls = self.caller.due(self.player, events)
        return [" ".join(filter(None, [call.words, call.tone])) for call in calls]

    def do(self, verb: Callable[[Player], tuple[Event, ...]]) -> list[str]:
        return self.hear(verb(self.player))

    def go(self, seconds: float) -> list[str]:
        """Let the seconds pass, then look once."""
        self.clock.go(seconds)
        return self.do(Player.tick)

    def run(self, seconds: float) -> list[str]:
        """Let the seconds pass, a whole number of quarters, with a look at each."""
        return [one for _ in range(round(seconds * 4)) for one in self.go(0.25)]


def begun(one: Routine = LEGS, at: int = 0) -> Practice:
    """Return a practice whose first call was made."""
    practice = Practice(one, at)
    practice.do(Player.resume)
    return practice


def longer(player: Player) -> tuple[Event, ...]:
    return player.lengthen(10.0)


def shorter(player: Player) -> tuple[Event, ...]:
    return player.lengthen(-10.0)


# Every call, in order, at its second


def heard(one: Routine, gaps: Iterator[float]) -> list[tuple[float, float, Call]]:
    """Play a routine to its end; return each call with the look it came at and the one before."""
    clock = FakeClock(0.0, 0.0)
    player, caller = Player(plan(one), clock), Caller(one)
    calls = [(0.0, 0.0, call) for call in caller.due(player, player.resume())]
    while player.phase != "over":
        before = clock.monotonic
        clock.go(next(gaps))
        calls += [(before, clock.monotonic, call) for call in caller.due(player, player.tick())]
    return calls


@pytest.mark.parametrize("name", [*library().routines])
def test_each_call_of_a_routine_comes_at_its_second_when_one_looks_when_told_to(name: str) -> None:
    one = library().routines[name]
    clock = FakeClock(0.0, 0.0)
    player, caller = Player(plan(one), clock), Caller(one)
    calls = [(0.0, call) for call in caller.due(player, player.resume())]
    while (seconds := caller.next_in(player)) is not None:
        clock.go(min(seconds, 1.0))
        new = caller.due(player, player.tick())
        calls += [(round(clock.monotonic, 6), call) for call in new]
    assert calls == timetable(one)


@pytest.mark.parametrize("name", [*library().routines])
@given(gaps=st.lists(st.floats(0.1, 0.45), min_size=1, max_size=30))
@settings(parent=TUNED, max_examples=4)
def test_however_the_looks_are_spaced_each_call_comes_once_at_the_first_look_after_its_second(
    name: str, gaps: list[float]
) -> None:
    one = library().routines[name]
    wanted = timetable(one)
    found = heard(one, cycle(gaps))
    assert [call for _, _, call in found] == [call for _, call in wanted]
    for (before, at, _), (second, _) in zip(found, wanted, strict=True):
        assert before - 1e-5 <= second <= at + 1e-5


@given(gaps=st.lists(st.floats(0.1, 1.99), min_size=1, max_size=30))
@TUNED
def test_however_late_the_looks_come_no_call_is_made_up_or_made_twice(gaps: list[float]) -> None:
    wanted = [(call.words, call.tone) for _, call in timetable(LEGS)]
    for _, _, call in heard(LEGS, cycle(gaps)):
        nth = next(
            nth
            for nth, (words, tone) in enumerate(wanted)
            if call.words in ("", words) and call.tone in (None, tone)
        )
        del wanted[: nth + 1]


def test_a_look_between_two_calls_brings_none() -> None:
    practice = begun()
    assert practice.go(1) == []
    assert practice.do(Player.tick) == []


def test_the_first_thing_called_is_where_one_is() -> None:
    assert Practice().do(Player.resume) == ["Knee to chest. On your back. Left leg."]
    assert Practice(at=9).do(Player.resume) == ["Knee to chest. Right leg. Hold. begin"]


def test_the_end_of_a_hold_and_what_follows_it_are_one_call() -> None:
    practice = begun(at=HOLD)
    assert practice.run(30)[-1] == "ease out slowly end"


def test_the_end_of_the_last_hold_and_of_the_session_are_one_call() -> None:
    practice = begun(routine(item(stretch(dose=KEPT))), 1)
    assert practice.run(60)[-1] == "done end"


def test_after_the_end_nothing_is_called() -> None:
    practice = begun(at=16)
    assert practice.run(8)[-1] == "done end"
    assert practice.run(2) == []
    assert practice.do(Player.resume) == []
    assert practice.caller.next_in(practice.player) is None


# Late looks


def test_of_several_words_that_were_missed_only_the_last_are_said() -> None:
    quick = MOVED._replace(hold_seconds=5.0, move_seconds=1.0)
    practice = begun(routine(item(stretch(dose=quick))))
    practice.run(9.75)
    assert practice.go(1.0) == ["hold"]


def test_words_that_were_missed_by_nearly_two_seconds_are_still_said() -> None:
    practice = begun(at=1)
    practice.run(1.5)
    assert practice.go(1.9) == ["hold"]


def test_a_tone_sounds_up_to_half_a_second_late_and_not_later() -> None:
    practice = begun(at=HOLD)
    practice.run(26.5)
    assert practice.go(1.0) == ["tick"]
    assert practice.go(1.25) == []
    assert practice.go(1.75) == ["ease out slowly end"]
    late = begun(at=HOLD)
    late.run(29.25)
    assert late.go(1.26) == ["ease out slowly"]


QUICK = routine(item(stretch(dose=KEPT._replace(hold_seconds=0.25, reps=4))))
"""0 set-up · 1–4 held for a quarter of a second each."""


@pytest.mark.parametrize(
    ("seconds", "calls"),
    [
        (0.25, ["stay begin"]),
        (0.5, ["begin", "stay begin"]),
        (0.75, ["begin", "begin", "stay begin"]),
        (1.0, ["begin", "begin", "done end"]),
    ],
)
def test_however_many_steps_end_between_two_looks_no_tone_that_is_in_time_is_lost(
    seconds: float, calls: list[str]
) -> None:
    assert begun(QUICK, 1).go(seconds) == calls


def test_a_tone_of_a_step_that_is_over_sounds_if_it_is_not_late() -> None:
    one = routine(item(stretch(dose=HELD._replace(hold_seconds=0.25))))
    practice = begun(one, 1)
    practice.run(1.75)
    assert practice.go(0.5) == ["begin", "ease out slowly end"]


def test_a_call_is_due_as_soon_as_no_more_than_a_rounding_is_left_and_then_never_again() -> None:
    practice = begun(at=HOLD)
    for seconds, call in ((14.75, "halfway"), (11.75, "tick")):
        practice.run(seconds)
        assert practice.go(0.25 - ROUNDING) == [call]
        assert practice.do(Player.tick) == []
        practice.clock.go(ROUNDING)
        practice.do(Player.tick)


def test_nothing_that_falls_into_a_silence_is_called_but_the_pause() -> None:
    practice = begun(at=HOLD)
    practice.run(14)
    assert practice.go(60) == ["paused"]
    assert practice.do(Player.resume) == ["go on"]
    assert practice.run(1) == ["halfway"]


# Pausing


def test_pausing_and_going_on_are_called_and_nothing_is_repeated() -> None:
    practice = begun(at=HOLD)
    assert practice.run(28) == ["halfway", "tick", "tick"]
    assert practice.do(Player.pause) == ["paused"]
    assert practice.run(10) == []
    assert practice.do(Player.resume) == ["go on"]
    assert practice.run(2) == ["tick", "ease out slowly end"]


def test_pausing_twice_is_called_once() -> None:
    practice = begun()
    assert practice.do(Player.pause) == ["paused"]
    assert practice.do(Player.pause) == []


def test_a_session_that_is_ready_but_has_not_begun_calls_nothing() -> None:
    practice = Practice()
    assert practice.do(Player.tick) == []
    assert practice.caller.next_in(practice.player) is None


def test_a_step_reached_while_paused_is_called_when_it_goes_on() -> None:
    practice = begun(at=HOLD)
    practice.do(Player.pause)
    assert practice.do(Player.next) == []
    assert practice.do(Player.resume) == ["ease out slowly"]


def test_where_one_is_is_said_after_the_switch_was_passed_over_while_paused() -> None:
    practice = begun(at=6)
    practice.do(Player.pause)
    practice.do(Player.next)
    practice.do(Player.next)
    assert practice.do(Player.resume) == ["Right leg. Ease in."]


def test_a_step_that_ends_as_one_pauses_tells_its_end_and_the_next_one_when_it_goes_on() -> None:
    practice = begun(at=HOLD)
    practice.run(29.75)
    practice.clock.go(0.5)
    assert practice.do(Player.pause) == ["end", "paused"]
    assert practice.do(Player.resume) == ["ease out slowly"]


def test_stopping_is_not_called_done() -> None:
    practice = begun(at=HOLD)
    practice.run(3)
    assert practice.do(Player.stop) == []
    practice = begun(at=HOLD)
    practice.do(Player.pause)
    assert practice.do(Player.stop) == []


# Moving about


def test_a_step_that_is_left_by_a_key_calls_no_end_and_nothing_it_missed() -> None:
    practice = begun(at=HOLD)
    practice.run(26.75)
    practice.clock.go(1.0)
    assert practice.do(Player.next) == ["ease out slowly"]


def test_a_stretch_that_is_left_calls_nothing_of_what_is_passed_over() -> None:
    practice = begun(at=HOLD)
    practice.run(5)
    assert practice.do(Player.next_item) == ["Next: Pelvic tilt."]


def test_restarting_calls_everything_again() -> None:
    practice = begun(at=HOLD)
    first = practice.run(28)
    assert practice.do(Player.restart) == ["hold begin"]
    assert practice.run(28) == first == ["halfway", "tick", "tick"]


def test_going_back_calls_the_rep_again() -> None:
    practice = begun(at=5)
    practice.run(5)
    assert practice.do(Player.back) == ["ease in"]
    assert practice.run(2) == ["hold begin"]


def test_going_back_over_the_switch_says_the_side() -> None:
    practice = begun(at=8)
    assert practice.do(Player.back) == ["Switch sides. Right leg. switch"]
    assert practice.do(Player.back) == ["Left leg. Ease in."]


def test_leaving_the_last_step_is_called_done() -> None:
    assert begun(at=16).do(Player.next) == ["done end"]


# Ten seconds more or less


def test_ticks_that_were_called_are_called_again_when_time_is_added() -> None:
    practice = begun(at=HOLD)
    practice.run(29)
    assert practice.do(longer) == []
    assert practice.run(11) == ["tick", "tick", "tick", "ease out slowly end"]


def test_halfway_is_called_once_an_attempt_however_long_it_becomes() -> None:
    practice = begun(at=HOLD)
    assert practice.run(15) == ["halfway"]
    for _ in range(3):
        assert practice.do(longer) == []
    assert practice.run(41) == []
    assert practice.do(Player.restart) == ["hold begin"]
    assert practice.run(15) == ["halfway"]


def test_halfway_is_called_once_though_ticks_were_called_after_it() -> None:
    practice = begun(at=HOLD)
    assert practice.run(15) == ["halfway"]
    practice.do(shorter)
    assert practice.run(2.5) == ["tick"]
    practice.do(longer)
    practice.do(longer)
    assert practice.run(19) == []


def test_halfway_moves_with_the_time_that_is_added_before_it() -> None:
    practice = begun(at=HOLD)
    practice.run(14)
    practice.do(longer)
    assert practice.run(5.75) == []
    assert practice.run(0.25) == ["halfway"]


def test_what_time_taken_jumps_over_is_not_called() -> None:
    practice = begun(at=HOLD)
    practice.run(14)
    assert practice.do(shorter) == []
    assert practice.run(5.75) == ["tick", "tick", "tick"]
    assert practice.run(0.25) == ["ease out slowly end"]


def test_a_hold_cut_to_now_calls_its_end_at_once() -> None:
    practice = begun(at=HOLD)
    practice.run(25)
    assert practice.do(shorter) == []
    assert practice.caller.next_in(practice.player) == 0
    assert practice.do(Player.tick) == ["ease out slowly end"]


# The next look


def test_the_next_look_is_at_the_next_call_or_at_the_end_of_the_step() -> None:
    practice = begun(at=HOLD)
    practice.run(5)
    assert practice.caller.next_in(practice.player) == 10
    practice.run(10)
    assert practice.caller.next_in(practice.player) == 12
    practice = begun(at=1)
    assert practice.caller.next_in(practice.player) == 2


@pytest.mark.parametrize("at", [0, HOLD])
@pytest.mark.parametrize("late", [0, 1])
def test_before_the_first_look_the_next_is_at_once(at: int, late: float) -> None:
    practice = Practice(at=at)
    practice.player.resume()
    practice.clock.go(late)
    practice.player.tick()
    assert practice.caller.next_in(practice.player) == 0
