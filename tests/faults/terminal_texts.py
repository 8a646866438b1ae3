"""Shows every hostile text on a real terminal, and looks at each byte that reached it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.bench.process import clean_environment
from tests.bench.program import NotReachedError
from tests.bench.screen import Frame, has_words
from tests.bench.terminal import Terminal
from tests.ui.hostile_texts import CONTROLS, SEQUENCES, WORDS

ROOT = Path(__file__).parents[2]
SHOWN = {**SEQUENCES, **CONTROLS, **WORDS}
"""All but those that are only strange: the terminal of the tests cannot lay those out."""

PROGRAM = """
from pathlib import Path
import sys
from tests.faults.terminal_texts import SHOWN
from tests.ui.hostile import library
from tests.ui.stage import ANSWERS, Clock
from tracker.settings import SettingsFile
from tracker.store import open_store
from tracker.ui.app import UnkinkApp

clock, folder = Clock(), Path(sys.argv[1])
store = open_store(folder / "unkink.db")
store.add(answers=ANSWERS)
settings = SettingsFile(folder / "settings.toml")
known = library(SHOWN)
app = UnkinkApp(known, store, clock=clock.read, now=clock.now, settings=settings)
app.run()
sys.exit(app.return_code)
"""

POINTER = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""How Textual says what the pointer looks like: nobody's text."""

OBEYED = re.compile(
    rb"\x1b[\]PX^_c(]|[\x00\x07\x0b\x0c\x0e\x0f\x7f]"  # strings of the terminal, C0
    rb"|\xc2[\x80-\x9f]|\xd8\x9c"  # C1, a mark of direction
    rb"|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xaf]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]"
    rb"|\xf3\xa0[\x80\x81]|\xed[\xa0-\xbf]"  # tags, halves of characters
    rb"|\x1b\[(?:31m|2J\x1b\[HZ9|99;99H|3;0;0t|21t|c|6n|1;1r|>31u)Z9"
)
"""Bytes that unkink itself never writes, and that a terminal would obey."""


def leaks(folder: Path) -> list[str]:
    """Return what of the texts reached a terminal that shows all of them, one after the other."""
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    try:
        with Terminal(command, clean_environment(folder, PYTHONPATH=str(ROOT)), 100, 40) as shown:
            shown.wait_for(has_words("Routines", "Quit"))
            for _ in range(2 * len(SHOWN) - 1):
                shown.write("j")
            shown.wait_for(has_words("This file is left out"), 30.0)
            shown.write("\x1b[H")
            for _ in SHOWN:
                shown.write("d")
                shown.wait_for(has_words("esc Back"))
                shown.write("d")
                shown.wait_for(_is_today)
                shown.write("j")
            shown.record_until_quiet(0.3, 5.0)
            shown.write("q")
            code, output = shown.wait_exit().code, shown.output
    except NotReachedError as error:
        return [str(error)]
    output = POINTER.sub(b"", output)
    found = [repr(output[one.start() : one.end() + 12]) for one in OBEYED.finditer(output)]
    return [*found, *([f"it ended with {code}"] if code else [])]


def _is_today(frame: Frame) -> bool:
    return "This week" in frame.text and "esc Back" not in frame.text
