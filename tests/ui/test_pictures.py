"""A picture of each screen as text; UNKINK_DRAW=1 draws them anew, to be looked at in the diff."""

import os
from pathlib import Path

import pytest
from rich.style import Style

from tests.ui.stage import DESIGN_SIZE, SMALL_SIZE, Stage

PICTURES = Path(__file__).parent / "pictures"
DRAW = bool(os.environ.get("UNKINK_DRAW"))

KEYS = {
    "today": [],
    "today-bad-file": ["end"],
    "check-in": ["enter"],
    "check-in-chosen": ["enter", "4"],
    "practice-set-up": ["enter", "4", "enter"],
    "practice-paused": ["enter", "4", "enter", "n", "space"],
    "hurt": ["enter", "4", "enter", "x"],
    "hurt-eased-off": ["enter", "4", "enter", "x", "5", "a", "enter"],
    "hurt-session-ended": ["enter", "4", "enter", "x", "6", "enter"],
    "rest": ["enter", "3", "enter", "x", "5", "enter"],
    "rest-day": ["enter", "9", "enter"],
    "gentle": ["enter", "6", "enter"],
    "signs": ["s"],
    "screening": ["s", "n", "n", "n", "enter"],
    "emergency": ["s", "y"],
    "stopped": ["enter", "4", "enter", "s"],
    "summary": ["h", "enter"],
    "history": ["h"],
    "trends": ["t"],
    "details": ["d"],
    "help": ["question_mark"],
    "entry": ["h", "e"],
    "settings": ["comma"],
    "settings-bad-file": ["comma", "end"],
    "settings-typing": ["comma", *9 * ["down"], "enter", *"112"],
}
SIZES = {"80x24": DESIGN_SIZE, "60x20": SMALL_SIZE, "120x40": (120, 40)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [*KEYS, "resume"])
async def test_every_screen_looks_as_it_does_in_its_picture(
    stage: Stage, name: str, size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "resume":
        async with stage.practising() as visit:
            await visit.let_pass(20)
    else:
        stage.add_sample()
    if name == "today-bad-file":
        stage.routine("bad", 'name = "Mine"\nnotes = "?"\n\n[[items]]\nstretch = "knee"\n')
    if name == "settings-bad-file":
        stage.settings.write_text("voise = true\nbell = true\nday_begins = 13\n", "utf-8")
    monkeypatch.chdir(stage.settings.parent)
    stage.settings = Path(stage.settings.name)  # no two runs have the same folder
    async with stage.open(*KEYS.get(name, []), size=SIZES[size]) as visit:
        drawn = visit.text + "\n"
    file = PICTURES / f"{name}-{size}.txt"
    if DRAW:
        PICTURES.mkdir(exist_ok=True)
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")


def is_of_24_bits(look: Style) -> bool:
    return not look.dim and all(c is None or c.triplet for c in (look.color, look.bgcolor))


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("keys", [*KEYS.values(), ["h", "slash"], ["ctrl+p"]], ids=str)
async def test_no_colour_is_left_to_the_terminal_to_choose(
    stage: Stage, keys: list[str], theme: str
) -> None:
    stage.add_sample()
    stage.settings.write_text(f'theme = "{theme}"\nvoise = true\n', "utf-8")
    async with stage.open(*keys) as visit:
        visit.app.notify("Not backed up today.", severity="warning")
        await visit.pilot.pause()
        assert [look for look in visit.looks if not is_of_24_bits(look)] == []


async def test_an_empty_home_looks_as_it_does_in_its_picture(stage: Stage) -> None:
    async with stage.open() as visit:
        drawn = visit.text + "\n"
    file = PICTURES / "today-first-time-80x24.txt"
    if DRAW:
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")
