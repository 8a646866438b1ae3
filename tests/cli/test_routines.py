"""`unkink routines`: every stretch and routine as the articles and the design have them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from tests.cli.shell import Answer, call, say
from tracker.cli.routines import find
from tracker.core.errors import RoutineError
from tracker.library import load
from tracker.paths import built_in

BOTH: Final = ["left", "right"]
SUPINE: Final = "supine"


class Wanted(NamedTuple):
    """One row of the clinical table: our dose, then the article's numbers, None where it has none.

    `seed` is the article, its title, hold, reps, sides and sessions a day.
    """

    hold_seconds: float | None
    reps: int
    sides: list[str]
    position: str
    status: str
    seed: tuple[int, str | None, list[int] | None, int | None, str | None, int | None]


STRETCHES: Final = {
    "knee-to-chest": Wanted(
        30,
        3,
        BOTH,
        SUPINE,
        "clarified",
        (1, "Knee-To-Chest Stretch", [30, 60], 3, "both legs, right then left", None),
    ),
    "trunk-rotation": Wanted(
        10,
        3,
        BOTH,
        SUPINE,
        "replaced",
        (1, "Trunk Rotation Stretch", None, None, "one direction only", None),
    ),
    "cat-cow": Wanted(
        5, 5, [], "all-fours", "replaced", (1, "Cat-Cow Stretch", None, None, None, None)
    ),
    "pelvic-tilt": Wanted(
        5, 5, [], SUPINE, "clarified", (1, "Pelvic Tilts", [5], None, None, None)
    ),
    "flexion-rotation": Wanted(
        20,
        2,
        BOTH,
        "side-lying",
        "replaced",
        (1, "Flexion Rotation Stretches", [20], None, None, None),
    ),
    "knee-rolls": Wanted(
        None, 10, [], SUPINE, "clarified", (2, None, None, None, "left and right", None)
    ),
    "prone-press-up": Wanted(None, 10, [], "prone", "clarified", (2, None, None, 10, None, 1)),
    "external-rotators": Wanted(
        30, 3, BOTH, SUPINE, "clarified", (2, "External Rotators", [30], 3, "both legs", 1)
    ),
    "active-hamstring": Wanted(
        30, 3, BOTH, SUPINE, "clarified", (2, "Active Hamstring Stretch", [30], 3, "both legs", 1)
    ),
    "internal-rotators": Wanted(
        30,
        3,
        BOTH,
        SUPINE,
        "clarified",
        (2, "Internal Rotators", [30], 3, "both legs, three times in total", 1),
    ),
    "hip-flexor": Wanted(
        30,
        3,
        BOTH,
        "half-kneeling",
        "clarified",
        (2, "Hip Flexor Stretch", [30], 3, None, 1),
    ),
}
ROUTINES: Final = {
    "article-1": ("Article 1", 9 * 60 + 50),
    "article-2": ("Article 2", 18 * 60 + 5),
    "article-2-short": ("Article 2, short", 8 * 60 + 45),
    "morning-5": ("Morning", 4 * 60 + 28),
    "desk-break": ("Desk break", 6 * 60 + 5),
    "bedtime": ("Bedtime", 7 * 60 + 30),
    "bends-easier": ("Bends easier", 7 * 60 + 55),
    "arching-easier": ("Arching easier", 7 * 60 + 25),
}
FLAT: Final = (str, int, float, type(None))
BAD: Final = """\
name = "Bad"

[[items]]
stretch = "knee-to-chst"
reps = 3000

[[items]]
stretch = "cat-cow"
hold = 5
"""
GOOD: Final = BAD.replace("chst", "chest").replace("3000", "3").replace("hold = 5\n", "")


def printed(*arguments: object) -> Any:
    return json.loads("\n".join(say(*arguments)))


@pytest.mark.parametrize(("id_", "wanted"), STRETCHES.items(), ids=STRETCHES)
def test_a_stretch_has_the_dose_of_the_table_and_the_articles_numbers_untouched(
    id_: str, wanted: Wanted
) -> None:
    facts = printed("routines", "show", id_, "--json")
    article, title, hold_seconds, reps, sides, sessions_per_day = wanted.seed
    assert facts["id"] == id_
    assert facts["variation"] is None
    assert facts["hold_seconds"] == wanted.hold_seconds
    assert (facts["reps"], facts["sides"]) == (wanted.reps, wanted.sides)
    assert facts["position"] == wanted.position
    assert set(facts["technique"]) == {"status", "note"}
    assert facts["technique"]["status"] == wanted.status
    assert facts["technique"]["note"]
    words = facts["seed"].pop("words")
    assert facts["seed"] == {
        "article": article,
        "title": title,
        "hold_seconds": hold_seconds,
        "reps": reps,
        "sides": sides,
        "sessions_per_day": sessions_per_day,
    }
    assert (words is None) == (hold_seconds is None and reps is None)


def test_a_whole_cat_cow_cycle_is_two_halves_and_a_hold_is_one_of_them() -> None:
    facts = printed("routines", "show", "cat-cow", "--json")
    assert facts["halves"] == ["cat", "cow"]
    assert facts["hold_seconds"] == 5
    assert 2 * (facts["hold_seconds"] + facts["move_seconds"]) == 12


def test_the_stretches_of_the_table_are_all_there_are() -> None:
    assert set(load(built_in(), None).stretches) == set(STRETCHES)


@pytest.mark.parametrize(("id_", "wanted"), ROUTINES.items(), ids=ROUTINES)
def test_a_routine_lasts_what_the_design_says_and_its_steps_add_up(
    id_: str, wanted: tuple[str, float]
) -> None:
    facts = printed("routines", "show", id_, "--json")
    assert (facts["id"], facts["name"], facts["total_seconds"]) == (id_, *wanted)
    steps = facts["steps"]
    assert all(isinstance(value, FLAT) for step in steps for value in step.values())
    assert sum(step["seconds"] for step in steps) == facts["total_seconds"]
    held = sum(step["seconds"] for step in steps if step["kind"] in {"hold", "rep"})
    assert held == facts["planned_seconds"]
    assert {step["stretch"] for step in steps} == {item["stretch"] for item in facts["items"]}
    assert [step["kind"] for step in steps].count("set-up") == len(facts["items"])


def test_every_routine_is_listed_once_with_the_same_facts_as_it_is_shown_with() -> None:
    listed = printed("routines", "list", "--json")
    assert [(one["id"], one["name"], one["total_seconds"]) for one in listed] == [
        (id_, *facts) for id_, facts in ROUTINES.items()
    ]
    for one in listed:
        shown = printed("routines", "show", one["id"], "--json")
        assert one == {key: shown[key] for key in one}


def test_the_list_for_people_has_a_line_for_each_routine_with_its_length() -> None:
    lines = say("routines", "list")
    assert [line.split()[:2] for line in lines] == [
        [id_, f"{seconds // 60}:{seconds % 60:02}"] for id_, (_, seconds) in ROUTINES.items()
    ]
    for line, (name, _) in zip(lines, ROUTINES.values(), strict=True):
        assert name in line


@pytest.mark.parametrize("id_", STRETCHES)
def test_a_stretch_for_people_says_all_that_the_json_says(id_: str) -> None:
    page = say("routines", "show", id_)
    facts = printed("routines", "show", id_, "--json")
    assert page[0] == facts["name"]
    text = "\n".join(page)
    for said in (*facts["steps"], facts["feel"], facts["easier"], facts["technique"]["note"]):
        assert said in text
    for variation in facts["variations"]:
        assert variation["name"] in page
    assert all(line.isprintable() for line in page)


@pytest.mark.parametrize("id_", ROUTINES)
def test_a_routine_for_people_has_a_line_for_each_item(id_: str) -> None:
    page = say("routines", "show", id_)
    facts = printed("routines", "show", id_, "--json")
    assert page[0].startswith(facts["name"])
    for nth, item in enumerate(facts["items"], start=1):
        (line,) = [line for line in page if line.startswith(f"{nth} ")]
        assert item["name"] in line
        assert item["stretch"] in line
        assert (item["variation"] or "") in line
    assert page[-1] == facts["note"]


@pytest.mark.parametrize(
    ("id_", "nearest"), [("artikle-1", "article-1"), ("knee-to-chst", "knee-to-chest")]
)
def test_an_unknown_id_is_named_with_the_nearest(
    id_: str, nearest: str, refused: Callable[..., str]
) -> None:
    sentence = refused("routines", "show", id_)
    assert repr(id_) in sentence
    assert f"Did you mean {nearest}?" in sentence


def test_an_id_like_no_other_is_sent_to_the_list(refused: Callable[..., str]) -> None:
    assert "`unkink routines list`" in refused("routines", "show", "zzzzzz", "--json")


def test_an_unknown_id_shows_at_most_40_characters_and_no_controls() -> None:
    library = load(built_in(), None)
    with pytest.raises(RoutineError) as unknown:
        find(library, "\x1b[2J" * 100)
    assert str(unknown.value).isprintable()
    assert len(str(unknown.value)) < 300


# Files of one's own


def test_a_good_file_passes(tmp_path: Path) -> None:
    file = tmp_path / "good.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert call("routines", "check", file) == Answer(0, "1 file, nothing wrong.\n", "")
    assert call("routines", "check", file, file) == Answer(0, "2 files, nothing wrong.\n", "")


@pytest.mark.parametrize("file", sorted(built_in().rglob("*.toml")), ids=lambda file: file.stem)
def test_every_file_that_comes_with_unkink_passes(file: Path) -> None:
    assert call("routines", "check", file) == Answer(0, "1 file, nothing wrong.\n", "")


def test_every_fault_of_a_bad_file_is_named_with_its_line_and_the_answer_is_1(
    tmp_path: Path,
) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(BAD, encoding="utf-8")
    answer = call("routines", "check", file)
    assert (answer.code, answer.err) == (1, "")
    lines = answer.out.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [f"{file}:{n}" for n in (4, 5, 9)]
    assert "did you mean 'knee-to-chest'?" in lines[0]
    assert "items[1].reps" in lines[1]
    assert "hold" in lines[2]


def test_the_faults_of_one_file_do_not_hide_those_of_the_next(tmp_path: Path) -> None:
    good, bad, gone = (tmp_path / f"{name}.toml" for name in ("good", "bad", "gone"))
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(BAD, encoding="utf-8")
    answer = call("routines", "check", gone, good, bad)
    assert answer.code == 1
    assert len(answer.out.splitlines()) == 4
    assert f"{gone}: cannot be read" in answer.out


def test_check_needs_a_file() -> None:
    assert call("routines", "check").code == 2


def test_a_bad_file_of_ones_own_is_reported_and_stops_nothing(home: Path) -> None:
    (home / "routines").mkdir(parents=True)
    bad, good = home / "routines" / "bad.toml", home / "routines" / "good.toml"
    bad.write_text(BAD, encoding="utf-8")
    good.write_text(GOOD.replace("Bad", "Mine"), encoding="utf-8")
    answer = call("routines", "list")
    assert answer.code == 0
    assert [line.split()[0] for line in answer.out.splitlines()] == [*ROUTINES, "good"]
    assert answer.err.splitlines()[0].startswith(f"left out: {bad}:4: ")
    assert len(answer.err.splitlines()) == 3
    as_json = call("routines", "list", "--json")
    assert as_json.err == answer.err
    assert [one["id"] for one in json.loads(as_json.out)] == [*ROUTINES, "good"]
    assert call("routines", "show", "good").code == 0


def test_a_file_of_ones_own_that_is_left_out_says_why_when_it_is_logged(
    home: Path, refused: Callable[..., str]
) -> None:
    (home / "routines").mkdir(parents=True)
    (home / "routines" / "bad.toml").write_text(BAD, encoding="utf-8")
    assert "left out" in refused("log", "--routine", "bad", "--before", 5)


@pytest.mark.parametrize(
    ("options", "key"), [((), "items"), (("--stretch",), "steps")], ids=["a routine", "a stretch"]
)
def test_the_schema_for_editors_is_printed(options: tuple[str, ...], key: str) -> None:
    answer = call("routines", "schema", *options)
    assert answer.code == 0
    printed = json.loads(answer.out)
    assert printed["additionalProperties"] is False
    assert key in printed["required"]
