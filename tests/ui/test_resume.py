"""Resume: a session that never ended is offered at the next start, and nothing of it is lost."""

import pytest

from tests.ui.stage import LENGTHS, NOW, Stage
from tracker.store.rows import NewSession, new_id


async def leave_unfinished(stage: Stage, seconds: float, *keys: str) -> None:
    """Practise for so long, press keys, and be gone as if by a power cut."""
    async with stage.practising() as visit:
        await visit.let_pass(seconds)
        await visit.press(*keys)
    stage.clock.passed += 1800


async def test_an_unfinished_session_is_offered_at_the_start(stage: Stage) -> None:
    await leave_unfinished(stage, 16.5)
    async with stage.open() as visit:
        assert visit.where == "Resume"
        assert "One second, 20 Nov 2026, 07:05" in visit.text
        assert "0:01 held so far." in visit.text
        assert "It would go on at: Trunk rotation." in visit.text


@pytest.mark.parametrize("key", ["enter", "r"])
async def test_resuming_goes_on_at_the_right_step(stage: Stage, key: str) -> None:
    await leave_unfinished(stage, 16.5)
    async with stage.open(key) as visit:
        assert visit.where == "Practice"
        assert visit.lines[0].endswith("stretch 2 of 2")
        assert "0:22 left" in visit.text
        assert "Space goes on from here when you are ready." in visit.text
        await visit.let_pass(30)
        assert "0:22 left" in visit.text
        await visit.press("space")
        await visit.let_pass(sum(LENGTHS[4:]))
        await visit.press("1", "enter")
        assert visit.where == "Summary"
    assert stage.walked() == [(nth, "done") for nth in range(len(LENGTHS))]
    session = stage.session()
    assert (session.outcome, session.pain_before, session.pain_after) == ("finished", 5, 1)
    assert session.held_seconds == 3


async def test_keeping_ends_it_as_stopped_when_its_last_step_ended(stage: Stage) -> None:
    await leave_unfinished(stage, 16.5)
    async with stage.open("k") as visit:
        assert visit.where == "Today"
    session = stage.session()
    assert (session.outcome, session.pain_after) == ("stopped", None)
    assert session.ended_at is not None
    assert (session.ended_at - NOW).total_seconds() == pytest.approx(16, abs=2)
    async with stage.open() as visit:
        assert visit.where == "Today"


async def test_later_leaves_it_for_the_next_start(stage: Stage) -> None:
    await leave_unfinished(stage, 16.5)
    before = stage.session()
    async with stage.open("escape") as visit:
        assert visit.where == "Today"
    assert stage.session() == before
    async with stage.open() as visit:
        assert visit.where == "Resume"


async def test_a_session_without_any_step_begins_at_its_first(stage: Stage) -> None:
    await leave_unfinished(stage, 1)
    async with stage.open() as visit:
        assert "0:00 held so far." in visit.text
        assert "It would go on at: Knee to chest." in visit.text
        await visit.press("enter")
        assert visit.lines[0].endswith("stretch 1 of 2")
        assert "0:38 left" in visit.text


async def test_after_an_hour_the_pain_is_asked_for_anew_before_it_goes_on(stage: Stage) -> None:
    await leave_unfinished(stage, 16.5)
    stage.clock.passed += 3600
    async with stage.open("enter") as visit:
        assert "Some time has passed. Before you go on:" in visit.text
        await visit.press("4", "enter")
        assert visit.where == "Practice"
        await visit.press("x", "6", "enter")
        assert "The pain has reached 6" in visit.text
    assert stage.rows("SELECT asked_for, pain FROM rating ORDER BY rated_at") == [
        ("before", 5),
        ("now", 4),
    ]


async def test_with_too_much_pain_by_then_it_ends_with_what_was_done(stage: Stage) -> None:
    await leave_unfinished(stage, 16.5)
    stage.clock.passed += 3600
    async with stage.open("enter", "7", "enter") as visit:
        assert visit.where == "RestNow"
        assert "7 is a lot of pain." in visit.text
        await visit.press("enter")
        assert visit.where == "Today"
    session = stage.session()
    assert (session.outcome, session.reason) == ("stopped", "pain reached the limit")


async def test_going_back_from_that_question_leaves_it_unfinished(stage: Stage) -> None:
    await leave_unfinished(stage, 16.5)
    stage.clock.passed += 3600
    async with stage.open("enter", "escape") as visit:
        assert visit.where == "Today"
    assert stage.session().outcome is None


async def test_after_a_day_it_can_only_be_kept(stage: Stage) -> None:
    await leave_unfinished(stage, 16.5)
    stage.clock.passed += 86400
    async with stage.open() as visit:
        assert "It was left more than a day ago" in visit.text
        await visit.press("enter", "r")
        assert visit.where == "Resume"
        await visit.press("k")
        assert visit.where == "Today"
    assert stage.session().outcome == "stopped"


async def test_where_only_the_last_rating_is_missing_it_is_asked_for(stage: Stage) -> None:
    await leave_unfinished(stage, 1, "N", "N")
    async with stage.open() as visit:
        assert "only the rating at the end is missing" in visit.text
        await visit.press("enter")
        assert visit.where == "CheckIn"
        assert "That was the last stretch." in visit.text
        await visit.press("2", "enter")
        assert visit.where == "Summary"
    assert (stage.session().outcome, stage.session().pain_after) == ("finished", 2)


async def test_a_session_that_was_only_rated_later_ended_when_its_last_step_did(
    stage: Stage,
) -> None:
    await leave_unfinished(stage, 1, "N", "N")
    async with stage.open("enter", "s"):
        pass
    ended_at = stage.session().ended_at
    assert ended_at is not None
    assert (ended_at - NOW).total_seconds() < 60


async def test_a_stopped_session_without_its_rating_goes_on_where_it_was(stage: Stage) -> None:
    await leave_unfinished(stage, 12.5, "s")
    async with stage.open() as visit:
        assert "It would go on at: Knee to chest." in visit.text
        await visit.press("enter")
        assert visit.lines[0].endswith("stretch 1 of 2")
        assert "0:26 left" in visit.text


def begin_unreadable(stage: Stage) -> None:
    new = NewSession(new_id(), "gone", "Gone", "no routine at all", NOW, 60.0, 4)
    stage.store.begin(new)


async def test_a_routine_that_cannot_be_read_any_more_is_said_so(stage: Stage) -> None:
    begin_unreadable(stage)
    async with stage.open() as visit:
        assert "It cannot go on: its routine cannot be read any more." in visit.text
        assert "Resume" not in visit.keys
        await visit.press("enter", "r")
        assert visit.where == "Resume"
        await visit.press("k")
        assert visit.where == "Today"
    assert stage.session().outcome == "stopped"
    assert stage.session().ended_at == NOW


async def test_the_routine_is_resumed_as_it_was_whatever_became_of_its_file(stage: Stage) -> None:
    await leave_unfinished(stage, 16.5)
    stage.routine("one-second", 'name = "Another"\n[[items]]\nstretch = "cat-cow"\n')
    async with stage.open("enter") as visit:
        assert visit.lines[0].startswith(" One second")
        assert "TRUNK ROTATION" in visit.text


async def test_no_key_ends_the_app_in_a_resumed_session(stage: Stage) -> None:
    await leave_unfinished(stage, 16.5)
    async with stage.open("enter", "q", "ctrl+q") as visit:
        assert visit.where == "Practice"
        assert visit.app.is_running


async def test_a_start_from_the_shell_is_not_forgotten_over_an_unfinished_session(
    stage: Stage,
) -> None:
    await leave_unfinished(stage, 16.5)
    async with stage.open("k", start="bedtime") as visit:
        assert visit.where == "CheckIn"
        assert visit.lines[0].startswith(" Bedtime")


async def test_keeping_under_a_lock_does_not_end_the_app(stage: Stage) -> None:
    await leave_unfinished(stage, 16.5)
    async with stage.open() as visit:
        with stage.locked():
            await visit.press("k")
            assert visit.app.is_running
            assert "ot saved" in visit.text
