"""Every rule has its words, the words fit a small screen, and none of them promises anything."""

import re
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import get_args

import pytest

from tracker.core import safety_words, screening
from tracker.core.escalation import Rule
from tracker.core.hurting import Feeling, Limits, Reason, Verdict, Way
from tracker.core.safety import WORDS_DATE, WORDS_VERSION, Eases, Signs
from tracker.core.safety_words import (
    CALL,
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
    TIER_ADVICE,
    VERSION_LINE,
    half_dose_offer,
    leave_out_offer,
    outcome_words,
    reason,
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


def test_an_emergency_names_the_call_the_department_and_not_to_drive() -> None:
    said = " ".join(EMERGENCY).format(call=CALL)
    for part in (CALL, "emergency department now", "Do not drive", "early treatment matters"):
        assert part in said


def test_nothing_ticked_is_not_called_safe() -> None:
    assert (
        " ".join(NOTHING_TICKED) == "Nothing you ticked needs urgent care. That is not a diagnosis."
    )
