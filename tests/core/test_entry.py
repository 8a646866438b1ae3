"""What a person may type about a session, and what is said when it cannot be meant."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.entry import LONGEST_NOTE, check_worth, read_note, read_pain, read_when
from tracker.core.errors import TrackerError
from tracker.core.record import local_day

TUNED = settings(max_examples=150, deadline=None)

BERLIN = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=BERLIN)


def in_berlin(at: datetime) -> datetime:
    return at.replace(tzinfo=BERLIN)


def when(text: str) -> datetime:
    return read_when(text, "When", NOW, in_berlin)


# Ratings


def test_every_whole_number_from_nought_to_ten_is_a_rating() -> None:
    assert [read_pain(f" {pain} ", "Before") for pain in range(11)] == list(range(11))


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_rating_is_missing_and_not_nought(text: str) -> None:
    assert read_pain(text, "Before") is None


@pytest.mark.parametrize("text", ["11", "-1", "+3", "3.5", "five", "٣", "¹", "1 0", "9" * 5000])
def test_anything_else_is_no_rating_and_the_field_is_named(text: str) -> None:
    with pytest.raises(TrackerError, match=r"^Before: '.{1,40}' is no whole number from 0 to 10"):
        read_pain(text, "Before")


# Instants


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", "2026-11-20T09:30+01:00"),
        ("  ", "2026-11-20T09:30+01:00"),
        ("7:05", "2026-11-20T07:05+01:00"),
        ("07:05", "2026-11-20T07:05+01:00"),
        (" 09:30 ", "2026-11-20T09:30+01:00"),
        ("2026-11-19 22:00", "2026-11-19T22:00+01:00"),
        ("2026-11-19T22:00-05:00", "2026-11-19T22:00-05:00"),
    ],
)
def test_an_instant_is_an_hour_of_today_or_a_date_with_an_hour_or_now(text: str, at: str) -> None:
    assert when(text).isoformat() == datetime.fromisoformat(at).isoformat()


def test_a_date_alone_is_the_noon_of_that_day() -> None:
    assert when("2026-11-19") == datetime(2026, 11, 19, 12, tzinfo=BERLIN)


@pytest.mark.parametrize(("day_begins", "is_now"), [(4, True), (9, True), (10, False), (12, False)])
def test_todays_date_means_now_and_the_hour_decides_which_is_todays(
    day_begins: int, is_now: bool
) -> None:
    text = f"{local_day(NOW, 4):%Y-%m-%d}"
    if is_now:
        assert read_when(text, "When", NOW, in_berlin, day_begins) == NOW
    else:
        with pytest.raises(TrackerError, match="lies ahead"):
            read_when(text, "When", NOW, in_berlin, day_begins)


@pytest.mark.parametrize("text", ["yesterday", "25:00", "7:5", "2026-02-30", "x" * 100])
def test_what_is_no_time_is_refused_with_examples(text: str) -> None:
    with pytest.raises(TrackerError, match=r"^When: '.{1,40}' is no time\. Write 07:30, "):
        when(text)


def test_a_date_before_all_others_is_refused_and_not_stumbled_over() -> None:
    with pytest.raises(TrackerError, match=r"^When: "):
        read_when("0001-01-01", "When", NOW.astimezone(UTC), datetime.astimezone)


def test_an_hour_before_the_first_day_of_all_is_refused_and_not_stumbled_over() -> None:
    with pytest.raises(TrackerError, match=r"^When: '0001-01-01 02:00' is no time"):
        when("0001-01-01 02:00")


def test_no_more_than_forty_characters_are_said_again() -> None:
    with pytest.raises(TrackerError, match=rf"^When: '{'x' * 40}' is no time"):
        when("x" * 41)
    with pytest.raises(TrackerError, match=rf"^Before: '{'x' * 40}' is no whole"):
        read_pain("x" * 41, "Before")


@pytest.mark.parametrize("text", ["9:31", "2026-11-21", "2026-11-20T09:00-05:00"])
def test_what_lies_ahead_is_refused(text: str) -> None:
    with pytest.raises(TrackerError, match=r"^When: 2026-11-2\d \d\d:\d\d lies ahead\.$"):
        when(text)


@given(st.text(max_size=30) | st.from_regex(r"[0-9T:+\- ]{1,25}", fullmatch=True))
@TUNED
def test_whatever_is_typed_is_refused_or_an_instant_that_has_been(text: str) -> None:
    with suppress(TrackerError):
        at = when(text)
        assert at.utcoffset() is not None
        assert at <= NOW


# Anything at all


@pytest.mark.parametrize(
    ("routine", "before", "after", "note"),
    [
        ("bedtime", None, None, ""),
        (None, 0, None, ""),
        (None, None, 0, ""),
        (None, None, None, "stiff"),
        ("bedtime", 3, 2, "stiff"),
    ],
)
def test_a_routine_a_rating_or_a_note_is_worth_writing_down(
    routine: str | None, before: int | None, after: int | None, note: str
) -> None:
    check_worth(routine, before, after, note)


@pytest.mark.parametrize("routine", [None, ""])
def test_where_nothing_is_given_there_is_nothing_to_write_down(routine: str | None) -> None:
    with pytest.raises(TrackerError, match="There is nothing to write down: give a routine"):
        check_worth(routine, None, None, "")


# Notes


def test_a_note_loses_the_blanks_around_it() -> None:
    assert read_note("  stiff, then better ", "Note") == "stiff, then better"


def test_a_note_may_have_five_hundred_characters_and_no_more() -> None:
    assert len(read_note("x" * 500, "Note")) == LONGEST_NOTE
    with pytest.raises(TrackerError, match=r"^Note: 501 characters; 500 are the most\.$"):
        read_note("x" * 501, "Note")


def test_a_note_holds_nothing_that_acts_on_the_terminal() -> None:
    with pytest.raises(TrackerError, match=r"^Note: it holds a control character, U\+001B\.$"):
        read_note("a\x1b[2J", "Note")
