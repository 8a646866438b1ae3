"""R4 in the real app: the disk is full for a while in a session, or until it is left."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.program import NotReachedError
from tests.bench.screen import Frame, has_words
from tests.bench.terminal import Terminal
from tests.faults.home import LONG_ROUTINE, TODAY, UNKINK, Home
from tests.faults.promise import Figure, Size
from tests.faults.shim import build, environment

TOLD_SECONDS: Final = 2.0
SAVED_SECONDS: Final = 5.0
FULL_SECONDS: Final = {"quick": 3.0, "long": 60.0}
NOT_SAVED: Final = "Not saved"
LEFT: Final = re.compile(r"(\d+):(\d\d) left")
MOST_LATE: Final = 2
"""Seconds by which the whole seconds of the screen may differ from the clock at both ends."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A home whose disk is full while the file `full` is there, and another disk that is not."""

    home: Home
    full: Path
    elsewhere: Path
    environment: dict[str, str]

    def practising(self) -> Terminal:
        """Start a session and end its first step, which is saved."""
        terminal = self.home.practising(LONG_ROUTINE, **self.environment)
        try:
            step_on(terminal, "ease in")
        except BaseException:
            terminal.close()
            raise
        return terminal

    def history(self) -> list[tuple[str | None, int | None, list[int]]]:
        """Return outcome, last rating and steps of each session, as the next start finds them."""
        env = self.home.environment(HOME=str(self.elsewhere))
        command = [UNKINK, "history", "--json"]
        said = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
        return [
            (one["outcome"], one["pain_after"], [step["step_index"] for step in one["steps"]])
            for one in json.loads(said)
        ]


def measure(size: Size, folder: Path) -> list[Figure]:
    """Return a figure for a disk that has room again, and for each way to leave before that."""
    library = build(folder)
    ways: dict[str, tuple[Callable[[Scene], str], str, bool]] = {
        f"disk full for {FULL_SECONDS[size]:g} s of a session": (
            lambda scene: for_a_while(scene, FULL_SECONDS[size]),
            f"told in {TOLD_SECONDS:g} s, saved in {SAVED_SECONDS:g} s, 0 lost, 0 doubled",
            True,
        ),
        "started while full": (started, "told, and all saved once there is room", True),
        "left while full": (left, "all in the history at the next start", True),
        "SIGTERM while full": (terminated, "all in the history at the next start", True),
        "kill -9 while full": (killed, "all in the history at the next start", True),
        "left while every disk is full": (lost, "what is lost is said exactly", False),
    }
    scenes = [
        _scene(folder / f"{nth}", library, is_other_disk_free=free)
        for nth, (_, _, free) in enumerate(ways.values())
    ]
    with ThreadPoolExecutor() as pool:
        tellings = [tell for tell, _, _ in ways.values()]
        measured = list(pool.map(_told, tellings, scenes))
    return [
        Figure(broken, promised, said, said.startswith("well"))
        for (broken, (_, promised, _)), said in zip(ways.items(), measured, strict=True)
    ]


def _scene(folder: Path, library: Path, *, is_other_disk_free: bool) -> Scene:
    home = Home.prepared(folder / "home")
    elsewhere, full = folder / "elsewhere", folder / "full"
    elsewhere.mkdir()
    broken = environment(library, home.folder if is_other_disk_free else Path("/"), full)
    return Scene(home, full, elsewhere, broken | {"HOME": str(elsewhere)})


def _told(tell: Callable[[Scene], str], scene: Scene) -> str:
    try:
        return tell(scene)
    except (NotReachedError, subprocess.CalledProcessError, AssertionError) as error:
        return f"failed: {error}"


def for_a_while(scene: Scene, seconds: float) -> str:
    """Fill the disk for so long, with steps that end meanwhile, and then give it room."""
    with scene.practising() as terminal:
        scene.full.touch()
        told = step_on(terminal, "hold")
        shown = terminal.wait_for(has_words(NOT_SAVED))
        told_seconds = shown.at - told
        before = _left_seconds(shown)
        terminal.record(seconds)
        after = terminal.frame
        late = abs((before - _left_seconds(after)) - (after.at - shown.at))
        assert late <= MOST_LATE, f"the clock is {late:.1f} s off"
        assert NOT_SAVED in after.text, "it says no longer that it is not saved"
        terminal.write("n")
        scene.full.unlink()
        freed = time.monotonic()
        saved = terminal.wait_for(lambda frame: NOT_SAVED not in frame.text).at - freed
        steps = scene.home.rows("SELECT step_index FROM step ORDER BY nth")
        assert steps[:3] == [(0,), (1,), (2,)], f"steps {steps}"
        stop(terminal)
        terminal.wait_for(has_words("⏎ Go on"))
        terminal.write("\r")
        terminal.wait_for(TODAY)
    assert told_seconds <= TOLD_SECONDS, f"told after {told_seconds:.1f} s"
    assert saved <= SAVED_SECONDS, f"saved after {saved:.1f} s"
    return _compared(scene, f"told in {told_seconds:.1f} s, saved {saved:.1f} s after")


def started(scene: Scene) -> str:
    """Start unkink and a session on a disk that is full, and give it room in the middle."""
    scene.full.touch()
    with scene.home.practising(LONG_ROUTINE, **scene.environment) as terminal:
        terminal.wait_for(has_words(NOT_SAVED), TOLD_SECONDS)
        step_on(terminal, "ease in")
        scene.full.unlink()
        terminal.wait_for(lambda frame: NOT_SAVED not in frame.text, SAVED_SECONDS)
        step_on(terminal, "hold")
        stop(terminal)
        terminal.wait_for(has_words("⏎ Go on"))
        terminal.write("\r")
        terminal.wait_for(TODAY)
    return _compared(scene, "told, and saved")


def left(scene: Scene) -> str:
    """Leave by the keys while the disk is full."""
    with scene.practising() as terminal:
        scene.full.touch()
        step_on(terminal, "hold")
        stop(terminal)
        terminal.wait_for(has_words("not saved", "It is kept in"))
        _leave(terminal)
        assert b"unkink writes it down the next time" in terminal.output, "nothing is said"
    scene.full.unlink()
    return _compared(scene, "kept elsewhere")


def terminated(scene: Scene) -> str:
    """Ask it to end in the middle of a session while the disk is full."""
    with scene.practising() as terminal:
        scene.full.touch()
        step_on(terminal, "hold")
        terminal.wait_for(has_words(NOT_SAVED))
        terminal.send_signal(signal.SIGTERM)
        code = terminal.wait_exit().code
        assert code == 128 + signal.SIGTERM, f"ended with {code}"
        assert b"unkink writes it down the next time" in terminal.output, "nothing is said"
    scene.full.unlink()
    return _compared(scene, "kept elsewhere", ended=False)


def killed(scene: Scene) -> str:
    """Kill it in the middle of a session while the disk is full."""
    with scene.practising() as terminal:
        scene.full.touch()
        step_on(terminal, "hold")
        terminal.wait_for(has_words(NOT_SAVED))
        terminal.send_signal(signal.SIGKILL)
        terminal.wait_exit()
    scene.full.unlink()
    return _compared(scene, "kept elsewhere", ended=False)


def lost(scene: Scene) -> str:
    """Leave while nothing takes a byte: then what is said to be lost has to be just that."""
    words = "2 steps, the end of the session and the rating after it, 3."
    with scene.practising() as terminal:
        scene.full.touch()
        step_on(terminal, "hold")
        stop(terminal)
        terminal.wait_for(has_words("not saved", "this is lost"))
        _leave(terminal)
        assert f"Lost, for nothing could take it: {words}" in terminal.output.decode(), (
            terminal.output.decode()[-300:]
        )
    scene.full.unlink()
    found = scene.history()
    assert found == [(None, None, [0])], f"found {found}"
    return "well: two steps, the end and a rating were said to be lost, and were"


def step_on(terminal: Terminal, phase: str) -> float:
    """End the step in hand by its key, wait for the next one, and return when that was."""
    at = terminal.write("n")
    terminal.wait_for(has_words(phase))
    return at


def stop(terminal: Terminal) -> None:
    """Stop the session and give a rating of 3."""
    terminal.write("s")
    terminal.wait_for(has_words("How strong is your back pain"))
    terminal.write("3")
    terminal.wait_for(has_words("3 ·"))
    terminal.write("\r")


def _leave(terminal: Terminal) -> None:
    terminal.write("g")
    terminal.wait_for(TODAY)
    terminal.write("q")
    code = terminal.wait_exit().code
    assert code == 0, f"ended with {code}"


def _compared(scene: Scene, how: str, *, ended: bool = True) -> str:
    """Return how it was, where the next start finds all of it once."""
    ((outcome, after, steps),) = scene.history()
    wanted = ("stopped", 3) if ended else (None, None)
    assert (outcome, after) == wanted, f"found {outcome}, {after}"
    assert steps[:2] == [0, 1], f"steps {steps}"
    assert steps == list(range(len(steps))), f"steps {steps}"
    assert scene.home.is_sound(), "the file is not sound"
    left_there = [str(each) for each in scene.elsewhere.glob("*unkink*")]
    assert not left_there, f"left elsewhere: {left_there}"
    return f"well: {how}, {len(steps)} steps, each once"


def _left_seconds(frame: Frame) -> int:
    found = LEFT.search(frame.text)
    assert found, frame.text
    return 60 * int(found[1]) + int(found[2])
