"""Table 1.4 of the clinical notes, row by row, and what it leaves of whole routines."""

from collections.abc import Iterable
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.routines import KEPT, routine, stretch
from tracker.core.flags import FLAGS, Flag
from tracker.core.plan import plan, total_seconds
from tracker.core.routine import Item, Routine, item
from tracker.core.screening import ASK_YOUR_TEAM, RULES, Screened, screened
from tracker.core.stretch import Stretch
from tracker.library import load
from tracker.paths import built_in

IDS: Final = {
    1: "knee-to-chest",
    2: "trunk-rotation",
    3: "cat-cow",
    4: "pelvic-tilt",
    5: "flexion-rotation",
    6: "knee-rolls",
    7: "prone-press-up",
    8: "external-rotators",
    9: "active-hamstring",
    10: "internal-rotators",
    11: "hip-flexor",
}
NUMBERS: Final = {id_: number for number, id_ in IDS.items()}

HIDDEN: Final[dict[Flag, set[int]]] = {
    "fragile-bones": {1, 2, 5},
    "worse-arching": {5, 7},
    "worse-bending": {1, 5},
    "leg-symptoms": {5, 9},
    "hip-replacement": {1, 2, 5, 6, 8, 9, 10},
    "pregnant": {5, 7},
    "knee": {3, 5},
    "wrist-or-shoulder": {3, 5, 7},
    "recent-surgery": set(IDS),
}
"""The column "hide", all of a stretch. The rest is a half of 3, and 11 where it kneels."""

HALVES: Final[dict[Flag, str]] = {"worse-arching": "cow", "worse-bending": "cat"}

LIBRARY: Final = load(built_in(), None)
STRETCHES: Final = LIBRARY.stretches
EVERY_WAY: Final = [
    way for one in STRETCHES.values() for way in (one, *one.variations) if one.id in NUMBERS
]
ALL: Final = routine(*(item(STRETCHES[id_]) for id_ in IDS.values()))

SOME_FLAGS = st.sets(st.sampled_from(FLAGS))
TUNED = settings(max_examples=300, deadline=None)


def by(*flags: Flag, of: Routine = ALL) -> Screened:
    return screened(of, flags, STRETCHES)


def numbers(stretches: Iterable[Stretch]) -> set[int]:
    return {NUMBERS[one.id] for one in stretches}


def left_out(found: Screened) -> set[int]:
    return numbers(one.stretch for one in found.left_out)


def warned(found: Screened) -> set[int]:
    return numbers(one.stretch for one in found.warned)


def notes(found: Screened) -> dict[int, str]:
    return {NUMBERS[one.stretch.id]: one.note for one in found.warned}


def names(items: Iterable[Item]) -> list[str]:
    return [one.stretch.variation or one.stretch.id for one in items]


def length(one: Routine) -> float:
    return total_seconds(plan(one))


def test_every_row_of_the_table_has_its_rule() -> None:
    assert set(RULES) == set(HIDDEN) == set(FLAGS)


def test_fragile_bones_hide_1_2_5_and_warn_on_6_8_9_and_on_deep_rounding_in_3() -> None:
    found = by("fragile-bones")
    assert (left_out(found), warned(found)) == ({1, 2, 5}, {3, 6, 8, 9})
    assert notes(found)[3] == "no deep rounding"


def test_worse_with_arching_hides_5_7_and_the_cow_half_of_3_and_warns_on_11() -> None:
    found = by("worse-arching")
    assert (left_out(found), warned(found)) == ({5, 7}, {11})
    assert numbers(one.stretch for one in found.halved) == {3}
    assert [one.stretch.dose.halves for one in found.routine.items if one.stretch.id == IDS[3]] == [
        ("cat",)
    ]


def test_worse_with_bending_hides_1_5_and_the_cat_half_of_3_and_warns_on_8_9() -> None:
    found = by("worse-bending")
    assert (left_out(found), warned(found)) == ({1, 5}, {8, 9})
    assert numbers(one.stretch for one in found.halved) == {3}
    assert [one.stretch.dose.halves for one in found.routine.items if one.stretch.id == IDS[3]] == [
        ("cow",)
    ]


def test_leg_symptoms_hide_5_9_and_allow_7_only_while_the_pain_draws_to_the_spine() -> None:
    found = by("leg-symptoms")
    assert (left_out(found), warned(found)) == ({5, 9}, {7, 8})
    assert "only while" in notes(found)[7]
    assert "towards the spine" in notes(found)[7]


def test_a_hip_replacement_hides_1_2_5_6_8_9_10_and_warns_on_11() -> None:
    found = by("hip-replacement")
    assert (left_out(found), warned(found)) == ({1, 2, 5, 6, 8, 9, 10}, {11})


def test_pregnancy_hides_5_7_and_says_propped_or_on_the_side_for_all_on_the_back() -> None:
    found = by("pregnant")
    assert (left_out(found), warned(found)) == ({5, 7}, {1, 2, 4, 6, 8, 9, 10})
    for note in notes(found).values():
        assert "propped" in note
        assert "side" in note


def test_pregnancy_says_nothing_of_the_back_to_who_sits_or_stands() -> None:
    upright = [way for way in EVERY_WAY if way.position in ("seated", "standing")]
    assert upright
    assert by("pregnant", of=routine(*map(item, upright))).warned == ()


def test_a_knee_problem_hides_3_5_and_kneeling_11_and_warns_on_10() -> None:
    found = by("knee")
    assert (left_out(found), warned(found)) == ({3, 5, 11}, {10})


def test_a_wrist_or_shoulder_problem_hides_3_5_7_and_warns_on_nothing() -> None:
    found = by("wrist-or-shoulder")
    assert (left_out(found), warned(found)) == ({3, 5, 7}, set())


def test_recent_surgery_hides_everything_and_sends_to_the_team_that_treats() -> None:
    found = by("recent-surgery", of=routine(*ALL.items, item(stretch("My own"))))
    assert found.routine.items == ()
    assert [one.stretch.id for one in found.left_out] == [*IDS.values(), "my-own"]
    assert {one.flags for one in found.left_out} == {("recent-surgery",)}
    assert found.warned == ()
    assert "Ask the team" in ASK_YOUR_TEAM


@pytest.mark.parametrize("flag", FLAGS)
def test_every_variation_is_hidden_with_its_stretch(flag: Flag) -> None:
    for way in EVERY_WAY:
        is_left_out = by(flag, of=routine(item(way))).routine.items == ()
        if NUMBERS[way.id] in HIDDEN[flag]:
            assert is_left_out, way.name
        elif way.id not in ("cat-cow", "hip-flexor"):
            assert not is_left_out, way.name


def test_a_bad_knee_leaves_out_the_kneeling_hip_flexor_and_keeps_the_standing_one() -> None:
    kneeling, standing = STRETCHES["hip-flexor"], STRETCHES["hip-flexor"].vary("standing")
    found = by("knee", of=routine(item(kneeling), item(standing)))
    assert found.routine.items == (item(standing),)
    assert [(one.stretch, one.flags) for one in found.left_out] == [(kneeling, ("knee",))]


@pytest.mark.parametrize(
    ("flag", "variation"), [("worse-arching", "cat-half"), ("worse-bending", "cow-half")]
)
@pytest.mark.parametrize("range_", [None, "half-range"])
def test_cat_cow_becomes_its_other_half_with_the_reps_and_the_hold_of_the_routine(
    flag: Flag, variation: str, range_: str | None
) -> None:
    whole = STRETCHES["cat-cow"].vary(range_)
    found = by(flag, of=routine(item(whole, reps=4, hold_seconds=7)))
    alone = STRETCHES["cat-cow"].vary(variation)
    assert found.routine.items == (item(alone, reps=4, hold_seconds=7),)
    assert [(one.stretch, one.flags) for one in found.halved] == [(whole, (flag,))]
    assert found.left_out == ()


def test_cat_cow_with_both_halves_hidden_is_left_out_because_of_both() -> None:
    found = by("worse-arching", "worse-bending", of=routine(item(STRETCHES["cat-cow"])))
    assert found.routine.items == ()
    assert [set(one.flags) for one in found.left_out] == [{"worse-arching", "worse-bending"}]
    assert found.halved == ()


@pytest.mark.parametrize(
    ("flag", "keeps", "loses"),
    [("worse-arching", "cat-half", "cow-half"), ("worse-bending", "cow-half", "cat-half")],
)
def test_a_half_alone_stays_unless_it_is_the_hidden_one(flag: Flag, keeps: str, loses: str) -> None:
    cat_cow = STRETCHES["cat-cow"]
    found = by(flag, of=routine(item(cat_cow.vary(keeps)), item(cat_cow.vary(loses))))
    assert names(found.routine.items) == [keeps]
    assert [one.stretch.variation for one in found.left_out] == [loses]


def test_cat_cow_that_has_no_half_in_its_position_is_left_out_whole() -> None:
    seated = STRETCHES["cat-cow"].vary("seated")
    found = by("worse-arching", of=routine(item(seated)))
    assert found.routine.items == ()
    assert [one.stretch for one in found.left_out] == [seated]


@pytest.mark.parametrize(
    ("flag", "kept", "seconds"),
    [
        # set-up 10 + 5 × (5 + 3) = 50; then set-up 20 + 5 × 2 × (5 + 1) = 80
        ("fragile-bones", ["pelvic-tilt", "cat-cow"], 130.0),
        # tilt 50; twist 10 + 6 × (2 + 10 + 3) + 5 = 105; set-up 20 + 5 × (5 + 5) = 70
        ("worse-bending", ["pelvic-tilt", "trunk-rotation", "cow-half"], 225.0),
        # as above, and knee to chest 10 + 6 × (2 + 30 + 3) + 5 = 225
        ("worse-arching", ["pelvic-tilt", "knee-to-chest", "trunk-rotation", "cat-half"], 450.0),
        ("recent-surgery", [], 0.0),
    ],
)
def test_the_time_of_a_screened_routine_is_computed_anew(
    flag: Flag, kept: list[str], seconds: float
) -> None:
    whole = LIBRARY.routine("article-1")
    found = by(flag, of=whole)
    assert length(whole) == 590.0
    assert (names(found.routine.items), length(found.routine)) == (kept, seconds)


@pytest.mark.parametrize("id_", LIBRARY.routines)
def test_without_a_flag_a_routine_is_untouched(id_: str) -> None:
    whole = LIBRARY.routine(id_)
    assert by(of=whole) == Screened(whole)


def test_there_are_eight_built_in_routines_to_screen() -> None:
    assert len(LIBRARY.routines) == 8


def test_a_stretch_of_ones_own_is_its_authors_business() -> None:
    mine = item(stretch("My own", dose=KEPT))
    every_other: list[Flag] = [flag for flag in FLAGS if flag != "recent-surgery"]
    assert by(*every_other, of=routine(mine)) == Screened(routine(mine))


def test_what_a_routine_has_twice_is_named_once() -> None:
    twice = [item(STRETCHES[id_]) for id_ in ("knee-to-chest", "cat-cow", "external-rotators")] * 2
    found = by("worse-bending", of=routine(*twice))
    assert names(found.routine.items) == ["cow-half", "external-rotators"] * 2
    counts = (len(found.left_out), len(found.halved), len(found.warned))
    assert counts == (1, 1, 1)


def test_the_flags_may_come_in_any_order_and_only_once() -> None:
    flags: list[Flag] = ["wrist-or-shoulder", "knee"]
    assert screened(ALL, iter(flags), STRETCHES) == by("knee", "wrist-or-shoulder")


@given(flags=SOME_FLAGS, ways=st.lists(st.sampled_from(EVERY_WAY), max_size=8))
@TUNED
def test_nothing_that_the_table_hides_is_ever_left_in(
    flags: set[Flag], ways: list[Stretch]
) -> None:
    found = by(*flags, of=routine(*map(item, ways)))
    for one in found.routine.items:
        assert not any(NUMBERS[one.stretch.id] in HIDDEN[flag] for flag in flags)
        assert not {HALVES.get(flag) for flag in flags} & set(one.dose.halves)
        assert not ("knee" in flags and one.stretch.position == "half-kneeling")


@given(flags=SOME_FLAGS, ways=st.lists(st.sampled_from(EVERY_WAY), max_size=8))
@TUNED
def test_whatever_is_taken_away_is_named_with_flags_that_were_ticked(
    flags: set[Flag], ways: list[Stretch]
) -> None:
    found = by(*flags, of=routine(*map(item, ways)))
    gone = [one.stretch for one in found.left_out]
    changed = [one.stretch for one in found.halved]
    assert all(one.flags and flags.issuperset(one.flags) for one in found.left_out + found.halved)
    assert all(one.flag in flags for one in found.warned)
    stays = [way for way in ways if way not in gone]
    assert [one.stretch.id for one in found.routine.items] == [way.id for way in stays]
    for way, one in zip(stays, found.routine.items, strict=True):
        assert one == item(way) or way in changed
