"""The real program in a real terminal: a session by keys alone, and a first paint kept short."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.process import clean_environment
from tests.bench.screen import has_words
from tests.ui.stage import Stage
from tracker.settings import read

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
if sys.platform != "win32":
    import termios

    from tests.bench.terminal import Terminal
    from tests.faults.home import Home

ROOT = Path(__file__).parents[2]
UNKINK = str(Path(sys.executable).with_name("unkink"))
SHORT = """\
name = "One second"

[[items]]
stretch = "knee-to-chest"
side = "left"
hold_seconds = 1
reps = 1

[[items]]
stretch = "trunk-rotation"
side = "right"
hold_seconds = 1
reps = 1
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Give an environment in which everything of unkink's lives in a folder of the test."""
    return clean_environment(tmp_path, UNKINK_HOME=str(tmp_path), PYTHONPATH=str(ROOT))


def test_a_session_goes_from_the_question_to_the_summary_by_keys_alone(
    tmp_path: Path, home: dict[str, str]
) -> None:
    own = Home.prepared(tmp_path).folder / "routines"  # whose answers about safety are of today
    (own / "one-second.toml").write_text(SHORT, "utf-8")
    with Terminal([UNKINK, "start", "one-second"], home) as terminal:
        terminal.wait_for(has_words("How strong is your back pain right now?", "before"))
        terminal.write("5")
        terminal.wait_for(has_words("5 · moderate", "Confirm"))
        terminal.write("\r")
        terminal.wait_for(has_words("KNEE TO CHEST", "get ready", "stretch 1 of 2"))
        during = termios.tcgetattr(terminal._master)
        terminal.write("n")
        terminal.wait_for(has_words("ease out slowly"))
        terminal.write("n")
        terminal.wait_for(has_words("TRUNK ROTATION", "get ready"))
        terminal.write("q\x11n")
        terminal.wait_for(has_words("ease out slowly"))
        terminal.write("n")
        terminal.wait_for(has_words("That was the last stretch."))
        terminal.write("3")
        terminal.wait_for(has_words("3 · mild", "Confirm"))
        terminal.write("\r")
        terminal.wait_for(has_words("Done.", "5 → 3", "0:02 of 0:02 planned"))
        terminal.write("\r")
        terminal.wait_for(has_words("Routines", "1 of 5 this week"))
        terminal.write("q")
        assert terminal.wait_exit().code == 0
        assert terminal.output.count(b"\x1b[?1049h") == terminal.output.count(b"\x1b[?1049l") == 1
        assert terminal.output.rindex(b"\x1b[?25h") > terminal.output.rindex(b"\x1b[?25l")
        modes = termios.tcgetattr(terminal._master)[3]
        assert modes & termios.ICANON
        assert modes & termios.ECHO
        assert not during[3] & (termios.ICANON | termios.ECHO)
    command = [UNKINK, "history", "--json"]
    printed = subprocess.run(command, env=home, check=True, capture_output=True, text=True).stdout
    (session,) = json.loads(printed)
    assert (session["pain_before"], session["pain_after"]) == (5, 3)
    assert (session["routine"], session["outcome"]) == ("one-second", "finished")
    kinds = ["set-up", "ease in", "hold", "ease out"]
    assert [step["kind"] for step in session["steps"]] == 2 * kinds
    outcomes = ["skipped", "done", "done", "skipped"]
    assert [step["outcome"] for step in session["steps"]] == 2 * outcomes
    assert session["held_seconds"] == pytest.approx(2.0)


FIRST_PAINT = """
import json, sys
from pathlib import Path
from tracker.library import load
from tracker.paths import built_in
from tracker.store import open_store
from tracker.settings import read
from tracker.ui.app import UnkinkApp
from tracker.cli.parts import clock, now

def painted():
    Path(sys.argv[2]).write_text(json.dumps(sorted(sys.modules)))
    app.exit(0)

store = open_store(Path(sys.argv[1]))
app = UnkinkApp(
    load(built_in(), None),
    store,
    clock=clock,
    now=now,
    settings=read(Path(sys.argv[3]), Path(sys.argv[3]).with_suffix(".json")),
    painted=painted,
)
app.run()
"""


@pytest.mark.parametrize("kind", ["empty", "full", "with settings"])
def test_the_first_paint_loads_nothing_that_a_later_screen_needs(
    stage: Stage, home: dict[str, str], tmp_path: Path, kind: str
) -> None:
    if kind == "full":
        stage.add_sample()
    if kind == "with settings":
        stage.settings.write_text("weekly_target = 3\n", "utf-8")
        read(stage.settings, stage.settings.with_suffix(".json"))
    assert stage.store
    loaded = tmp_path / "modules.json"
    command = [
        sys.executable,
        "-c",
        FIRST_PAINT,
        *map(os.fspath, (stage.database, loaded, stage.settings)),
    ]
    with Terminal(command, home) as terminal:
        assert terminal.wait_exit(20).code == 0
        assert "Article 1" in terminal.output.decode()
    modules = set(json.loads(loaded.read_text()))
    assert "tracker.ui.screens.today" in modules
    assert modules & {"plotext", "sqlite_utils", "tomlkit"} == set()
    settings = {name for name in modules if name.startswith("tracker.settings.")}
    needed = {"file", "value"} | ({"cache"} if kind == "with settings" else set())
    assert settings == {f"tracker.settings.{name}" for name in needed}
    screens = {name for name in modules if name.startswith("tracker.ui.screens.")}
    assert screens == {"tracker.ui.screens.today", "tracker.ui.screens.room"}
