"""Looks at what lies beside the history: who may read it, copies of it, drafts and backups."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from tracker.core.checkup import Backup, Beside, Loose
from tracker.core.keeping import read_name
from tracker.paths import backups_of
from tracker.store.checking import find_flaw
from tracker.store.connecting import DRAFT
from tracker.store.damage import restore_command
from tracker.store.peeking import SIDECARS

FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600
OTHERS: Final = 0o077
CONFLICTS: Final = (
    (re.compile(r"\.sync-conflict-\d{8}-\d{6}"), "Syncthing"),
    (re.compile(r"\(conflicted copy \d{4}-\d{2}-\d{2} \d{6}\)"), "Nextcloud"),
    (re.compile(r"\(.*(?:conflicted copy|in Konflikt stehende Kopie).*\)$", re.I), "Dropbox"),
    (re.compile(r"\(\d+\)$"), "a synced folder"),
    (re.compile(r"-(?=[\d-]*[A-Z])[A-Z\d-]{3,15}$"), "OneDrive"),
)
"""What a synced folder puts between the name and its ending, and who does so."""


def look_beside(path: Path) -> Beside:
    """Return what lies beside a history. Raises nothing: what cannot be looked at is said."""
    try:
        names = sorted(file.name for file in path.parent.iterdir())
    except FileNotFoundError:
        return Beside()
    except OSError as error:
        return Beside(trouble=error.strerror or str(error))
    others = [name for name in names if _is_copy(name, path)]
    conflicts = {name: who for name in others if (who := _service(name, path))}
    backups = _backups(backups_of(path))
    newest_first = sorted(backups, key=lambda one: (one.made_at, one.path), reverse=True)
    return Beside(
        loose=tuple(_loose(path, [one.path for one in newest_first])),
        conflicts=tuple(conflicts.items()),
        copies=tuple(name for name in others if name not in conflicts),
        drafts=tuple(name for name in names if name.startswith(DRAFT)),
        backups=tuple(newest_first),
    )


def without_bad(seen: Beside) -> Beside:
    """Return it with those backups apart that cannot be restored; looks at each on every page."""
    flaws = [(one, find_flaw(Path(one.path))) for one in seen.backups]
    good = tuple(one for one, flaw in flaws if flaw is None)
    return replace(seen, backups=good, bad=tuple((one.path, flaw) for one, flaw in flaws if flaw))


def tighten(loose: Iterable[Loose]) -> None:
    """Give every file and folder the mode it should have. Raises OSError."""
    for one in loose:
        Path(one.path).chmod(one.wanted)


def _is_copy(name: str, path: Path) -> bool:
    return name.startswith(path.stem) and name.endswith(path.suffix) and name != path.name


def _service(name: str, path: Path) -> str | None:
    between = name.removeprefix(path.stem).removesuffix(path.suffix)
    return next((who for pattern, who in CONFLICTS if pattern.search(between)), None)


def _backups(folder: Path) -> Iterator[Backup]:
    with suppress(OSError):
        for file in folder.iterdir():
            made = read_name(file.name)
            if made is not None and made.why != "put-aside":
                yield Backup(str(file), made.at, restore_command(file))


def _loose(path: Path, backups: list[str]) -> Iterator[Loose]:
    """Yield what others may enter or read, of what there is; Windows knows no such modes."""
    if os.name != "posix":
        return
    beside = [path.with_name(path.name + ending) for ending in SIDECARS]
    for place in (path.parent, path, *beside, backups_of(path), *map(Path, backups)):
        with suppress(OSError):
            target = place.resolve(strict=True)
            mode = stat.S_IMODE(target.stat().st_mode)
            if mode & OTHERS:
                wanted = FOLDER_MODE if target.is_dir() else FILE_MODE
                yield Loose(str(target), mode, wanted)
