"""Text that others wrote is shown, and never obeyed: not by the app, not by the terminal."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.bench.process import clean_environment
from tests.bench.screen import Frame, has_words
from tests.bench.terminal import Terminal
from tests.ui.hostile import COMMANDING, COMMANDS, FORBIDDEN, MARK, TEXTS, library
from tests.ui.hostile_texts import ALL
from tests.ui.stage import NOW, SMALL_SIZE, Stage, Visit
from tracker.core.errors import TrackerError
from tracker.store.rows import NewSession, new_id
from tracker.ui.screens.room import attempt

ROOT = Path(__file__).parents[2]
THAT_ACT = ("a click", "an end of nothing", "a path", "a title", "a right to left", "lines")
each_that_acts = pytest.mark.parametrize("text", [TEXTS[one] for one in THAT_ACT], ids=THAT_ACT)


def check(visit: Visit, where: str) -> None:
    """The screen is there, shows the text, and every line of it is clean and fits."""
    assert visit.app.is_running
    assert visit.where == where
    assert MARK in visit.text
    assert not FORBIDDEN.search(visit.text.replace("\n", "")), where
    too_long = [line for line in visit.lines if cell_len(line) > visit.app.size.width]
    assert too_long == [], where


def spoil(stage: Stage, session: str, text: str) -> None:
    """Write the text over every word of a session that is foreign, past all checks."""
    sql = "UPDATE session SET routine_name = ?, note = ? WHERE id = ?"
    with closing(sqlite3.connect(stage.database)) as connection, connection:
        connection.execute(sql, [text, text[:500], session])


@each_that_acts
async def test_in_the_rows_and_pages_of_a_routine_it_is_only_text(stage: Stage, text: str) -> None:
    async with stage.open(library=library({"it": text})) as visit:
        check(visit, "Today")
        await visit.click_text(MARK)
        assert visit.app.is_running
        while visit.where != "Today":
            await visit.press("escape")
        await visit.press("end")
        check(visit, "Today")  # the card of the bad file
        await visit.press("home", "d")
        check(visit, "Details")
        await visit.click_text(MARK)
        check(visit, "Details")
        await visit.press("enter")
        check(visit, "CheckIn")
        await visit.press("5", "enter")
        check(visit, "Practice")
        await visit.click_text(MARK)
        await visit.press("n")
        check(visit, "Practice")
        await visit.press("s", "s")
        check(visit, "Summary")
        await visit.click_text(MARK)
        check(visit, "Summary")


async def test_in_the_history_it_is_only_text(stage: Stage) -> None:
    for nth, text in enumerate(TEXTS.values()):
        spoil(stage, stage.add_session("evil-0", days_ago=nth + 1), text)
    async with stage.open("h", size=(110, 24)) as visit:
        check(visit, "History")
        rows = [nth for nth, line in enumerate(visit.lines) if MARK in line]
        assert rows == list(range(rows[0], rows[0] + len(TEXTS)))
        for nth, _ in enumerate(TEXTS):
            await visit.press("home", *["down"] * nth, "enter")
            check(visit, "Summary")
            await visit.press("escape", "e")
            check(visit, "Entry")
            await visit.press("escape")


@each_that_acts
async def test_a_click_on_it_in_the_history_only_chooses_its_row(stage: Stage, text: str) -> None:
    stage.add_session(days_ago=1)
    spoil(stage, stage.add_session(days_ago=2), text)
    async with stage.open("h", size=(110, 24)) as visit:
        await visit.click_text(MARK)
        assert visit.app.is_running
        assert visit.where == "History"


@each_that_acts
async def test_in_an_unfinished_session_it_is_only_text(stage: Stage, text: str) -> None:
    stage.store.begin(NewSession(new_id(), text[:80], text, text, NOW, 60.0, 4))
    async with stage.open() as visit:
        check(visit, "Resume")
        await visit.click_text(MARK)
        check(visit, "Resume")


@each_that_acts
async def test_in_a_toast_it_is_only_text(stage: Stage, text: str) -> None:
    async with stage.open() as visit:

        def fail() -> None:
            raise TrackerError(f"Not saved: {text}")

        assert not attempt(visit.app, fail)
        await visit.pilot.pause()
        check(visit, "Today")
        await visit.click_text(MARK)
        assert visit.app.is_running


@pytest.mark.parametrize("size", [SMALL_SIZE, (120, 40)])
async def test_all_of_them_at_once_fit_on_today(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.open(library=library(TEXTS), size=size) as visit:
        for _ in range(2 * len(TEXTS)):
            check(visit, "Today")
            await visit.press("down")


PROGRAM = """
from pathlib import Path
import sys
from tests.ui.hostile_texts import ALL
from tests.ui.hostile import COMMANDING, library
from tests.ui.stage import ANSWERS, Clock
from tracker.settings import SettingsFile
from tracker.store import open_store
from tracker.ui.app import UnkinkApp

clock = Clock()
store = open_store(Path(sys.argv[1]))
store.add(answers=ANSWERS)
settings = SettingsFile(Path(sys.argv[1]).with_name("settings.toml"))
app = UnkinkApp(
    library(COMMANDING), store, clock=clock.read, now=clock.now, settings=settings
)
app.run()
sys.exit(app.return_code)
"""


async def test_every_text_there_is_has_its_clean_row_on_today(stage: Stage) -> None:
    async with stage.open(library=library(ALL), size=(120, 2 * len(ALL) + 60)) as visit:
        check(visit, "Today")
        rows = [line for line in visit.lines if MARK in line[:48] or "! " in line[:8]]
        assert len(rows) >= 2 * len(ALL)


async def test_every_text_there_is_has_its_clean_row_in_the_history(stage: Stage) -> None:
    for nth, text in enumerate(ALL.values()):
        spoil(stage, stage.add_session("evil-0", days_ago=nth + 1), text.replace("\x00", ""))
    async with stage.open("h", size=(110, len(ALL) + 20)) as visit:
        check(visit, "History")
        assert sum(MARK in line for line in visit.lines) >= len(ALL)


def is_today(frame: Frame) -> bool:
    """Return whether nothing of another screen is left on the terminal."""
    return "This week" in frame.text and "esc Back" not in frame.text


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_no_byte_of_it_commands_a_real_terminal(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "unkink.db")]
    with Terminal(command, clean_environment(tmp_path, PYTHONPATH=str(ROOT)), 100, 40) as terminal:
        terminal.wait_for(has_words("Routines", "Quit"))
        for _ in range(2 * len(COMMANDING) - 1):
            terminal.write("j")
        terminal.wait_for(has_words("This file is left out"))
        for nth, _ in enumerate(COMMANDING):
            terminal.write("\x1b[H" + "j" * nth)
            terminal.write("d")
            terminal.wait_for(has_words("esc Back"))
            terminal.write("d")
            terminal.wait_for(is_today)
        terminal.record_until_quiet(0.3, 5.0)
        terminal.write("q")
        assert terminal.wait_exit().code == 0
        output = terminal.output
    assert [command for command in COMMANDS if command.encode() in output] == []
    assert b"[@click=app.quit]" in output


async def test_a_row_that_stays_as_it_is_is_filtered_only_once(stage: Stage) -> None:
    async with stage.open() as visit:
        first, second = visit.app.get_line_filters(), visit.app.get_line_filters()
        assert [id(one) for one in first] == [id(one) for one in second]
