"""`unkink start --plain`: the same session in lines, on the same player, cues and store."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.process import clean_environment
from tests.bench.screen import has_words
from tests.bench.terminal import Terminal
from tests.cli.shell import ROOT, call
from tests.ui.stage import LENGTHS, Clock, Stage
from tracker.cli.keys import Keys
from tracker.cli.plain import PlainParts, PlainSession, sum_up
from tracker.cli.plain_hurt import ASK_AGAIN
from tracker.core.errors import RoutineError, TrackerError
from tracker.core.safety import Safety
from tracker.cues import Recording
from tracker.journal import Journal
from tracker.offers import Offers
from tracker.settings import Settings

only_with_terminals = pytest.mark.skipif(
    sys.platform == "win32", reason="there are no pseudo-terminals"
)


class Typist(Keys):
    """Keys that come at their second on a clock of ours, and lines that were typed before."""

    def __init__(self, clock: Clock, lines: list[str], keys: dict[float, str]) -> None:
        super().__init__()
        self._clock = clock
        self._lines = lines
        self._keys = keys

    @property
    def is_terminal(self) -> bool:
        return True

    def line(self) -> str | None:
        return self._lines.pop(0) if self._lines else None

    def wait(self, seconds: float) -> str | None:
        until = self._clock.passed + seconds
        at = min(self._keys, default=until + 1)
        if at > until:
            self._clock.passed = until
            return None
        self._clock.passed = max(at, self._clock.passed)
        key = self._keys.pop(at)
        if key == "interrupt":
            raise KeyboardInterrupt
        return key


class Told:
    """A session told line by line, with what was said and sounded."""

    def __init__(self, stage: Stage, lines: list[str], keys: dict[float, str]) -> None:
        stage.routine("one-second")
        library = stage.library
        self.stage = stage
        self.sounds = Recording()
        self.lines: list[str] = [""]
        parts = PlainParts(
            Typist(stage.clock, lines, keys),
            self.say,
            stage.clock.read,
            stage.clock.now,
            self.sounds,
            Settings(),
            Offers(library, Safety()),
            lambda rating: "",
            lambda one: Journal(stage.store, one, stage.clock.now, day_begins=4),
        )
        self.session = PlainSession(library.routine("one-second"), parts)

    def say(self, text: str = "", end: str = "\n") -> None:
        self.lines[-1] += text
        if end:
            self.lines.append("")

    def run(self) -> list[str]:
        self.session.run()
        return self.lines


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.close()


def test_a_whole_routine_needs_no_key_between_the_ratings(stage: Stage) -> None:
    told = Told(stage, ["5", "3"], {})
    lines = told.run()
    session = stage.session()
    assert (session.pain_before, session.pain_after, session.outcome) == (5, 3, "finished")
    assert (session.planned_seconds, session.held_seconds) == (3.0, 3.0)
    assert [step.outcome for step in stage.steps()] == ["done"] * len(LENGTHS)
    assert sum_up(session) == "Held 0:03 of 0:03. Pain 5 → 3."
    timed = [line for line in lines if line[:1].isdigit()]
    assert timed == [
        "0:00  Knee to chest. On your back. Left leg.",
        "0:10  ease in",
        "0:12  hold, 1 second",
        "0:13  ease out slowly",
        "0:16  Next: Trunk rotation. Right side.",
        "0:26  ease in",
        "0:28  hold, 1 second",
        "0:29  ease out slowly",
        "0:32  ease in",
        "0:34  hold, 1 second",
        "0:35  ease out slowly",
        "0:38  done",
    ]


def test_what_is_said_in_lines_is_what_sounds(stage: Stage) -> None:
    told = Told(stage, ["5", "3"], {})
    timed = [line for line in told.run() if line[:1].isdigit()]
    sounded = [call.words for call in told.sounds.calls if call.words]
    assert [line[6:].removesuffix(", 1 second") for line in timed] == sounded
    assert [call.tone for call in told.sounds.calls].count("tick") > 0


def test_how_a_stretch_is_done_is_said_when_it_is_set_up(stage: Stage) -> None:
    lines = Told(stage, ["", ""], {}).run()
    assert any(line.startswith("  1. Lie face up, knees bent") for line in lines)
    assert sum(line.startswith("  Stop at: ") for line in lines) == 2


@pytest.mark.parametrize("key", [" ", "\n", "\r"])
def test_space_or_enter_pauses_and_goes_on(stage: Stage, key: str) -> None:
    lines = Told(stage, ["5", "3"], {2.0: key, 60.0: key}).run()
    assert "0:02  paused" in lines
    assert "0:02  go on" in lines
    assert stage.session().held_seconds == 3.0
    assert stage.clock.passed == pytest.approx(sum(LENGTHS) + 58.0)


def test_s_stops_and_what_was_done_is_kept(stage: Stage) -> None:
    lines = Told(stage, ["5", "4"], {14.0: "s"}).run()
    assert "Stopped early. It counts all the same." in lines
    session = stage.session()
    assert (session.outcome, session.held_seconds, session.pain_after) == ("stopped", 1.0, 4)


def test_other_keys_do_nothing(stage: Stage) -> None:
    Told(stage, ["5", "3"], {2.0: "z", 3.0: "5"}).run()
    assert stage.session().held_seconds == 3.0


def test_a_rating_that_is_none_is_asked_for_again_and_never_made_up(stage: Stage) -> None:
    lines = Told(stage, ["5", "eleven", "11", "-1", "²", "10"], {}).run()
    assert sum(line.endswith(ASK_AGAIN) for line in lines) == 4
    session = stage.session()
    assert (session.pain_before, session.pain_after) == (5, 10)
    assert sum_up(session) == "Held 0:03 of 0:03. Pain 5 → 10."


def test_without_any_rating_only_what_was_held_is_summed_up(stage: Stage) -> None:
    Told(stage, [], {}).run()
    assert sum_up(stage.session()) == "Held 0:03 of 0:03."


def test_an_interrupt_keeps_what_was_done(stage: Stage) -> None:
    with pytest.raises(KeyboardInterrupt):
        Told(stage, ["5"], {14.0: "interrupt"}).run()
    session = stage.session()
    assert (session.outcome, session.held_seconds, session.pain_after) == ("stopped", 1.0, None)


def test_a_gap_in_time_counts_nothing_and_is_said(stage: Stage) -> None:
    told = Told(stage, ["5", "3"], {12.5: " "})
    typist = told.session._keys
    wait = typist.wait

    def sleep_once(seconds: float) -> str | None:
        if stage.clock.passed >= 5 and not stage.clock.slept:
            stage.clock.slept = 90.0
        return wait(seconds)

    typist.wait = sleep_once  # type: ignore[method-assign]  # a lid that closes in mid-wait
    lines = told.run()
    assert any(line.startswith("Nothing was heard for 1:3") for line in lines)
    assert stage.session().held_seconds == 3.0


def test_keys_come_from_a_pipe_until_it_ends() -> None:
    reading, writing = os.pipe()
    keys = Keys(reading)
    os.write(writing, b"5\nx\xff")
    assert not keys.is_terminal
    assert keys.line() == "5"
    with keys:
        assert keys.wait(5.0) == "x"
        assert keys.wait(5.0) == "\N{REPLACEMENT CHARACTER}"
        assert keys.wait(0.0) is None
        os.write(writing, b"rest")
        os.close(writing)
        assert keys.line() == "rest"
        assert keys.line() is None
        assert keys.wait(0.001) is None
    os.close(reading)


def test_a_pipe_that_ends_between_two_keys_gives_none() -> None:
    reading, writing = os.pipe()
    os.close(writing)
    keys = Keys(reading)
    assert keys.wait(5.0) is None
    assert keys.line() is None
    os.close(reading)


def test_without_a_routine_or_with_an_unknown_one_nothing_begins() -> None:
    with pytest.raises(TrackerError, match="which routine"):
        call("start", "--plain")
    with pytest.raises(RoutineError, match="there is no routine"):
        call("start", "--plain", "bedtim")


@only_with_terminals
def test_in_a_real_terminal_it_is_led_by_keys_and_kept(tmp_path: Path) -> None:
    env = clean_environment(tmp_path, PYTHONPATH=str(ROOT), TERM="dumb")
    env["UNKINK_HOME"] = str(tmp_path / "home")
    command = [sys.executable, "-m", "tracker"]
    with Terminal([*command, "safety", "--none"], env) as answers:
        assert answers.wait_exit().code == 0
    with Terminal([*command, "start", "--plain", "bedtime"], env, 80, 40) as terminal:
        terminal.wait_for(has_words("Pain now"), 30.0)
        terminal.write("4\n")
        terminal.wait_for(has_words("Knee rolls."), 30.0)
        terminal.write(" ")
        terminal.wait_for(has_words("paused"), 30.0)
        terminal.write("s")
        terminal.wait_for(has_words("Stopped early"), 30.0)
        terminal.write("5\n")
        terminal.wait_for(has_words("Pain 4 → 5."), 30.0)
        assert terminal.wait_exit().code == 0
        assert b"\x1b[?1049h" not in terminal.output
    with Terminal([*command, "history", "--json"], env) as history:
        assert history.wait_exit().code == 0
        (session,) = json.loads(history.output)
    assert (session["outcome"], session["pain_before"], session["pain_after"]) == ("stopped", 4, 5)
