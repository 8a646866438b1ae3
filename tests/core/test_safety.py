"""When the warning signs are asked for (4.1), and what the stored answers come to."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.safety import (
    WORDS_VERSION,
    Answered,
    Kind,
    NextDay,
    Now,
    Safety,
    Screening,
    Signs,
    due,
    read_answers,
    tells_of_a_sign,
)

DAY = date(2026, 11, 2)
YES = {"now": True, "soon": False, "routine": False}
NO = {"now": False, "soon": False, "routine": False}


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def noon(days: int, minutes: int = 0) -> datetime:
    return datetime.combine(on(days), time(12), UTC) + timedelta(minutes=minutes)


def said(kind: Kind, days: int = 0, minutes: int = 0, **answers: object) -> Answered:
    return Answered(kind, WORDS_VERSION, answers, on(days), noon(days, minutes))


def settled(*more: Answered, asked: int = 0) -> Safety:
    """Return what holds after all was answered, the signs on the day `asked`."""
    return read_answers(
        [said("disclaimer"), said("screening"), said("red flags", asked, **NO), *more]
    )


def asks(safety: Safety, now: Now) -> bool:
    return "signs" in due(safety, now)


def test_the_first_run_asks_for_everything_in_its_order() -> None:
    assert due(Safety(), Now(DAY)) == ("disclaimer", "signs", "screening")


def test_nothing_is_asked_again_once_all_is_answered() -> None:
    assert due(settled(), Now(DAY, last_session=DAY)) == ()


def test_answers_of_a_clock_that_was_days_ahead_are_asked_for_again() -> None:
    assert not asks(settled(asked=1), Now(DAY, last_session=DAY))
    assert asks(settled(asked=2), Now(DAY, last_session=DAY))


def test_other_words_are_shown_and_accepted_anew() -> None:
    old = settled(said("disclaimer")._replace(words_version="0"))
    assert due(old, Now(DAY)) == ("disclaimer",)


@pytest.mark.parametrize(("days", "asked"), [(29, False), (30, True), (31, True), (400, True)])
def test_the_signs_are_asked_for_every_30_days(days: int, asked: bool) -> None:
    now = Now(on(days), last_session=on(days - 1))
    assert asks(settled(), now) == asked


@pytest.mark.parametrize(("ahead", "asked"), [(0, False), (1, False), (2, True), (400, True)])
def test_an_answer_from_a_clock_that_was_ahead_by_more_than_a_day_does_not_count(
    ahead: int, asked: bool
) -> None:
    assert asks(settled(asked=ahead), Now(DAY)) == asked


def test_the_signs_are_asked_for_where_they_were_answered_in_other_words() -> None:
    other = said("red flags", 1, **NO)._replace(words_version="0")
    assert asks(settled(other), Now(on(1)))


@pytest.mark.parametrize(
    "some", [{"now": False}, {"now": False, "soon": False}, {"now": False, "routine": False}]
)
def test_the_signs_are_asked_for_until_each_of_the_three_lists_is_answered(
    some: dict[str, bool],
) -> None:
    safety = settled(said("red flags", **some))
    assert not safety.is_complete
    assert asks(safety, Now(DAY))
    assert settled().is_complete


def test_lists_that_were_never_asked_for_are_not_complete() -> None:
    assert not Safety().is_complete


@pytest.mark.parametrize(("away", "asked"), [(27, False), (28, True), (29, True)])
def test_the_signs_are_asked_for_after_28_days_away(away: int, asked: bool) -> None:
    now = Now(on(10 + away), last_session=on(10))
    assert asks(settled(asked=20), now) == asked


def test_after_28_days_away_they_are_asked_for_once() -> None:
    for days in range(28, 58):
        assert not asks(settled(asked=28), Now(on(days), last_session=on(0))), days
    assert asks(settled(asked=28), Now(on(58), last_session=on(0)))


def test_who_has_never_practised_is_not_away() -> None:
    assert not asks(settled(), Now(on(29)))


@pytest.mark.parametrize(
    ("rating", "usual", "asked"),
    [
        (6, 3.0, True),
        (7, 3.0, True),
        (5, 3.0, False),
        (6, 3.5, False),
        (7, 3.5, True),
        (3, 0.0, True),
        (10, None, False),
        (None, 3.0, False),
    ],
)
def test_the_signs_are_asked_for_when_pain_is_3_above_the_usual(
    rating: int | None, usual: float | None, asked: bool
) -> None:
    now = Now(on(1), on(0), rating=rating, rated_at=noon(1), usual=usual)
    assert asks(settled(), now) == asked


def test_a_leap_of_the_pain_is_asked_about_once() -> None:
    now = Now(on(1), on(0), rating=9, rated_at=noon(1), usual=3.0)
    assert asks(settled(), now)
    assert not asks(settled(said("red flags", 1, minutes=1, **NO)), now)
    assert not asks(settled(said("red flags", 1, **NO)), now), "an answer at the same instant"


def test_a_note_that_sounds_like_a_sign_asks_again_until_the_answer() -> None:
    word = said("ask again", 1)
    assert asks(settled(word), Now(on(1), on(1)))
    assert not asks(settled(word, said("red flags", 1, minutes=1, **NO)), Now(on(1), on(1)))


def test_severe_days_ask_again_until_the_answer() -> None:
    now = Now(on(1), on(0), severe_at=noon(1))
    assert asks(settled(), now)
    assert not asks(settled(said("red flags", 1, minutes=1, **NO)), now)


def test_nothing_stands_before_anything_was_asked() -> None:
    assert read_answers([]) == Safety()
    assert not Safety().is_blocked
    assert Safety().flags == frozenset()


def test_an_emergency_sign_stops_sessions_until_it_is_acknowledged() -> None:
    yes = said("red flags", **YES)
    assert read_answers([yes]).is_blocked
    assert not read_answers([yes, said("acknowledged")]).is_blocked


@pytest.mark.parametrize("later", [1, 30, 400])
def test_an_emergency_sign_stands_even_if_a_later_answer_says_no(later: int) -> None:
    safety = read_answers([said("red flags", **YES), said("red flags", later, **NO)])
    assert safety.is_blocked
    assert safety.signs == Signs(now=False, soon=False, routine=False)


def test_an_acknowledgement_is_for_the_sign_before_it_and_not_for_the_next() -> None:
    rows = [said("red flags", **YES), said("acknowledged"), said("red flags", 1, **YES)]
    assert read_answers(rows).is_blocked


@pytest.mark.parametrize("tier", ["soon", "routine"])
def test_the_other_tiers_stop_nothing(tier: str) -> None:
    safety = read_answers([said("red flags", **{**NO, tier: True})])
    assert not safety.is_blocked
    assert safety.signs == Signs(**{**NO, tier: True})


@given(st.lists(st.sampled_from(["no", "yes", "acknowledged", "screening", "disclaimer"])))
@settings(deadline=None)
def test_a_sign_stands_exactly_while_no_acknowledgement_came_after_it(story: list[str]) -> None:
    rows = {
        "no": said("red flags", **NO),
        "yes": said("red flags", **YES),
        "acknowledged": said("acknowledged"),
        "screening": said("screening"),
        "disclaimer": said("disclaimer"),
    }
    stands = "yes" in story and "acknowledged" not in story[story.index("yes") :]
    if "acknowledged" in story:
        last = len(story) - story[::-1].index("acknowledged")
        stands = "yes" in story[last:]
    assert read_answers(rows[word] for word in story).is_blocked == stands


def test_a_list_that_was_not_asked_for_has_no_answer() -> None:
    assert read_answers([said("red flags", now=False)]).signs == Signs(False, None, None)
    assert read_answers([said("red flags", soon=False, routine=False)]).signs is None


def test_every_kind_of_answer_is_read() -> None:
    safety = read_answers(
        [
            said("disclaimer"),
            said("red flags", 1, now=False, soon=True, routine=True),
            said("screening", 2, flags=["knee", "pregnant"], eases="arching", since_weeks=6),
            said("ask again", 3),
            said("next day", 4, session="one", pain=7, usual=3.5),
            said("next day", 5, session="two", pain=None, usual=3),
            said("half dose", 5, on=True),
            said("dropped", 6, stretch="cat-cow", on=True),
            said("dropped", 6, stretch="knee-rolls", on=True),
            said("notice", 7, rule="three stops"),
            said("peg", 8, pain=5, enjoyment=6, activity=4),
        ]
    )
    assert safety == Safety(
        accepted=WORDS_VERSION,
        signs=Signs(now=False, soon=True, routine=True),
        signs_at=noon(1),
        signs_day=on(1),
        acknowledged=True,
        screening=Screening(frozenset({"knee", "pregnant"}), "arching", 6),
        screening_day=on(2),
        screening_version=WORDS_VERSION,
        ask_again_at=noon(3),
        next_days=(NextDay("one", 7, 3.5, on(4)), NextDay("two", None, 3.0, on(5))),
        half_dose=True,
        dropped=frozenset({"cat-cow", "knee-rolls"}),
        dismissed={"three stops": on(7)},
    )
    assert safety.flags == {"knee", "pregnant"}


def test_the_last_answer_of_a_kind_is_the_one_that_holds() -> None:
    safety = read_answers(
        [
            said("screening", flags=["knee"], eases="bending", since_weeks=12),
            said("screening", 1, flags=["pregnant"]),
            said("half dose", on=True),
            said("half dose", 1, on=False),
            said("dropped", stretch="cat-cow", on=True),
            said("dropped", stretch="knee-rolls", on=True),
            said("dropped", 1, stretch="cat-cow", on=False),
            said("notice", rule="severe days"),
            said("notice", 1, rule="worse weeks"),
            said("notice", 2, rule="severe days"),
        ]
    )
    assert safety.screening == Screening(frozenset({"pregnant"}))
    assert not safety.half_dose
    assert safety.dropped == {"knee-rolls"}
    assert safety.dismissed == {"severe days": on(2), "worse weeks": on(1)}


@pytest.mark.parametrize(
    "broken",
    [
        said("red flags"),
        said("screening", flags=None),
        said("next day"),
        said("next day", session="1", pain="much", usual=3),
        said("half dose"),
        said("dropped", stretch="cat-cow"),
        said("dropped", on=True),
        said("notice"),
    ],
)
def test_an_answer_without_what_belongs_to_it_says_nothing(broken: Answered) -> None:
    assert read_answers([broken]) == Safety()
    assert settled(broken) == settled()


def test_an_emergency_sign_stands_whatever_cannot_be_read_after_it() -> None:
    assert settled(said("red flags", **YES), said("red flags")).is_blocked


def test_a_flag_that_is_not_known_is_ignored() -> None:
    rows = [said("screening", flags=["knee", "left-handed"])]
    assert read_answers(rows).flags == {"knee"}


@pytest.mark.parametrize("weeks", [0, 2, 6, 12])
def test_how_long_it_has_hurt_is_one_of_four_answers(weeks: int) -> None:
    screening = read_answers([said("screening", since_weeks=weeks)]).screening
    assert screening
    assert screening.since_weeks == weeks


@pytest.mark.parametrize("weeks", [-1, 1, 3, 5, 7, 11, 13, "6", None])
def test_how_long_it_has_hurt_is_not_known_from_any_other_answer(weeks: object) -> None:
    assert read_answers([said("screening", since_weeks=weeks)]).screening == Screening()


@pytest.mark.parametrize(
    "note",
    [
        "My left foot is numb",
        "NUMBNESS in the saddle",
        "trouble with my bladder",
        "no bowel control",
        "incontinence",
        "cannot urinate",
        "genitals",
        "I fainted",
        "chest pain on the stairs",
        "weak in both legs",
    ],
)
def test_a_note_tells_of_a_sign_by_the_words_that_one_would_use(note: str) -> None:
    assert tells_of_a_sign(note)


@pytest.mark.parametrize("note", ["", "legs felt good", "one leg is stiff", "my chest is open"])
def test_a_note_without_such_a_word_tells_of_none(note: str) -> None:
    assert not tells_of_a_sign(note)


@pytest.mark.parametrize(
    ("pain", "usual", "worse"),
    [
        (5, 3.0, True),
        (6, 3.0, True),
        (2, 0.0, True),
        (4, 3.0, False),
        (5, 3.5, False),
        (None, 0.0, False),
    ],
)
def test_the_day_after_is_worse_when_it_is_two_above_the_usual(
    pain: int | None, usual: float, worse: bool
) -> None:
    assert NextDay("one", pain, usual, DAY).is_worse == worse
