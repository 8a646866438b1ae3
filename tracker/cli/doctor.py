"""The command that says what is wrong with the history and around it, and what to do about it."""

import platform
import sys
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final, NamedTuple

import click

from tracker.cli.output import print_json, print_line, print_wrapped
from tracker.cli.parts import now, open_history, places
from tracker.core.beside_words import age, beside_findings, files_findings
from tracker.core.broken import name
from tracker.core.checkup import Beside, Examined
from tracker.core.checkup_words import history_findings
from tracker.core.errors import StoreError
from tracker.core.finding import Finding, exit_code
from tracker.core.tested import TESTED, version_findings
from tracker.core.words import count
from tracker.paths import Paths

MARKS: Final = {"fault": "!", "not looked": "?", "note": "-"}
"""What stands before a finding, the worst first, in letters that every terminal has."""


class Seen(NamedTuple):
    """Everything that was looked at, and what was found in it."""

    history: Examined
    beside: Beside
    findings: list[Finding]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every entry named.")
@click.option("--fix", is_flag=True, help="Make the history, its folder and its backups private.")
@click.option("--accept", is_flag=True, help="Take what other programs changed as it stands.")
def doctor(as_json: bool, fix: bool, accept: bool) -> None:
    """Look over the history and what is around it; exit 1 if something is wrong, 2 if unseen.

    It changes nothing, unless --fix or --accept is asked for.
    """
    where = places()
    seen = look(where, is_whole=as_json)
    if fix or accept:
        if fix:
            _fix(seen.beside)
        if accept:
            _accept(where, seen.history)
        seen = look(where, is_whole=as_json)
    if as_json:
        print_json(facts(where, seen))
    else:
        _print(seen)
    sys.exit(exit_code(seen.findings))


def look(where: Paths, *, is_whole: bool = False) -> Seen:
    """Look at everything, and change nothing."""
    from tracker.store.beside import look_beside, without_bad
    from tracker.store.earlier import compare
    from tracker.store.examining import SQLITE, examine
    from tracker.store.rescue import Rescue

    waiting = Rescue(where.database, where.rescue).waiting()
    beside = without_bad(look_beside(where.database))
    beside = replace(beside, waiting=tuple(map(str, waiting)))
    history = compare(examine(where.database), beside.backups)
    has_sessions = history.sessions > 0
    findings = [
        *history_findings(
            history, beside.newest, has_bad_backups=bool(beside.bad), is_whole=is_whole
        ),
        *beside_findings(beside, has_sessions, now()),
        *files_findings(*_faults(where)),
        *version_findings(platform.python_version(), SQLITE, _packages()),
    ]
    return Seen(history, beside, findings)


def facts(where: Paths, seen: Seen) -> dict[str, Any]:
    """Return what was found as `doctor --json` prints it."""
    newest = seen.beside.newest
    return {
        "database": str(where.database),
        "sessions": seen.history.sessions,
        "sealed": seen.history.sealed,
        "newest_backup": newest and {"path": newest.path, "made_at": newest.made_at.isoformat()},
        "findings": [finding._asdict() for finding in seen.findings],
    }


def _faults(where: Paths) -> tuple[list[str], list[str]]:
    """Return what is wrong with the settings, and with routine files, read without a cache."""
    from tracker.library import load
    from tracker.settings import read

    settings = [str(fault) for fault in read(where.settings).faults]
    return settings, [
        str(fault) for fault in load(where.built_in_routines, where.own_routines).faults
    ]


def _packages() -> dict[str, str | None]:
    return {name: _version(name) for name in TESTED}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _fix(beside: Beside) -> None:
    from tracker.store.beside import tighten

    try:
        tighten(beside.loose)
    except OSError as error:
        said = error.strerror or error
        raise StoreError(f"{error.filename} cannot be made private: {said}.") from error
    if not beside.loose:
        print_line("All of it is private already.", err=True)
    for one in beside.loose:
        print_line(f"Private now: {one.path} ({one.mode:04o} → {one.wanted:04o}).", err=True)


def _accept(where: Paths, history: Examined) -> None:
    """Say what is accepted, and then seal just that."""
    broken = [one for one in history.broken if one.is_readable]
    if not broken:
        print_line("There is nothing to accept.", err=True)
        return
    for one in broken:
        print_line(f"Accepted as it stands: {name(one)}.", err=True)
    with open_history(where) as store:
        accepted = store.accept(broken)
    print_line(f"Sealed anew: {count(accepted, 'row')}.", err=True)


def _print(seen: Seen) -> None:
    for finding in sorted(seen.findings, key=lambda one: list(MARKS).index(one.grade)):
        print_wrapped(f"{MARKS[finding.grade]} {finding.what} {finding.advice}")
    print_wrapped(_looked_at(seen))
    if not _faulty(seen.findings):
        print_line("Nothing is wrong.")


def _faulty(findings: Iterable[Finding]) -> bool:
    return exit_code(findings) != 0


def _looked_at(seen: Seen) -> str:
    """Return one sentence of what there was to look at."""
    history, newest = seen.history, seen.beside.newest
    backup = f"the newest backup {age(newest, now())} old" if newest else "no backup"
    held = f"{count(history.sessions, 'session')}, {count(history.sealed, 'sealed row')}, {backup}"
    return f"Looked at {history.path}: {held}; and at permissions, settings, routines, versions."
