"""Loading a library: what is good is there, in order; what is bad is told and stops nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from tracker.core.errors import RoutineError
from tracker.core.plan import plan, total_seconds
from tracker.core.stretch import Seed, Technique
from tracker.library import Library, check, load, routine_from_document

ITEM = '[[items]]\nstretch = "knee-to-chest"\n'
OWN = 'name = "Own"\nposition = "seated"\nsteps = ["Sit."]\nstyle = "resting"\nhold_seconds = 60\n'
Shelf = Any  # the class in conftest, which the import mode keeps out of reach


def messages(library: Library) -> list[str]:
    return [fault.message for fault in library.faults]


def test_a_stretch_comes_with_its_dose_its_seed_and_its_variations(shelf: Shelf) -> None:
    stretch = shelf.load().stretch("knee-to-chest")
    assert (stretch.dose.style, stretch.dose.hold_seconds, stretch.dose.reps) == ("held", 30.0, 3)
    assert stretch.seed == Seed(1, hold_seconds=(20.0, 30.0))
    assert stretch.technique == Technique("clarified", "Reworded.")
    assert [one.variation for one in stretch.variations] == ["both-knees", "rocking"]


def test_a_variation_inherits_what_it_does_not_say(shelf: Shelf) -> None:
    both, rocking = shelf.load().stretch("knee-to-chest").variations
    assert (both.id, both.name, both.feel) == ("knee-to-chest", "Both knees", "A mild stretch.")
    assert (both.dose.hold_seconds, both.dose.sides) == (30.0, "none")
    assert (both.seed, both.technique, both.variations) == (None, None, ())
    assert rocking.dose.hold_seconds is None
    assert (rocking.dose.move_seconds, rocking.dose.sides) == (6.0, "leg")


def test_an_item_takes_what_the_routine_overrides(shelf: Shelf) -> None:
    item = ITEM + 'hold_seconds = 10\nreps = 2\nrest_seconds = 5\nside = "left"\n'
    shelf.routine("mine", 'name = "Mine"\nabout = "few words"\nnote = "a note"\n' + item)
    routine = shelf.load().routine("mine")
    assert (routine.name, routine.about, routine.note) == ("Mine", "few words", "a note")
    (only,) = routine.items
    assert (only.dose.hold_seconds, only.dose.reps) == (10.0, 2)
    assert (only.rest_seconds, only.sides) == (5.0, ("left",))


def test_routines_come_by_place_then_by_name(shelf: Shelf) -> None:
    for id_, head in {
        "a": 'name = "zebra"',
        "b": 'name = "Ant"',
        "c": 'name = "Late"\nplace = 2',
        "d": 'name = "Early"\nplace = 1',
    }.items():
        shelf.routine(id_, f"{head}\n{ITEM}", own=id_ in "ac")
    assert list(shelf.load().routines) == ["d", "c", "b", "a"]


def test_how_long_each_routine_takes_is_known(shelf: Shelf) -> None:
    shelf.routine("mine")
    library = shelf.load()
    assert library.seconds == {"mine": total_seconds(plan(library.routine("mine")))}


def test_the_own_folder_may_be_absent(shelf: Shelf) -> None:
    assert load(shelf.built_in, None).faults == ()
    assert load(shelf.built_in, shelf.own / "nowhere").faults == ()


def test_other_files_and_hidden_ones_are_left_alone(shelf: Shelf) -> None:
    shelf.routine("mine")
    (shelf.own / "notes.txt").write_text("x")
    (shelf.own / ".mine.toml").write_text("x")
    assert shelf.load().faults == ()


def test_a_bad_file_is_left_out_and_stops_nothing(shelf: Shelf) -> None:
    bad = shelf.routine("bad", "name = 1")
    shelf.routine("good")
    library = shelf.load()
    assert list(library.routines) == ["good"]
    assert {fault.file for fault in library.faults} == {bad}


def test_a_link_to_nowhere_is_a_fault(shelf: Shelf) -> None:
    shelf.routine("mine")
    (shelf.own / "lost.toml").symlink_to("nowhere")
    assert messages(shelf.load()) == ["cannot be read: No such file or directory"]


def test_a_folder_that_is_a_file_is_a_fault(shelf: Shelf) -> None:
    shelf.own.write_text("not a folder")
    library = shelf.load()
    assert messages(library) == ["cannot be read: Not a directory"] * 2
    assert list(library.stretches) == ["knee-to-chest"]


def test_a_routine_that_needs_a_bad_stretch_says_which_file_is_to_blame(shelf: Shelf) -> None:
    bad = shelf.stretch("own-one", "name = 1", own=True)
    mine = shelf.routine("mine", f'name = "Mine"\n{ITEM.replace("knee-to-chest", "own-one")}')
    library = shelf.load()
    expected = f"the stretch 'own-one' is left out: its file {bad} has faults"
    assert [fault.message for fault in library.faults if fault.file == mine] == [expected]
    assert [fault.message for fault in check(mine, library)] == [expected]


def test_a_file_may_not_take_the_id_of_a_built_in_one(shelf: Shelf) -> None:
    shelf.routine("mine", own=False)
    shelf.routine("mine")
    shelf.stretch("knee-to-chest", OWN + "reps = 1\n", own=True)
    library = shelf.load()
    assert [str(fault.file.parent) for fault in library.faults] == [
        str(shelf.own / "stretches"),
        str(shelf.own),
    ]
    assert messages(library) == [
        "the id 'knee-to-chest' comes with unkink already; rename the file",
        "the id 'mine' comes with unkink already; rename the file",
    ]
    assert library.stretch("knee-to-chest").name == "Knee to chest"


def test_the_name_of_a_file_must_be_an_id(shelf: Shelf) -> None:
    file = shelf.routine("My Routine")
    library = shelf.load()
    (message,) = messages(library)
    assert message.startswith("the name 'My Routine' is no id, wanted small letters, digits")
    assert [fault.message for fault in check(file, library)] == [message]


def test_a_built_in_stretch_may_leave_nothing_unsaid(shelf: Shelf) -> None:
    shelf.stretch("short", OWN + "reps = 1\n")
    fields = " ".join(fault.field for fault in shelf.load().faults)
    assert fields == "target direction feel not_feel mistakes easier ask_first provenance figure"


def test_a_users_stretch_can_be_used_in_a_routine(shelf: Shelf) -> None:
    shelf.stretch("sit", OWN + "reps = 1\n", own=True)
    shelf.routine("mine", 'name = "Mine"\n[[items]]\nstretch = "sit"\n')
    library = shelf.load()
    assert library.faults == ()
    assert library.routine("mine").items[0].stretch is library.stretch("sit")


def test_a_file_with_steps_at_its_top_is_checked_as_a_stretch(shelf: Shelf) -> None:
    library = shelf.load()
    assert check(shelf.routine("sit", OWN + "reps = 1\n"), library) == ()
    assert [fault.field for fault in check(shelf.routine("sit", OWN), library)] == ["reps"]


def test_an_unknown_id_is_answered_with_the_nearest_known_one(shelf: Shelf) -> None:
    shelf.routine("mine")
    library = shelf.load()
    with pytest.raises(RoutineError, match=r"^there is no routine 'mien'; did you mean 'mine'\?$"):
        library.routine("mien")
    with pytest.raises(RoutineError, match=r"no stretch 'knee-to-chst'; did you mean 'knee-to-ch"):
        library.stretch("knee-to-chst")
    with pytest.raises(RoutineError, match=r"^there is no routine 'xyz'$"):
        library.routine("xyz")


def test_asking_for_something_left_out_tells_its_fault(shelf: Shelf) -> None:
    shelf.routine("bad", f"name = 1\n{ITEM}")
    shelf.stretch("worse", f"reps = 1\nname = 1\n{OWN[12:]}", own=True)
    library = shelf.load()
    with pytest.raises(RoutineError, match=r"the routine 'bad' is left out: .*bad.toml:1: field"):
        library.routine("bad")
    with pytest.raises(RoutineError, match=r"the stretch 'worse' is left out: .*worse.toml:2"):
        library.stretch("worse")
    with pytest.raises(RoutineError, match="there is no stretch 'bad'"):
        library.stretch("bad")


def test_a_document_needs_no_file_to_give_the_same_routine(shelf: Shelf) -> None:
    variation = '[stretches.sit.variations.tall]\nname = "Tall"\nsteps = ["Sit tall."]\n'
    items = ITEM + 'side = "right"\n' + ITEM + 'variation = "rocking"\nreps = 4\n'
    items += '[[items]]\nstretch = "sit"\nvariation = "tall"\nhold_seconds = 1.5\n'
    head = 'name = "Mine"\nabout = "a few words"\n'
    shelf.routine("mine", f"{head}{items}[stretches.sit]\n{OWN}reps = 1\n{variation}")
    library = shelf.load()
    assert library.faults == ()
    text = library.document(library.routine("mine"))
    rebuilt = routine_from_document("mine", text)
    assert rebuilt == library.routine("mine")
    assert json.loads(text)["items"][2] == {
        "hold_seconds": 1.5,
        "stretch": "sit",
        "variation": "tall",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "Expecting property name"),
        ("[]", "this is a list, wanted a table"),
        ("null", "this is nothing, wanted a table"),
        ("[" * 100_000, "it is nested too deep"),
        ('{"name": NaN}', "field 'name': nan is a number, wanted text"),
        ('{"name": "a\\ud800", "items": []}', "field 'name': the character U+D800 may"),
        ("1" * 5000, "Exceeds the limit"),
        (" " * 8_388_609, "8,388,609 characters, wanted at most 8,388,608"),
    ],
)
def test_a_text_that_is_no_document_is_told(text: str, message: str) -> None:
    with pytest.raises(RoutineError) as caught:
        routine_from_document("mine", text)
    assert f"the document of the routine 'mine' is at fault: {message}" in str(caught.value)


def test_a_fault_is_one_clean_line_even_with_a_wild_file_name(shelf: Shelf) -> None:
    file = shelf.routine("mine", f"name = 1\n{ITEM}")
    wild = file.rename(file.with_name("a\nb\x1b[2J.toml"))
    lines = [str(fault) for fault in check(wild, shelf.load())]
    assert all(line.isprintable() for line in lines)
    assert f"{Path(wild).parent}/a·b·[2J.toml:1: field 'name'" in lines[1]
