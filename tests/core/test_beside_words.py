"""What is said of permissions, copies, backups, the person's files and versions."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.core.beside_words import OLD, age, beside_findings, files_findings
from tracker.core.checkup import Backup, Beside, Loose
from tracker.core.tested import PYTHONS, TESTED, version_findings

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)


def backup(days: float) -> Backup:
    return Backup("/backups/unkink-x-daily.db", NOW - timedelta(days=days))


def said(beside: Beside, *, has_sessions: bool = True) -> list[tuple[str, str]]:
    found = list(beside_findings(beside, has_sessions, NOW))
    for finding in found:
        assert re.fullmatch(r"\S.*[^.]\.", finding.what)
        assert re.fullmatch(r"[A-Z`].*[^.]\.", finding.advice)
    return [(one.grade, one.about) for one in found]


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        (Beside(backups=(backup(1),)), []),
        (Beside(), [("note", "backups")]),
        (Beside(backups=(backup(9), backup(10))), [("note", "backups")]),
        (Beside((Loose("/x", 0o755, 0o700),), backups=(backup(1),)), [("fault", "permissions")]),
        (
            Beside(conflicts=(("unkink (1).db", "Dropbox"),), backups=(backup(1),)),
            [("fault", "copies")],
        ),
        (Beside(backups=(backup(1),), bad=(("/b/x.db", "is damaged"),)), [("fault", "backups")]),
        (Beside(copies=("unkink-old.db",), backups=(backup(1),)), [("note", "copies")]),
        (Beside(drafts=(".unkink.db.new-1",), backups=(backup(1),)), [("note", "copies")]),
        (Beside(trouble="Permission denied"), [("not looked", "folder")]),
    ],
)
def test_each_thing_beside_the_history_has_its_finding_and_its_grade(
    beside: Beside, expected: list[tuple[str, str]]
) -> None:
    assert said(beside) == expected


def test_where_there_are_no_sessions_no_backup_is_missed() -> None:
    assert said(Beside(), has_sessions=False) == []


def test_a_folder_may_be_entered_and_a_file_read_by_others() -> None:
    loose = (Loose("/folder", 0o755, 0o700), Loose("/file", 0o644, 0o600))
    folder, file = beside_findings(Beside(loose, backups=(backup(1),)), True, NOW)
    assert folder.what == "Others on this computer may enter /folder (mode 0755)."
    assert file.what == "Others on this computer may read /file (mode 0644)."
    assert file.advice == "`unkink doctor --fix` makes it yours alone (0600)."


@pytest.mark.parametrize(
    ("days", "words"), [(0.2, "less than a day"), (1, "1 day"), (30.9, "30 days")]
)
def test_the_age_of_a_backup_is_in_whole_days(days: float, words: str) -> None:
    assert age(backup(days), NOW) == words


def test_a_backup_is_old_after_eight_days() -> None:
    assert said(Beside(backups=(backup(8),))) == []
    assert said(Beside(backups=(backup(8.01),))) == [("note", "backups")]
    assert OLD.days == 8


def test_each_setting_at_fault_is_a_finding_and_routine_files_are_one_together() -> None:
    found = list(files_findings(["settings.toml:1: one.", "two"], ["a.toml:3: no", "b.toml: no"]))
    assert [(one.grade, one.about) for one in found] == [
        ("fault", "settings"),
        ("fault", "settings"),
        ("fault", "routines"),
    ]
    assert found[0].what == "A setting is left out: settings.toml:1: one."
    assert found[2].what == "In your routine files 2 things are wrong, first: a.toml:3: no."
    assert "unkink routines check FILE" in found[2].advice
    [one] = files_findings([], ["a.toml:3: no."])
    assert one.what == "In your routine files 1 thing is wrong: a.toml:3: no."
    assert list(files_findings([], [])) == []


# Versions


def versions(python: str = "3.12.1", sqlite: str = "3.45.0", **packages: str | None) -> list[str]:
    named = {name.replace("_", "-"): found for name, found in packages.items()}
    found = version_findings(python, sqlite, {**TESTED, **named})
    return [f"{one.grade}: {one.what}" for one in found]


def test_the_versions_that_were_tested_are_those_in_the_constraints() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    constraints = dict(line.split("==") for line in lines)
    assert {name: constraints[name] for name in TESTED} == TESTED


def test_what_was_tested_is_everything_that_unkink_needs() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    needs = re.findall(
        r'^    "([a-z-]+)>=[^"]*",$', project.partition("[project.optional")[0], re.M
    )
    assert needs == list(TESTED)
    assert re.findall(r"Python :: (3\.\d+)", project) == list(PYTHONS)


def test_of_tested_versions_and_of_their_later_fixes_nothing_is_said() -> None:
    assert versions(plotext="6.1.9", textual="8.2.99") == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"python": "3.14.0"}, "note: unkink was tested with Python 3.11 to 3.13; this is 3.14.0."),
        ({"textual": "9.0.0"}, "note: unkink was tested with textual 8.2.8; this is 9.0.0."),
        ({"plotext": "6.2rc1"}, "note: unkink was tested with plotext 6.1.0; this is 6.2rc1."),
        ({"sqlite_utils": None}, "fault: sqlite-utils is not installed, and unkink needs it."),
        (
            {"sqlite": "3.31.1"},
            "fault: SQLite 3.31.1 is too old for the history, which needs 3.37.",
        ),
    ],
)
def test_another_version_is_named_beside_the_tested_one(
    changes: dict[str, str | None], said: str
) -> None:
    assert versions(**changes) == [said]  # type: ignore[arg-type]  # each value fits its argument


def test_of_many_bad_backups_two_are_named() -> None:
    bad = tuple((f"/b/{nth}.db", "is damaged") for nth in range(4))
    (finding,) = beside_findings(Beside(backups=(backup(1),), bad=bad), True, NOW)
    assert finding.what == (
        "4 backups cannot be restored: /b/0.db is damaged; /b/1.db is damaged; and 2 more."
    )
    (finding,) = beside_findings(Beside(backups=(backup(1),), bad=bad[:3]), True, NOW)
    assert finding.what.endswith("/b/1.db is damaged; and 1 more.")
    (finding,) = beside_findings(Beside(backups=(backup(1),), bad=bad[:2]), True, NOW)
    assert finding.what.endswith("/b/1.db is damaged.")


def test_sessions_that_the_history_did_not_take_are_named_with_what_becomes_of_them() -> None:
    waiting = ("/r/a.json", "/r/b.json", "/r/c.json")
    (finding,) = beside_findings(Beside(waiting=waiting), False, NOW)
    assert finding == (
        "note",
        "waiting",
        "The history did not take all of 3 sessions: /r/a.json; /r/b.json; and 1 more.",
        "The next start of unkink that can write into the history adds what is missing.",
    )
    (finding,) = beside_findings(Beside(waiting=waiting[:1]), False, NOW)
    assert finding.what == "The history did not take all of 1 session: /r/a.json."
