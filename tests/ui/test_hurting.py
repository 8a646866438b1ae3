"""x: the clock stands still, two questions, and the stop rules say what follows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from tests.ui.stage import KINDS, LENGTHS, NOW, Stage, Visit
from tests.ui.test_gate import flat
from tracker.core.record import HurtRecord
from tracker.core.safety_words import CENTRALISING, KEPT, STOP_NOW
from tracker.store.rows import NewAnswer

FIRST_HOLD = sum(LENGTHS[:2]) + 0.5
LAST_HOLD = sum(LENGTHS[:9]) + 0.5
"""Seconds to the middle of the first and of the last hold."""


@asynccontextmanager
async def hurt_after(
    stage: Stage, seconds: float, *keys: str, before: str = "5"
) -> AsyncIterator[Visit]:
    """Practise for so long after this rating, press x, and answer with these keys."""
    stage.routine("one-second")
    async with stage.open(before, "enter", start="one-second") as visit:
        await visit.let_pass(seconds)
        await visit.press("x", *keys)
        yield visit


async def rest(visit: Visit, seconds: float = 120.0) -> None:
    """Rest for so long, until the question that follows."""
    assert visit.where == "Rest"
    stage_clock = visit.clock
    stage_clock.passed += seconds
    await visit.until(lambda: visit.where == "HurtAgain")


async def close(visit: Visit, pain: str = "3") -> None:
    """Answer the question after a session that a rule has ended, which cannot be taken back."""
    assert visit.where == "CheckIn"
    assert "Rest a moment. What you did counts." in visit.text
    assert "Back" not in visit.keys
    await visit.press("escape")
    assert visit.where == "CheckIn"
    await visit.press(pain, "enter")
    assert visit.where == "Summary"


def hurts(stage: Stage) -> list[tuple[object, ...]]:
    """Return what the file says of everything that hurt, in order."""
    columns = "step_index, pain, feeling, way, reason, rested"
    return stage.rows(f"SELECT {columns} FROM hurt ORDER BY hurt_at, rowid")


def ended(stage: Stage) -> tuple[object, ...]:
    session = stage.session()
    return session.outcome, session.reason, session.pain_after


# At once


async def test_x_stands_still_and_marks_the_step_at_once(stage: Stage) -> None:
    async with hurt_after(stage, FIRST_HOLD) as visit:
        assert visit.where == "Hurt"
        assert visit.lines[0].split() == ["Knee", "to", "chest", "this", "hurts"]
        assert "Let go slowly, and come back to where it is easy." in visit.text
        assert stage.rows("SELECT step_index, outcome, held_seconds, next_index FROM step")[2:] == [
            (2, "hurt", 0.5, 4)
        ]
        await visit.let_pass(60)
        assert len(stage.steps()) == 3
        assert visit.where == "Hurt"


@pytest.mark.parametrize("key", ["enter", "escape", "q", "ctrl+q", "x", "n", "space"])
async def test_only_an_answer_or_skipping_leads_on(stage: Stage, key: str) -> None:
    async with hurt_after(stage, FIRST_HOLD, key) as visit:
        assert visit.where == "Hurt"
        assert visit.app.is_running
    assert hurts(stage) == []


async def test_x_on_a_paused_session_is_heard_as_well(stage: Stage) -> None:
    async with hurt_after(stage, 1) as visit:
        await visit.press("2", "a", "enter", "space")
        assert visit.where == "Practice"
        await visit.press("space", "x")
        assert visit.where == "Hurt"
    assert [outcome for _, outcome in stage.walked()] == ["hurt", "hurt"]


async def test_the_same_letter_again_takes_a_feeling_back(stage: Stage) -> None:
    async with hurt_after(stage, FIRST_HOLD, "a") as visit:
        assert "✓ a sore" in visit.text
        await visit.press("b")
        assert "✓ b sharp" in visit.text
        assert "✓ a" not in visit.text
        await visit.press("b")
        assert "✓" not in visit.text
        assert "Go on" not in visit.keys


# What follows


@pytest.mark.parametrize("keys", [["5", "a"], ["5"], ["0", "a"]])
async def test_inside_the_limits_the_same_rep_begins_again_when_one_is_ready(
    stage: Stage, keys: list[str]
) -> None:
    async with hurt_after(stage, LAST_HOLD, *keys, "enter") as visit:
        assert visit.where == "Outcome"
        assert "Ease off, and go on smaller." in visit.text
        assert CENTRALISING in flat(visit)
        await visit.press("enter")
        assert visit.where == "Practice"
        assert "Space goes on from here when you are ready." in visit.text
        assert "right side · 2 of 2" in visit.text
        assert "0:06 left" in visit.text
        await visit.let_pass(60)
        assert "0:06 left" in visit.text
        await visit.press("space")
        await visit.let_pass(6)
        assert "That was the last stretch." in visit.text
        await visit.press("4", "enter")
        assert visit.where == "Summary"
        assert "Done." in visit.text
    assert hurts(stage) == [
        (9, int(keys[0]), "sore" if "a" in keys else None, "ease off", "inside the limits", 0)
    ]
    assert stage.walked()[9:] == [(9, "hurt"), (8, "done"), (9, "done"), (10, "done")]
    assert ended(stage) == ("finished", None, 4)


STRETCH_ENDS = [
    ("5", ["3", "b", "enter"], (3, "sharp", "sharp or spreading")),
    ("5", ["b", "enter"], (None, "sharp", "sharp or spreading")),
    ("5", ["s"], (None, None, "no number")),
    ("5", ["a", "s"], (None, "sore", "no number")),
    ("5", ["4", "s"], (None, None, "no number")),
    ("s", ["4", "a", "enter"], (4, "sore", "no number before")),
]


@pytest.mark.parametrize(("before", "keys", "said"), STRETCH_ENDS)
async def test_a_stretch_that_ends_leads_to_the_next_one_when_one_is_ready(
    stage: Stage, before: str, keys: list[str], said: tuple[object, ...]
) -> None:
    stage.routine("one-second")
    async with stage.open(start="one-second") as visit:
        await visit.press(*([before] if before == "s" else [before, "enter"]))
        await visit.let_pass(FIRST_HOLD)
        await visit.press("x", *keys)
        assert visit.where == "Outcome"
        assert "This stretch ends here." in visit.text
        assert KEPT in flat(visit)
        await visit.press("space")
        assert visit.where == "Practice"
        assert visit.lines[0].endswith("stretch 2 of 2")
        assert "0:22 left" in visit.text
        await visit.let_pass(30)
        assert "0:22 left" in visit.text
        await visit.press("space")
        await visit.let_pass(10)
    pain, feeling, reason = said
    assert hurts(stage) == [(2, pain, feeling, "end stretch", reason, 0)]
    assert stage.walked()[2:] == [(2, "hurt"), (4, "done")]
    assert stage.session().outcome is None


@pytest.mark.parametrize("keys", [["3", "b", "enter"], ["s"]])
async def test_after_the_last_stretch_the_closing_rating_follows(
    stage: Stage, keys: list[str]
) -> None:
    async with hurt_after(stage, LAST_HOLD, *keys, "enter") as visit:
        assert visit.where == "CheckIn"
        assert "That was the last stretch." in visit.text
        await visit.press("3", "enter")
        assert visit.where == "Summary"
    assert ended(stage) == ("finished", None, 3)
    assert [way for _, _, _, way, _, _ in hurts(stage)] == ["end stretch"]


@pytest.mark.parametrize("keys", [["3", "b", "enter"], ["3", "a", "enter"], ["s"]])
async def test_e_ends_the_session_there_of_ones_own_choice(stage: Stage, keys: list[str]) -> None:
    async with hurt_after(stage, FIRST_HOLD, *keys, "e") as visit:
        await close(visit)
        assert "Stopped early. It counts all the same." in visit.text
    assert ended(stage) == ("stopped", "own choice", 3)


# A rise, and the rest after it


async def test_a_rise_rests_two_minutes_by_the_clock_and_goes_on_when_it_has_settled(
    stage: Stage,
) -> None:
    async with hurt_after(stage, FIRST_HOLD, "4", "a", "enter", before="2") as visit:
        assert visit.where == "Rest"
        assert "2:00" in visit.text
        visit.clock.passed += 90
        await visit.until(lambda: "0:30" in visit.text)
        assert visit.where == "Rest"
        await visit.press("enter", "escape", "space", "s", "x", "q")
        assert visit.where == "Rest"
        await rest(visit, 30)
        assert "Two minutes have passed." in visit.text
        await visit.press("3", "enter")
        assert visit.where == "Outcome"
        assert "It was 2 before; 2 more ends a stretch." in flat(visit)
        await visit.press("enter")
        assert visit.lines[0].endswith("stretch 2 of 2")
        assert "0:22 left" in visit.text
    assert hurts(stage) == [
        (2, 4, "sore", "end stretch", "pain rose", 0),
        (2, 3, None, "end stretch", "pain rose", 1),
    ]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["4", "enter"], (4, None, "pain stayed up")),
        (["6", "enter"], (6, None, "pain stayed up")),
        (["s"], (None, None, "no number")),
        (["3", "b", "enter"], (3, "sharp", "sharp or spreading")),
    ],
)
async def test_pain_that_has_not_settled_after_the_rest_ends_the_session(
    stage: Stage, keys: list[str], said: tuple[object, ...]
) -> None:
    async with hurt_after(stage, FIRST_HOLD, "4", "a", "enter", before="2") as visit:
        await rest(visit)
        await visit.press(*keys)
        assert visit.where == "End"
        assert "The session ends here." in visit.text
        await visit.press("enter")
        await close(visit)
    pain, feeling, reason = said
    assert hurts(stage)[1:] == [(2, pain, feeling, "end session", reason, 1)]
    assert ended(stage) == ("stopped", reason, 3)


async def test_e_ends_the_session_instead_of_the_rest(stage: Stage) -> None:
    async with hurt_after(stage, FIRST_HOLD, "4", "enter", "e", before="2") as visit:
        await close(visit)
    assert hurts(stage) == [(2, 4, None, "end stretch", "pain rose", 0)]
    assert ended(stage) == ("stopped", "own choice", 3)


async def test_after_a_rest_in_the_last_stretch_the_closing_rating_follows(stage: Stage) -> None:
    async with hurt_after(stage, LAST_HOLD, "4", "enter", before="2") as visit:
        await rest(visit)
        await visit.press("2", "enter", "enter")
        assert "That was the last stretch." in visit.text
        await visit.press("2", "enter")
    assert ended(stage) == ("finished", None, 2)


# The end of a session


@pytest.mark.parametrize("before", ["0", "3", "5", "s"])
@pytest.mark.parametrize("pain", ["6", "t"])
async def test_pain_of_6_ends_the_session(stage: Stage, before: str, pain: str) -> None:
    stage.routine("one-second")
    async with stage.open(start="one-second") as visit:
        await visit.press(*([before] if before == "s" else [before, "enter"]))
        await visit.press("x", pain, "a", "enter")
        assert visit.where == "End"
        assert "The pain has reached 6, which is too much to go on with." in flat(visit)
        await visit.press("enter")
        await close(visit, "4")
        assert "Ended early, and rightly. It counts all the same." in visit.text
        assert "Why    the pain reached your limit" in visit.text
        assert "sore, like a strong pull → ended the session" in flat(visit)
        assert "fail" not in visit.text.lower()
        await visit.press("enter")
        assert visit.where == "Today"
        assert "1 of 5 this week" in visit.lines[0]
        letters = next(nth for nth, line in enumerate(visit.lines) if "M  T  W  T  F" in line)
        assert visit.lines[letters + 1].startswith("│ ·  ·  ·  ·  ◐  ")
    number = 10 if pain == "t" else int(pain)
    assert hurts(stage) == [(0, number, "sore", "end session", "pain reached the limit", 0)]
    assert ended(stage) == ("stopped", "pain reached the limit", 4)


@pytest.mark.parametrize("keys", [["w", "enter"], ["0", "w", "enter"], ["w", "s"]])
async def test_a_warning_sign_ends_the_session_without_a_question_and_blocks_the_next(
    stage: Stage, keys: list[str]
) -> None:
    stage.settings.write_text('emergency_number = "999"\n', "utf-8")
    async with hurt_after(stage, FIRST_HOLD, *keys) as visit:
        assert visit.where == "Emergency"
        assert STOP_NOW in visit.text
        assert "Call 999 or go to an emergency department now." in flat(visit)
        assert ended(stage) == ("stopped", "warning sign", None)
        await visit.press("enter", "space", "n")
        assert visit.where == "Emergency"
        await visit.press("escape")
        assert visit.where == "Today", "nothing is summed up before help is got"
        await visit.press("enter")
        assert visit.where == "Emergency"
    ((*_, feeling, way, reason, rested),) = hurts(stage)
    assert (feeling, way, reason, rested) == ("warning sign", "end session", "warning sign", 0)
    assert stage.store.answers()[-1].answers == {"now": True, "soon": None, "routine": None}
    async with stage.open() as visit:
        assert visit.where == "Emergency"
    assert len(stage.sessions()) == 1


async def test_a_warning_sign_after_the_rest_is_one_as_well(stage: Stage) -> None:
    async with hurt_after(stage, FIRST_HOLD, "4", "enter", before="2") as visit:
        await rest(visit)
        await visit.press("2", "w", "enter")
        assert visit.where == "Emergency"
    assert hurts(stage)[1][2:] == ("warning sign", "end session", "warning sign", 1)
    assert ended(stage) == ("stopped", "warning sign", None)


async def test_a_warning_sign_may_be_named_during_the_rest(stage: Stage) -> None:
    async with hurt_after(stage, FIRST_HOLD, "4", "enter", before="2") as visit:
        assert visit.where == "Rest"
        await visit.press("w")
        assert visit.where == "Emergency"
    assert hurts(stage)[1][2:] == ("warning sign", "end session", "warning sign", 1)
    assert ended(stage) == ("stopped", "warning sign", None)


async def test_after_the_rest_it_says_that_no_number_ends_the_session(stage: Stage) -> None:
    async with hurt_after(stage, FIRST_HOLD, "4", "enter", before="2") as visit:
        await rest(visit)
        assert "s Skip: ends the session" in visit.keys
        await visit.press("s")
        assert "The session ends here." in visit.text


async def test_what_to_do_about_a_warning_sign_is_said_although_the_disk_takes_nothing(
    stage: Stage,
) -> None:
    async with hurt_after(stage, FIRST_HOLD, "w") as visit:
        with stage.locked():
            await visit.press("enter")
            assert visit.where == "Emergency"
            await visit.press("escape")
            assert visit.where == "Saving"
        await visit.until(lambda: visit.where == "Today")
        stage.clock.passed += 60
        await visit.press("enter")
        assert visit.where == "Emergency"
        await visit.press("l")
        assert visit.where == "Signs", "the lists that could not be waited for"
        await visit.press("n", "n", "n", "enter")
        assert visit.where == "CheckIn"
    kinds = [one.kind for one in stage.store.answers()][-3:]
    assert kinds == ["red flags", "acknowledged", "red flags"]
    assert ended(stage) == ("stopped", "warning sign", None)


async def test_a_plain_stop_is_ones_own_choice_and_can_be_taken_back(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(FIRST_HOLD)
        await visit.press("s", "escape", "space")
        await visit.let_pass(1)
        await visit.press("s", "3", "enter")
        assert "Stopped early. It counts all the same." in visit.text
        assert "Ended " not in visit.text
    assert ended(stage) == ("stopped", "own choice", 3)
    assert hurts(stage) == []


async def test_a_session_that_goes_on_after_a_stop_and_ends_has_no_reason(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.press("s", "escape", "N", "N", "3", "enter")
    assert ended(stage) == ("finished", None, 3)


async def test_the_summary_says_what_hurt_and_what_followed(stage: Stage) -> None:
    async with hurt_after(stage, FIRST_HOLD, "3", "b", "enter", "enter") as visit:
        await visit.press("x", "5", "enter", "enter", "N", "3", "enter")
        assert visit.where == "Summary"
        for words in (
            "Hurt Knee to chest, left: 3, sharp, spreading, tingling or dizzy → ended that stretch",
            "Hurt Trunk rotation, right: 5 → eased off",
        ):
            assert words in flat(visit)


# Gone in the middle


@pytest.mark.parametrize("keys", [[], ["5", "a"], ["b", "enter"]])
async def test_after_a_crash_it_goes_on_at_the_next_stretch(stage: Stage, keys: list[str]) -> None:
    async with hurt_after(stage, FIRST_HOLD, *keys):
        pass
    stage.clock.passed += 60
    async with stage.open() as visit:
        assert visit.where == "Resume"
        assert "It would go on at: Trunk rotation." in visit.text
        await visit.press("enter")
        assert visit.lines[0].endswith("stretch 2 of 2")
        assert "0:22 left" in visit.text


async def test_after_a_crash_in_the_last_stretch_only_the_rating_is_missing(stage: Stage) -> None:
    async with hurt_after(stage, LAST_HOLD):
        pass
    async with stage.open() as visit:
        assert "only the rating at the end is missing" in visit.text
    assert len(stage.steps()) == len(KINDS) - 1


async def test_after_a_crash_a_session_that_had_to_end_is_ended_with_its_reason(
    stage: Stage,
) -> None:
    async with hurt_after(stage, FIRST_HOLD, "6", "enter") as visit:
        assert visit.where == "End"
    async with stage.open() as visit:
        assert visit.where == "Today"
        assert "r Resume" not in visit.keys
    session = stage.session()
    assert (session.outcome, session.reason) == ("stopped", "pain reached the limit")


async def test_after_a_crash_a_warning_sign_still_says_what_to_do(stage: Stage) -> None:
    async with hurt_after(stage, FIRST_HOLD):
        pass
    sign = HurtRecord(
        2,
        "knee-to-chest",
        None,
        "left",
        None,
        "warning sign",
        "end session",
        "warning sign",
        NOW + timedelta(minutes=1),
    )
    stage.store.hurt(stage.session().id, sign, 4)
    async with stage.open() as visit:
        assert visit.where == "Emergency"
        await visit.press("escape", "enter")
        assert visit.where == "Emergency"
    assert stage.session().reason == "warning sign"


async def test_what_was_ticked_since_then_ends_a_session_that_has_it_still_to_come(
    stage: Stage,
) -> None:
    async with hurt_after(stage, FIRST_HOLD):
        pass
    stage.store.add(answers=[NewAnswer("screening", {"flags": ["fragile-bones"]}, NOW)])
    async with stage.open("enter") as visit:
        assert visit.where == "Today"
        assert [one.message for one in visit.app._notifications] == [
            "Your answers leave out some of what is left. What was done is kept."
        ]
    assert stage.session().outcome == "stopped"


async def test_limits_are_those_of_the_rating_before_in_a_resumed_session(stage: Stage) -> None:
    stage.routine("one-second")
    async with stage.open("2", "enter", start="one-second"):
        pass
    async with stage.open("enter", "x", "4", "enter") as visit:
        assert visit.where == "Rest"


async def test_under_a_lock_what_hurt_waits_and_is_saved_afterwards(stage: Stage) -> None:
    async with hurt_after(stage, FIRST_HOLD) as visit:
        with stage.locked():
            await visit.press("3", "b", "enter", "enter")
            assert visit.where == "Practice"
            assert hurts(stage) == []
        await visit.let_pass(1)
        assert len(hurts(stage)) == 1
