"""The gate: nothing starts before the questions about safety, and answers change what does."""

import json
from collections.abc import Iterable
from datetime import timedelta
from random import Random

import pytest

from tests.ui.stage import ANSWERS, BUILT_IN, NOW, Stage, Visit
from tests.ui.test_today import TIMES, listed
from tracker.core.plan import plan, planned_seconds
from tracker.core.record import local_day
from tracker.core.safety import Kind, Now, due, read_answers
from tracker.core.safety_words import (
    DISCLAIMER,
    LEADS,
    NOTHING_TICKED,
    SIGNS_NOW,
    STOP_NOW,
    TIER_ADVICE,
)
from tracker.store.rows import NewAnswer, NewRating, NewSession, new_id
from tracker.ui.screens.practice import PracticeScreen

FIRST_RUN = ["enter", "n", "n", "n", "enter", "enter"]
"""All keys of the first run of somebody with nothing to tick."""

BEDTIME = [*["down"] * 5, "enter"]


NO = {"now": False, "soon": False, "routine": False}


def said(text: str) -> str:
    """Return a text in one line, without what frames it."""
    return " ".join(text.replace("•", " ").split())


def flat(visit: Visit) -> str:
    return said(visit.text)


def answer(kind: Kind, *, days_ago: float = 0, **answers: object) -> NewAnswer:
    return NewAnswer(kind, answers, NOW - timedelta(days=days_ago))


def answered(
    stage: Stage,
    *,
    days_ago: float = 0,
    now: bool = False,
    flags: Iterable[str] = (),
    eases: str | None = None,
) -> None:
    """Answer everything so long ago; `now` ticks an emergency sign."""
    stage.is_answered = False
    stage.store.add(
        answers=[
            answer("disclaimer", days_ago=days_ago, accepted=True),
            answer("red flags", days_ago=days_ago, now=now, soon=False, routine=False),
            answer("screening", days_ago=days_ago, flags=list(flags), eases=eases),
        ]
    )


def kinds(stage: Stage) -> list[str]:
    return [one.kind for one in stage.store.answers()]


def new_kinds(stage: Stage) -> list[str]:
    """Return what was answered beyond what the stage had answered before."""
    return kinds(stage)[len(ANSWERS) :]


def rate_before(stage: Stage, *pains: int) -> None:
    """Have a session a day with these ratings before it, the last one yesterday."""
    for days_ago, pain in enumerate(reversed(pains), start=1):
        stage.add_session(days_ago=days_ago, before=pain)


def begun(stage: Stage) -> int:
    """Return how many sessions were begun here and are not over."""
    return len(stage.rows("SELECT id FROM session WHERE outcome IS NULL"))


# The first run


async def test_the_first_run_asks_everything_in_order_and_then_shows_today(stage: Stage) -> None:
    stage.is_answered = False
    async with stage.open() as visit:
        assert visit.where == "Disclaimer"
        assert said(DISCLAIMER[0]) in flat(visit)
        await visit.press("enter")
        for nth, lead in enumerate(LEADS.values(), start=1):
            assert visit.where == "Signs"
            assert visit.lines[0].endswith(f"{nth} of 3")
            assert lead in flat(visit)
            assert nth > 1 or said(SIGNS_NOW[0]) in flat(visit)
            await visit.press("n")
        assert visit.where == "Advice"
        assert " ".join(NOTHING_TICKED) in flat(visit)
        await visit.press("enter")
        assert visit.where == "Screening"
        await visit.press("enter")
        assert visit.where == "Today"
    assert kinds(stage) == ["disclaimer", "red flags", "screening"]
    assert stage.store.answers()[1].answers == {"now": False, "soon": False, "routine": False}
    async with stage.open() as visit:
        assert visit.where == "Today"


@pytest.mark.parametrize(
    ("keys", "page", "stored"),
    [
        (["escape"], "Disclaimer", []),
        (["enter", "escape"], "Signs", ["disclaimer"]),
        (["enter", "n", "y", "escape", "escape", "escape"], "Signs", ["disclaimer"]),
        (
            ["enter", "n", "n", "n", "enter", "1", "escape"],
            "Screening",
            ["disclaimer", "red flags"],
        ),
    ],
    ids=["disclaimer", "signs", "signs one by one", "screening"],
)
async def test_leaving_a_page_stores_nothing_of_it_and_a_start_asks_it_again(
    stage: Stage, keys: list[str], page: str, stored: list[str]
) -> None:
    stage.is_answered = False
    async with stage.open(*keys) as visit:
        assert visit.where == "Today"
        assert kinds(stage) == stored
        await visit.press("enter")
        assert visit.where == page
        await visit.press("escape")
        assert visit.where == "Today"
    assert kinds(stage) == stored
    assert stage.sessions() == []


async def test_a_start_from_the_shell_waits_for_the_answers(stage: Stage) -> None:
    stage.is_answered = False
    async with stage.open(*FIRST_RUN, start="bedtime") as visit:
        assert visit.where == "CheckIn"
    async with stage.open(start="bedtime") as visit:
        assert visit.where == "CheckIn"


async def test_a_start_from_the_shell_without_answers_begins_nothing(stage: Stage) -> None:
    stage.is_answered = False
    async with stage.open("escape", start="bedtime") as visit:
        assert visit.where == "Today"
    assert stage.sessions() == []


# Signs of an emergency


async def test_an_emergency_sign_is_followed_at_once_by_what_to_do(stage: Stage) -> None:
    stage.is_answered = False
    async with stage.open("enter", "y") as visit:
        assert visit.where == "Emergency"
        assert STOP_NOW in flat(visit)
        assert "Call your emergency number or go to an emergency department now." in flat(visit)
        assert "not a diagnosis" not in flat(visit)
        assert kinds(stage) == ["disclaimer", "red flags"]
        asked = {"now": True, "soon": None, "routine": None}
        assert stage.store.answers()[1].answers == asked, "the others cannot be waited for"
        await visit.press("escape")
        assert visit.where == "Today"
        assert "A warning sign stands." in visit.text


async def test_the_emergency_page_names_the_number_that_was_set(stage: Stage) -> None:
    stage.settings.write_text('emergency_number = "112"\n', "utf-8")
    answered(stage, now=True)
    async with stage.open() as visit:
        assert visit.where == "Emergency"
        assert "Call 112 or go to an emergency department now." in flat(visit)


@pytest.mark.parametrize("way", ["start", "details", "resume", "resume at opening"])
async def test_an_emergency_sign_blocks_every_way_into_a_session(stage: Stage, way: str) -> None:
    if way.startswith("resume"):
        async with stage.practising() as visit:
            await visit.press("n")
        stage.clock.passed += 60
        stage.store.add(answers=[NewAnswer("red flags", {**NO, "now": True}, stage.clock.now())])
    else:
        answered(stage, now=True)
    rows = len(stage.sessions())
    keys = {"start": ["enter"], "details": ["d", "enter"], "resume": ["r", "enter"]}
    async with stage.open() as visit:
        assert visit.where == "Emergency"
        if way != "resume at opening":
            await visit.press("escape", *keys[way])
            assert visit.where == "Emergency"
        await visit.press("enter", "n", "space", "s", "escape")
        assert visit.where == "Today"
        assert len(stage.sessions()) == rows
        assert "acknowledged" not in kinds(stage)
        await visit.press(*keys.get(way, ["r", "enter"]), "l")
        assert visit.where == "Signs", "they are asked for anew"
        await visit.press("n", "n", "n", "enter")
        assert visit.where == ("Practice" if way.startswith("resume") else "CheckIn")
    assert kinds(stage)[-2:] == ["acknowledged", "red flags"]
    async with stage.open() as visit:
        assert visit.where == ("Resume" if way.startswith("resume") else "Today")


async def test_a_later_no_does_not_clear_an_emergency_sign(stage: Stage) -> None:
    answered(stage, now=True)
    async with stage.open("escape", "s", "n", "n", "n") as visit:
        assert visit.where == "Emergency"
        await visit.press("escape", "enter")
        assert visit.where == "Emergency"
    assert kinds(stage)[-1] == "red flags"
    async with stage.open() as visit:
        assert visit.where == "Emergency"


@pytest.mark.parametrize(
    ("keys", "advice"),
    [
        ("nyn", [TIER_ADVICE["soon"]]),
        ("nny", [TIER_ADVICE["routine"]]),
        ("nyy", [TIER_ADVICE["soon"], TIER_ADVICE["routine"]]),
    ],
)
async def test_lesser_signs_give_advice_and_block_nothing(
    stage: Stage, keys: str, advice: list[str]
) -> None:
    stage.is_answered = False
    async with stage.open("enter", *keys) as visit:
        assert visit.where == "Advice"
        assert said(" ".join([*advice, "This is not a diagnosis."])) in flat(visit)
        assert NOTHING_TICKED[0] not in flat(visit)
        await visit.press("enter", "enter")
        assert visit.where == "Today"
        await visit.press("enter", "3", "enter")
        assert visit.where == "Practice"


# When the signs are asked for again


@pytest.mark.parametrize(("days_ago", "where"), [(29, "Today"), (30, "Signs"), (-2, "Signs")])
async def test_the_signs_are_asked_for_again_after_30_days(
    stage: Stage, days_ago: int, where: str
) -> None:
    answered(stage, days_ago=days_ago)
    async with stage.open() as visit:
        assert visit.where == where
        if where == "Signs":
            await visit.press("n", "n", "n")
            assert visit.where == "Advice"
            await visit.press("enter")
            assert visit.where == "Today"


@pytest.mark.parametrize(("away", "where"), [(27, "Today"), (28, "Signs")])
async def test_the_signs_are_asked_for_again_after_28_days_away(
    stage: Stage, away: int, where: str
) -> None:
    answered(stage, days_ago=20)
    stage.add_session(days_ago=away)
    async with stage.open() as visit:
        assert visit.where == where


async def test_after_28_days_away_one_answer_is_enough(stage: Stage) -> None:
    answered(stage, days_ago=20)
    stage.add_session(days_ago=40)
    async with stage.open("n", "n", "n", "enter", "enter") as visit:
        assert visit.where == "CheckIn"
    stage.clock.passed += 3600
    async with stage.open() as visit:
        assert visit.where == "Today"


@pytest.mark.parametrize(("pain", "asks"), [("4", False), ("5", True)])
async def test_a_rating_3_above_usual_asks_before_the_session(
    stage: Stage, pain: str, asks: bool
) -> None:
    rate_before(stage, 2, 2, 2)
    async with stage.open("enter", pain) as visit:
        stage.clock.passed += 60
        await visit.press("enter")
        assert visit.where == ("Signs" if asks else "Practice")
        assert begun(stage) == (not asks)
        for key in ["n", "n", "n", "enter"] if asks else []:
            stage.clock.passed += 2
            await visit.press(key)
        assert visit.where == "Practice"
    assert stage.sessions()[0].pain_before == int(pain)


async def test_a_leap_without_an_answer_begins_no_session(stage: Stage) -> None:
    rate_before(stage, 2, 2, 2)
    async with stage.open("enter", "5") as visit:
        stage.clock.passed += 60
        await visit.press("enter", "n", "escape", "escape")
        assert visit.where == "Today"
    assert begun(stage) == 0
    assert new_kinds(stage) == []


async def test_a_leap_with_a_sign_leads_to_the_emergency_page_and_no_session(stage: Stage) -> None:
    rate_before(stage, 2, 2, 2)
    async with stage.open("enter", "5") as visit:
        stage.clock.passed += 60
        await visit.press("enter", "y")
        assert visit.where == "Emergency"
        await visit.press("escape")
        assert visit.where == "Today"
    assert begun(stage) == 0


async def test_three_severe_days_ask_for_the_signs_again(stage: Stage) -> None:
    answered(stage, days_ago=4)
    rate_before(stage, 8, 9, 8)
    async with stage.open() as visit:
        assert visit.where == "Signs"
        await visit.press("n", "n", "n", "enter")
        assert visit.where == "Today"


async def test_a_note_that_tells_of_a_sign_asks_again_before_the_next_session(stage: Stage) -> None:
    stage.add_session()
    async with stage.open("h", "e", "down", "down") as visit:
        stage.clock.passed += 60
        await visit.press(*"both feet numb", "enter")
        assert visit.where == "History"
        await visit.press("escape", "enter")
        assert visit.where == "Signs"
    assert new_kinds(stage) == ["ask again"]
    async with stage.open() as visit:
        assert visit.where == "Signs"


async def test_s_on_today_answers_anew(stage: Stage) -> None:
    async with stage.open() as visit:
        stage.clock.passed += 60
        await visit.press("s", "n", "y", "n")
        assert visit.where == "Advice"
        await visit.press("enter", "4", "enter")
        assert visit.where == "Today"
    signs, screening = stage.store.answers()[-2:]
    assert (signs.kind, signs.answers["soon"]) == ("red flags", True)
    assert (screening.kind, screening.answers["flags"]) == ("screening", ["leg-symptoms"])


async def test_the_ticks_of_last_time_are_there_again(stage: Stage) -> None:
    answered(stage, flags=["knee"], eases="bending")
    async with stage.open("s", "n", "n", "n", "enter") as visit:
        stage.clock.passed += 60
        assert "[✓] 7 A knee problem" in visit.text
        assert "bending or sitting" in visit.text
        await visit.press("7", "enter")
    assert stage.store.answers()[-1].answers == {
        "flags": [],
        "eases": "bending",
        "since_weeks": None,
    }


async def test_sample_data_is_shown_unasked_and_no_session_starts_on_it_unasked(
    stage: Stage,
) -> None:
    stage.is_answered = False
    stage.add_sample()
    rows = len(stage.sessions())
    async with stage.open() as visit:
        assert visit.where == "Today"
        await visit.press("enter")
        assert visit.where == "Disclaimer"
        await visit.press("escape")
        assert visit.where == "Today"
        assert len(stage.sessions()) == rows
        await visit.press("enter", *FIRST_RUN)
        assert visit.where == "CheckIn"


# What the answers leave


async def test_flags_leave_stretches_out_of_the_session_and_of_what_is_stored(
    stage: Stage,
) -> None:
    answered(stage, flags=["fragile-bones"])
    async with stage.open(*BEDTIME[:-1]) as visit:
        assert listed(visit.lines)["Bedtime"] == "4:50"
        assert listed(visit.lines)["Morning"] == TIMES["Morning"]
        assert "Left out: Knee to chest" in visit.text
        await visit.press("enter", "3", "enter")
        screen = visit.screen
        assert isinstance(screen, PracticeScreen)
        ids = [item.stretch.id for item in screen.routine.items]
        assert ids == ["knee-rolls", "external-rotators", "internal-rotators", "pelvic-tilt"]
        assert "4:50 left" in visit.text
    assert stage.session().planned_seconds == planned_seconds(plan(screen.routine))
    ((document,),) = stage.rows("SELECT document FROM routine_version")
    for left_out in ("knee-to-chest", "trunk-rotation"):
        assert left_out not in str(document)
    assert all(id_ in str(document) for id_ in ids)
    assert json.loads(str(document))


async def test_a_new_flag_holds_at_once(stage: Stage) -> None:
    async with stage.open() as visit:
        assert listed(visit.lines) == TIMES
        stage.clock.passed += 60
        await visit.press("s", "n", "n", "n", "enter", "1", "enter")
        assert listed(visit.lines)["Bedtime"] == "4:50"


@pytest.mark.parametrize("keys", [["enter"], ["d", "enter"]])
async def test_a_routine_that_is_all_left_out_does_not_start_and_says_why(
    stage: Stage, keys: list[str]
) -> None:
    answered(stage, flags=["recent-surgery"])
    async with stage.open() as visit:
        assert "Article 1" in visit.text
        assert visit.text.count("left out") >= len(TIMES)
        await visit.press(*keys)
        if keys == ["enter"]:
            (told,) = visit.app._notifications
            assert told.message == "Your answers leave out all of it: d shows why, s changes them."
        else:
            assert visit.where == "Details"
            assert "Start" not in visit.keys
            assert "Ask the team that is treating you first." in visit.text
    assert stage.sessions() == []


@pytest.mark.parametrize(
    ("eases", "first", "last"),
    [
        ("bending", "Bends easier", "Arching easier"),
        ("arching", "Arching easier", "Bends easier"),
        ("neither", "Article 1", "Arching easier"),
        (None, "Article 1", "Arching easier"),
    ],
)
async def test_what_eases_the_back_orders_the_routines(
    stage: Stage, eases: str | None, first: str, last: str
) -> None:
    answered(stage, eases=eases)
    async with stage.open() as visit:
        names = list(listed(visit.lines))
        assert (names[0], names[-1]) == (first, last)
        assert f"╭─ {first} ─" in visit.lines[1]


# Much pain before


@pytest.mark.parametrize("pain", ["8", "9", "t"])
async def test_with_8_or_more_nothing_starts_and_the_number_can_be_kept(
    stage: Stage, pain: str
) -> None:
    async with stage.open("enter", pain, "enter") as visit:
        assert visit.where == "RestDay"
        assert "Today is a day for rest" in flat(visit)
        await visit.press("enter")
        assert visit.where == "Today"
    assert stage.sessions() == []
    number = 10 if pain == "t" else int(pain)
    assert stage.rows("SELECT asked_for, pain, session FROM rating") == [("now", number, None)]


async def test_with_8_or_more_back_keeps_nothing(stage: Stage) -> None:
    async with stage.open("enter", "8", "enter", "s", "space", "escape") as visit:
        assert visit.where == "Today"
    assert stage.sessions() == []
    assert stage.rows("SELECT * FROM rating") == []


@pytest.mark.parametrize("pain", ["6", "7"])
async def test_with_6_or_7_only_half_of_bedtime_starts(stage: Stage, pain: str) -> None:
    async with stage.open("enter", pain, "enter") as visit:
        assert visit.where == "Gentle"
        assert "What is left for such a day is Bedtime at half dose: 4:44" in flat(visit)
        assert stage.sessions() == []
        await visit.press("enter")
        assert visit.where == "Practice"
        assert "4:44 left" in visit.text
        screen = visit.screen
        assert isinstance(screen, PracticeScreen)
        doses = [(item.dose.reps, item.dose.hold_seconds) for item in screen.routine.items]
        assert doses == [(5, None), (1, 15), (1, 15), (1, 15), (1, 10), (3, 5)]
    session = stage.session()
    assert (session.routine, session.planned_seconds) == ("bedtime", 164)
    assert session.pain_before == int(pain)


async def test_with_6_or_7_not_today_begins_nothing(stage: Stage) -> None:
    async with stage.open("enter", "6", "enter", "escape") as visit:
        assert visit.where == "Today"
    assert stage.sessions() == []
    assert stage.rows("SELECT * FROM rating") == []


async def test_with_6_or_7_and_all_of_bedtime_left_out_nothing_starts(stage: Stage) -> None:
    stage.routine(
        "mine", 'name = "Mine"\nplace = 1\nabout = "own"\n[[items]]\nstretch = "cat-cow"\n'
    )
    answered(stage)
    ids = {item.stretch.id for item in stage.library.routine("bedtime").items}
    stage.store.add(answers=[answer("dropped", stretch=one, on=True) for one in ids])
    async with stage.open(start="mine") as visit:
        await visit.press("6", "enter")
        assert visit.where == "Advice"
        assert "nothing gentle enough is left" in flat(visit)
        await visit.press("enter")
        assert visit.where == "Today"
    assert stage.sessions() == []


@pytest.mark.parametrize(("pain", "ends"), [("6", False), ("7", True), ("8", True)])
async def test_any_rise_ends_the_gentle_session(stage: Stage, pain: str, ends: bool) -> None:
    async with stage.open("enter", "6", "enter", "enter", "x", pain, "a", "enter") as visit:
        assert visit.where == ("End" if ends else "Outcome")
        if ends:
            assert "It was 6 before, and it has risen." in flat(visit)
            await visit.press("enter", pain, "enter", "enter")
            assert visit.where == "Today"
    assert stage.session().reason == ("pain rose from a high start" if ends else None)


@pytest.mark.parametrize(
    ("pain", "where"),
    [("3", "Practice"), ("4", "Gentle"), ("5", "Gentle"), ("6", "RestDay")],
)
async def test_stricter_settings_hold_before_a_session(stage: Stage, pain: str, where: str) -> None:
    stage.settings.write_text("session_ends_at = 4\nno_session_from = 6\n", "utf-8")
    async with stage.open("enter", pain, "enter") as visit:
        assert visit.where == where


@pytest.mark.parametrize(
    ("before", "pain", "where"), [("2", "3", "Rest"), ("2", "4", "End"), ("2", "2", "Outcome")]
)
async def test_stricter_settings_hold_when_it_hurts(
    stage: Stage, before: str, pain: str, where: str
) -> None:
    stage.settings.write_text("session_ends_at = 4\nstretch_ends_at_rise = 1\n", "utf-8")
    async with stage.open("enter", before, "enter", "x", pain, "a", "enter") as visit:
        assert visit.where == where


# A disk that takes nothing


@pytest.mark.parametrize("keys", [["enter"], ["enter", "n", "n", "n"]])
async def test_an_answer_that_cannot_be_saved_opens_no_gate(stage: Stage, keys: list[str]) -> None:
    stage.is_answered = False
    async with stage.open(*keys[:-1]) as visit:
        with stage.locked():
            await visit.press(keys[-1])
            assert visit.where == "Today"
            assert "ot saved" in visit.text
        await visit.press("enter")
        assert visit.where == ("Disclaimer" if len(keys) == 1 else "Signs")
    assert stage.sessions() == []


# A person who presses anything at any time

KEYS = [
    *("enter", "enter", "enter", "enter", "escape", "n", "n", "n", "y", "1", "3", "5", "8", "t"),
    *("s", "x", "d", "r", "h", "a", "f", "b", "e", "k", "w", "down", "space", "right", "l"),
]
"""Without q, which ends the app."""

PRESSES = 45


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("state", ["unanswered", "a sign", "old answers", "an unfinished session"])
async def test_whatever_is_pressed_nothing_starts_before_all_is_answered_and_no_sign_stands(
    stage: Stage, state: str, seed: int
) -> None:
    random = Random(f"{state} {seed}")
    stage.is_answered = False
    if state in ("a sign", "old answers"):
        answered(stage, days_ago=40 * (state == "old answers"), now=state == "a sign")
    if state == "an unfinished session":
        routine = BUILT_IN.routine("bedtime")
        document = BUILT_IN.document(routine)
        stage.store.begin(NewSession(new_id(), routine.id, routine.name, document, NOW, 320.0))
    keys = [key for key in KEYS if key != "l" or state != "a sign"]  # l acknowledges a sign
    rows = len(stage.sessions())
    async with stage.open() as visit:
        pressed: list[str] = []
        while len(pressed) < PRESSES:
            burst = random.choices(keys, k=random.choice([1, 1, 1, 1, 2, 3]))
            pressed += burst
            stage.clock.passed += 0.5
            await visit.press_at_once(*burst)
            held = read_answers(stage.store.answers())
            is_open = not held.is_blocked and not due(held, Now(local_day(stage.clock.now())))
            stack = visit.app.screen_stack
            practices = [screen for screen in stack if isinstance(screen, PracticeScreen)]
            assert visit.app.is_running, pressed
            assert len(practices) <= 1, pressed
            assert is_open or not practices, pressed
            before, rows = rows, len(stage.sessions())
            assert is_open or rows == before, pressed


async def test_what_is_to_be_done_with_care_says_so_while_it_is_done(stage: Stage) -> None:
    answered(stage, flags=["pregnant"])
    async with stage.open("4", "enter", start="bedtime", size=(60, 20)) as visit:
        assert "With care: propped up, or on your side where you can, not" in visit.text
        await visit.press("N", "n", "n")
        assert "With care: propped up" in visit.text
    async with stage.practising() as visit:
        assert "With care" in visit.text


async def test_a_rating_that_the_disk_does_not_take_is_said_not_to_be_saved(stage: Stage) -> None:
    async with stage.open("enter", "9", "enter") as visit:
        assert visit.where == "RestDay"
        with stage.locked():
            await visit.press("enter")
            (told,) = visit.app._notifications
            assert told.message.startswith("Not saved: ")
        assert visit.where == "Today"
    assert stage.store.ratings("now") == []


# A question that is skipped


@pytest.mark.parametrize(("pain", "where"), [("9", "RestNow"), ("7", "Gentle")])
@pytest.mark.parametrize("asked_for", ["now", "after"])
async def test_skipping_the_number_does_not_pass_a_rating_of_the_last_hours(
    stage: Stage, pain: str, where: str, asked_for: str
) -> None:
    if asked_for == "now":
        rating = NewRating("now", int(pain), NOW - timedelta(hours=2))
        stage.store.add(ratings=[rating])
    else:
        stage.add_session(days_ago=2 / 24, before=3, after=int(pain))
    before = len(stage.sessions())
    async with stage.open("enter", "s") as visit:
        assert visit.where == where
        assert f"{pain} is" in visit.text
        await visit.press("escape")
        assert visit.where == "Today"
    assert len(stage.sessions()) == before


async def test_an_old_rating_stops_no_start_that_skips_the_question(stage: Stage) -> None:
    stage.store.add(ratings=[NewRating("now", 9, NOW - timedelta(hours=7))])
    async with stage.open("enter", "s") as visit:
        assert visit.where == "Practice"
    assert stage.session().pain_before is None, "what was skipped stays missing"


async def test_the_gentle_session_after_a_skip_keeps_no_rating_before(stage: Stage) -> None:
    stage.store.add(ratings=[NewRating("now", 7, NOW - timedelta(hours=1))])
    async with stage.open("enter", "s", "enter") as visit:
        assert visit.where == "Practice"
    assert stage.session().pain_before is None


async def test_a_warning_sign_may_be_named_where_the_pain_is_too_strong(stage: Stage) -> None:
    async with stage.open("enter", "9", "enter", "w") as visit:
        assert visit.where == "Emergency"
        await visit.press("escape", "enter")
        assert visit.where == "Emergency"
    assert stage.rows("SELECT * FROM rating") == []
