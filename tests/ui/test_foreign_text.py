"""Text that others wrote is shown, and never obeyed: not by the app, not by the terminal."""

import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.bench.process import clean_environment
from tests.bench.screen import has_words
from tests.bench.terminal import Terminal
from tests.ui.hostile import COMMANDING, COMMANDS, FORBIDDEN, MARK, TEXTS, library
from tests.ui.stage import NOW, SMALL_SIZE, Stage, Visit
from tracker.store.rows import NewSession, new_id

ROOT = Path(__file__).parents[2]
each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def check(visit: Visit, where: str) -> None:
    """The screen is there, shows the text, and every line of it is clean and fits."""
    assert visit.app.is_running
    assert visit.where == where
    assert MARK in visit.text
    assert not FORBIDDEN.search(visit.text.replace("\n", "")), where
    too_long = [line for line in visit.lines if cell_len(line) > visit.app.size.width]
    assert too_long == [], where


def spoil(stage: Stage, text: str) -> None:
    """Write the text over every word of the history that is foreign."""
    stage.add_session("evil-0", "Bedtime", note="n")
    with stage.store.db.conn as connection:
        connection.execute("UPDATE session SET routine_name = ?, note = ?", [text, text[:500]])


@each_text
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


@each_text
async def test_in_the_rows_of_the_history_it_is_only_text(stage: Stage, text: str) -> None:
    spoil(stage, text)
    stage.add_session(name="Another", days_ago=3)
    async with stage.open("h", size=(110, 24)) as visit:
        check(visit, "History")
        first, second = (
            next(nth for nth, line in enumerate(visit.lines) if word in line)
            for word in (MARK, "Another")
        )
        assert second == first + 1
        await visit.click_text(MARK)
        assert visit.app.is_running
        await visit.press("escape")
        if visit.where == "Today":  # the click has opened nothing
            await visit.press("h")
        await visit.press("home", "enter")
        check(visit, "Summary")
        await visit.press("escape", "e")
        check(visit, "Entry")


@each_text
async def test_in_an_unfinished_session_it_is_only_text(stage: Stage, text: str) -> None:
    stage.store.begin(NewSession(new_id(), text[:80], text, text, NOW, 60.0, 4))
    async with stage.open() as visit:
        check(visit, "Resume")
        await visit.click_text(MARK)
        check(visit, "Resume")


@each_text
async def test_in_a_toast_it_is_only_text(stage: Stage, text: str) -> None:
    stage.routine("one-second")
    async with stage.open() as visit:
        with stage.locked():
            visit.app.notify(f"Not saved: {text}", severity="error", markup=False)
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
from tests.ui.hostile import COMMANDING, library
from tests.ui.stage import Clock
from tracker.store import open_store
from tracker.ui.app import UnkinkApp

clock = Clock()
store = open_store(Path(sys.argv[1]))
app = UnkinkApp(library(COMMANDING), store, clock=clock.read, now=clock.now)
app.run()
sys.exit(app.return_code)
"""


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
            terminal.wait_for(has_words("Dose from"))
            terminal.write("d")
            terminal.wait_for(has_words("This week"))
        terminal.write("q")
        assert terminal.wait_exit().code == 0
        output = terminal.output
    assert [command for command in COMMANDS if command.encode() in output] == []
    assert b"[@click=app.quit]" in output
