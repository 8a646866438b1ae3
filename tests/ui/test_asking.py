"""What Today asks and says: the day after a session, doing less, and what weeks say."""

from datetime import timedelta

import pytest

from tests.ui.stage import NOW, Stage
from tests.ui.test_gate import answer, answered, flat
from tests.ui.test_today import TIMES, listed
from tracker.core.escalation import Rule
from tracker.core.hurting import Reason, Way
from tracker.core.record import DAY_STARTS_AT, HurtRecord
from tracker.core.safety_words import NOTICES
from tracker.store.rows import NewAnswer, NewRating, NewSession, PastSession, new_id

DAY_AFTER = "How is your back the day after?"
LESS = "You do less for now. f brings all of it back."
HALF_TIMES = {
    "Article 1": "5:00",
    "Article 2": "8:15",
    "Article 2, short": "5:35",
    "Morning": "2:54",
    "Desk break": "3:59",
    "Bedtime": "4:34",
    "Bends easier": "3:54",
    "Arching easier": "3:55",
}


def last_answers(stage: Stage, kind: str) -> list[dict[str, object]]:
    return [dict(one.answers) for one in stage.store.answers() if one.kind == kind]


def hurt_in(
    stage: Stage,
    session: str,
    *,
    days_ago: float = 1,
    stretch: str = "knee-to-chest",
    way: Way = "end stretch",
    reason: Reason = "pain rose",
) -> None:
    at = NOW - timedelta(days=days_ago)
    one = HurtRecord(2, stretch, None, "left", 5, "sore", way, reason, at)
    stage.store.hurt(session, one, DAY_STARTS_AT)


def rate(stage: Stage, **pains: int) -> None:
    """Write ratings on their own; the names are `d` and how many days ago."""
    stage.store.add(
        ratings=[
            NewRating("now", pain, NOW - timedelta(days=int(days_ago[1:])))
            for days_ago, pain in pains.items()
        ]
    )


# The day after


@pytest.mark.parametrize("days_ago", [1, 1.9])
async def test_the_day_after_a_session_today_asks_how_it_is(stage: Stage, days_ago: float) -> None:
    session = stage.add_session(days_ago=days_ago, before=4)
    async with stage.open() as visit:
        assert DAY_AFTER in visit.text
        stage.clock.passed += 60
        await visit.press("a")
        assert visit.where == "CheckIn"
        assert visit.lines[0].split() == ["Bedtime", "the", "day", "after"]
        await visit.press("5", "enter")
        assert visit.where == "Today"
        assert DAY_AFTER not in visit.text
        await visit.press("a")
        assert visit.where == "Today"
    assert last_answers(stage, "next day") == [{"session": session, "pain": 5, "usual": 4.0}]
    assert stage.rows("SELECT pain, session FROM rating WHERE asked_for = 'now'") == [(5, None)]
    async with stage.open() as visit:
        assert DAY_AFTER not in visit.text


@pytest.mark.parametrize("days_ago", [0.1, 2.1, 3])
async def test_on_the_same_day_or_after_48_hours_it_is_not_asked(
    stage: Stage, days_ago: float
) -> None:
    stage.add_session(days_ago=days_ago)
    async with stage.open() as visit:
        assert DAY_AFTER not in visit.text


async def test_a_session_that_began_before_and_ended_within_48_hours_is_asked_for(
    stage: Stage,
) -> None:
    stage.add_session(days_ago=2.001)
    async with stage.open() as visit:
        assert DAY_AFTER in visit.text


async def test_where_nothing_usual_is_known_it_is_not_asked(stage: Stage) -> None:
    stage.add_session(before=None)
    async with stage.open() as visit:
        assert DAY_AFTER not in visit.text


async def test_the_usual_is_that_of_the_last_weeks_where_it_is_known(stage: Stage) -> None:
    for days_ago, before in ((1, None), (2, 3), (3, 3), (4, 6)):
        stage.add_session(days_ago=days_ago, before=before)
    async with stage.open("a", "s") as visit:
        assert visit.where == "Today"
    (said,) = last_answers(stage, "next day")
    assert (said["usual"], said["pain"]) == (3.0, None)
    assert stage.rows("SELECT * FROM rating WHERE asked_for = 'now'") == []


async def test_a_logged_session_is_not_asked_for(stage: Stage) -> None:
    at = NOW - timedelta(days=1)
    new = NewSession(new_id(), None, "A walk", None, at, None, 4, source="logged")
    stage.store.add([PastSession(new, "finished", None, 3)])
    async with stage.open() as visit:
        assert DAY_AFTER not in visit.text


async def test_leaving_the_question_leaves_it_there(stage: Stage) -> None:
    stage.add_session()
    async with stage.open("a", "5", "escape") as visit:
        assert visit.where == "Today"
        assert DAY_AFTER in visit.text
    assert last_answers(stage, "next day") == []
    assert stage.rows("SELECT * FROM rating WHERE asked_for = 'now'") == []


@pytest.mark.parametrize(("pain", "offers"), [("5", False), ("6", True), ("7", True)])
async def test_two_above_the_usual_offers_half_the_dose(
    stage: Stage, pain: str, offers: bool
) -> None:
    stage.add_session(before=4)
    async with stage.open("a", pain, "enter") as visit:
        assert visit.where == ("Offer" if offers else "Today")
        if offers:
            assert "Your usual is 4. Shall holds and repetitions be halved" in flat(visit)
    assert last_answers(stage, "half dose") == []


async def test_half_the_dose_halves_the_times_and_f_undoes_it(stage: Stage) -> None:
    stage.add_session(before=4)
    async with stage.open() as visit:
        assert listed(visit.lines) == TIMES
        assert "Full dose" not in visit.text
        await visit.press("a", "6", "enter")
        stage.clock.passed += 60
        await visit.press("enter")
        assert visit.where == "Today"
        assert listed(visit.lines) == HALF_TIMES
        assert LESS in visit.text
    async with stage.open() as visit:
        assert listed(visit.lines) == HALF_TIMES
        stage.clock.passed += 60
        await visit.press("f")
        assert listed(visit.lines) == TIMES
        assert LESS not in visit.text
    assert last_answers(stage, "half dose") == [{"on": True}, {"on": False}]


async def test_half_the_dose_is_what_is_started(stage: Stage) -> None:
    stage.store.add(answers=[answer("half dose", on=True)])
    async with stage.open(*["down"] * 5, "enter", "3", "enter") as visit:
        assert visit.where == "Practice"
        assert "4:34 left" in visit.text
    assert stage.session().planned_seconds == 154


async def test_a_declined_offer_changes_nothing_and_is_not_made_again(stage: Stage) -> None:
    stage.add_session(before=4)
    async with stage.open("a", "6", "enter", "escape") as visit:
        assert visit.where == "Today"
        assert listed(visit.lines) == TIMES
        assert LESS not in visit.text
    assert last_answers(stage, "half dose") == []
    assert len(last_answers(stage, "next day")) == 1


def sore_yesterday(stage: Stage, *, pain: int = 7) -> None:
    """Have two sessions, the older one with such a day after it, and a stretch that hurt."""
    older = stage.add_session(days_ago=2, before=4)
    newer = stage.add_session(days_ago=1, before=4)
    hurt_in(stage, newer)
    stage.store.add(
        answers=[
            answer("next day", days_ago=1, session=older, pain=pain, usual=4.0),
            answer("half dose", days_ago=1, on=True),
        ]
    )


async def test_twice_in_a_row_offers_to_leave_out_what_hurt_and_f_brings_it_back(
    stage: Stage,
) -> None:
    sore_yesterday(stage)
    async with stage.open("a", "6", "enter") as visit:
        assert visit.where == "Offer"
        assert "Two sore days running, and the knee to chest hurt." in flat(visit)
        stage.clock.passed += 60
        await visit.press("enter")
        assert visit.where == "Today"
        assert "Left out: Knee to chest" in visit.text
        assert LESS in visit.text
        assert last_answers(stage, "dropped") == [{"stretch": "knee-to-chest", "on": True}]
        stage.clock.passed += 60
        await visit.press("f")
        assert listed(visit.lines) == TIMES
        assert "Left out" not in visit.text
    assert last_answers(stage, "dropped")[-1] == {"stretch": "knee-to-chest", "on": False}
    assert last_answers(stage, "half dose")[-1] == {"on": False}


async def test_twice_in_a_row_and_declined_leaves_nothing_out(stage: Stage) -> None:
    sore_yesterday(stage)
    async with stage.open("a", "6", "enter", "escape") as visit:
        assert visit.where == "Today"
        assert listed(visit.lines) == HALF_TIMES
    assert last_answers(stage, "dropped") == []


async def test_one_sore_day_after_a_good_one_leaves_nothing_out(stage: Stage) -> None:
    sore_yesterday(stage, pain=5)
    async with stage.open("a", "6", "enter") as visit:
        assert visit.where == "Today"


async def test_what_was_dropped_is_in_no_session(stage: Stage) -> None:
    stage.store.add(answers=[answer("dropped", stretch="knee-to-chest", on=True)])
    async with stage.open(*["down"] * 5) as visit:
        assert listed(visit.lines)["Bedtime"] == "6:05"
        await visit.press("enter", "3", "enter")
        assert visit.where == "Practice"
    ((document,),) = stage.rows("SELECT document FROM routine_version")
    assert "knee-to-chest" not in str(document)


async def test_at_once_pressed_twice_a_key_asks_once(stage: Stage) -> None:
    stage.add_session()
    async with stage.open() as visit:
        await visit.press_at_once("a", "a", "a")
        assert [type(one).__name__ for one in visit.app.screen_stack] == [
            "TodayScreen",
            "CheckInScreen",
        ]
        await visit.press("escape")
        await visit.press_at_once("s", "s", "s")
        names = [type(one).__name__ for one in visit.app.screen_stack]
        assert names.count("SignsScreen") == 1


async def test_r_pressed_twice_goes_on_once(stage: Stage) -> None:
    async with stage.practising():
        pass
    async with stage.open("escape") as visit:
        await visit.press_at_once("r", "r")
        assert [type(one).__name__ for one in visit.app.screen_stack] == [
            "TodayScreen",
            "ResumeScreen",
        ]


async def test_an_answer_that_cannot_be_saved_stays_asked(stage: Stage) -> None:
    stage.add_session(before=4)
    async with stage.open("a", "6") as visit:
        with stage.locked():
            await visit.press("enter")
            assert visit.where == "Today"
            assert visit.app.is_running
        assert DAY_AFTER in visit.text
    assert last_answers(stage, "next day") == []


# What weeks say


def stopped_three_times(stage: Stage) -> None:
    session = stage.add_session(days_ago=3, before=4)
    for days_ago in (3, 8, 13):
        hurt_in(stage, session, days_ago=days_ago)


def worse_by_two(stage: Stage) -> None:
    rate(stage, d20=3, d19=3, d18=3, d4=5, d3=5, d2=5)


def no_better_after_two_weeks(stage: Stage) -> None:
    rate(stage, d15=5, d14=5, d13=5, d4=5, d3=5, d2=5)


def no_better_after_six_weeks(stage: Stage) -> None:
    rate(stage, d43=5, d42=5, d41=5, d4=5, d3=5, d2=5)


def severe_three_days(stage: Stage) -> None:
    rate(stage, d2=8, d1=9, d0=8)


CASES = {
    "three stops": stopped_three_times,
    "worse weeks": worse_by_two,
    "no better after two weeks": no_better_after_two_weeks,
    "no better after six weeks": no_better_after_six_weeks,
    "severe days": severe_three_days,
}


@pytest.mark.parametrize("rule", CASES)
async def test_a_notice_is_read_with_a_put_away_with_enter_and_kept_with_escape(
    stage: Stage, rule: Rule
) -> None:
    CASES[rule](stage)
    line, more = NOTICES[rule]
    async with stage.open() as visit:
        assert line in visit.text
        await visit.press("a")
        assert visit.where == "Notice"
        assert more in flat(visit)
        assert "This is not a diagnosis." in visit.text
        await visit.press("escape")
        assert visit.where == "Today"
        assert line in visit.text
        assert last_answers(stage, "notice") == []
        await visit.press("a", "enter")
        assert visit.where == "Today"
        assert line not in visit.text
        assert last_answers(stage, "notice") == [{"rule": rule}]
    async with stage.open() as visit:
        assert line not in visit.text


async def test_one_thing_is_said_at_a_time_the_most_urgent_first(stage: Stage) -> None:
    severe_three_days(stage)
    stopped_three_times(stage)
    stage.add_session(days_ago=0.5, before=4)
    session = stage.add_session(days_ago=1, before=4)
    assert session
    stage.store.add(answers=[answer("half dose", on=True)])
    lines = [NOTICES["severe days"][0], NOTICES["three stops"][0], LESS]
    async with stage.open() as visit:
        if DAY_AFTER in visit.text:
            await visit.press("a", "s")
        for nth, line in enumerate(lines):
            assert [one for one in lines if one in visit.text] == [line]
            if nth < 2:
                await visit.press("a", "enter")


@pytest.mark.parametrize(("way", "reason"), [("ease off", "inside the limits")])
async def test_easing_off_is_no_stop(stage: Stage, way: Way, reason: Reason) -> None:
    session = stage.add_session(days_ago=3, before=4)
    for days_ago in (3, 8, 13):
        hurt_in(stage, session, days_ago=days_ago, way=way, reason=reason)
    async with stage.open() as visit:
        assert NOTICES["three stops"][0] not in visit.text


async def test_old_pain_is_not_nagged_about(stage: Stage) -> None:
    answered(stage, days_ago=20)
    stage.store.add(
        answers=[NewAnswer("red flags", dict.fromkeys(("now", "soon", "routine"), False), NOW)]
    )
    stage.store.add(answers=[answer("screening", flags=[], since_weeks=12)])
    no_better_after_two_weeks(stage)
    async with stage.open() as visit:
        assert visit.where == "Today"
        assert NOTICES["no better after two weeks"][0] not in visit.text


async def test_a_ticked_sign_comes_before_everything_else_on_today(stage: Stage) -> None:
    answered(stage, now=True)
    stage.add_session()
    stopped_three_times(stage)
    async with stage.open("escape") as visit:
        assert "A warning sign stands." in visit.text
        assert DAY_AFTER not in visit.text
        await visit.press("a")
        assert visit.where == "Today"


@pytest.mark.parametrize("is_severe", [False, True])
async def test_after_three_stops_no_session_starts_before_that_was_read(
    stage: Stage, is_severe: bool
) -> None:
    stopped_three_times(stage)
    if is_severe:  # which is said first on Today
        severe_three_days(stage)
    async with stage.open("enter") as visit:
        assert visit.where == "Notice"
        await visit.press("escape")
        assert visit.where == "Today"
        await visit.press("enter", "enter")
        assert visit.where == "CheckIn"
        await visit.press("escape", "enter")
        assert visit.where == "CheckIn"
