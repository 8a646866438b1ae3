"""Looking beside a history: permissions, copies of synced folders, drafts and backups."""

import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.samples import AT, later, spoil
from tracker.core.checkup import Beside, Loose
from tracker.store import Store
from tracker.store.backups import make
from tracker.store.beside import look_beside, tighten, without_bad

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")


def put(path: Path, *names: str) -> None:
    for name in names:
        file = path.parent / name
        file.parent.mkdir(mode=0o700, exist_ok=True)
        file.touch(mode=0o600)


def test_beside_a_new_history_there_is_nothing_to_say(path: Path, store: Store) -> None:
    assert look_beside(path) == Beside()


def test_where_no_folder_is_there_is_nothing_to_say(path: Path) -> None:
    assert look_beside(path) == Beside()


def test_a_file_in_the_place_of_the_folder_is_said(path: Path) -> None:
    path.parent.touch()
    assert look_beside(path).trouble != ""


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("unkink.sync-conflict-20261120-071500-ABCDEFG.db", "Syncthing"),
        ("unkink (Ann's conflicted copy 2026-11-20).db", "Dropbox"),
        ("unkink (laptop's conflicted copy 2026-11-20 (1)).db", "Dropbox"),
        ("unkink (In Konflikt stehende Kopie von Ann 2026-11-20).db", "Dropbox"),
        ("unkink (conflicted copy 2026-11-20 071500).db", "Nextcloud"),
        ("unkink-LAPTOP-AB12CD.db", "OneDrive"),
        ("unkink (1).db", "a synced folder"),
    ],
)
def test_a_conflict_copy_is_known_by_its_name(
    path: Path, store: Store, name: str, service: str
) -> None:
    put(path, name)
    assert look_beside(path).conflicts == ((name, service),)


@pytest.mark.parametrize("name", ["unkink-old.db", "unkink-20261120.db", "unkink2.db"])
def test_another_copy_is_only_mentioned(path: Path, store: Store, name: str) -> None:
    put(path, name)
    assert (look_beside(path).conflicts, look_beside(path).copies) == ((), (name,))


def test_what_has_nothing_to_do_with_the_history_is_left_out(path: Path, store: Store) -> None:
    put(path, "settings.toml", "notes.db", "unkink.txt", "routines/mine.toml")
    assert look_beside(path) == Beside()


def test_a_draft_that_was_left_is_mentioned(path: Path, store: Store) -> None:
    put(path, ".unkink-draft-12-34")
    assert look_beside(path).drafts == (".unkink-draft-12-34",)


def test_the_backups_are_listed_newest_first_and_nothing_else_is_taken_for_one(
    path: Path, store: Store
) -> None:
    put(
        path,
        "backups/unkink-20261119T081500Z-daily.db",
        "backups/unkink-20261120T081500Z-before-upgrade.db",
        "backups/unkink-20261120T081500Z.1-by-hand.db",
        "backups/unkink-20261121T081500Z-put-aside.db",
        "backups/unkink-20261399T081500Z-daily.db",
        "backups/notes.txt",
    )
    seen = look_beside(path)
    assert [Path(one.path).name for one in seen.backups] == [
        "unkink-20261120T081500Z.1-by-hand.db",
        "unkink-20261120T081500Z-before-upgrade.db",
        "unkink-20261119T081500Z-daily.db",
    ]
    assert seen.newest
    assert seen.newest.made_at == datetime(2026, 11, 20, 8, 15, tzinfo=UTC)


@posix_only
def test_what_others_may_enter_or_read_is_found_and_made_private(path: Path, store: Store) -> None:
    backup = path.parent / "backups" / "unkink-20261119T081500Z-daily.db"
    put(path, "backups/unkink-20261119T081500Z-daily.db", "unkink.db-journal", "settings.toml")
    journal = path.with_name("unkink.db-journal")
    for place in (path.parent, backup.parent):
        place.chmod(0o755)
    for place in (path, journal, backup, path.parent / "settings.toml"):
        place.chmod(0o640)
    found = look_beside(path).loose
    assert found == (
        Loose(str(path.parent), 0o755, 0o700),
        Loose(str(path), 0o640, 0o600),
        Loose(str(journal), 0o640, 0o600),
        Loose(str(backup.parent), 0o755, 0o700),
        Loose(str(backup), 0o640, 0o600),
    )
    tighten(found)
    assert look_beside(path).loose == ()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


@posix_only
def test_of_a_history_behind_a_link_the_file_itself_is_looked_at(
    path: Path, store: Store, tmp_path: Path
) -> None:
    real = tmp_path / "synced.db"
    path.rename(real)
    path.symlink_to(real)
    real.chmod(0o644)
    assert look_beside(path).loose == (Loose(str(real), 0o644, 0o600),)


def test_where_there_are_no_such_modes_nothing_is_loose(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(0o644)
    monkeypatch.setattr(os, "name", "nt")
    assert look_beside(path).loose == ()


def test_a_backup_that_cannot_be_restored_is_not_the_newest_good_one(
    path: Path, full: Store
) -> None:
    good, bad = make(path, "daily", AT), make(path, "daily", later(days=1))
    spoil(bad.path)
    seen = without_bad(look_beside(path))
    assert [one.path for one in seen.backups] == [str(good.path)]
    assert seen.newest is not None
    assert seen.newest.command == f"unkink restore {good.path}"
    ((named, flaw),) = seen.bad
    assert (named, flaw[:10]) == (str(bad.path), "is damaged")
