"""The calendar of the trends: what was done, days marked with one key, and the weekly target."""

from datetime import date, timedelta

import pytest

from tests.ui.stage import DESIGN_SIZE, NOW, SMALL_SIZE, Stage, Visit
from tracker.ui.widgets.calendar import Calendar

TODAY = NOW.date()
CALENDAR = ("t", "3")


def days(visit: Visit) -> dict[str, list[str]]:
    """Return the signs of each day of the week, the latest week last."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "days")
    top = next(nth for nth, line in enumerate(visit.lines) if line.split()[:1] == ["Mon"])
    lines = [line.split() for line in visit.lines[top : top + 16]]
    found = [line for line in lines if line and line[0] in names]
    return {line[0]: line[1:] for line in reversed(found)}


def cursor(visit: Visit) -> date:
    return visit.screen.query_one(Calendar).day


def marks(stage: Stage) -> list[tuple[object, ...]]:
    return stage.rows("SELECT day, mark FROM day ORDER BY day")


async def test_a_day_shows_what_was_done_on_it(stage: Stage) -> None:
    stage.add_session(days_ago=0.01)
    stage.add_session(days_ago=1, outcome="stopped")
    stage.add_session(days_ago=2)
    stage.add_session(days_ago=2.01)
    async with stage.open(*CALENDAR) as visit:
        found = days(visit)
        assert [found[name][-1] for name in ("Fri", "Thu", "Wed", "Tue")] == ["●", "◐", "2", "·"]
        assert found["days"][-1] == "3"
        assert "Today: 1 session." in visit.text
        await visit.press("up")
        assert "Yesterday: 1 session, 1 stopped early." in visit.text


@pytest.mark.parametrize(("key", "mark"), [("i", "ill"), ("a", "away"), ("r", "rest")])
async def test_one_key_marks_a_day_and_the_same_key_takes_it_back(
    stage: Stage, key: str, mark: str
) -> None:
    async with stage.open(*CALENDAR, "left", "down", key) as visit:
        day = TODAY - timedelta(days=6)
        assert marks(stage) == [(day.isoformat(), mark)]
        assert days(visit)["Sat"][-1] == key, visit.text
        assert cursor(visit) == day
        await visit.press(key)
        assert marks(stage) == []
        assert days(visit)["Sat"][-1] == "·"
    changes = stage.rows("SELECT old, new FROM change WHERE field = 'mark' ORDER BY changed_at")
    assert sorted(map(str, changes)) == sorted(map(str, [(None, mark), (mark, None)]))


async def test_another_mark_takes_the_place_of_the_one_that_is_there(stage: Stage) -> None:
    async with stage.open(*CALENDAR, "i", "a"):
        assert marks(stage) == [(TODAY.isoformat(), "away")]


async def test_a_mark_that_cannot_be_saved_is_said_and_not_shown(stage: Stage) -> None:
    async with stage.open(*CALENDAR, "up") as visit:
        with stage.locked():
            await visit.press("i")
            assert "Not saved" in visit.text
        assert days(visit)["Thu"][-1] == "·"
    assert marks(stage) == []


async def test_ill_days_take_their_share_of_the_target_and_break_nothing(stage: Stage) -> None:
    """Three days in the week before, of which three more were ill: 5 · 4 / 7 is 2."""
    for days_ago in (7, 8, 9):
        stage.add_session(days_ago=days_ago)
    async with stage.open(*CALENDAR) as visit:
        assert "0 of 1 week met your target of 5 days." in visit.text
        await visit.press("left", "down", "i", "down", "i")
        await visit.press("up", "up", "up", "up", "up", "i")
        assert "1 of 1 week met your target of 5 days." in visit.text


async def test_a_stopped_session_counts_like_any_other(stage: Stage) -> None:
    for days_ago in (7, 8, 9, 10, 11):
        stage.add_session(days_ago=days_ago, outcome="stopped")
    async with stage.open(*CALENDAR) as visit:
        assert "1 of 1 week met your target of 5 days." in visit.text


async def test_the_cursor_stays_within_the_period(stage: Stage) -> None:
    async with stage.open(*CALENDAR) as visit:
        await visit.press("down", "right")
        assert cursor(visit) == TODAY
        await visit.press(*["left"] * 20)
        monday = TODAY - timedelta(days=83 + (TODAY - timedelta(days=83)).weekday())
        assert cursor(visit) == monday
        await visit.press("up")
        assert cursor(visit) == monday


@pytest.mark.parametrize("size", [SMALL_SIZE, DESIGN_SIZE, (120, 40)])
async def test_ten_years_are_reached_by_going_back(stage: Stage, size: tuple[int, int]) -> None:
    stage.add_session(days_ago=3650)
    brackets = ["right_square_bracket"] * 2
    async with stage.open(*CALENDAR, *brackets, size=size) as visit:
        assert cursor(visit) == TODAY
        assert all(len(line) <= size[0] for line in visit.lines)
        assert "●" not in days(visit)["Mon"]
        await visit.press(*["left"] * 530)
        day = TODAY - timedelta(days=3650)
        assert cursor(visit) == day - timedelta(days=day.weekday())
        assert "●" in "".join(
            "".join(signs) for name, signs in days(visit).items() if name != "days"
        )


async def test_keys_of_the_calendar_are_offered_there_alone(stage: Stage) -> None:
    async with stage.open("t") as visit:
        assert "Mark" not in visit.keys
        await visit.press("3")
        assert visit.keys.startswith("i a r Mark   1–5 Charts")
        await visit.press("1")
        assert "Mark" not in visit.keys
        await visit.press("i")
        assert marks(stage) == []
