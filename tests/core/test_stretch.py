"""A stretch, its variations, and how its position is said."""

from typing import get_args

import pytest

from tests.core.routines import stretch
from tracker.core.stretch import POSITION_WORDS, Dose, Position

BOTH_KNEES = stretch("Both knees", variation="both-knees")
ROCKING = stretch("Rocking", variation="rocking")
BASE = stretch(variations=(BOTH_KNEES, ROCKING))


def test_no_variation_is_the_stretch_itself() -> None:
    assert BASE.vary(None) is BASE


def test_a_variation_is_found_by_its_id() -> None:
    assert BASE.vary("rocking") is ROCKING
    assert BASE.vary("both-knees") is BOTH_KNEES


def test_an_unknown_variation_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match="standing"):
        BASE.vary("standing")


def test_a_dose_says_what_is_moved_turned_or_halved_or_nothing_is() -> None:
    dose = Dose("held", 2, 30.0)
    assert (dose.move_seconds, dose.sides, dose.turns, dose.halves) == (0, "none", False, ())


def test_every_position_is_said_in_words_of_its_own() -> None:
    assert set(POSITION_WORDS) == set(get_args(Position))
    assert len(set(POSITION_WORDS.values())) == len(POSITION_WORDS)
