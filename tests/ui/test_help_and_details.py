"""Help explains every key of every screen; Details is a routine to read."""

import importlib
import pkgutil

import pytest
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

import tracker.ui.screens
import tracker.ui.widgets
from tests.ui.stage import SMALL_SIZE, Stage
from tracker.ui.app import UnkinkApp
from tracker.ui.screens.help import HelpScreen

ROADS = {
    "Today": [],
    "CheckIn": ["enter", "5"],
    "Practice": ["enter", "5", "enter"],
    "Hurt": ["enter", "5", "enter", "x", "3"],
    "Signs": ["s"],
    "Screening": ["s", "n", "n", "n", "enter", "end"],
    "Emergency": ["s", "y"],
    "Summary": ["h", "down", "enter"],
    "History": ["h", "d"],
    "Trends": ["t"],
    "Details": ["d"],
    "Help": ["question_mark"],
    "Entry": ["h", "a"],
    "Settings": ["comma"],
}
"""The keys to every screen, pressed so far that all its keys make sense."""


def own_classes(package: object) -> set[type[Widget]]:
    """Return every class of ours that is defined in a package of screens or widgets."""
    path, name = package.__path__, package.__name__  # type: ignore[attr-defined] # a package, given as an object
    modules = [
        importlib.import_module(f"{name}.{each.name}") for each in pkgutil.iter_modules(path)
    ]
    classes = (one for module in modules for one in vars(module).values() if isinstance(one, type))
    return {one for one in classes if issubclass(one, Widget) and one.__module__.startswith(name)}


SCREENS = sorted(own_classes(tracker.ui.screens), key=lambda one: one.__name__)
WITH_KEYS = [*SCREENS, *sorted(own_classes(tracker.ui.widgets), key=lambda one: one.__name__)]


@pytest.mark.parametrize("owner", [UnkinkApp, *WITH_KEYS], ids=lambda owner: owner.__name__)
def test_every_key_says_what_it_does_and_every_shown_one_has_an_id(owner: type[Widget]) -> None:
    bindings = [one for one in vars(owner).get("BINDINGS", ()) if isinstance(one, Binding)]
    assert len(bindings) == len(vars(owner).get("BINDINGS", ()))
    for binding in bindings:
        assert binding.tooltip, binding
        assert binding.id or not binding.show, binding


def test_ids_of_keys_are_given_once() -> None:
    owners = [UnkinkApp, *WITH_KEYS]
    ids = [one.id for owner in owners for one in vars(owner).get("BINDINGS", ()) if one.id]
    assert len(ids) == len(set(ids))
    assert "today.start" in ids


def test_every_screen_but_help_says_what_it_is_for() -> None:
    screens = [
        one for one in SCREENS if issubclass(one, Screen) and one.__name__ not in ("Room", "Sheet")
    ]
    assert len(screens) >= 9
    assert {one for one in screens if not getattr(one, "ABOUT", "")} <= {HelpScreen}


@pytest.mark.parametrize("name", [name for name in ROADS if name not in ("Help", "Entry")])
async def test_help_lists_every_key_that_has_something_to_say(stage: Stage, name: str) -> None:
    stage.add_session(days_ago=1)
    stage.add_session(days_ago=2)
    async with stage.open(*ROADS[name], size=(100, 60)) as visit:
        assert visit.where == name
        active = list(visit.screen.active_bindings.values())
        about = getattr(visit.screen, "ABOUT", "")
        offered = visit.screen.check_action
        own = {
            one.tooltip
            for one in vars(type(visit.screen))["BINDINGS"]
            if "(" in one.action or offered(one.action, ())
        }
        await visit.press("question_mark")
        assert visit.where == "Help"
        text = " ".join(visit.text.split())
        assert about in text
        told = {one.binding.tooltip for one in active if one.binding.tooltip}
        assert own <= told
        for tooltip in told:
            assert tooltip in text
        await visit.press("escape")
        assert visit.where == name


async def test_help_is_not_explained_by_another_help(stage: Stage) -> None:
    async with stage.open("question_mark", "question_mark") as visit:
        assert visit.where == "Today"


async def test_long_help_can_be_scrolled_on_a_small_terminal(stage: Stage) -> None:
    async with stage.open("question_mark", size=(60, 20)) as visit:
        top = visit.text
        await visit.press("end")
        await visit.pilot.wait_for_animation()
        assert visit.text != top
        assert "ctrl q" in top + visit.text


async def test_details_tell_every_stretch_with_dose_words_and_provenance(stage: Stage) -> None:
    stage.routine("one-second")
    async with stage.open(size=(100, 80)) as visit:
        while "╭─ One second ─" not in visit.lines[1]:
            await visit.press("down")
        await visit.press("d")
        text = " ".join(visit.text.split())
        assert visit.lines[0].split() == ["One", "second", "0:38"]
        knee = stage.library.stretch("knee-to-chest")
        for words in (*knee.steps, knee.feel, knee.not_feel, knee.easier, knee.provenance):
            assert words in text
        assert "1 Knee to chest on your back · 1 s × 1 left leg" in text
        assert "2 Trunk rotation on your back · 1 s × 2 right side" in text


async def test_details_start_their_routine(stage: Stage) -> None:
    async with stage.open("down", "d", "enter") as visit:
        assert visit.where == "CheckIn"
        assert visit.lines[0].startswith(" Article 2 ")
        await visit.press("escape")
        assert visit.where == "Today"


@pytest.mark.parametrize("key", ["escape", "d"])
async def test_details_close_without_starting(stage: Stage, key: str) -> None:
    async with stage.open("d", key) as visit:
        assert visit.where == "Today"
        assert stage.sessions() == []


async def test_the_arrows_read_on(stage: Stage) -> None:
    async with stage.open("d", size=SMALL_SIZE) as visit:
        top = visit.text
        await visit.press("down")
        await visit.pilot.wait_for_animation()
        assert visit.text != top
        await visit.press("end")
        await visit.pilot.wait_for_animation()
        assert "5 Cat-cow" in visit.text or "Usual dose" in visit.text
        await visit.press("home")
        await visit.pilot.wait_for_animation()
        assert visit.text == top
