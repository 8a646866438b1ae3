"""What the history does not take is kept elsewhere, and brought back once."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.samples import AT, later, new_session, outside, rating, second_connection, step
from tracker.core.record import HurtRecord
from tracker.store import Store, open_store
from tracker.store.entries import (
    Begun,
    Ended,
    Entry,
    Hurt,
    Said,
    Stepped,
    enter,
    from_json,
    to_json,
    told,
)
from tracker.store.rescue import FOLDER, MOST_BYTES, Rescue, _is_ours_alone
from tracker.store.rows import NewAnswer

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and owners as on POSIX")
ID = "00000000-0000-4000-8000-000000000001"
HURT = HurtRecord(1, "cat-cow", None, None, 4, "sore", "ease off", "own choice", AT, False)
SIGN = NewAnswer("red flags", {"now": True, "soon": False, "routine": False}, later(9))
ENTRIES: list[Entry] = [
    Begun(new_session(id=ID)),
    Stepped("00000000-0000-4000-8000-000000000002", ID, step(0)),
    Stepped("00000000-0000-4000-8000-000000000003", ID, step(1, variation="both-knees")),
    Hurt("00000000-0000-4000-8000-000000000004", ID, HURT, 4),
    Ended(ID, "stopped", later(9), rating(2, asked_for="after", session=ID), "own choice"),
    Said(SIGN),
]
TABLES = ("session", "step", "hurt", "rating", "questionnaire", "routine_version")


@pytest.fixture
def places(tmp_path: Path) -> list[Path]:
    return [tmp_path / "one", tmp_path / "two"]


@pytest.fixture
def rescue(path: Path, places: list[Path]) -> Rescue:
    return Rescue(path, places)


def counts(path: Path) -> dict[str, int]:
    return {table: outside(path, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def kept(rescue: Rescue) -> Path:
    """Put all entries aside and return where they are."""
    file = rescue.keep(ID, ENTRIES, 2)
    assert file
    return file


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: type(entry).__name__)
def test_an_entry_comes_back_from_its_json_as_it_was(entry: Entry) -> None:
    assert from_json(json.loads(json.dumps(to_json(entry)))) == entry


def test_entries_are_told_in_plain_words() -> None:
    assert told(ENTRIES) == (
        "the beginning of the session, 2 steps, 1 time that something hurt, the end of the session "
        "and the rating after it, 2, your answer about a warning sign"
    )
    assert told([Ended(ID, "finished", AT, None, None)]) == "the end of the session"
    assert told([]) == ""


def test_what_is_written_twice_is_there_once(path: Path, store: Store) -> None:
    for entry in (*ENTRIES[:3], *ENTRIES, *ENTRIES):
        enter(store, entry)
    assert counts(path) == {
        "session": 1,
        "step": 2,
        "hurt": 1,
        "rating": 2,
        "questionnaire": 1,
        "routine_version": 1,
    }
    assert [one.step_index for one in store.steps(ID)] == [0, 1]


def test_what_was_put_aside_is_in_the_history_after_the_next_start(
    path: Path, places: list[Path], store: Store, rescue: Rescue
) -> None:
    enter(store, ENTRIES[0])
    enter(store, ENTRIES[1])
    kept(rescue)
    Rescue(path, places).bring_back(store)
    assert store.steps(ID) == [step(0), step(1, variation="both-knees")]
    assert store.hurts(ID) == [HURT]
    found = store.session(ID)
    assert (found.outcome, found.reason, found.pain_after) == ("stopped", "own choice", 2)
    assert [one.answers for one in store.answers()] == [SIGN.answers]
    assert list(places[0].iterdir()) == [], "the file goes with what it held"


def test_a_history_that_still_takes_nothing_leaves_the_file_for_the_next_time(
    path: Path, places: list[Path], store: Store, rescue: Rescue
) -> None:
    file = kept(rescue)
    with second_connection(path) as other:
        other.execute("BEGIN IMMEDIATE")
        Rescue(path, places).bring_back(store)
        other.execute("ROLLBACK")
    assert file.exists()
    Rescue(path, places).bring_back(store)
    assert len(store.steps(ID)) == 2


def test_another_history_lets_it_alone(places: list[Path], rescue: Rescue, tmp_path: Path) -> None:
    file = kept(rescue)
    with closing(open_store(tmp_path / "other.db")) as other:
        Rescue(tmp_path / "other.db", places).bring_back(other)
        assert other.sessions() == []
    assert file.exists()


def test_the_next_place_is_taken_where_the_first_takes_nothing(
    places: list[Path], rescue: Rescue
) -> None:
    places[0].write_text("a file, and no folder")
    assert kept(rescue).parent.parent == places[1]
    places[1].rename(places[1].with_name("three"))
    places[1].write_text("a file as well")
    assert rescue.keep(ID, ENTRIES, 2) is None


def test_no_name_of_a_session_leads_out_of_its_folder(places: list[Path], rescue: Rescue) -> None:
    file = rescue.keep("../../etc/x\0\ud800", ENTRIES, 1)
    assert file
    assert (file.parent.parent, file.name) == (places[0], "etcx.json")


@posix
def test_it_can_be_read_by_its_owner_alone(rescue: Rescue) -> None:
    file = kept(rescue)
    assert [stat.S_IMODE(each.stat().st_mode) for each in (file, file.parent)] == [0o600, 0o700]


@posix
def test_a_folder_that_others_can_enter_is_neither_written_nor_believed(
    path: Path, places: list[Path], store: Store, rescue: Rescue
) -> None:
    folder = kept(rescue).parent
    folder.chmod(0o755)
    Rescue(path, places).bring_back(store)
    assert store.sessions() == []
    assert kept(rescue).parent.parent == places[1]


def test_where_there_are_no_modes_a_folder_is_believed_and_a_file_is_not(
    path: Path, places: list[Path], store: Store, rescue: Rescue, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = kept(rescue).parent
    places[1].mkdir(exist_ok=True)
    (places[1] / FOLDER).write_text("a file", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", "nt")
        believed = [_is_ours_alone(one) for one in (folder, places[1] / FOLDER)]
    assert believed == [True, False]


@posix
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_what_is_no_file_of_ours_stops_nothing(
    path: Path, places: list[Path], store: Store, rescue: Rescue
) -> None:
    file = kept(rescue)
    folder = file.parent
    (folder / "a.json").symlink_to(file)
    os.mkfifo(folder / "b.json")
    (folder / "c.json").write_text("{")
    (folder / "d.json").write_text("[]")
    (folder / "e.json").write_text('{"history": 1}')
    (folder / "f.json").write_bytes(b"\xff")
    (folder / "g.json").write_text(json.dumps({"history": str(path), "entries": [{"entry": 1}]}))
    (folder / "h.json").write_text("[" * 100_000)
    (folder / "i.json").write_bytes(b" " * (MOST_BYTES + 1))
    bad = {"entry": "Stepped", "id": ID, "session": ID, "step": {"kind": "hold"}}
    (folder / "j.json").write_text(json.dumps({"history": str(path), "entries": [bad]}))
    Rescue(path, places).bring_back(store)
    assert store.session(ID).pain_after == 2
    assert not file.exists()


@pytest.fixture
def locked(path: Path, store: Store) -> Iterator[None]:
    with second_connection(path) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_the_last_words_say_where_it_is(store: Store, rescue: Rescue, locked: None) -> None:
    file = kept(rescue)
    assert rescue.last_words(store) == [
        "Not in your history yet: the end of the session and the rating after it, 2, your answer "
        f"about a warning sign. Not saved: database is locked. It is kept in {file}, and unkink "
        "writes it down the next time it opens."
    ]
    assert file.exists()


def test_the_last_words_say_what_is_lost_where_nothing_took_it(
    store: Store, path: Path, locked: None
) -> None:
    rescue = Rescue(path, [])
    assert rescue.keep(ID, ENTRIES[:2], 1) is None
    assert rescue.last_words(store) == [
        "Lost, for nothing could take it: 1 step. Not saved: database is locked."
    ]


def test_the_last_words_leave_out_what_could_be_saved_at_the_last_moment(
    store: Store, path: Path
) -> None:
    rescue = Rescue(path, [])
    unknown = Stepped("00000000-0000-4000-8000-000000000009", "no such session", step())
    assert rescue.keep(ID, [*ENTRIES[:3], unknown], 3) is None
    (said,) = rescue.last_words(store)
    assert said.startswith("Lost, for nothing could take it: 1 step. Not saved: FOREIGN KEY")
    assert len(store.steps(ID)) == 2


def test_there_are_no_last_words_about_what_could_be_saved_in_the_end(
    store: Store, rescue: Rescue
) -> None:
    file = kept(rescue)
    assert rescue.last_words(store) == []
    assert store.session(ID).pain_after == 2
    assert not file.exists()
    assert rescue.last_words(store) == []


def test_what_was_saved_meanwhile_is_dropped(rescue: Rescue, places: list[Path]) -> None:
    file = kept(rescue)
    rescue.drop("another session")
    assert file.exists()
    rescue.drop(ID)
    assert list(places[0].iterdir()) == []


def test_what_waits_is_what_was_kept_for_this_history(
    rescue: Rescue, path: Path, places: list[Path], store: Store
) -> None:
    assert rescue.waiting() == []
    file = kept(rescue)
    assert rescue.waiting() == [file]
    assert Rescue(path.with_name("other.db"), places).waiting() == []
    file.with_name("noise.json").write_text("{", "utf-8")
    assert rescue.waiting() == [file]
    (again := places[1] / FOLDER).mkdir(mode=0o700, parents=True)
    (again / file.name).write_bytes(file.read_bytes())
    assert rescue.waiting() == [file]
    rescue.bring_back(store)
    assert rescue.waiting() == []
