"""Trends: the ratings over weeks, as a chart where plotext is there, else as a table."""

import sys

import pytest

from tests.ui.stage import DESIGN_SIZE, SMALL_SIZE, Stage
from tracker.ui.theme import DARK, LIGHT

NOTHING = "no pain was rated before or after a session"


async def test_twelve_weeks_are_shown_by_default(stage: Stage) -> None:
    stage.add_sample()
    async with stage.open("t") as visit:
        assert visit.lines[0].split("  ")[0] == " Pain over time"
        assert visit.lines[0].endswith("12 weeks")
        assert "before" in visit.text
        assert "after" in visit.text
        assert "this cannot tell whether stretching changed it." in " ".join(visit.text.split())


@pytest.mark.parametrize(
    ("keys", "period"),
    [
        ("[", "4 weeks"),
        ("[[", "4 weeks"),
        ("]", "a year"),
        ("]]", "all"),
        ("]]]", "all"),
        ("][", "12 weeks"),
    ],
)
async def test_brackets_change_the_period_and_stop_at_both_ends(
    stage: Stage, keys: str, period: str
) -> None:
    stage.add_sample()
    names = {"[": "left_square_bracket", "]": "right_square_bracket"}
    stage.add_session(days_ago=200)
    stage.add_session(days_ago=400)
    async with stage.open("t") as visit:
        usual = visit.lines[1:-4]
        await visit.press(*(names[key] for key in keys))
        assert visit.lines[0].endswith(f" {period}")
        assert (visit.lines[1:-4] == usual) == (period == "12 weeks")


async def test_without_ratings_there_is_no_line(stage: Stage) -> None:
    async with stage.open("t") as visit:
        assert visit.where == "Trends"
        assert NOTHING in visit.text
        await visit.press("right_square_bracket", "right_square_bracket")
        assert visit.lines[0].endswith(" all")


async def test_without_plotext_a_table_stands_in(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.add_session(days_ago=2, before=7, after=4)
    stage.add_session(days_ago=1, before=6, after=None)
    monkeypatch.setitem(sys.modules, "plotext", None)
    async with stage.open("t") as visit:
        week = "week of 16 Nov before 6.5 (6–7) after 4 (4–4) n 2, 1"
        assert " ".join(visit.lines[2].split()) == week
        assert "this cannot tell whether" in " ".join(visit.text.split())


async def test_the_chart_is_drawn_anew_for_another_size(stage: Stage) -> None:
    stage.add_sample()
    async with stage.open("t") as visit:
        await visit.pilot.resize_terminal(*SMALL_SIZE)
        assert max(len(line) for line in visit.lines) <= SMALL_SIZE[0]
        assert "before" in visit.text


@pytest.mark.parametrize("size", [SMALL_SIZE, DESIGN_SIZE, (130, 50)], ids=str)
async def test_one_comes_back_to_what_one_would_open_in_the_theme_and_size_of_now(
    stage: Stage, size: tuple[int, int]
) -> None:
    stage.add_sample()
    async with stage.open("t", "escape") as visit:
        visit.app.theme = LIGHT.name
        await visit.pilot.resize_terminal(*size)
        await visit.press("t")
        came_back = visit.text, visit.looks
    stage.settings.write_text('theme = "light"\n', "utf-8")
    async with stage.open("t", size=size) as visit:
        assert came_back == (visit.text, visit.looks)


async def test_a_theme_that_changed_and_changed_back_is_not_taken_for_the_same(
    stage: Stage,
) -> None:
    stage.add_sample()
    async with stage.open("t") as visit:
        there = visit.text, visit.looks
        visit.app.theme = LIGHT.name
        await visit.pilot.pause()
        await visit.press("escape")
        visit.app.theme = DARK.name
        await visit.press("t")
        assert (visit.text, visit.looks) == there


async def test_deleted_sessions_are_not_in_the_chart(stage: Stage) -> None:
    stage.add_session(days_ago=2)
    async with stage.open("t") as visit:
        empty_before = visit.lines[1:-4]
        await visit.press("escape", "h", "d", "escape", "t")
        assert visit.lines[1:-4] != empty_before
        assert NOTHING in visit.text
