"""What a backup says of an entry that is not as it was sealed."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.samples import new_session, outside, past, rating, step
from tracker.core.broken import Broken, differences
from tracker.core.checkup import Backup
from tracker.store import Store
from tracker.store.earlier import MOST_ROWS, compare
from tracker.store.examining import examine


@pytest.fixture
def backups(path: Path, store: Store, tmp_path: Path) -> list[Backup]:
    """Two backups, the newest first: the older has one session, the newer two."""
    made = []
    for day in (18, 19):
        store.add([past(day, id=f"00000000-0000-4000-8000-0000000000{day}")], [rating()])
        copy = tmp_path / f"{day}.db"
        shutil.copyfile(path, copy)
        made.append(Backup(str(copy), datetime(2026, 11, day, tzinfo=UTC)))
    return made[::-1]


def compared(path: Path, backups: list[Backup]) -> list[Broken]:
    return list(compare(examine(path), backups).broken)


def test_the_newest_backup_says_what_was_there(path: Path, backups: list[Backup]) -> None:
    outside(path, "UPDATE rating SET pain = 9 WHERE asked_for = 'before'")
    found = compared(path, backups)
    assert [differences(one) for one in found] == ["pain 5, not 9"] * 2
    assert {one.backup_at for one in found} == {backups[0].made_at}


def test_a_backup_that_has_it_changed_already_is_passed_over(
    path: Path, backups: list[Backup]
) -> None:
    change = "UPDATE session SET note = 'theirs' WHERE id LIKE '%18'"
    outside(path, change)
    outside(Path(backups[0].path), change)
    [one] = compared(path, backups)
    assert (differences(one), one.backup_at) == ("note nothing, not theirs", backups[1].made_at)


def test_a_row_that_is_gone_is_named_by_its_backup(path: Path, backups: list[Backup]) -> None:
    outside(path, "DELETE FROM step WHERE session LIKE '%19'")
    [one] = compared(path, backups)
    assert (one.state, one.before["stretch"]) == ("gone", "knee-to-chest")
    assert one.session["routine_name"] == "Article 1"


def test_what_no_backup_knows_stays_without_a_word(
    path: Path, store: Store, backups: list[Backup]
) -> None:
    new = new_session()
    store.begin(new)
    store.end_step(new.id, step())
    outside(path, "UPDATE step SET rep = 3 WHERE session = ?", new.id)
    outside(path, "INSERT INTO day VALUES ('2026-11-24', 'ill', '', 0)")
    assert [(one.before, one.backup_at) for one in compared(path, backups)] == [({}, None)] * 2


def test_a_backup_that_cannot_be_read_says_nothing(
    path: Path, backups: list[Backup], tmp_path: Path
) -> None:
    outside(path, "UPDATE rating SET pain = 9 WHERE asked_for = 'before'")
    text, old, gone = tmp_path / "text.db", tmp_path / "old.db", tmp_path / "gone.db"
    text.write_text("no database", encoding="utf-8")
    outside(old, "CREATE TABLE x (y)")
    useless = [Backup(str(one), backups[0].made_at) for one in (text, old, gone)]
    assert all(one.before for one in compared(path, [*useless, *backups]))
    assert not any(one.before for one in compared(path, useless))


def test_of_very_many_rows_only_the_first_are_looked_for(
    path: Path, store: Store, backups: list[Backup]
) -> None:
    store.add([past(day) for day in range(MOST_ROWS)])
    shutil.copyfile(path, backups[0].path)
    outside(path, "UPDATE session SET note = 'theirs'")
    found = compared(path, backups)
    assert len(found) == MOST_ROWS + 2
    assert [bool(one.before) for one in found] == [True] * MOST_ROWS + [False] * 2
