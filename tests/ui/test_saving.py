"""The end of a session on a disk that takes nothing: what becomes of it is said exactly."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.store.samples import second_connection
from tests.ui.stage import Stage, Visit
from tests.ui.test_hurting import FIRST_HOLD, hurt_after
from tracker.store.rescue import Rescue


@asynccontextmanager
async def not_saved(stage: Stage) -> AsyncIterator[Visit]:
    """Stop a session in its second step while the disk takes nothing, with a rating of 3."""
    async with stage.practising() as visit:
        await visit.press("n")
        with second_connection(stage.database) as other:
            other.execute("BEGIN IMMEDIATE")
            await visit.press("s", "3", "enter")
            assert visit.where == "Saving"
            yield visit
            if other.in_transaction:
                other.execute("ROLLBACK")


def flat(visit: Visit) -> str:
    return " ".join(visit.text.split())


async def test_where_it_is_kept_is_said_and_the_next_start_writes_it_down(
    stage: Stage, tmp_path: Path
) -> None:
    stage.store.rescue = Rescue(stage.database, [tmp_path / "elsewhere"])
    async with not_saved(stage) as visit:
        assert (
            "Not in your history yet: 1 step, the end of the session and the rating after it, 3."
            in (flat(visit))
        )
        assert "If you leave now, unkink writes it down the next time it opens." in flat(visit)
        await visit.press("g")
        assert visit.where == "Today"
    assert stage.session().outcome is None
    Rescue(stage.database, [tmp_path / "elsewhere"]).bring_back(stage.store)
    assert (stage.session().outcome, stage.session().pain_after) == ("stopped", 3)
    assert stage.walked() == [(0, "skipped"), (1, "cut short")]


async def test_what_would_be_lost_is_said_where_nothing_else_takes_it(stage: Stage) -> None:
    async with not_saved(stage) as visit:
        assert (
            "If you leave now, this is lost: 1 step, the end of the session and the rating after "
            "it, 3." in flat(visit)
        )
        await visit.press("g")
    assert stage.walked() == [(0, "skipped")]


async def test_it_goes_on_by_itself_once_all_is_saved(stage: Stage, tmp_path: Path) -> None:
    stage.store.rescue = Rescue(stage.database, [tmp_path / "elsewhere"])
    async with stage.practising() as visit:
        with second_connection(stage.database) as other:
            other.execute("BEGIN IMMEDIATE")
            await visit.press("s", "3", "enter")
            assert visit.where == "Saving"
            other.execute("ROLLBACK")
        await visit.until(lambda: visit.where == "Summary")
    assert stage.session().pain_after == 3
    assert list((tmp_path / "elsewhere").iterdir()) == []


async def test_a_warning_sign_that_the_disk_did_not_take_stops_the_next_start_all_the_same(
    stage: Stage, tmp_path: Path
) -> None:
    stage.store.rescue = Rescue(stage.database, [tmp_path / "elsewhere"])
    async with hurt_after(stage, FIRST_HOLD, "w") as visit:
        with stage.locked():
            await visit.press("enter", "escape", "g")
            assert visit.where == "Today"
    assert stage.rows("SELECT count(*) FROM questionnaire WHERE kind = 'red flags'") == [(1,)]
    Rescue(stage.database, [tmp_path / "elsewhere"]).bring_back(stage.store)
    assert stage.session().reason == "warning sign"
    async with stage.open("enter") as visit:
        assert visit.where == "Emergency"


async def test_what_can_wait_is_not_told_over_a_session(stage: Stage) -> None:
    async with stage.practising() as visit:
        visit.app.tell_at_rest("No backup was made today.")
        await visit.let_pass(1)
        assert "No backup" not in visit.text
        await visit.press("s", "3", "enter", "enter")
        await visit.until(lambda: "No backup was made today." in visit.text)
        assert visit.where == "Today"
        visit.app.tell_at_rest("And something else.")
        await visit.until(lambda: "And something else." in visit.text)
