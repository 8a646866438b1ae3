"""Every rule has its words, the words fit a small screen, and none of them promises anything."""

import re
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import get_args

import pytest

from tests.core.routines import KEPT, routine, stretch
from tracker.core import safety_words, screening
from tracker.core.escalation import Rule
from tracker.core.hurting import Feeling, Limits, Reason, Verdict, Way
from tracker.core.routine import item
from tracker.core.safety import WORDS_DATE, WORDS_VERSION, Eases, Signs
from tracker.core.safety_words import (
    CALL,
    CENTRALISING,
    DISCLAIMER,
    EASES,
    EMERGENCY,
    FEELINGS,
    LEADS,
    NOTHING_TICKED,
    NOTICES,
    REASONS,
    SIGNS,
    SINCE,
    STOP_NOW,
    TIER_ADVICE,
    VERSION_LINE,
    WARNING_HINT,
    emergency,
    gentle_only,
    half_dose_offer,
    leave_out_offer,
    outcome_words,
    reason,
    rest_day,
)
from tracker.core.safety_words import (
    KEPT as KEPT_WORDS,
)

COLUMNS = 54


def strings(value: object) -> Iterator[str]:
    """Yield every text in a value, however deep; no id of a rule or a stretch."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)


def said_by(module: object) -> list[str]:
    return [
        text for name, value in vars(module).items() if name.isupper() for text in strings(value)
    ]


TEXTS = said_by(safety_words) + said_by(screening)


def lines(*paragraphs: str) -> int:
    return sum(len(wrap(text, COLUMNS)) for text in paragraphs)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (NOTICES, Rule),
        (REASONS, Reason),
        (FEELINGS, Feeling),
        (EASES, Eases),
    ],
    ids=["notices", "reasons", "feelings", "eases"],
)
def test_everything_that_can_be_said_has_words(words: Mapping[str, object], kinds: object) -> None:
    assert set(words) == set(get_args(kinds))
    assert all(text.strip() for text in strings(words))


@pytest.mark.parametrize("because", get_args(Reason))
def test_every_end_says_that_it_is_one_and_why(because: Reason) -> None:
    ways: tuple[Way, ...] = ("end stretch", "end session")
    for way in ways:
        first, why, *_ = outcome_words(Verdict(way, because), Limits(3))
        assert first.endswith("ends here.")
        assert re.fullmatch(r"[A-Z].*[.]", why)
        assert "None" not in why


@pytest.mark.parametrize(("stored", "said"), [*REASONS.items(), ("of times to come",) * 2])
def test_a_stored_reason_is_said_and_an_unknown_one_as_it_is_stored(stored: str, said: str) -> None:
    assert reason(stored) == said


def test_what_is_offered_names_the_usual_pain_the_stretch_and_the_way_back() -> None:
    halves, leaves = half_dose_offer(3.5), leave_out_offer("Cat-cow")
    assert "3.5" in halves[1]
    assert "Cat-cow" in leaves[0]
    assert halves[-1].startswith("f on Today brings")
    assert leaves[-1].startswith("f on Today brings")


def test_every_flag_says_what_it_is_and_what_it_is_as_a_reason() -> None:
    for rule in screening.RULES.values():
        assert rule.words
        assert rule.short


def test_every_tier_has_its_question_and_its_signs() -> None:
    assert tuple(LEADS) == tuple(SIGNS) == Signs._fields
    assert all(SIGNS.values())
    assert set(TIER_ADVICE) == {"soon", "routine"}


def test_the_weeks_of_pain_are_the_least_that_the_answer_means() -> None:
    assert list(SINCE) == [0, 2, 6, 12]


def test_there_are_texts_to_look_through() -> None:
    assert len(TEXTS) > 60


@pytest.mark.parametrize(
    "word",
    [
        *("heals", "cures", "treats", "strengthens", "prevents", "fixes", "danger"),
        *("clinically reviewed", "you are safe", "no red flags"),
        *("painkiller", "paracetamol", "ibuprofen", "medication", "x-ray", "MRI", "scan"),
    ],
)
def test_no_word_promises_or_frightens_or_advises_medicine(word: str) -> None:
    for text in TEXTS:
        said = text.replace("neither diagnoses nor treats", "").replace("the team that treats", "")
        assert not re.search(rf"\b{word}", said, re.IGNORECASE), text


def test_the_disclaimer_says_everything_that_it_has_to() -> None:
    said = " ".join(DISCLAIMER)
    for element in (
        "general information",
        "not medical advice, not a medical device",
        "neither diagnoses nor treats",
        "not for emergencies",
        "for adults",
        "public sources and two articles",
        "three of their techniques are replaced",
        "No clinician has reviewed it",
        "limited evidence",
        "nothing here is promised",
        "Stop at sharp or spreading pain, tingling or dizziness",
        "ask someone who knows your back first",
        "stays on this computer unless you export it",
    ):
        assert element in said


def test_the_version_of_the_words_and_its_date_are_shown() -> None:
    assert WORDS_VERSION in VERSION_LINE
    assert WORDS_DATE in VERSION_LINE


def test_the_disclaimer_fits_a_small_screen() -> None:
    assert lines(*DISCLAIMER) + len(DISCLAIMER) - 1 <= 15


@pytest.mark.parametrize("tier", Signs._fields)
def test_the_signs_of_each_tier_fit_a_small_screen_with_their_question(tier: str) -> None:
    assert lines(LEADS[tier], *SIGNS[tier]) <= 14


@pytest.mark.parametrize(
    ("tier", "signs"),
    [
        (
            "now",
            "tingling|between the legs|genitals|buttocks|back passage|urine|full bladder|bowels|"
            "sexual function|BOTH|one leg getting weaker|unsteady|fall|crash|blow|chest pain|"
            "fainting|belly and back",
        ),
        (
            "soon",
            "fever|chills|very unwell|cancer|losing weight|never eases|wakes|fragile bones|"
            "steroids|small fall|immunity|infection|injected drugs|in one leg|20|55|upper back",
        ),
        ("routine", "no better|worries|work|sleep|mood"),
    ],
)
def test_no_sign_of_a_tier_is_missing(tier: str, signs: str) -> None:
    said = " ".join(SIGNS[tier])
    assert [sign for sign in signs.split("|") if sign not in said] == []


@pytest.mark.parametrize(
    ("number", "call"), [("", "Call your emergency number or go"), ("999", "Call 999 or go")]
)
def test_an_emergency_names_the_number_that_was_set(number: str, call: str) -> None:
    stop, now, after = emergency(number)
    assert (stop, after) == (STOP_NOW, EMERGENCY[-1])
    assert f"{call} to an emergency department now. Do not drive yourself." in now
    assert "{" not in now


@pytest.mark.parametrize("known", get_args(Reason))
def test_a_stored_reason_is_said_in_its_words(known: Reason) -> None:
    assert reason(known) == REASONS[known]


def test_a_reason_that_is_not_known_is_said_as_it_is_stored() -> None:
    assert reason("left the house") == "left the house"


def test_a_day_of_rest_says_which_signs_mean_what() -> None:
    strong, now, soon, routine = rest_day(8)
    assert strong == "8 is a lot of pain. Today is a day for rest, not for stretching."
    assert now == f"{WARNING_HINT} With any of these, get help now."
    assert all(sign in soon for sign in SIGNS["soon"])
    assert routine == (
        "Book a routine appointment if it is no better after some weeks, if it worries you, or if "
        "it limits your work, your sleep or your mood."
    )


def test_a_gentle_session_is_named_with_its_length_and_resting_is_as_good() -> None:
    high, left, resting = gentle_only(6, routine(item(stretch(dose=KEPT))))
    assert high == "6 is too much for a usual session."
    assert left.startswith("What is left for such a day is Mine at half dose: 1:10, all of it")
    assert resting == "Resting is just as good a choice."


def test_where_nothing_gentle_is_left_it_says_so() -> None:
    assert gentle_only(7, None) == (
        "7 is too much for a usual session, and nothing gentle enough is left.",
        "Your answers leave out all of the gentle routine. Rest today.",
    )


def test_the_end_of_a_session_is_said_with_its_reason_and_what_is_kept() -> None:
    ends, why, kept = outcome_words(Verdict("end session", "pain stayed up"), Limits(3))
    assert ends == "The session ends here."
    assert why == "It has not settled: it was 3 before."
    assert kept == KEPT_WORDS


def test_the_end_of_a_stretch_is_said_with_its_reason_and_what_comes_next() -> None:
    ends, why, waits, kept = outcome_words(Verdict("end stretch", "pain rose"), Limits(3))
    assert ends == "This stretch ends here."
    assert why == "It was 3 before; 2 more ends a stretch."
    assert waits == "The next one waits until you are ready."
    assert kept == KEPT_WORDS


def test_easing_off_is_going_on_smaller_and_names_no_end() -> None:
    eased = outcome_words(Verdict("ease off", "inside the limits"), Limits(3))
    assert eased[0] == "Ease off, and go on smaller."
    assert eased[-1] == CENTRALISING
    assert not any("ends here" in text for text in eased)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("sharp or spreading", "Sharp or spreading pain, tingling and dizziness are reasons"),
        ("pain reached the limit", "The pain has reached 6, which is too much to go on with."),
        ("pain rose from a high start", "It was 5 before, and it has risen."),
        ("pain rose", "It was 5 before; 2 more ends a stretch."),
        ("pain stayed up", "It has not settled: it was 5 before."),
        ("no number", "Without a number unkink cannot tell how much it is"),
        ("no number before", "There is no rating from before to compare with"),
        ("own choice", f"{REASONS['own choice'].capitalize()}."),
        ("warning sign", f"{REASONS['warning sign'].capitalize()}."),
    ],
)
def test_every_end_says_why_in_a_sentence(why: Reason, said: str) -> None:
    told = outcome_words(Verdict("end session", why), Limits(5))[1]
    assert told.startswith(said)
    assert told.endswith(".")


def test_the_offers_name_what_they_are_about_and_the_way_back() -> None:
    worse, usual, back = half_dose_offer(3.5)
    assert worse == "Your pain is still 2 or more above your usual."
    assert usual.startswith("Your usual is 3.5. Shall holds and repetitions be halved")
    sore, leave, again = leave_out_offer("Cat-cow")
    assert sore == "Two sore days running, and the Cat-cow hurt."
    assert leave == "Shall it be left out of all routines for now?"
    assert all(text.startswith("f on Today brings ") for text in (back, again))


def test_an_emergency_names_the_call_the_department_and_not_to_drive() -> None:
    said = " ".join(EMERGENCY).format(call=CALL)
    for part in (CALL, "emergency department now", "Do not drive", "early treatment matters"):
        assert part in said


def test_nothing_ticked_is_not_called_safe() -> None:
    assert (
        " ".join(NOTHING_TICKED) == "Nothing you ticked needs urgent care. That is not a diagnosis."
    )
