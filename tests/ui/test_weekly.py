"""The questions about the week, the day's pain on any day, and less attention to pain."""

from datetime import timedelta
from typing import Any

import pytest

from tests.ui.stage import ANSWERS, NOW, SMALL_SIZE, Stage, Visit
from tests.ui.test_asking import DAY_AFTER, hurt_in
from tracker.core.peg import QUESTIONS
from tracker.settings import read
from tracker.store.rows import NewAnswer

WEEK_DUE = "Three questions about your week are due."
LESS = "Would less about pain on Today do you good?"
PAIN_FIGURES = ("Pain before", "pain 5", "▆", "▅")


@pytest.fixture
def unasked(stage: Stage) -> Stage:
    """A history with one session, in which the questions about the week were never asked."""
    stage.is_answered = False
    stage.store.add(answers=[one for one in ANSWERS if one.kind != "peg"])
    stage.add_session(days_ago=5, before=5, after=3)
    return stage


def pegs(stage: Stage) -> list[dict[str, Any]]:
    return [dict(one.answers) for one in stage.store.answers() if one.kind == "peg"]


async def answer(visit: Visit, *pains: str) -> None:
    for pain in pains:
        await visit.press(pain, "enter")


async def test_the_three_questions_stand_word_for_word_and_are_kept(unasked: Stage) -> None:
    async with unasked.open() as visit:
        assert WEEK_DUE in visit.text
        await visit.press("a")
        for nth, question in enumerate(QUESTIONS, start=1):
            shown = " ".join(visit.text.split())
            assert f"Question {nth} of 3." in shown
            assert question.words in shown
            assert all(end in shown for end in question.ends)
            await answer(visit, str(nth + 3))
        assert visit.where == "Today"
        assert WEEK_DUE not in visit.text
    assert pegs(unasked) == [{"pain": 4, "enjoyment": 5, "activity": 6}]


async def test_at_60_columns_no_question_is_cut(unasked: Stage) -> None:
    async with unasked.open("a", size=SMALL_SIZE) as visit:
        for question in QUESTIONS:
            assert question.words in " ".join(visit.text.split())
            await answer(visit, "t")


async def test_interference_has_no_word_for_how_strong_it_is(unasked: Stage) -> None:
    async with unasked.open("a", "5", "enter", "5") as visit:
        assert "moderate" not in visit.text


async def test_one_that_is_skipped_skips_the_week_and_keeps_no_number(unasked: Stage) -> None:
    async with unasked.open("a") as visit:
        await answer(visit, "5", "6")
        await visit.press("s")
        assert visit.where == "Today"
        assert WEEK_DUE not in visit.text
    assert pegs(unasked) == [{"skipped": True}]


async def test_escape_goes_back_a_question_and_at_the_first_leaves_it_due(unasked: Stage) -> None:
    async with unasked.open("a", "5", "enter") as visit:
        assert "Question 2 of 3." in visit.text
        await visit.press("escape")
        assert "Question 1 of 3." in visit.text
        await visit.press("escape")
        assert visit.where == "Today"
        assert WEEK_DUE in visit.text
    assert pegs(unasked) == []


@pytest.mark.parametrize(("days_ago", "due"), [(6, False), (7, True)])
async def test_they_are_due_again_after_a_week_and_not_before(
    unasked: Stage, days_ago: int, due: bool
) -> None:
    at = NOW - timedelta(days=days_ago)
    unasked.store.add(answers=[NewAnswer("peg", {"skipped": True}, at)])
    async with unasked.open() as visit:
        assert (WEEK_DUE in visit.text) == due


async def test_before_the_first_rating_nothing_is_asked(stage: Stage) -> None:
    stage.is_answered = False
    stage.store.add(answers=[one for one in ANSWERS if one.kind != "peg"])
    async with stage.open() as visit:
        assert WEEK_DUE not in visit.text


# The day's pain


async def test_the_days_pain_is_kept_on_its_own(stage: Stage) -> None:
    async with stage.open("p") as visit:
        assert "on average over the last 24 hours?" in " ".join(visit.text.split())
        await visit.press("4", "enter")
        assert visit.where == "Today"
        assert "Kept: 4" in visit.text
    assert stage.rows("SELECT asked_for, pain, session FROM rating") == [("day", 4, None)]


@pytest.mark.parametrize("key", ["s", "escape"])
async def test_a_day_that_is_not_rated_stays_missing(stage: Stage, key: str) -> None:
    async with stage.open("p", "4", key) as visit:
        assert visit.where == "Today"
    assert stage.rows("SELECT * FROM rating") == []


async def test_a_days_pain_that_cannot_be_saved_is_said(stage: Stage) -> None:
    async with stage.open("p", "4") as visit:
        with stage.locked():
            await visit.press("enter")
            assert "Not saved" in visit.text
    assert stage.rows("SELECT * FROM rating") == []


# Less attention


def screened(stage: Stage, since_weeks: int | None) -> None:
    stage.store.add(
        answers=[NewAnswer("screening", {"flags": [], "since_weeks": since_weeks}, NOW)]
    )


@pytest.mark.parametrize(
    ("since_weeks", "offered"), [(0, True), (2, True), (6, False), (None, False)]
)
async def test_less_attention_is_offered_while_pain_is_younger_than_six_weeks(
    stage: Stage, since_weeks: int | None, offered: bool
) -> None:
    stage.add_session(days_ago=4)
    screened(stage, since_weeks)
    async with stage.open() as visit:
        assert (LESS in visit.text) == offered


async def test_once_taken_today_shows_no_pain_and_the_check_in_stays(stage: Stage) -> None:
    stage.add_session(days_ago=4, before=5, after=3)
    screened(stage, 0)
    async with stage.open("down", "down", "down", "down", "down") as visit:
        assert "pain 5 → 3" in visit.text
        await visit.press("a", "enter")
        assert LESS not in visit.text
        assert not [figure for figure in PAIN_FIGURES if figure in visit.text]
        await visit.press("enter")
        assert visit.where == "CheckIn"
    assert read(stage.settings).values.attention == "low"


async def test_declined_it_is_not_offered_again(stage: Stage) -> None:
    stage.add_session(days_ago=4)
    screened(stage, 0)
    async with stage.open("a", "escape") as visit:
        assert LESS not in visit.text
    async with stage.open() as visit:
        assert LESS not in visit.text
        assert "Pain before" in visit.text


async def test_with_low_attention_the_day_after_is_asked_for_only_where_something_hurt(
    stage: Stage,
) -> None:
    stage.settings.write_text('attention = "low"\n')
    session = stage.add_session(days_ago=1, before=5)
    async with stage.open() as visit:
        assert DAY_AFTER not in visit.text
    hurt_in(stage, session)
    async with stage.open() as visit:
        assert DAY_AFTER in visit.text


# A sign that a doctor should see soon

SOON = "A sign you named: speak to a doctor today or tomorrow."


def named_soon(stage: Stage) -> None:
    signs = {"now": False, "soon": True, "routine": False}
    stage.store.add(answers=[NewAnswer("red flags", signs, NOW)])


async def test_a_sign_to_be_seen_soon_stands_on_today_until_it_is_put_away(stage: Stage) -> None:
    named_soon(stage)
    async with stage.open() as visit:
        assert SOON in visit.text
        await visit.press("a")
        assert "You said yes to one of these: fever," in " ".join(visit.text.split())
        await visit.press("escape")
        assert SOON in visit.text
        await visit.press("a", "enter")
        assert SOON not in visit.text
    async with stage.open() as visit:
        assert SOON not in visit.text


async def test_what_was_put_away_before_the_sign_was_named_does_not_hide_it(stage: Stage) -> None:
    stage.store.add(answers=[NewAnswer("notice", {"rule": "soon"}, NOW - timedelta(days=8))])
    named_soon(stage)
    async with stage.open() as visit:
        assert SOON in visit.text


async def test_less_attention_that_cannot_be_saved_stays_offered(stage: Stage) -> None:
    stage.add_session(days_ago=4)
    screened(stage, 0)
    stage.settings.mkdir()
    async with stage.open("a", "enter") as visit:
        assert LESS[:30] in visit.text
