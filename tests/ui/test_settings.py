"""Settings: one list, every change saved and in force at once, and nothing lost of the file."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from tests.ui.stage import DESIGN_SIZE, SMALL_SIZE, Stage, Visit
from tracker.settings import read, save
from tracker.settings.table import SETTINGS
from tracker.ui.theme import DARK, LIGHT

ROWS = list(SETTINGS)


def to(key: str) -> list[str]:
    """Return the keys from Today to the row of a setting."""
    return ["comma", *ROWS.index(key) * ["down"]]


def row(visit: Visit, name: str) -> str:
    """Return what stands on the row of a setting, from its name on."""
    (line,) = [line for line in visit.lines[:14] if f" {name} " in line]
    return " ".join(line[line.index(name) :].split())


def background(visit: Visit) -> str:
    return visit.screen.styles.background.hex.lower()


async def test_every_setting_stands_there_with_its_value(stage: Stage) -> None:
    stage.settings.write_text("voice = false\nday_begins = 3\n", "utf-8")
    async with stage.open("comma") as visit:
        assert visit.where == "Settings"
        assert row(visit, "Voice") == "Voice ‹ off ›"
        assert row(visit, "Tones") == "Tones on"
        assert row(visit, "Day begins at") == "Day begins at 03:00"
        assert row(visit, "Emergency number") == "Emergency number none"
        assert all(f" {one.name} " in f"{visit.text} " for one in SETTINGS.values())


@pytest.mark.parametrize("size", [DESIGN_SIZE, SMALL_SIZE])
async def test_the_setting_under_the_cursor_is_explained_with_its_key_and_source(
    stage: Stage, size: tuple[int, int]
) -> None:
    stage.settings.write_text("# mine\nbell = true\n", "utf-8")
    async with stage.open("comma", size=size) as visit:
        for key, setting in SETTINGS.items():
            text = " ".join(visit.text.split())
            assert setting.rule.about in text
            assert f"{key}: " in text
            assert ("line 2 of the file" if key == "bell" else "the default") in text
            await visit.press("down")


async def test_the_file_is_named(stage: Stage) -> None:
    async with stage.open("comma", size=(200, 24)) as visit:
        assert str(stage.settings) in visit.text
    assert not stage.settings.exists()


@pytest.mark.parametrize("key", ["enter", "space", "left", "right"])
async def test_every_changing_key_switches_a_switch_and_saves_it(stage: Stage, key: str) -> None:
    async with stage.open("comma", key) as visit:
        assert row(visit, "Voice") == "Voice ‹ off ›"
        assert read(stage.settings).values.voice is False
        assert "line 2 of the file" in visit.text
        await visit.press(key)
        assert row(visit, "Voice") == "Voice ‹ on ›"
        assert read(stage.settings).values.voice is True


async def test_left_and_right_stop_at_the_ends_and_enter_goes_round(stage: Stage) -> None:
    async with stage.open(*to("weekly_target"), "right", "right", "right") as visit:
        assert row(visit, "Days a week") == "Days a week ‹ 7"
        await visit.press("enter")
        assert row(visit, "Days a week") == "Days a week 1 ›"
        await visit.press("left")
        assert row(visit, "Days a week") == "Days a week 1 ›"
        assert read(stage.settings).values.weekly_target == 1


async def test_a_limit_for_pain_cannot_be_made_looser(stage: Stage) -> None:
    async with stage.open(*to("session_ends_at"), "right", "right") as visit:
        assert row(visit, "Pain that ends a session") == "Pain that ends a session ‹ 6"
        assert not stage.settings.exists()
        await visit.press("left")
        assert read(stage.settings).values.session_ends_at == 5


async def test_a_click_on_the_row_of_the_cursor_changes_it(stage: Stage) -> None:
    async with stage.open("comma") as visit:
        await visit.click_text("Tones")
        assert not stage.settings.exists()
        await visit.click_text("Tones")
        assert read(stage.settings).values.tones is False


async def test_the_colours_change_at_once_and_are_there_at_the_next_start(stage: Stage) -> None:
    async with stage.open(*to("theme"), "enter") as visit:
        assert row(visit, "Colours") == "Colours ‹ light ›"
        assert visit.app.theme == LIGHT.name
        assert background(visit) == LIGHT.background
    async with stage.open() as visit:
        assert visit.app.theme == LIGHT.name
        assert background(visit) == LIGHT.background
        assert visit.app.has_class("-light-mode")


async def test_light_or_dark_in_the_palette_is_remembered(stage: Stage) -> None:
    async with stage.open("ctrl+p", *"light", "enter") as visit:
        await visit.until(lambda: visit.app.theme == LIGHT.name)
    assert read(stage.settings).values.theme == "light"
    async with stage.open() as visit:
        visit.app.action_light_or_dark()
        assert visit.app.theme == DARK.name
    assert read(stage.settings).values.theme == "dark"


async def test_light_or_dark_still_changes_when_it_cannot_be_saved(stage: Stage) -> None:
    stage.settings.write_text("theme = \n", "utf-8")
    async with stage.open() as visit:
        visit.app.action_light_or_dark()
        await visit.pilot.pause()
        assert visit.app.theme == LIGHT.name
        assert "Not saved until this is mended" in visit.text
        await visit.press("comma", "escape")
        assert visit.app.theme == LIGHT.name
        visit.app.action_light_or_dark()
        assert visit.app.theme == DARK.name
    assert stage.settings.read_text("utf-8") == "theme = \n"


async def test_the_emergency_number_is_typed_saved_and_taken_away(stage: Stage) -> None:
    async with stage.open(*to("emergency_number"), "enter", *"11x2") as visit:
        assert visit.keys == "⏎ Save   esc Back   f1 Help"
        await visit.press("enter")
        assert row(visit, "Emergency number") == "Emergency number 112 ⏎"
        assert read(stage.settings).values.emergency_number == "112"
        await visit.press("space", *3 * ["backspace"], "enter")
        assert row(visit, "Emergency number") == "Emergency number none ⏎"
        assert read(stage.settings).values.emergency_number == ""


@pytest.mark.parametrize("key", ["enter", "space", "left", "right"])
async def test_every_changing_key_begins_to_type_a_number(stage: Stage, key: str) -> None:
    async with stage.open(*to("emergency_number"), key, "7", "enter"):
        assert read(stage.settings).values.emergency_number == "7"


async def test_moving_away_leaves_what_was_being_typed_behind(stage: Stage) -> None:
    async with stage.open(*to("emergency_number"), "enter", "7") as visit:
        await visit.click_text("Day begins at")
        assert visit.keys == "⏎ Change   ← → Adjust   esc Back   ? Help"
        assert row(visit, "Emergency number") == "Emergency number none"
    assert not stage.settings.exists()


async def test_escape_leaves_the_number_as_it_was_and_then_the_screen(stage: Stage) -> None:
    async with stage.open(*to("emergency_number"), "enter", "1", "escape") as visit:
        assert visit.where == "Settings"
        assert row(visit, "Emergency number") == "Emergency number none ⏎"
        await visit.press("escape")
        assert visit.where == "Today"
    assert not stage.settings.exists()


async def test_a_number_without_a_digit_is_refused_in_place(stage: Stage) -> None:
    async with stage.open(*to("emergency_number"), "enter", "(", "enter") as visit:
        assert "emergency_number: '(' is no number to call" in visit.text
        await visit.press("1", "enter")
        assert "no number to call" not in visit.text
        assert read(stage.settings).values.emergency_number == "(1"


async def test_what_others_wrote_into_the_file_stays_and_counts(stage: Stage) -> None:
    stage.settings.write_text("# mine\nvoice = true # loud\n", "utf-8")
    async with stage.open("comma") as visit:
        stage.settings.write_text("# mine\nvoice = true # loud\nbell = true\n", "utf-8")
        await visit.press("enter")
        assert row(visit, "Bell") == "Bell on"
    text = stage.settings.read_text("utf-8")
    assert text == "# mine\nvoice = false # loud\nbell = true\n"


async def test_what_was_written_since_the_start_is_there_when_the_screen_opens(
    stage: Stage,
) -> None:
    async with stage.open() as visit:
        save(stage.settings, "theme", "light")
        await visit.press("comma")
        assert row(visit, "Colours") == "Colours light"
        assert visit.app.theme == LIGHT.name


async def test_mistakes_in_the_file_are_told_at_the_start_and_named_on_the_screen(
    stage: Stage,
) -> None:
    stage.settings.write_text("voise = true\nbell = 1\nweekly_target = 3\nx = 1\n", "utf-8")
    stage.add_session(days_ago=1)
    async with stage.open() as visit:
        assert "1 of 3 this week" in visit.lines[0]
        assert "settings.toml has 3 mistakes." in visit.text
        await visit.press("comma")
        assert "! line 1: voise: no such field; did you mean 'voice'?" in visit.text
        assert "! line 2: bell: 1 is a number, wanted true or false" in visit.text
        assert "! 1 more mistake: `unkink settings` names them" in visit.text
        await visit.press("down", "down", "enter")
        assert "! line 2" not in visit.text
        assert "! line 4: x: no such field" in visit.text
    assert tomllib.loads(stage.settings.read_text("utf-8"))["voise"] is True


async def test_a_broken_file_is_not_written_over_and_the_screen_says_so(stage: Stage) -> None:
    stage.settings.write_text("voice = \n", "utf-8")
    async with stage.open("comma", "enter", size=(120, 24)) as visit:
        assert (
            row(visit, "Voice")
            == "Voice ‹ on › Says aloud what comes next, in this computer's voice."
        )
        assert "Not saved until this is mended" in visit.text
    assert stage.settings.read_text("utf-8") == "voice = \n"


async def test_what_a_fault_quotes_is_plain_text(stage: Stage) -> None:
    stage.settings.write_text('"[@click=app.quit]x[/]" = 1\ntheme = "[/b]\\u001b"\n', "utf-8")
    async with stage.open("comma") as visit:
        assert "[@click=app.quit]x[/]" in visit.text
        assert "[/b]" in visit.text


async def test_the_week_is_counted_in_days_against_the_target_and_never_blames(
    stage: Stage,
) -> None:
    stage.settings.write_text("weekly_target = 2\n", "utf-8")
    async with stage.open() as visit:
        assert "this week" not in visit.lines[0]
    stage.add_session(days_ago=1)
    stage.add_session(days_ago=1.01)
    async with stage.open(*to("weekly_target"), "escape") as visit:
        assert visit.lines[0].endswith("1 of 2 this week")
        await visit.press(*to("weekly_target"), "right", "escape")
        assert visit.lines[0].endswith("1 of 3 this week")
    stage.add_session(days_ago=2)
    stage.add_session(days_ago=3)
    stage.add_session(days_ago=4)
    async with stage.open() as visit:
        assert visit.lines[0].endswith("4 days this week")


async def test_a_new_hour_decides_which_day_it_is_and_moves_no_day_that_was_written(
    stage: Stage,
) -> None:
    stage.routine("one-second")
    stage.clock.slept = -timedelta(hours=1).total_seconds()
    async with stage.open(start="one-second") as visit:
        await visit.press("s", "s", "s", "enter")
    stored = stage.rows("SELECT day FROM session")
    assert stored == [("2026-11-20",)]
    stage.settings.write_text("day_begins = 12\n", "utf-8")
    async with stage.open() as visit:
        assert "Thu 19 Nov" in visit.lines[0]
        await visit.press("h")
        assert "Fri 20 Nov" in visit.lines[2]
        await visit.press("a", "tab", "tab", "5", "enter")
    assert stage.rows("SELECT day FROM session ORDER BY day") == [("2026-11-19",), *stored]
    assert stage.rows("SELECT DISTINCT day FROM rating") == [("2026-11-19",)]


async def test_settings_do_not_open_in_the_middle_of_a_session(stage: Stage) -> None:
    async with stage.practising() as visit:
        visit.app.action_settings()
        await visit.press("comma")
        assert visit.where == "Practice"
        assert "Settings" not in [one.title for one in visit.app.get_system_commands(visit.screen)]


async def test_settings_open_once_from_the_palette_too(stage: Stage) -> None:
    async with stage.open("h", "ctrl+p", *"settings", "enter") as visit:
        await visit.until(lambda: visit.where == "Settings")
        visit.app.action_settings()
        await visit.press("escape")
        assert visit.where == "History"


async def test_colours_changed_in_the_palette_are_shown_in_the_list(stage: Stage) -> None:
    async with stage.open(*to("theme")) as visit:
        visit.app.action_light_or_dark()
        await visit.pilot.pause()
        assert row(visit, "Colours") == "Colours ‹ light ›"
        assert "line 2 of the file" in visit.text


@pytest.mark.parametrize("name", ["unkink.db/settings.toml", "x" * 300])
async def test_a_place_that_cannot_be_read_or_written_stops_nothing(
    stage: Stage, tmp_path: Path, name: str
) -> None:
    assert stage.store
    stage.settings = tmp_path / name
    async with stage.open() as visit:
        assert visit.where == "Today"
        await visit.press("comma", "enter")
        assert "Not saved" in visit.text
        assert row(visit, "Voice") == "Voice ‹ on ›"
