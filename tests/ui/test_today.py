"""Today: what can be done, how it went, and the way to everything else."""

import pytest

from tests.ui.stage import DESIGN_SIZE, NOW, SMALL_SIZE, Stage
from tracker.core.record import local_day

TIMES = {
    "Article 1": "9:50",
    "Article 2": "18:05",
    "Article 2, short": "8:45",
    "Morning": "4:28",
    "Desk break": "6:05",
    "Bedtime": "7:30",
    "Bends easier": "7:55",
    "Arching easier": "7:25",
}
WIDE_SIZE = (120, 40)


def listed(lines: list[str]) -> dict[str, str]:
    """Return name and time of every row of the list on the left."""
    rows = [line[1:].partition("│")[0].strip(" ▸") for line in lines if line.startswith("│")]
    cells = [row.rsplit(None, 1) for row in rows]
    return {cell[0].strip(): cell[1] for cell in cells if len(cell) == 2 and ":" in cell[1]}


@pytest.mark.parametrize("size", [DESIGN_SIZE, SMALL_SIZE, WIDE_SIZE])
async def test_all_eight_routines_are_listed_with_their_times(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.open(size=size) as visit:
        assert listed(visit.lines) == TIMES


async def test_without_a_history_nothing_is_claimed(stage: Stage) -> None:
    async with stage.open() as visit:
        assert visit.lines[0].split() == ["unkink", "Fri", "20", "Nov"]
        assert "No ratings yet" in visit.text
        assert "Not done yet" in visit.text
        assert "●" not in visit.text.replace("● done", "")


async def test_sample_data_is_called_sample_data(stage: Stage) -> None:
    stage.add_sample()
    async with stage.open() as visit:
        this_week = len(stage.store.sessions(since=local_day(NOW).replace(day=16)))
        assert this_week > 0
        assert visit.lines[0].startswith(" unkink · sample data")
        assert visit.lines[0].endswith(f"Fri 20 Nov · {this_week} of 5 this week")
        assert "No ratings yet" not in visit.text


async def test_the_week_shows_each_day_by_its_best_session(stage: Stage) -> None:
    stage.add_session(days_ago=4, outcome="stopped")
    stage.add_session(days_ago=3, outcome="stopped")
    stage.add_session(days_ago=3)
    async with stage.open() as visit:
        letters = next(nth for nth, line in enumerate(visit.lines) if "M  T  W  T  F" in line)
        assert "│ ◐  ●  ·  ·  ·        │"[:16] in visit.lines[letters + 1]


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (["down"], "Article 2"),
        (["j", "j", "k"], "Article 2"),
        (["end"], "Arching easier"),
        (["end", "home"], "Article 1"),
        (["pagedown"], "Arching easier"),
        (["pagedown", "pageup"], "Article 1"),
        (["up"], "Article 1"),
    ],
)
async def test_the_card_is_that_of_the_row_under_the_cursor(
    stage: Stage, keys: list[str], name: str
) -> None:
    async with stage.open(*keys) as visit:
        assert f"╭─ {name} ─" in visit.lines[1]
        assert [line for line in visit.lines if "▸" in line] == [
            line for line in visit.lines if line.startswith(f"│▸ {name} ")
        ]


async def test_the_card_says_when_and_how_its_routine_was_done_last(stage: Stage) -> None:
    stage.add_session("article-1", "Article 1", days_ago=1, outcome="stopped")
    stage.add_session("article-2", "Article 2", days_ago=3, before=None, after=4)
    async with stage.open() as visit:
        assert "Last: yesterday, stopped early, pain 5 → 3" in visit.text
        await visit.press("down")
        assert "Last: Tue 17 Nov, pain – → 4" in visit.text


async def test_a_click_moves_the_cursor_and_a_second_one_starts(stage: Stage) -> None:
    async with stage.open() as visit:
        await visit.click_text("Bedtime")
        assert "╭─ Bedtime ─" in visit.lines[1]
        await visit.click_text("Bedtime    ")
        assert visit.where == "CheckIn"
        assert visit.lines[0].startswith(" Bedtime")


async def test_a_click_under_the_last_row_does_nothing(stage: Stage) -> None:
    async with stage.open() as visit:
        await visit.pilot.click("#routines", offset=(5, 11))
        assert visit.where == "Today"
        assert "╭─ Article 1 ─" in visit.lines[1]


BAD = """\
name = "Mine"

[[items]]
stretch = "knee-to-chset"
reps = "three"
"""


async def test_a_bad_file_is_listed_with_all_its_faults_and_stops_nothing(stage: Stage) -> None:
    stage.routine("bad", BAD)
    async with stage.open("end", size=WIDE_SIZE) as visit:
        assert listed(visit.lines) == TIMES
        assert "│▸ ! bad.toml" in visit.text
        assert "╭─ bad.toml ─" in visit.lines[1]
        assert "This file is left out until it is mended:" in visit.text
        assert "line 4: items[1].stretch: " in visit.text
        assert "knee-to-chest" in visit.text
        assert "line 5: items[1].reps: " in visit.text


@pytest.mark.parametrize("key", ["enter", "d"])
async def test_a_bad_file_can_neither_be_started_nor_read(stage: Stage, key: str) -> None:
    stage.routine("bad", "name = ")
    async with stage.open("end", key) as visit:
        assert visit.where == "Today"
        assert "╭─ bad.toml ─" in visit.lines[1]


async def test_without_any_routine_today_says_so(stage: Stage) -> None:
    nothing = stage.library._replace(routines={}, faults=())
    async with stage.open("enter", "d", "down", "end", library=nothing) as visit:
        assert visit.where == "Today"
        assert "No routine could be read." in visit.text


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("enter", "CheckIn"),
        ("t", "Trends"),
        ("h", "History"),
        ("d", "Details"),
        ("question_mark", "Help"),
    ],
)
async def test_every_key_opens_its_screen_and_escape_comes_back(
    stage: Stage, key: str, screen: str
) -> None:
    async with stage.open("down", key) as visit:
        assert visit.where == screen
        await visit.press("escape")
        assert visit.where == "Today"
        assert "╭─ Article 2 ─" in visit.lines[1]


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_ends_with_code_0(stage: Stage, key: str) -> None:
    async with stage.open(key) as visit:
        assert not visit.app.is_running
    assert visit.app.return_code == 0
    assert visit.app.return_value == 0


async def test_after_a_session_today_shows_it_as_done_in_part_when_all_was_skipped(
    stage: Stage,
) -> None:
    async with stage.practising() as visit:
        await visit.press("N", "N", "3", "enter", "enter")
        assert visit.where == "Today"
        assert visit.lines[0].endswith("Fri 20 Nov · 1 of 5 this week")
        while "╭─ One second ─" not in visit.lines[1]:
            await visit.press("down")
        assert "Last: today, pain 5 → 3" in visit.text
        assert "0–10, 1 day" in visit.text
        letters = next(nth for nth, line in enumerate(visit.lines) if "M  T  W  T  F" in line)
        assert visit.lines[letters + 1].startswith("│ ·  ·  ·  ·  ◐  ")


async def test_the_day_moves_on_while_another_screen_is_open(stage: Stage) -> None:
    async with stage.open("h") as visit:
        stage.clock.passed += 24 * 3600
        await visit.press("escape")
        assert visit.lines[0].endswith("Sat 21 Nov")


async def test_a_small_terminal_shows_at_least_four_keys_and_help(stage: Stage) -> None:
    async with stage.open(size=SMALL_SIZE) as visit:
        keys = visit.keys.split("   ")
        assert keys[0] == "⏎ Start"
        assert keys[-1] == "? Help"
        assert len(keys) >= 5


async def test_a_change_of_size_draws_today_anew(stage: Stage) -> None:
    async with stage.open() as visit:
        await visit.pilot.resize_terminal(*WIDE_SIZE)
        assert listed(visit.lines) == TIMES
        assert "Pain before, 6 weeks" in visit.text
        await visit.pilot.resize_terminal(*SMALL_SIZE)
        assert listed(visit.lines) == TIMES
        assert "Pain before, 3 weeks" in visit.text


async def test_the_palette_changes_the_theme_explains_and_quits(stage: Stage) -> None:
    async with stage.open("ctrl+p") as visit:
        for word in ("Light or dark", "Help", "Quit"):
            assert word in visit.text
        assert "Screenshot" not in visit.text
        await visit.press(*"light", "enter")
        assert visit.app.theme == "unkink-light"
        await visit.press("ctrl+p", *"light", "enter")
        assert visit.app.theme == "unkink-dark"
        await visit.press("ctrl+p", *"help", "enter")
        assert visit.where == "Help"


async def test_enter_twice_in_the_palette_does_one_thing(stage: Stage) -> None:
    async with stage.open("ctrl+p", *"light") as visit:
        await visit.press_at_once("enter", "enter")
        assert visit.where == "Today"
        assert visit.app.theme == "unkink-light"


async def test_the_palette_does_nothing_where_nothing_is_called_that(stage: Stage) -> None:
    async with stage.open("ctrl+p", *"xyz", "enter") as visit:
        assert visit.where == "Palette"
        assert "Nothing is called that." in visit.text
        await visit.press("escape")
        assert visit.where == "Today"


async def test_the_arrows_choose_in_the_palette(stage: Stage) -> None:
    async with stage.open("ctrl+p", "down", "enter") as visit:
        assert visit.where == "Settings"
        await visit.press("escape", "ctrl+p", "down", "down", "up", "enter")
        assert visit.where == "Settings"


async def test_enter_held_down_asks_one_question(stage: Stage) -> None:
    async with stage.open() as visit:
        await visit.press_at_once("enter", "enter", "enter")
        assert [type(screen).__name__ for screen in visit.app.screen_stack] == [
            "TodayScreen",
            "CheckInScreen",
        ]


async def test_a_history_that_cannot_be_read_just_now_does_not_end_the_app(stage: Stage) -> None:
    async with stage.open("d") as visit:
        with stage.locked("EXCLUSIVE"):
            await visit.press("escape")
            assert visit.where == "Today"
            assert visit.app.is_running
            assert "cannot be read" in visit.text
