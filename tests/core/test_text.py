"""Characters that would act on the terminal, and how they are shown instead."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.core.text import STAND_IN, beginning, clean, first_forbidden, one_line

TUNED = settings(max_examples=200, deadline=None)

DIRECTION = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070)}
MARKS = {0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)}
ACTING = DIRECTION | MARKS
CATEGORIES = ("Cc", "Cs", "Zl", "Zp")
"""Controls, lone surrogates, line and paragraph separators."""

acting = st.sampled_from(
    ["\x00", "\t", "\n", "\x1b", "\x7f", "\x85", "\x9b", "\u202e", "\u2028", "\ufeff", "\ud800"]
)
any_text = st.text(st.characters() | acting)


@given(st.text(max_size=1200))
@example("x" * 500)
@example("x" * 501)
def test_a_text_of_up_to_500_characters_is_whole_and_of_a_longer_one_the_beginning(
    text: str,
) -> None:
    if len(text) <= 500:
        assert beginning(text) == text
    else:
        assert beginning(text) == text[:499] + "…"


def by_hand(character: str) -> bool:
    return ord(character) in ACTING or unicodedata.category(character) in CATEGORIES


def test_of_all_characters_exactly_the_acting_ones_are_replaced() -> None:
    every = [chr(code) for code in range(0x110000)]
    assert [one for one in every if clean(one) != one] == [one for one in every if by_hand(one)]


@pytest.mark.parametrize(
    ("character", "code"),
    [
        pytest.param("\x00", "U+0000", id="the first C0 control"),
        pytest.param("\n", "U+000A", id="a new line"),
        pytest.param("\x1b", "U+001B", id="escape"),
        pytest.param("\x1f", "U+001F", id="the last C0 control"),
        pytest.param("\x7f", "U+007F", id="delete"),
        pytest.param("\x9b", "U+009B", id="the C1 start of a sequence"),
        pytest.param("\x9f", "U+009F", id="the last C1 control"),
        pytest.param("\u061c", "U+061C", id="the Arabic letter mark"),
        pytest.param("\u200e", "U+200E", id="the left-to-right mark"),
        pytest.param("\u202e", "U+202E", id="the right-to-left override"),
        pytest.param("\u2069", "U+2069", id="the end of an isolate"),
        pytest.param("\u2028", "U+2028", id="a line separator"),
        pytest.param("\u2029", "U+2029", id="a paragraph separator"),
        pytest.param("\ufeff", "U+FEFF", id="a byte order mark"),
        pytest.param("\ufffb", "U+FFFB", id="the end of an annotation"),
        pytest.param("\ud800", "U+D800", id="a lone surrogate"),
        pytest.param("\U000e0041", "U+E0041", id="a tag character"),
    ],
)
def test_an_acting_character_is_named_by_its_code_and_shown_as_a_dot(
    character: str, code: str
) -> None:
    assert first_forbidden(f"a{character}b") == code
    assert clean(f"a{character}b") == "a·b"


@pytest.mark.parametrize(
    "text", ["", "Knee to chest", "30 s × 3 – “no”", "ünïcödé", "腰痛", "ظهر", "👩‍🦽", "·\xa0~"]
)
def test_what_people_write_is_left_as_it_is(text: str) -> None:
    assert first_forbidden(text) is None
    assert clean(text) == text


def test_a_text_of_many_lines_is_told_in_one() -> None:
    assert one_line("slept\nbadly\r\nagain") == "slept badly again"
    assert one_line("one line") == "one line"


def test_the_first_of_several_is_named() -> None:
    assert first_forbidden("ok\u202e\x1b") == "U+202E"


@given(any_text)
@TUNED
def test_cleaned_text_has_nothing_that_acts_and_its_old_length(text: str) -> None:
    cleaned = clean(text)
    assert first_forbidden(cleaned) is None
    assert not any(by_hand(character) for character in cleaned)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned


@given(any_text)
@TUNED
def test_only_what_acts_is_replaced(text: str) -> None:
    assert clean(text) == "".join(STAND_IN if by_hand(one) else one for one in text)
    assert (first_forbidden(text) is None) == (clean(text) == text)
