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
from tracker.core.safety import Safety, Screening
from tracker.core.safety_words import CENTRALISING, LET_GO
from tracker.cues import Recording
from tracker.journal import Journal
from tracker.lately import known_pain
from tracker.offers import Offers
from tracker.settings import Settings
from tracker.store.rows import NewRating

only_with_terminals = pytest.mark.skipif(
    sys.platform == "win32", reason="there are no pseudo-terminals"
)


SETTINGS = Settings()
SAFETY = Safety()


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

    def __init__(
        self,
        stage: Stage,
        lines: list[str],
        keys: dict[float, str],
        *,
        settings: Settings = SETTINGS,
        safety: Safety = SAFETY,
        against: str = "",
    ) -> None:
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
            settings,
            Offers(library, safety),
            lambda rating: against,
            lambda rating: known_pain(stage.store, rating, stage.clock.now()),
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


# This hurts

FIRST_HOLD = 12.5
LAST_HOLD = 34.5


def text(lines: list[str]) -> str:
    """Return what was said as one text: what was typed ends no line here."""
    return "\n".join(lines)


def hurts(stage: Stage) -> list[tuple[object, ...]]:
    columns = "step_index, pain, feeling, way, reason, rested"
    return stage.rows(f"SELECT {columns} FROM hurt ORDER BY hurt_at, rowid")


def ended(stage: Stage) -> tuple[object, ...]:
    session = stage.session()
    return session.outcome, session.reason, session.pain_after


@pytest.mark.parametrize("key", ["x", "X"])
def test_x_inside_the_limits_begins_the_rep_again_when_one_is_ready(stage: Stage, key: str) -> None:
    told = Told(stage, ["5", "4", "a", "", "3"], {LAST_HOLD: key, 99.0: " "})
    lines = told.run()
    assert "Ease off, and go on smaller." in text(lines)
    assert "Space or Enter goes on from here, s stops." in text(lines)
    assert hurts(stage) == [(9, 4, "sore", "ease off", "inside the limits", 0)]
    assert stage.walked()[9:] == [(9, "hurt"), (8, "done"), (9, "done"), (10, "done")]
    assert ended(stage) == ("finished", None, 3)
    assert stage.clock.passed == pytest.approx(99.0 + 6.0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["3", "b"], (3, "sharp", "sharp or spreading")),
        (["", ""], (None, None, "no number")),
        (["", "a"], (None, "sore", "no number")),
    ],
)
def test_a_stretch_that_ends_goes_on_at_the_next_one(
    stage: Stage, typed: list[str], said: tuple[object, ...]
) -> None:
    lines = Told(stage, ["5", *typed, "", "3"], {FIRST_HOLD: "x", 60.0: "\n"}).run()
    assert "This stretch ends here." in text(lines)
    pain, feeling, reason = said
    assert hurts(stage) == [(2, pain, feeling, "end stretch", reason, 0)]
    assert stage.walked()[2:] == [(2, "hurt"), *((nth, "done") for nth in range(4, 11))]
    assert ended(stage) == ("finished", None, 3)


def test_after_the_last_stretch_nothing_goes_on(stage: Stage) -> None:
    lines = Told(stage, ["5", "3", "b", "", "2"], {LAST_HOLD: "x"}).run()
    assert "Space or Enter goes on from here, s stops." not in text(lines)
    assert ended(stage) == ("finished", None, 2)


@pytest.mark.parametrize("typed", [["3", "a", "e", "4"], ["3", "b", "E", "4"]])
def test_e_ends_the_session_there(stage: Stage, typed: list[str]) -> None:
    lines = Told(stage, ["5", *typed], {FIRST_HOLD: "x"}).run()
    assert "Stopped early. It counts all the same." in text(lines)
    assert ended(stage) == ("stopped", "own choice", 4)


def test_where_no_line_comes_any_more_the_session_ends(stage: Stage) -> None:
    Told(stage, ["5", "3", "a"], {FIRST_HOLD: "x"}).run()
    assert ended(stage) == ("stopped", "own choice", None)


def test_a_rise_rests_two_minutes_and_goes_on_when_it_has_settled(stage: Stage) -> None:
    lines = Told(stage, ["2", "4", "a", "3", "", "", "2"], {FIRST_HOLD: "x", 140.0: " "}).run()
    assert "Rest for two minutes" in text(lines)
    assert hurts(stage) == [
        (2, 4, "sore", "end stretch", "pain rose", 0),
        (2, 3, None, "end stretch", "pain rose", 1),
    ]
    (rested,) = stage.rows(
        "SELECT (julianday(max(hurt_at)) - julianday(min(hurt_at))) * 86400 FROM hurt"
    )
    assert rested == (pytest.approx(120, abs=0.1),)
    assert ended(stage) == ("finished", None, 2)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (["4", ""], "pain stayed up"),
        (["", ""], "no number"),
        (["3", "b"], "sharp or spreading"),
    ],
)
def test_pain_that_has_not_settled_ends_the_session(
    stage: Stage, typed: list[str], reason: str
) -> None:
    lines = Told(stage, ["2", "4", "a", *typed, "3"], {FIRST_HOLD: "x"}).run()
    assert "The session ends here." in text(lines)
    assert ended(stage) == ("stopped", reason, 3)


@pytest.mark.parametrize("before", ["", "3", "5"])
def test_pain_of_6_ends_the_session(stage: Stage, before: str) -> None:
    lines = Told(stage, [before, "6", "", "4"], {FIRST_HOLD: "x"}).run()
    assert "The pain has reached 6, which is too much to go on with." in text(lines)
    assert "Stopping was right. What you did is kept, and it counts." in text(lines)
    assert ended(stage) == ("stopped", "pain reached the limit", 4)


def test_a_warning_sign_says_what_to_do_and_asks_for_no_number(stage: Stage) -> None:
    settings = Settings(emergency_number="112")
    lines = Told(stage, ["5", "", "w", "9"], {FIRST_HOLD: "x"}, settings=settings).run()
    assert "Stop here, and get help now." in text(lines)
    assert "Call 112 or go to" in text(lines)
    assert ended(stage) == ("stopped", "warning sign", None)


def test_a_warning_sign_is_answered_although_the_disk_takes_nothing(stage: Stage) -> None:
    told = Told(stage, ["5", "", "w"], {FIRST_HOLD: "x"})
    with stage.locked():
        lines = told.run()
    assert "Stop here, and get help now." in text(lines)


def test_an_interrupt_in_the_rest_keeps_what_was_done(stage: Stage) -> None:
    with pytest.raises(KeyboardInterrupt):
        Told(stage, ["2", "4", "a"], {FIRST_HOLD: "x", 60.0: "interrupt"}).run()
    assert ended(stage) == ("stopped", "own choice", None)


# Much pain before


@pytest.mark.parametrize("pain", ["8", "10"])
def test_with_8_or_more_nothing_starts_and_it_says_how_to_keep_the_number(
    stage: Stage, pain: str
) -> None:
    lines = Told(stage, [pain], {}).run()
    assert f"`unkink rate {pain} --for now` keeps your number as today's rating." in lines
    assert stage.sessions() == []
    assert stage.rows("SELECT * FROM rating") == []


@pytest.mark.parametrize("pain", ["6", "7"])
def test_with_6_or_7_half_of_bedtime_starts_on_enter_alone(stage: Stage, pain: str) -> None:
    Told(stage, [pain, "", pain, "a", "e", ""], {5.0: "x"}).run()
    session = stage.session()
    assert (session.routine, session.planned_seconds) == ("bedtime", 164)
    assert [way for _, _, _, way, _, _ in hurts(stage)] == ["ease off"]


@pytest.mark.parametrize("typed", [["6", "n"], ["6"]])
def test_with_6_or_7_anything_else_leaves(stage: Stage, typed: list[str]) -> None:
    Told(stage, typed, {}).run()
    assert stage.sessions() == []


def test_any_rise_ends_the_gentle_session(stage: Stage) -> None:
    Told(stage, ["6", "", "7", "a", "7"], {5.0: "x"}).run()
    assert ended(stage) == ("stopped", "pain rose from a high start", 7)


def test_stricter_settings_hold(stage: Stage) -> None:
    settings = Settings(session_ends_at=4, no_session_from=6)
    lines = Told(stage, ["6"], {}, settings=settings).run()
    assert "6 is a lot of pain. Today is a day for rest, not for stretching." in text(lines)
    lines = Told(stage, ["4"], {}, settings=settings).run()
    assert "4 is too much for a usual session." in text(lines)
    Told(stage, ["3", "4", "a", "3"], {20.0: "x"}, settings=settings).run()
    assert ended(stage) == ("stopped", "pain reached the limit", 3)


def test_where_all_of_the_gentle_routine_is_left_out_nothing_starts(stage: Stage) -> None:
    safety = Safety(screening=Screening(frozenset({"recent-surgery"})))
    lines = Told(stage, ["6", ""], {}, safety=safety).run()
    assert "Your answers leave out all of the gentle routine. Rest today." in text(lines)
    assert stage.sessions() == []


def test_what_stands_against_a_session_with_this_rating_is_said(stage: Stage) -> None:
    lines = Told(stage, ["3"], {}, against="Not now.").run()
    assert "Not now." in text(lines)
    assert stage.sessions() == []


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
        terminal.wait_for(lambda frame: frame.text.rstrip().endswith("skips the question:"), 30.0)
        terminal.write("5\n")
        terminal.wait_for(has_words("Pain 4 → 5."), 30.0)
        assert terminal.wait_exit().code == 0
        assert b"\x1b[?1049h" not in terminal.output
    with Terminal([*command, "history", "--json"], env) as history:
        assert history.wait_exit().code == 0
        (session,) = json.loads(history.output)
    assert (session["outcome"], session["pain_before"], session["pain_after"]) == ("stopped", 4, 5)


def test_letting_go_is_said_before_anything_is_asked(stage: Stage) -> None:
    lines = Told(stage, ["5", "4", "a", "", "3"], {LAST_HOLD: "x", 99.0: " "}).run()
    said = text(lines)
    assert said.index(LET_GO) < said.index("Pain now, 0 to 10, or a, b, w")
    assert CENTRALISING not in said[: said.index("Pain now, 0 to 10, or a, b, w")]


def test_a_warning_sign_may_be_typed_at_once(stage: Stage) -> None:
    lines = Told(stage, ["5", "W"], {FIRST_HOLD: "x"}).run()
    assert "Stop here, and get help now." in text(lines)
    assert hurts(stage) == [(2, None, "warning sign", "end session", "warning sign", 0)]


def test_what_is_neither_a_number_nor_a_letter_is_asked_for_again(stage: Stage) -> None:
    lines = Told(stage, ["5", "11", "q", "4", "a", "", "3"], {LAST_HOLD: "x", 99.0: " "}).run()
    assert text(lines).count("Type a whole number from 0 to 10, or a, b, w") == 2


@pytest.mark.parametrize(("pain", "said"), [(9, "9 is a lot of pain."), (7, "7 is too much")])
def test_skipping_the_number_passes_no_high_rating_of_the_last_hours(
    stage: Stage, pain: int, said: str
) -> None:
    stage.store.add(ratings=[NewRating("now", pain, stage.clock.now())])
    lines = Told(stage, ["", "no"], {}).run()
    assert said in text(lines)
    assert "unkink rate" not in text(lines), "it is kept already"
    assert stage.sessions() == []
