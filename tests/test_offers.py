"""What there is to be done for one person: the library by their answers."""

from pathlib import Path

import pytest

from tracker.core.errors import RoutineError
from tracker.core.plan import plan, total_seconds
from tracker.core.safety import Safety, Screening
from tracker.library import load, routine_from_document
from tracker.offers import GENTLE, Offers
from tracker.paths import built_in

LIBRARY = load(built_in(), None)

MINE = """\
name = "Mine"

[[items]]
stretch = "wave"

[stretches.wave]
name = "Wave"
position = "standing"
steps = ["Wave."]
style = "reps"
move_seconds = 4
reps = 3
"""


def ticked(*flags: str, eases: str | None = None) -> Safety:
    return Safety(screening=Screening(frozenset(flags), eases))  # type: ignore[arg-type] # words of ours


def test_without_answers_it_is_the_library() -> None:
    offers = Offers(LIBRARY, Safety())
    assert offers.routines == [*LIBRARY.routines.values()]
    assert {one.id: offers.seconds(one.id) for one in offers.routines} == dict(LIBRARY.seconds)


@pytest.mark.parametrize("flag", ["fragile-bones", "knee", "worse-bending", "recent-surgery"])
def test_the_total_of_each_routine_is_that_of_what_is_left_of_it(flag: str) -> None:
    offers = Offers(LIBRARY, ticked(flag))
    for one in offers.routines:
        assert offers.seconds(one.id) == total_seconds(plan(one))
        assert offers.seconds(one.id) <= LIBRARY.seconds[one.id]


def test_what_is_left_can_be_written_down_and_read_back() -> None:
    offers = Offers(LIBRARY, ticked("worse-arching")._replace(half_dose=True))
    for one in offers.routines:
        if one.items:
            document = LIBRARY.document(one)
            assert plan(routine_from_document(one.id, document)) == plan(one)


def test_the_gentle_routine_is_bedtime_with_half_its_reps_or_half_its_single_holds() -> None:
    gentle = Offers(LIBRARY, Safety()).gentle()
    assert gentle is not None
    assert gentle.id == GENTLE
    doses = [(item.dose.reps, item.dose.hold_seconds) for item in gentle.items]
    assert doses == [(5, None), (1, 15.0), (1, 15.0), (1, 15.0), (1, 10.0), (3, 5.0)]


def test_the_gentle_routine_is_not_halved_twice_and_has_nothing_that_is_left_out() -> None:
    half = Safety(half_dose=True)
    assert Offers(LIBRARY, half).gentle() == Offers(LIBRARY, Safety()).gentle()
    left = Offers(LIBRARY, ticked("fragile-bones")).gentle()
    assert left is not None
    assert {"knee-to-chest", "trunk-rotation"}.isdisjoint(item.stretch.id for item in left.items)
    assert Offers(LIBRARY, ticked("recent-surgery")).gentle() is None


def test_a_library_without_bedtime_has_no_gentle_routine() -> None:
    assert Offers(LIBRARY._replace(routines={}), Safety()).gentle() is None


def test_a_stretch_that_a_file_brings_along_is_its_authors(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    library = load(built_in(), tmp_path)
    assert Offers(library, ticked("knee", "pregnant")).adapted("mine").routine.items
    assert not Offers(library, ticked("recent-surgery")).adapted("mine").routine.items


def test_a_routine_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(RoutineError, match="did you mean 'bedtime'"):
        Offers(LIBRARY, Safety()).adapted("bedtme")
