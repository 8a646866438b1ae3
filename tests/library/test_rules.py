"""Each rule for a stretch or a routine file, and what is said when it is broken."""

from collections.abc import Callable

import pytest

Check = Callable[..., list[str]]

BARE = """\
name = "Bare"
position = "standing"
steps = ["Stand."]
"""
HELD = BARE + 'style = "held"\nhold_seconds = 5\nreps = 2\n'
NAME = 'name = "Mine"\n'
ITEM = '[[items]]\nstretch = "knee-to-chest"\n'


def test_a_users_stretch_needs_only_name_position_steps_style_and_dose(faults_of: Check) -> None:
    assert faults_of(HELD, "stretch") == []


def test_a_users_routine_needs_only_a_name_and_an_item(faults_of: Check) -> None:
    assert faults_of(NAME + ITEM) == []


def test_every_missing_field_of_a_stretch_is_named_with_what_it_is_for(faults_of: Check) -> None:
    assert faults_of("target = 'knees'", "stretch") == [
        "field 'name': is missing: what it is called",
        "field 'position': is missing: the starting position",
        "field 'steps': is missing: how to do it, step by step",
        "field 'style': is missing: held: eased into and out of; reps: movement; "
        "resting: a position simply kept",
        "field 'reps': is missing: repetitions, on each side where there are two",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("name = 5", "field 'name': 5 is a number, wanted text of at most 40 characters"),
        ("name = true", "field 'name': true is true or false, wanted text of at most 40 char"),
        ("name = ['a']", "field 'name': this is a list, wanted text"),
        ("name = {a = 1}", "field 'name': this is a table, wanted text"),
        ("name = 2026-01-02", "field 'name': 2026-01-02 is a date or a time, wanted text"),
        (f"name = '{'x' * 41}'", "field 'name': 41 characters, wanted at most 40"),
        ("name = ''", "field 'name': is empty: write something, or leave it out"),
        ("name = '  '", "field 'name': is empty"),
        (r'name = "a\u001bb"', "field 'name': the character U+001B may not be in a text"),
        (r'name = "a\u202eb"', "field 'name': the character U+202E may not be in a text"),
        (r'name = "a\nb"', "field 'name': a line break (U+000A) may not be in a text"),
        ("position = 'suppine'", "field 'position': 'suppine' is not one of 'supine', 'side-"),
        ("position = 'suppine'", "'seated'; did you mean 'supine'?"),
        ("position = 1", "field 'position': 1 is a number, wanted one of 'supine'"),
        ("direction = 'hip'", "field 'direction': 'hip' is text, wanted a list of words out of"),
        ("direction = ['hip', 'hop']", "field 'direction[2]': 'hop' is not one of"),
        ("steps = []", "field 'steps': this is a list of 0, wanted a list of 1 to 8 texts"),
        ("steps = 'Stand'", "field 'steps': 'Stand' is text, wanted a list of 1 to 8 texts"),
        ("steps = ['a', 2]", "field 'steps[2]': 2 is a number, wanted text of at most 72"),
        (f"steps = ['{'x' * 73}']", "field 'steps[1]': 73 characters, wanted at most 72"),
        ("hold_seconds = 0", "field 'hold_seconds': 0 is out of range, wanted a number from 1 to"),
        ("hold_seconds = 3601", "3601 is out of range, wanted a number from 1 to 3600"),
        ("hold_seconds = nan", "nan is out of range"),
        ("hold_seconds = inf", "inf is out of range"),
        ("hold_seconds = true", "true is true or false, wanted a number from 1 to 3600"),
        ("hold_seconds = '30'", "'30' is text, wanted a number from 1 to 3600"),
        ("reps = 2.0", "field 'reps': 2.0 is not a whole number, wanted a whole number from 1 to"),
        ("reps = 101", "field 'reps': 101 is out of range"),
        ("reps = false", "field 'reps': false is true or false, wanted a whole number"),
        ("turns = 1", "field 'turns': 1 is a number, wanted true or false"),
        ("sides = 'arm'", "field 'sides': 'arm' is not one of 'leg', 'side', 'none'"),
        ("seed = 1", "field 'seed': 1 is a number, wanted a table [seed]"),
        ("seed = {}", "field 'seed.article': is missing: which seed article"),
        ("seed = {article = 3}", "field 'seed.article': 3 is out of range"),
        (
            "seed = {article = 1, hold_seconds = [1, 2, 3]}",
            "field 'seed.hold_seconds': this is a list of 3, wanted a list of 1 to 2 numbers",
        ),
        ("seed = {article = 1, hold_seconds = ['a']}", "field 'seed.hold_seconds[1]': 'a' is text"),
        ("technique = {status = 'replaced'}", "field 'technique.note': is missing: why"),
        ("variations = 1", "1 is a number, wanted at most 12 tables [variations.…]"),
        ("variations = {easy = 1}", "field 'variations.easy': 1 is a number, wanted a table"),
        ("variations = {Easy = {}}", "field 'variations.Easy': is no id, wanted small letters"),
        ("stesp = 1", "field 'stesp': no such field; did you mean 'steps'?"),
        ("zzzzzz = 1", "field 'zzzzzz': no such field"),
    ],
)
def test_a_broken_rule_of_a_stretch_is_told(faults_of: Check, line: str, message: str) -> None:
    key = line.split(" ")[0]
    others = "".join(one for one in HELD.splitlines(True) if not one.startswith(key))
    assert any(message in fault for fault in faults_of(line + "\n" + others, "stretch"))


def test_more_than_twelve_variations_are_too_many(faults_of: Check) -> None:
    tables = "".join(f"[variations.v{n}]\nname = 'V'\nsteps = ['Go.']\n" for n in range(13))
    assert faults_of(HELD + tables, "stretch") == [
        "field 'variations': 13 tables, wanted at most 12 tables [variations.…]"
    ]


@pytest.mark.parametrize(
    ("dose", "messages"),
    [
        ("style = 'held'\nhold_seconds = 5", []),
        ("style = 'resting'\nhold_seconds = 5", []),
        ("style = 'reps'\nhold_seconds = 5", []),
        ("style = 'reps'\nmove_seconds = 5\nhalves = ['cat', 'cow']", []),
        ("style = 'held'", ["field 'hold_seconds': is missing: the style 'held' needs hold_s"]),
        ("style = 'resting'", ["field 'hold_seconds': is missing: the style 'resting' needs"]),
        (
            "style = 'reps'",
            ["field 'move_seconds': is missing: the style 'reps' needs move_seconds or hold_s"],
        ),
        ("style = 'reps'\nmove_seconds = 0", ["0 is out of range, wanted a number from 1 to"]),
        (
            "style = 'held'\nhold_seconds = 5\nmove_seconds = 1",
            ["7: field 'move_seconds': is only for the style 'reps', and this one is 'held'"],
        ),
        (
            "style = 'resting'\nhold_seconds = 5\nhalves = ['a', 'b']",
            ["7: field 'halves': is only for the style 'reps', and this one is 'resting'"],
        ),
    ],
)
def test_a_dose_must_fit_its_style(faults_of: Check, dose: str, messages: list[str]) -> None:
    faults = faults_of(f"{BARE}reps = 2\n{dose}\n", "stretch")
    assert len(faults) == len(messages)
    assert all(message in fault for message, fault in zip(messages, faults, strict=True))


def test_a_variation_with_its_own_style_inherits_no_dose(faults_of: Check) -> None:
    variation = "[variations.soft]\nname = 'Soft'\nsteps = ['Stand.']\nstyle = 'reps'\n"
    assert faults_of(HELD + variation, "stretch") == [
        "7: field 'variations.soft.move_seconds': is missing: "
        "the style 'reps' needs move_seconds or hold_seconds",
        "7: field 'variations.soft.reps': is missing: a variation with a style needs its own reps",
    ]


def test_a_variation_without_a_style_is_held_to_the_one_it_inherits(faults_of: Check) -> None:
    variation = "[variations.soft]\nname = 'Soft'\nsteps = ['Stand.']\nmove_seconds = 4\n"
    assert faults_of(HELD + variation, "stretch") == [
        "10: field 'variations.soft.move_seconds': "
        "is only for the style 'reps', and this one is 'held'"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ITEM, "field 'name': is missing: what it is called"),
        (NAME, "field 'items': is missing: the stretches, in order"),
        (NAME + "items = 1", "2: field 'items': 1 is a number, wanted 1 to 60 tables [[items]]"),
        (NAME + "items = []", "2: field 'items': this is a list of 0, wanted 1 to 60 tables"),
        (NAME + "items = [1]", "2: field 'items[1]': 1 is a number, wanted a table [items]"),
        (NAME + ITEM * 61, "this is a list of 61, wanted 1 to 60 tables [[items]]"),
        ("place = 0\n" + NAME + ITEM, "1: field 'place': 0 is out of range"),
        ("place = 1.5\n" + NAME + ITEM, "1: field 'place': 1.5 is not a whole number"),
        (NAME + "[[items]]\nreps = 1", "2: field 'items[1].stretch': is missing: the id of a str"),
        (NAME + "[[items]]\nstretch = 1", "3: field 'items[1].stretch': 1 is a number"),
        (NAME + ITEM + "rset_seconds = 1", "no such field; did you mean 'rest_seconds'?"),
        (NAME + ITEM + "rest_seconds = -1", "4: field 'items[1].rest_seconds': -1 is out of range"),
        (NAME + ITEM + "side = 'both'", "4: field 'items[1].side': 'both' is not one of 'left'"),
        (
            NAME + ITEM + ITEM.replace("chest", "chst"),
            "5: field 'items[2].stretch': there is no stretch 'knee-to-chst'; "
            "did you mean 'knee-to-chest'?",
        ),
        (NAME + ITEM.replace("knee-to-chest", "xyz"), "there is no stretch 'xyz'"),
        (NAME + ITEM + "variation = 1", "4: field 'items[1].variation': 1 is a number"),
        (
            NAME + ITEM + "variation = 'rocing'",
            "4: field 'items[1].variation': 'knee-to-chest' has no variation 'rocing'; "
            "did you mean 'rocking'?",
        ),
        (NAME + ITEM + "variation = 'zz'", "no variation 'zz'; it has both-knees, rocking"),
        (
            NAME + ITEM + "variation = 'rocking'\nhold_seconds = 5",
            "5: field 'items[1].hold_seconds': nothing is held in 'Rocking'",
        ),
        (
            NAME + ITEM + "variation = 'both-knees'\nside = 'left'",
            "5: field 'items[1].side': 'Both knees' has no sides",
        ),
        (NAME + "stretches = 1\n" + ITEM, "2: field 'stretches': 1 is a number, wanted at most 60"),
        (
            NAME + ITEM + "[stretches.knee-to-chest]\n" + HELD,
            "4: field 'stretches.knee-to-chest': there is a stretch with this id already",
        ),
        (NAME + ITEM + "[stretches.One]\n" + HELD, "4: field 'stretches.One': is no id, wanted"),
        (
            NAME + ITEM.replace("knee-to-chest", "one") + "reps = 2.5\n[stretches.one]\n" + HELD,
            "4: field 'items[1].reps': 2.5 is not a whole number",
        ),
        (
            NAME + ITEM + "hold_seconds = 3600\nreps = 3",
            "2: field 'items': takes 361 minutes, wanted at most 4 hours",
        ),
        (
            NAME + (ITEM + "hold_seconds = 1\nreps = 100\n") * 2,
            "2: field 'items': makes 1204 steps, wanted at most 600",
        ),
    ],
)
def test_a_broken_rule_of_a_routine_is_told(faults_of: Check, text: str, message: str) -> None:
    assert any(message in fault for fault in faults_of(text))


def test_a_routine_may_bring_its_own_stretches(faults_of: Check) -> None:
    item = ITEM.replace("knee-to-chest", "one")
    assert faults_of(NAME + item + "[stretches.one]\n" + HELD) == []


def test_a_variation_of_a_stretch_that_has_none_is_a_fault(faults_of: Check) -> None:
    item = ITEM.replace("knee-to-chest", "one") + "variation = 'easy'\n"
    (fault,) = faults_of(NAME + item + "[stretches.one]\n" + HELD)
    assert fault == "4: field 'items[1].variation': 'one' has no variation 'easy'; it has none"


def test_what_is_wrong_with_a_stretch_in_place_is_said_once(faults_of: Check) -> None:
    item = ITEM.replace("knee-to-chest", "one")
    (fault,) = faults_of(NAME + item + "[stretches.one]\n" + HELD.replace("reps = 2", "reps = 0"))
    assert fault.startswith("10: field 'stretches.one.reps': 0 is out of range")


def test_all_faults_of_a_file_are_told_at_once_in_line_order(faults_of: Check) -> None:
    text = 'place = 0\nname = ""\n[[items]]\nstretch = "x"\nreps = 0\n[[items]]\nstretch = 1\n'
    lines = [fault.split(":")[0] for fault in faults_of(text)]
    assert lines == ["1", "2", "4", "5", "7"]


def test_after_fifty_faults_the_others_are_counted(faults_of: Check) -> None:
    faults = faults_of(NAME + ITEM + "".join(f"k{n} = 1\n" for n in range(60)))
    assert len(faults) == 51
    assert faults[-1] == "and 10 more"


def test_long_and_wild_values_are_repeated_short_and_clean(faults_of: Check) -> None:
    (fault,) = faults_of(NAME + ITEM + r'side = "\u001b' + "x" * 500 + '"')
    assert "'·" + "x" * 38 + "…'" in fault
    (fault,) = faults_of(NAME + ITEM + r'"\u001b[2J" = 1')
    assert fault == "2: field 'items[1].·[2J': no such field"


FIGURE = HELD + '[figure]\nview = "side"\nfacing = "right"\nworks = "leg"\n[figure.poses]\n'
WHOLE = "hip = [0, 92], neck = [0, 142], hand = [3, 84], foot = [0, 8]"
START = f"start = {{ {WHOLE} }}\n"
HELD_POSE = "held = { hip = [9, 90] }\n"


def test_a_users_stretch_may_have_a_figure(faults_of: Check) -> None:
    assert faults_of(FIGURE + START + HELD_POSE + "ready = {}\nother = {}\n", "stretch") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HELD_POSE, "'figure.poses.start': is missing: the figure goes through this pose"),
        (START, "'figure.poses.held': is missing: the figure goes through this pose"),
        (START + HELD_POSE + "helt = {}", "'figure.poses.helt': is no pose of this stretch; did y"),
        ("start = {}\n" + HELD_POSE, "'figure.poses.start.hip': is missing: the start says where"),
        ("start = {}\n" + HELD_POSE, "'figure.poses.start.foot': is missing: the start says where"),
        (
            f"start = {{ {WHOLE.replace('hand', 'this_hand')} }}\n{HELD_POSE}",
            "'figure.poses.start.hand': is missing: the start says where both of them are",
        ),
        (START + "held = { hip = 5 }", "'figure.poses.held.hip': 5 is a number, wanted two numb"),
        (START + "held = { hip = [5] }", "'figure.poses.held.hip': this is a list, wanted two nu"),
        (START + "held = { hip = [5, 900] }", "poses.held.hip[2]': 900 is out of range, wanted a"),
        (START + "held = { hip = [5, true] }", "poses.held.hip[2]': true is true or false, wante"),
        (START + "held = { hips = [5, 9] }", "poses.held.hips': no such field; did you mean 'hip'"),
        (START + "held = { hand_on = 'nee' }", "poses.held.hand_on': 'nee' is not one of 'hip'"),
        ("x = 1", "'figure.poses.x': 1 is a number, wanted a table"),
    ],
)
def test_a_broken_rule_of_a_figure_is_told(faults_of: Check, text: str, message: str) -> None:
    assert any(message in fault for fault in faults_of(FIGURE + text, "stretch"))


def test_the_figure_of_a_rep_has_a_pose_for_each_half(faults_of: Check) -> None:
    moved = FIGURE.replace('style = "held"', 'style = "reps"\nhalves = ["cat", "cow"]')
    assert faults_of(moved + START + "cat = {}\ncow = {}\n", "stretch") == []
    assert len(faults_of(moved + START + "cat = {}\n", "stretch")) == 1


def test_a_resting_position_needs_no_pose_but_the_start(faults_of: Check) -> None:
    assert faults_of(FIGURE.replace('"held"', '"resting"') + START, "stretch") == []


def test_a_variation_is_drawn_by_itself_or_not_at_all(faults_of: Check) -> None:
    other = '[variations.low]\nname = "Low"\nsteps = ["Bend."]\n'
    assert faults_of(FIGURE + START + HELD_POSE + other, "stretch") == []
    drawn = '[variations.low.figure]\nview = "side"\nfacing = "right"\nworks = "leg"\n'
    poses = "[variations.low.figure.poses]\nstart = {}\n"
    assert len(faults_of(FIGURE + START + HELD_POSE + other + drawn + poses, "stretch")) == 5
