"""A routine as one person does it: what is left of it, and what is said about the rest."""

from itertools import groupby
from typing import Any

import pytest

from tests.core.routines import KEPT, routine, stretch
from tracker.core.adapting import HALF_DOSE, adapt, in_order, notes, stretch_notes
from tracker.core.flags import FLAGS, Flag
from tracker.core.flat_back import without_long_blocks
from tracker.core.plan import plan, total_seconds
from tracker.core.routine import Item, item
from tracker.core.safety import Safety, Screening
from tracker.core.screening import ASK_YOUR_TEAM
from tracker.library import load
from tracker.paths import built_in

LIBRARY = load(built_in(), None)
KNEELING = item(stretch("Cat-cow", position="all-fours"))


def ticked(*flags: Flag, **more: Any) -> Safety:
    return Safety(screening=Screening(frozenset(flags)))._replace(**more)


def said(routine: str, safety: Safety) -> list[str]:
    return [*notes(adapt(LIBRARY.routine(routine), safety, LIBRARY.stretches))]


@pytest.mark.parametrize("id_", LIBRARY.routines)
def test_where_nothing_was_ticked_a_routine_is_what_its_file_says(id_: str) -> None:
    adapted = adapt(LIBRARY.routine(id_), ticked(), LIBRARY.stretches)
    assert adapted.routine == LIBRARY.routine(id_)
    assert not adapted.is_changed
    assert [*notes(adapted)] == []


def test_what_is_left_out_is_named_once_with_its_reason_and_the_rest_with_its_care() -> None:
    assert said("article-1", ticked("fragile-bones")) == [
        "Left out: Knee to chest, Trunk rotation, Flexion rotation (fragile bones)",
        "With care: Cat-cow, no deep rounding (fragile bones)",
    ]


def test_the_half_that_stays_is_said_to_be_one() -> None:
    adapted = adapt(LIBRARY.routine("article-1"), ticked("worse-arching"), LIBRARY.stretches)
    assert adapted.routine.items[-1].stretch.variation == "cat-half"
    assert adapted.is_changed
    assert "Only one half of Cat-cow (worse with arching)" in notes(adapted)


def test_who_was_treated_lately_is_sent_to_the_team_and_nothing_is_left() -> None:
    adapted = adapt(LIBRARY.routine("bedtime"), ticked("recent-surgery"), LIBRARY.stretches)
    assert adapted.routine.items == ()
    assert next(notes(adapted)) == ASK_YOUR_TEAM


def test_a_stretch_that_was_dropped_is_left_out_until_it_is_brought_back() -> None:
    safety = ticked(dropped=frozenset({"cat-cow"}))
    adapted = adapt(LIBRARY.routine("article-1"), safety, LIBRARY.stretches)
    assert [item.stretch.id for item in adapted.routine.items][-1] == "flexion-rotation"
    assert [*notes(adapted)] == ["Left out: Cat-cow (two sore days after it)"]


def test_a_stretch_that_is_left_out_twice_is_named_once() -> None:
    twice = routine(*[item(LIBRARY.stretch("cat-cow"), reps=reps) for reps in (1, 2)])
    adapted = adapt(twice, ticked(dropped=frozenset({"cat-cow"})), LIBRARY.stretches)
    assert [*notes(adapted)] == ["Left out: Cat-cow (two sore days after it)"]
    other = LIBRARY.stretch("knee-to-chest")
    ways = routine(item(other), item(other.vary("both-knees")._replace(name=other.name)))
    adapted = adapt(ways, ticked("fragile-bones"), LIBRARY.stretches)
    assert [*notes(adapted)] == [f"Left out: {other.name} (fragile bones)"]


def test_half_the_dose_is_said_and_takes_about_half_the_time() -> None:
    whole = LIBRARY.routine("article-2")
    adapted = adapt(whole, ticked(half_dose=True), LIBRARY.stretches)
    assert [*notes(adapted)] == [HALF_DOSE]
    # 10 + 5×6 · 10 + 2×2×(15+5)+5, three times · 20 + 5×8 · 20 + 2×2×(15+5)+10
    assert total_seconds(plan(adapted.routine)) == 40 + 3 * 95 + 60 + 110


def test_what_is_left_out_is_not_said_to_need_care() -> None:
    safety = ticked("fragile-bones", dropped=frozenset({"cat-cow"}))
    assert said("article-1", safety) == [
        "Left out: Knee to chest, Trunk rotation, Flexion rotation (fragile bones)",
        "Left out: Cat-cow (two sore days after it)",
    ]


@pytest.mark.parametrize("id_", LIBRARY.routines)
@pytest.mark.parametrize("half_dose", [False, True])
def test_in_pregnancy_nobody_is_flat_on_the_back_for_more_than_five_minutes(
    id_: str, half_dose: bool
) -> None:
    safety = ticked("pregnant", half_dose=half_dose)
    done = adapt(LIBRARY.routine(id_), safety, LIBRARY.stretches).routine
    for position, block in groupby(
        plan(done), key=lambda step: done.items[step.item].stretch.position
    ):
        if position == "supine":
            assert sum(step.seconds for step in block) <= 300


@pytest.mark.parametrize("flag", [flag for flag in FLAGS if flag != "pregnant"])
def test_nobody_else_is_kept_from_lying_on_the_back_for_long(flag: Flag) -> None:
    lying = routine(item(stretch("Pelvic tilt", dose=KEPT), hold_seconds=600))
    adapted = adapt(lying, ticked(flag), LIBRARY.stretches)
    assert adapted.too_long_flat == ()
    assert adapt(lying, ticked("pregnant"), LIBRARY.stretches).too_long_flat != ()


def test_what_is_left_out_for_long_lying_is_named_and_the_total_computed_anew() -> None:
    adapted = adapt(LIBRARY.routine("bedtime"), ticked("pregnant"), LIBRARY.stretches)
    assert adapted.is_changed
    assert [*notes(adapted)] == [
        "Left out: Figure four, lying, Trunk rotation (too long flat on your back)",
        "With care: Knee rolls, Knee to chest, External rotators, Pelvic tilt, "
        "propped up, or on your side where you can, not flat on your back for long (pregnancy)",
    ]
    # 10 + 10×6 · 10 + 2×35 + 5 · the same · 10 + 5×8
    assert total_seconds(plan(adapted.routine)) == 70 + 85 + 85 + 50


def test_another_position_interrupts_the_time_on_the_back() -> None:
    tilts = item(LIBRARY.stretches["pelvic-tilt"], reps=30)
    cat_cow = item(LIBRARY.stretches["cat-cow"])
    found, left_out = without_long_blocks(routine(tilts, cat_cow, tilts, tilts))
    assert [one.stretch.id for one in found.items] == ["pelvic-tilt", "cat-cow", "pelvic-tilt"]
    assert [one.id for one in left_out] == ["pelvic-tilt"]


@pytest.mark.parametrize("between", [(), (KNEELING,)])
@pytest.mark.parametrize(
    ("seconds", "kept"), [((290.0,), 1), ((290.5,), 0), ((140.0, 140.0), 2), ((140.0, 140.5), 1)]
)
def test_five_minutes_on_the_back_with_setting_up_are_not_too_long_and_any_more_is(
    between: tuple[Item, ...], seconds: tuple[float, ...], kept: int
) -> None:
    lying = [item(stretch(dose=KEPT), hold_seconds=one) for one in seconds]
    found, left_out = without_long_blocks(routine(*between, *lying))
    assert len(found.items) == len(between) + kept
    assert len(left_out) == len(lying) - kept


@pytest.mark.parametrize(
    ("eases", "first", "last"),
    [
        ("bending", "bends-easier", "arching-easier"),
        ("arching", "arching-easier", "bends-easier"),
        ("neither", "article-1", "arching-easier"),
        ("don't know", "article-1", "arching-easier"),
        (None, "article-1", "arching-easier"),
    ],
)
def test_what_eases_the_back_orders_the_routines(eases: str | None, first: str, last: str) -> None:
    ids = [routine.id for routine in in_order(LIBRARY.routines.values(), eases)]
    assert (ids[0], ids[-1]) == (first, last)
    assert sorted(ids) == sorted(LIBRARY.routines)


@pytest.mark.parametrize(
    ("id_", "flags", "dropped", "lines"),
    [
        ("cat-cow", [], [], []),
        ("cat-cow", ["knee"], ["cat-cow"], ["Left out of your routines (knee)"]),
        ("cat-cow", [], ["cat-cow"], ["Left out of your routines (two sore days after it)"]),
        ("cat-cow", ["worse-bending"], [], ["Without the cat half (worse with bending)"]),
        ("hip-flexor", ["hip-replacement"], [], ["With care: ask the team that treats your hip "
                                                 "first (hip replacement)"]),
    ],
)  # fmt: skip
def test_a_stretch_on_its_own_says_what_holds_for_it(
    id_: str, flags: list[Flag], dropped: list[str], lines: list[str]
) -> None:
    safety = ticked(*flags, dropped=frozenset(dropped))
    assert [*stretch_notes(LIBRARY.stretch(id_), safety)] == lines


@pytest.mark.parametrize("flag", FLAGS)
def test_whatever_is_ticked_nothing_is_taken_away_in_silence(flag: Flag) -> None:
    for whole in LIBRARY.routines.values():
        adapted = adapt(whole, ticked(flag), LIBRARY.stretches)
        if adapted.routine != whole:
            assert adapted.is_changed
            assert [*notes(adapted)]
