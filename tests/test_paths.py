"""Where everything lives: in one named folder, or where the platform says; nothing is made."""

import os
import sys
from pathlib import Path

import pytest

from tracker.paths import built_in, find


def test_one_named_folder_holds_everything(tmp_path: Path) -> None:
    found = find({"UNKINK_HOME": str(tmp_path / "mine")})
    assert found.database == tmp_path / "mine" / "unkink.db"
    assert found.own_routines == tmp_path / "mine" / "routines"
    assert found.cache == tmp_path / "mine" / "cache"
    assert found.settings == tmp_path / "mine" / "settings.toml"
    assert found.built_in_routines == built_in()


def test_a_tilde_is_the_home_folder() -> None:
    found = find({"UNKINK_HOME": "~/back"})
    assert found.database == Path.home() / "back" / "unkink.db"


def test_a_folder_that_is_not_whole_is_meant_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = find({"UNKINK_HOME": "mine"})
    monkeypatch.chdir("/")
    assert found.database == tmp_path / "mine" / "unkink.db"


def test_blanks_around_the_folder_do_not_count(tmp_path: Path) -> None:
    assert find({"UNKINK_HOME": f" {tmp_path} "}).database == tmp_path / "unkink.db"


@pytest.mark.parametrize("environment", [{}, {"UNKINK_HOME": ""}, {"UNKINK_HOME": "  "}], ids=str)
def test_without_a_named_folder_it_is_below_the_home_of_this_account(
    environment: dict[str, str],
) -> None:
    found = find(environment)
    home = Path(os.environ["HOME"])
    for place in (found.database, found.own_routines, found.cache, found.settings):
        assert place.is_relative_to(home)
        assert "unkink" in place.parts or "unkink" in place.parent.name
    assert found.database.name == "unkink.db"
    assert found.settings.name == "settings.toml"
    assert found.own_routines == found.database.parent / "routines"


@pytest.mark.skipif(sys.platform != "linux", reason="the variables of Linux")
def test_the_platforms_own_variables_are_honoured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    found = find({})
    assert found.database == tmp_path / "data" / "unkink" / "unkink.db"
    assert found.cache == tmp_path / "cache" / "unkink"
    assert found.settings == tmp_path / "config" / "unkink" / "settings.toml"


def test_asking_makes_nothing(tmp_path: Path) -> None:
    find({"UNKINK_HOME": str(tmp_path / "mine")})
    find({})
    assert list(tmp_path.iterdir()) == []
    assert list(Path(os.environ["HOME"]).iterdir()) == []


def test_the_routines_that_come_with_unkink_are_there() -> None:
    assert len(list(built_in().glob("*.toml"))) == 8
    assert len(list((built_in() / "stretches").glob("*.toml"))) == 11


def test_what_the_database_does_not_take_goes_home_or_to_the_temporary_files(
    tmp_path: Path,
) -> None:
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    found = find({"UNKINK_HOME": str(tmp_path), "HOME": str(home), "TMPDIR": str(temporary)})
    assert found.rescue[:2] == (home, temporary)
    assert find({"UNKINK_HOME": str(tmp_path), "HOME": str(home)}).rescue[0] == home
    assert home not in find({"UNKINK_HOME": str(tmp_path), "HOME": ""}).rescue
