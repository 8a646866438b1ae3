"""A session is called out: each cue once, in order, at its second; by sound, bell or light."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.ui.stage import LENGTHS, Stage, Visit
from tracker.core.calls import Call
from tracker.cues import Recording
from tracker.settings import Settings


class Room:
    """Surroundings that write down what they were asked for."""

    def __init__(self) -> None:
        self.sounds = Recording()
        self.opened: list[Settings] = []
        self.left = 0

    @contextmanager
    def open(self, settings: Settings) -> Iterator[Recording]:
        self.opened.append(settings)
        try:
            yield self.sounds
        finally:
            self.left += 1

    @property
    def words(self) -> list[str]:
        return [call.words for call in self.sounds.calls if call.words]

    @property
    def tones(self) -> list[str]:
        return [call.tone for call in self.sounds.calls if call.tone]


async def finely(visit: Visit, seconds: float) -> None:
    """Let time pass with a look every quarter of a second, as the timers of the screen have it."""
    for _ in range(round(seconds * 4)):
        await visit.let_pass(0.25)


@pytest.fixture
def room(stage: Stage) -> Room:
    room = Room()
    stage.surroundings = room.open
    return room


async def test_a_whole_routine_is_called_out_with_no_key_between_the_ratings(
    stage: Stage, room: Room
) -> None:
    async with stage.practising() as visit:
        await finely(visit, sum(LENGTHS))
        assert visit.where == "CheckIn"
    assert room.words == [
        "Knee to chest. On your back. Left leg.",
        "ease in",
        "hold",
        "ease out slowly",
        "Next: Trunk rotation. Right side.",
        "ease in",
        "hold",
        "ease out slowly",
        "ease in",
        "hold",
        "ease out slowly",
        "done",
    ]
    assert room.tones.count("begin") == 3
    assert room.tones.count("end") == 4  # the last with "done"


async def test_a_cue_sounds_at_its_second_and_not_before(stage: Stage, room: Room) -> None:
    async with stage.practising() as visit:
        await finely(visit, 11.75)
        assert room.words[-1] == "ease in"
        await visit.let_pass(0.25)
        assert room.words[-1] == "hold"
        assert room.tones[-4:] == ["tick", "tick", "tick", "begin"]


async def test_a_pause_is_called_out_and_so_is_going_on(stage: Stage, room: Room) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(2)
        await visit.press("space")
        assert room.words[-1] == "paused"
        await visit.press("space")
        assert room.words[-1] == "go on"


async def test_muted_it_calls_nothing_until_it_is_told_to(stage: Stage, room: Room) -> None:
    async with stage.practising() as visit:
        await visit.press("m")
        before = len(room.sounds.calls)
        assert "Muted. m sounds again." in visit.text
        await visit.let_pass(10.5)
        assert len(room.sounds.calls) == before
        await visit.press("m")
        assert "Muted" not in visit.text
        await visit.let_pass(2)
        assert room.words[-1] == "hold"


async def test_what_cannot_sound_is_said_on_the_screen(stage: Stage, room: Room) -> None:
    room.sounds.trouble = "No sound: neither was found."
    async with stage.practising() as visit:
        assert "No sound here. `unkink cues test` says why." in visit.text
        await visit.press("space")
        assert "No sound" not in visit.text


async def test_the_surroundings_are_left_when_the_session_is(stage: Stage, room: Room) -> None:
    async with stage.practising() as visit:
        assert (len(room.opened), room.left) == (1, 0)
        await visit.press("s", "s", "enter")
        assert visit.where == "Today"
        assert room.left == 1


async def test_without_surroundings_there_is_nothing_to_mute(stage: Stage) -> None:
    async with stage.practising(size=(120, 40)) as visit:
        assert "Mute" not in visit.keys
        await visit.press("m")
        assert "Muted" not in visit.text


async def test_the_bell_rings_and_the_screen_lights_up_where_that_is_wanted(
    stage: Stage, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.settings.write_text("bell = true\nflash = true\n")
    async with stage.practising() as visit:
        rung: list[bool] = []
        monkeypatch.setattr(visit.app, "bell", lambda: rung.append(True))
        await visit.let_pass(12.0)
        assert rung == [True]
        assert visit.screen.has_class("-flash")
        await visit.until(lambda: not visit.screen.has_class("-flash"))
    assert Call("", "tick") in room.sounds.calls


async def test_without_motion_the_figure_shows_what_is_held_at_once(stage: Stage) -> None:
    stage.settings.write_text("motion = false\n")
    async with stage.practising() as visit:
        await visit.let_pass(10.1)
        eased = visit.lines[1:12]
        await visit.let_pass(1.5)
        assert [line[:48] for line in visit.lines[1:12]] == [line[:48] for line in eased]
