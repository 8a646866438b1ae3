"""Two windows at once: one leads a session, the other looks."""

from functools import partial
from pathlib import Path

import pytest

from tests.ui.stage import NOW, Stage
from tracker.alone import alone
from tracker.store.rows import NewSession, new_id

SAID = "A session is under way"


@pytest.fixture
def lock(stage: Stage, tmp_path: Path) -> Path:
    file = tmp_path / "session.lock"
    stage.alone = partial(alone, file)
    return file


def leave_one_open(stage: Stage) -> None:
    document = stage.library.document(stage.library.routine("article-1"))
    stage.store.begin(NewSession(new_id(), "article-1", "A", document, NOW, 60.0, 5))


async def test_no_session_begins_beside_one_in_another_window(stage: Stage, lock: Path) -> None:
    with alone(lock):
        async with stage.open("enter") as visit:
            assert visit.where == "Today"
            assert SAID in visit.text


async def test_a_session_under_way_elsewhere_is_not_taken_for_one_that_was_left(
    stage: Stage, lock: Path
) -> None:
    leave_one_open(stage)
    with alone(lock):
        async with stage.open() as visit:
            assert visit.where == "Today"
            assert SAID in visit.text


async def test_one_that_was_left_is_offered_where_nobody_leads_one(
    stage: Stage, lock: Path
) -> None:
    leave_one_open(stage)
    async with stage.open() as visit:
        assert visit.where == "Resume"


async def test_the_lock_is_held_for_a_session_and_given_back_after_it(
    stage: Stage, lock: Path
) -> None:
    async with stage.open("enter") as visit:
        assert visit.where == "CheckIn"
        with alone(lock) as is_alone:
            assert not is_alone
        await visit.press("escape")
        with alone(lock) as is_alone:
            assert is_alone
