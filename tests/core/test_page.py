"""What is to be read about a stretch."""

import pytest

from tests.core.routines import HELD, KEPT, stretch
from tracker.core.page import item_dose, own_dose, stretch_head, stretch_page
from tracker.core.routine import item
from tracker.core.stretch import Seed, Technique

SEED = Seed(article=1, title="Knee-to-Chest", hold_seconds=(20, 30), words="hold 20 to 30 seconds")


def test_the_head_says_where_how_much_and_what_for() -> None:
    assert stretch_head(stretch(), "5 s × 2") == "on your back · 5 s × 2 · the low back"


def test_the_head_leaves_out_what_is_not_said() -> None:
    assert stretch_head(stretch()._replace(target=""), "") == "on your back"


def test_the_dose_of_an_item_is_said_with_the_sides_it_asks_for() -> None:
    legs = stretch(dose=HELD._replace(sides="leg"))
    assert item_dose(item(legs, reps=3)) == "5 s × 3 each leg"
    assert item_dose(item(legs, side="left")) == "5 s × 2 left leg"
    assert item_dose(item(stretch())) == "5 s × 2"


def test_the_dose_of_a_stretch_is_said_with_its_sides() -> None:
    assert own_dose(HELD._replace(sides="side")) == "5 s × 2 each side"
    assert own_dose(KEPT) == "1:00"


def test_a_page_has_its_steps_numbered_first_and_then_its_labels() -> None:
    full = stretch()._replace(seed=SEED, technique=Technique("clarified", "Reworded."))
    assert list(stretch_page(full)) == [
        ("1", "Lie down."),
        ("2", "Draw one knee in."),
        ("Feel", "A mild stretch."),
        ("Stop at", "Pain down the leg."),
        ("Avoid", "Pulling hard. Rushing"),
        ("Easier", "Hold behind the thigh."),
        ("Ask first", "A recent operation. Osteoporosis"),
        ("Technique", "Reworded."),
        ("Article", "article 1, “Knee-to-Chest”: “hold 20 to 30 seconds”"),
        ("Usual dose", "From the article."),
    ]


def test_a_page_leaves_out_the_labels_that_have_no_text() -> None:
    bare = stretch()._replace(
        feel="", not_feel="", mistakes=(), easier="", ask_first=(), provenance=""
    )
    assert list(stretch_page(bare)) == [("1", "Lie down."), ("2", "Draw one knee in.")]


@pytest.mark.parametrize(
    ("seed", "said"),
    [
        (Seed(article=2), "article 2, its title was lost; it gives no numbers"),
        (Seed(article=2, title="Hip"), "article 2, “Hip”; it gives no numbers"),
        (Seed(article=2, words="10 times"), "article 2, its title was lost: “10 times”"),
    ],
)
def test_what_the_article_does_not_give_is_said_to_be_missing(seed: Seed, said: str) -> None:
    assert dict(stretch_page(stretch()._replace(seed=seed)))["Article"] == said
