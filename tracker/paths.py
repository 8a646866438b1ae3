"""Where data, caches and routines live; answers, never creates."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

SETTINGS: Final = "settings.toml"


class Paths(NamedTuple):
    """Every place unkink reads or writes.

    `rescue` are places elsewhere for a session that the database does not take, the first first.
    """

    database: Path
    own_routines: Path
    built_in_routines: Path
    cache: Path
    settings: Path
    rescue: tuple[Path, ...]

    @property
    def session_lock(self) -> Path:
        """Return the file that stands for the one session that may be under way."""
        return self.database.with_name("session.lock")

    @property
    def crash_log(self) -> Path:
        """Return where a fault of unkink itself is written down."""
        return self.database.with_name("crash.log")

    @property
    def backups(self) -> Path:
        """Return the folder of the backups, which is always beside the database."""
        return backups_of(self.database)


def backups_of(database: Path) -> Path:
    """Return the folder in which the backups of this database are."""
    return database.with_name("backups")


def find(environment: Mapping[str, str]) -> Paths:
    """Return the places: all inside $UNKINK_HOME where it is set, else where the platform says."""
    home = environment.get("UNKINK_HOME", "").strip()
    if home:
        folder = Path(home).expanduser().absolute()
        return Paths(
            database=folder / "unkink.db",
            own_routines=folder / "routines",
            built_in_routines=built_in(),
            cache=folder / "cache",
            settings=folder / SETTINGS,
            rescue=_elsewhere(environment),
        )
    import platformdirs  # slow to import, and not needed where the folder was named

    data = Path(platformdirs.user_data_dir("unkink", appauthor=False))
    cache = Path(platformdirs.user_cache_dir("unkink", appauthor=False))
    config = Path(platformdirs.user_config_dir("unkink", appauthor=False))
    return Paths(
        data / "unkink.db",
        data / "routines",
        built_in(),
        cache,
        config / SETTINGS,
        _elsewhere(environment),
    )


def _elsewhere(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the home folder, which lasts, and the one for temporary files, often another disk."""
    named = [environment.get(name) for name in ("HOME", "USERPROFILE", "TMPDIR", "TEMP")]
    usual = [] if os.name == "nt" else ["/tmp"]
    return tuple(dict.fromkeys(Path(each).absolute() for each in [*named, *usual] if each))


def built_in() -> Path:
    """Return the folder of the routines that come with unkink: in the package, or beside it."""
    package = Path(__file__).parent
    installed = package / "routines"
    return installed if installed.is_dir() else package.parent / "routines"
