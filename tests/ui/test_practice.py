"""Practice: the clock leads, every key does what it says, and each step becomes a row at once."""

import pytest

from tests.ui.stage import KINDS, LENGTHS, SMALL_SIZE, Stage, Visit
from tracker.ui.widgets.countdown import Countdown

WHOLE = sum(LENGTHS)
SECOND_HOLD = sum(LENGTHS[:9])
"""Seconds until the last hold, the second one of the second stretch, is reached."""


def flat(visit: Visit) -> str:
    """Return what stands on the terminal in one line, so that a wrapped sentence is whole."""
    return " ".join(visit.text.split())


def countdown(visit: Visit) -> tuple[str, str]:
    """Return the seconds of the countdown, and the word under it."""
    shown = visit.screen.query_one(Countdown)
    assert shown.word in visit.text
    return shown.text, shown.word


async def test_a_routine_run_to_its_end_is_one_session_with_a_row_a_step(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(WHOLE)
        assert visit.where == "CheckIn"
        await visit.press("2", "enter")
        assert visit.where == "Summary"
    session = stage.session()
    assert (session.routine, session.routine_name) == ("one-second", "One second")
    assert (session.pain_before, session.pain_after) == (5, 2)
    assert (session.outcome, session.source) == ("finished", "practice")
    assert (session.planned_seconds, session.held_seconds) == (3.0, 3.0)
    assert session.ended_at is not None
    assert (session.ended_at - session.started_at).total_seconds() == WHOLE
    steps = stage.steps()
    assert [step.kind for step in steps] == KINDS
    assert [step.outcome for step in steps] == ["done"] * len(KINDS)
    assert [step.step_index for step in steps] == list(range(len(KINDS)))
    assert [step.held_seconds for step in steps] == [float(kind == "hold") for kind in KINDS]
    assert [step.side for step in steps] == ["left"] * 4 + ["right"] * 7


async def test_every_step_is_on_disk_when_the_next_one_begins(stage: Stage) -> None:
    async with stage.practising() as visit:
        for nth, seconds in enumerate(LENGTHS[:4]):
            assert stage.rows("SELECT count(*) FROM step") == [(nth,)]
            await visit.let_pass(seconds)
        assert stage.rows("SELECT count(*) FROM step") == [(4,)]
        assert stage.rows("SELECT outcome FROM session") == [(None,)]


async def test_the_screen_says_what_to_do_and_what_comes(stage: Stage) -> None:
    async with stage.practising() as visit:
        assert visit.lines[0].split("  ")[0] == " One second"
        assert visit.lines[0].endswith("stretch 1 of 2")
        assert "0:38 left" in visit.text
        for word in ("KNEE TO CHEST", "left leg", "get ready", "next: Trunk rotation"):
            assert word in visit.text
        await visit.let_pass(10.5)
        assert countdown(visit) == ("2", "ease in")
        await visit.let_pass(2)
        assert countdown(visit) == ("1", "hold")
        await visit.let_pass(1)
        assert countdown(visit) == ("3", "ease out slowly")
        await visit.let_pass(13)
        for word in ("TRUNK ROTATION", "right side · 1 of 2", "next: 2 of 2", "stretch 2 of 2"):
            assert word in visit.text
        await visit.let_pass(7)
        assert "next: done" in visit.text


async def test_the_countdown_is_what_the_clock_says(stage: Stage) -> None:
    async with stage.practising() as visit:
        for passed, left in ((0.0, "10"), (0.5, "10"), (0.5, "9"), (1.0, "8"), (7.9, "1")):
            await visit.let_pass(passed)
            assert countdown(visit) == (left, "get ready")


async def test_the_progress_fills(stage: Stage) -> None:
    async with stage.practising(size=SMALL_SIZE) as visit:
        track = next(nth for nth, line in enumerate(visit.lines) if "━━━" in line)
        colours = []
        for _ in range(2):
            strip = visit.screen._compositor.render_strips()[track]
            colours.append([part.style.color for part in strip if "━" in part.text and part.style])
            await visit.let_pass(19)
        assert len(set(colours[0])) == 1
        assert len(set(colours[1])) == 2


async def test_next_leaves_the_step_as_skipped(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.press("n")
        await visit.let_pass(2.5)
        await visit.press("n")
        assert "ease out slowly" in visit.text
    assert stage.walked() == [(0, "skipped"), (1, "done"), (2, "skipped")]
    assert stage.steps()[2].held_seconds == 0.5


async def test_back_begins_the_rep_before_again(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(SECOND_HOLD + 0.5)
        await visit.press("b")
        assert "right side · 1 of 2" in visit.text
        await visit.let_pass(WHOLE - sum(LENGTHS[:5]))
        assert visit.where == "CheckIn"
    done = [(nth, "done") for nth in range(9)]
    again = [(nth, "done") for nth in range(5, 11)]
    assert stage.walked() == [*done, (9, "cut short"), *again]
    assert stage.steps()[9].held_seconds == 0.5
    assert stage.session().held_seconds == 1 + 1 + 0.5 + 1 + 1


async def test_restart_begins_the_step_again(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(12.5)
        await visit.press("r")
        await visit.let_pass(1)
    assert stage.walked() == [(0, "done"), (1, "done"), (2, "cut short"), (2, "done")]
    assert [step.held_seconds for step in stage.steps()] == [0, 0, 0.5, 1]


@pytest.mark.parametrize("key", ["plus", "equals_sign"])
async def test_plus_holds_ten_seconds_more(stage: Stage, key: str) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(12.5)
        await visit.press(key)
        assert "0:36 left" in visit.text
        await visit.let_pass(10.5)
    assert stage.walked()[2] == (2, "done")
    assert stage.steps()[2].held_seconds == 11


async def test_minus_ends_what_has_less_than_ten_seconds_left(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(12.5)
        await visit.press("minus")
        await visit.let_pass(0.1)
        assert "ease out slowly" in visit.text
    assert stage.walked()[2] == (2, "cut short")
    assert stage.steps()[2].held_seconds == 0.5


async def test_minus_takes_back_what_plus_gave(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.press("plus", "plus", "minus")
        assert "0:48 left" in visit.text


async def test_capital_n_leaves_the_rest_of_the_stretch(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(12.5)
        await visit.press("N")
        assert "TRUNK ROTATION" in visit.text
    assert stage.walked() == [(0, "done"), (1, "done"), (2, "skipped"), (3, "skipped")]
    assert [step.held_seconds for step in stage.steps()] == [0, 0, 0.5, 0]


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_a_pause_stands_still_until_the_same_key(stage: Stage, key: str) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(5)
        await visit.press(key)
        assert "paused" in visit.text
        assert "Paused. Space goes on, s ends the session here." in visit.text
        assert "␣ Go on   n Next" in visit.keys
        await visit.let_pass(600)
        assert "0:33 left" in visit.text
        await visit.press(key)
        assert "aused" not in visit.text.partition("␣ Pause")[0]
        assert "␣ Pause   n Next" in visit.keys
        await visit.let_pass(5)
        assert stage.walked() == [(0, "done")]


async def test_escape_pauses_and_never_goes_on(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.press("escape", "escape")
        await visit.let_pass(60)
        assert "paused" in visit.text
        assert stage.walked() == []


async def test_next_while_paused_stays_paused(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.press("space", "n")
        await visit.let_pass(30)
        assert "paused" in visit.text
        assert stage.walked() == [(0, "skipped")]


@pytest.mark.parametrize("seconds", [2.5, 3600.0])
async def test_silence_pauses_says_so_and_credits_nothing(stage: Stage, seconds: float) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(5)
        await visit.let_pass(seconds, awake=False)
        assert "paused" in visit.text
        assert "Nothing was heard for" in visit.text
        assert "nothing of it counts" in visit.text
        assert "0:33 left" in visit.text
        assert stage.walked() == []
        await visit.press("space")
        assert "Nothing was heard" not in visit.text
        await visit.let_pass(5)
        assert stage.walked() == [(0, "done")]


async def test_a_machine_that_slept_is_a_silence_too(stage: Stage) -> None:
    async with stage.practising() as visit:
        stage.clock.slept += 30
        await visit.let_pass(0.5)
        assert "Nothing was heard for 0:30" in flat(visit)


async def test_a_clock_set_back_pauses_and_says_so(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(5)
        stage.clock.slept -= 3600
        await visit.let_pass(0.5)
        assert "The clock was set back" in flat(visit)
        assert "0:33 left" in visit.text


async def test_a_key_after_a_silence_credits_nothing_of_it(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(12.5)
        stage.clock.passed += 60
        await visit.press("n")
    assert stage.walked()[2] == (2, "skipped")
    assert stage.steps()[2].held_seconds == 0.5


async def test_stopping_rating_and_the_summary_says_that_it_counts(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(12.5)
        await visit.press("s")
        assert visit.where == "CheckIn"
        assert "You stopped here. What you did counts." in visit.text
        stage.clock.passed += 30
        await visit.press("4", "enter")
        assert "Stopped early. It counts all the same." in visit.text
        await visit.press("enter")
        assert visit.where == "Today"
        assert "1 of 5 this week" in visit.lines[0]
    session = stage.session()
    assert (session.outcome, session.pain_after, session.held_seconds) == ("stopped", 4, 0.5)
    assert stage.walked() == [(0, "done"), (1, "done"), (2, "cut short")]
    assert session.ended_at is not None
    assert (session.ended_at - session.started_at).total_seconds() == 12.5


async def test_after_a_stop_escape_goes_on_at_the_same_step(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(12.5)
        await visit.press("s")
        stage.clock.passed += 30
        await visit.press("escape")
        assert visit.where == "Practice"
        assert "0:26 left" in visit.text
        await visit.press("space")
        await visit.let_pass(WHOLE - 12)
        await visit.press("3", "enter")
    assert stage.session().outcome == "finished"
    rest = [(nth, "done") for nth in range(2, 11)]
    assert stage.walked() == [(0, "done"), (1, "done"), (2, "cut short"), *rest]


async def test_skipping_all_of_it_finishes_with_nothing_held(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.press("N", "N", "s")
        assert visit.where == "Summary"
    assert (stage.session().outcome, stage.session().held_seconds) == ("finished", 0)
    assert {step.outcome for step in stage.steps()} == {"skipped"}


async def test_a_stop_in_the_moment_of_the_end_is_a_finish(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(WHOLE - 0.5)
        stage.clock.passed += 0.5
        await visit.press("s")
        assert "That was the last stretch." in visit.text
        await visit.press("s")
    assert stage.session().outcome == "finished"
    assert [outcome for _, outcome in stage.walked()] == ["done"] * len(KINDS)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_no_key_ends_the_app_in_a_session(stage: Stage, key: str) -> None:
    async with stage.practising() as visit:
        await visit.press(key)
        assert visit.where == "Practice"
        assert visit.app.is_running
        await visit.press("s", key)
        assert visit.where == "CheckIn"
        assert visit.app.is_running


async def test_ctrl_q_in_a_session_says_how_to_stop(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.press("ctrl+q")
        assert "s stops it" in visit.text


async def test_the_palette_cannot_quit_in_a_session(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.press("ctrl+p", *"quit", "enter", "escape")
        assert visit.app.is_running
        assert "Leave unkink" not in visit.text


@pytest.mark.parametrize("over", ["question_mark", "ctrl+p"])
async def test_an_end_under_another_screen_leads_to_the_question_and_home(
    stage: Stage, over: str
) -> None:
    async with stage.practising() as visit:
        await visit.press(over)
        await visit.let_pass(WHOLE)
        if visit.where != "CheckIn":
            await visit.press("escape")
            await visit.let_pass(WHOLE)  # where the help has paused it
            if visit.where == "Practice":
                await visit.press("space")
                await visit.let_pass(WHOLE)
        await visit.press("3", "enter", "enter")
        assert [type(screen).__name__ for screen in visit.app.screen_stack] == ["TodayScreen"]
    assert (stage.session().outcome, stage.session().pain_after) == ("finished", 3)


async def test_after_the_help_the_practice_is_where_it_was(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.press("question_mark")
        assert visit.where == "Help"
        await visit.press("escape")
        assert visit.where == "Practice"
        assert stage.walked() == []


@pytest.mark.parametrize("key", ["plus", "n", "b", "r"])
async def test_the_bar_names_what_space_does_whichever_key_finds_a_silence(
    stage: Stage, key: str
) -> None:
    async with stage.practising() as visit:
        stage.clock.passed += 60
        await visit.press_at_once(key)
        assert ("␣ Go on" in visit.keys) == ("paused" in visit.text)


async def test_a_small_terminal_shows_the_seconds_and_the_words(stage: Stage) -> None:
    async with stage.practising(size=SMALL_SIZE) as visit:
        assert "KNEE TO CHEST" in visit.text
        assert "get ready" in visit.text
        assert "█" in visit.text
        assert visit.keys.startswith("␣ Pause   n Next   b Back   x This hurts   s Stop")
        assert visit.keys.endswith("? Help")


# A disk that takes nothing


async def test_under_a_lock_the_timer_runs_on_and_afterwards_all_of_it_is_saved(
    stage: Stage,
) -> None:
    async with stage.practising() as visit:
        with stage.locked():
            await visit.let_pass(12)
            assert "Not saved yet, still trying. You can go on." in flat(visit)
            assert "0:26 left" in visit.text
            assert stage.rows("SELECT count(*) FROM step") == [(0,)]
        await visit.let_pass(1)
        assert "Not saved" not in visit.text
        assert stage.walked() == [(0, "done"), (1, "done"), (2, "done")]


async def test_a_session_begun_under_a_lock_is_written_when_it_is_gone(stage: Stage) -> None:
    stage.routine("one-second")
    async with stage.open("5", start="one-second") as visit:
        with stage.locked():
            await visit.press("enter", "n")
            assert visit.where == "Practice"
            await visit.look()
            await visit.pilot.pause()
            assert "Not saved yet" in visit.text
        await visit.let_pass(1)
        assert "Not saved" not in visit.text
        assert stage.session().pain_before == 5
        assert stage.walked() == [(0, "skipped")]


async def test_under_a_lock_that_outlasts_the_session_nothing_is_lost(stage: Stage) -> None:
    async with stage.practising() as visit:
        with stage.locked():
            await visit.press("N", "N", "3", "enter")
            assert "Not saved" in visit.text
            assert visit.app.is_running
        await visit.until(lambda: stage.session().outcome == "finished")
        assert stage.session().pain_after == 3
        assert len(stage.walked()) == len(KINDS)
