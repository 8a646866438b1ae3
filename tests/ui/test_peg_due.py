"""When Today says that the questions about the week are due."""

import pytest

from tests.ui.stage import Stage
from tests.ui.test_gate import answer, answered, flat

DUE = "Three questions about your week are due."


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """A stage on which everything but the week was answered."""
    stage.is_answered = False
    answered(stage)
    return stage


async def is_said(stage: Stage) -> bool:
    async with stage.open() as visit:
        assert visit.where == "Today"
        return DUE in flat(visit)


async def test_before_the_first_rating_nothing_is_asked_about_a_week(stage: Stage) -> None:
    stage.add_session(before=None, after=3)
    assert not await is_said(stage)


async def test_from_the_first_rating_on_the_week_is_asked_for(stage: Stage) -> None:
    stage.add_session(days_ago=3)
    assert await is_said(stage)


@pytest.mark.parametrize(("days_ago", "due"), [(6, False), (7, True)])
async def test_a_week_that_was_passed_over_is_not_asked_for_again_before_the_next(
    stage: Stage, days_ago: int, due: bool
) -> None:
    stage.add_session(days_ago=30)
    stage.store.add(answers=[answer("peg", days_ago=days_ago, skipped=True)])
    assert await is_said(stage) is due
