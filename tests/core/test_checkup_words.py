"""What is said of the history's file: one sentence of what it is, one of what to do."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tracker.core.broken import Broken, differences, name
from tracker.core.checkup import Backup, Examined, Place, Stranger
from tracker.core.checkup_words import FIRST, history_findings
from tracker.core.finding import Finding, exit_code

PATH = "/home/ann/unkink.db"
BACKUP = Backup(
    "/home/ann/backups/unkink-20261119T081500Z-daily.db",
    datetime(2026, 11, 19, 8, 15, tzinfo=UTC),
    "unkink restore /home/ann/backups/unkink-20261119T081500Z-daily.db",
)
SESSION = {
    "id": "s",
    "started_at": "2026-11-20T07:15:00.000Z",
    "started_offset": 60,
    "routine_name": "Article 1",
}
SESSION_NAME = "the session of 20 Nov 2026, 08:15, Article 1"
RATING = {"id": "r", "session": "s", "asked_for": "before", "pain": 9, "day": "2026-11-20"}


def seen(place: Place = "file", **facts: Any) -> Examined:
    return Examined(PATH, place, **{"version": 3, "newest": 3, **facts})


def broken(table: str = "rating", **more: Any) -> Broken:
    usual = Broken(table, "r", "changed", "0" * 16, "1" * 16, RATING, SESSION)
    return replace(usual, **more)


def said(examined: Examined, backup: Backup | None = None) -> list[tuple[str, str]]:
    return [(one.grade, one.about) for one in history_findings(examined, backup)]


def test_of_a_whole_history_there_is_nothing_to_say() -> None:
    assert history_findings(seen()) == []


CASES: dict[str, tuple[Examined, list[tuple[str, str]]]] = {
    "no history yet": (seen("missing"), [("note", "history")]),
    "a link to nowhere": (seen("link"), [("fault", "history")]),
    "a folder": (seen("folder"), [("fault", "history")]),
    "a pipe": (seen("no file"), [("fault", "history")]),
    "an empty file": (seen("empty"), [("fault", "history")]),
    "another format": (seen("foreign format"), [("fault", "history")]),
    "no permission": (seen("closed", trouble="Permission denied"), [("not looked", "history")]),
    "locked": (seen(is_locked=True), [("not looked", "lock")]),
    "newer": (seen(version=4), [("fault", "version")]),
    "older": (seen(version=1), [("note", "version")]),
    "of another program": (
        seen(is_ours=False, has_our_tables=False),
        [("fault", "header")],
    ),
    "not marked as ours": (seen(is_ours=False), [("fault", "header")]),
    "unread": (seen(unread=("malformed",)), [("fault", "damage")]),
    "not whole": (seen(integrity=("row 1 missing",) * 3), [("fault", "integrity")]),
    "orphans": (seen(orphans={"step": 1, "hurt": 2}), [("fault", "foreign keys")] * 2),
    "a table gone": (seen(lost=("table seal",)), [("fault", "schema")]),
    "a trigger on ours": (
        seen(strangers=(Stranger("trigger", "x", "step"),)),
        [("fault", "schema")],
    ),
    "a view of theirs": (seen(strangers=(Stranger("view", "v", "v"),)), [("note", "schema")]),
    "cut off": (
        seen(was_cut_off=True, leftovers=("unkink.db-journal",)),
        [("note", "journal")],
    ),
    "being written": (seen(leftovers=("unkink.db-journal",)), [("note", "journal")]),
    "another mode": (
        seen(is_wal=True, leftovers=("unkink.db-wal", "unkink.db-shm")),
        [("note", "journal")] * 2,
    ),
    "unfinished": (seen(unfinished=(SESSION,)), [("note", "unfinished")]),
    "changed": (seen(broken=(broken(),)), [("fault", "seals")]),
}


@pytest.mark.parametrize(("examined", "expected"), list(CASES.values()), ids=CASES)
def test_each_fact_has_its_finding_and_its_grade(
    examined: Examined, expected: list[tuple[str, str]]
) -> None:
    assert said(examined) == expected


@pytest.mark.parametrize("backup", [None, BACKUP], ids=["without a backup", "with one"])
@pytest.mark.parametrize("examined", [case for case, _ in CASES.values()], ids=CASES)
def test_each_finding_is_a_sentence_of_what_it_is_and_one_of_what_to_do(
    examined: Examined, backup: Backup | None
) -> None:
    for finding in history_findings(examined, backup):
        assert re.fullmatch(r"\S.*[^.]\.", finding.what)
        assert re.fullmatch(r"[A-Z`].*[^.]\.", finding.advice)


def test_a_history_that_is_missing_although_there_is_a_backup_is_never_a_new_beginning() -> None:
    [finding] = history_findings(seen("missing"), BACKUP)
    assert finding.grade == "fault"
    assert BACKUP.path in finding.advice


@pytest.mark.parametrize("facts", [{"integrity": ("x",)}, {"unread": ("x",)}, {"lost": ("x",)}])
def test_damage_names_the_newest_backup(facts: dict[str, Any]) -> None:
    [finding] = history_findings(seen(**facts), BACKUP)
    assert PATH in finding.what
    assert BACKUP.path in finding.advice
    assert "unkink found no good backup" in history_findings(seen(**facts))[0].advice


@pytest.mark.parametrize(
    ("unread", "told"),
    [(("a.",), "a"), (("a", "b"), "a; b"), (("a", "b", "c"), "a; b; and 1 more")],
)
def test_of_many_complaints_the_first_two_are_told(unread: tuple[str, ...], told: str) -> None:
    [finding] = history_findings(seen(unread=unread))
    assert finding.what == f"A part of {PATH} cannot be read: {told}."


def test_a_file_that_has_seen_no_change_yet_is_not_called_old() -> None:
    assert said(seen(version=0)) == []


def test_only_a_trigger_on_a_table_of_ours_is_a_fault() -> None:
    strangers = Stranger("trigger", "t", "mine"), Stranger("index", "i", "session")
    assert said(seen(strangers=strangers)) == [("note", "schema")] * 2


def test_ten_entries_are_named_and_the_rest_is_counted() -> None:
    found = history_findings(seen(broken=tuple(broken() for _ in range(12))))
    assert len(found) == 11
    assert found[-1].what.startswith("2 more of your entries")


def test_a_file_that_is_not_ours_is_not_looked_into_for_damage_it_cannot_have() -> None:
    other = seen(is_ours=False, has_our_tables=False, unread=("malformed",))
    assert said(other) == [("fault", "damage")]


# Entries that are not as unkink left them


NAMES: list[tuple[Broken, str]] = [
    (broken(), f"{SESSION_NAME}: pain before"),
    (broken(row={**RATING, "asked_for": "after"}), f"{SESSION_NAME}: pain after"),
    (
        broken("session", row=SESSION, session={}),
        f"{SESSION_NAME}: when and what it was, how it ended, or its note",
    ),
    (
        broken("step", row={"session": "s", "nth": 12, "stretch": "cat-cow"}),
        f"{SESSION_NAME}: step 12, cat-cow",
    ),
    (
        broken("hurt", row={"session": "s", "stretch": "cat-cow"}),
        f"{SESSION_NAME}: what hurt in cat-cow",
    ),
    (
        broken(
            row={"asked_for": "day", "rated_at": "2026-11-20T23:30:00.000Z", "rated_offset": 60},
            session={},
        ),
        "the day's pain, 21 Nov 2026, 00:30",
    ),
    (
        broken(
            "questionnaire",
            row={"kind": "screening", "answered_at": "2026-11-20T07:00:00Z", "answered_offset": 0},
            session={},
        ),
        "the answer 'screening' of 20 Nov 2026, 07:00",
    ),
    (broken("day", row={"day": "2026-11-20"}, session={}), "the mark of 20 Nov 2026"),
    (
        broken(
            "change",
            row={"changed_at": "2026-11-20T07:00:00Z", "changed_offset": -60},
            session={},
        ),
        "what was remembered of a change on 20 Nov 2026, 06:00",
    ),
    (
        broken("routine_version", row={"name": "Article 1"}, session={}),
        "the text of the routine Article 1 as it was done",
    ),
    (broken(state="gone", row={}, session={}), "a rating (r)"),
    (broken(state="gone", row={}, before=RATING), f"{SESSION_NAME}: pain before"),
    (
        broken(session={**SESSION, "started_at": "2026-13"}),
        "the session of 2026-13, Article 1: pain before",
    ),
    (
        broken(session={**SESSION, "started_offset": "x"}),
        "the session of 2026-11-20T07:15:00.000Z, Article 1: pain before",
    ),
    (broken("day", row={"day": "2026-99-20"}, session={}), "the mark of 2026-99-20"),
    (broken(row={**RATING, "asked_for": "befose"}), f"{SESSION_NAME}: a rating"),
]


@pytest.mark.parametrize(("one", "expected"), NAMES, ids=[each for _, each in NAMES])
def test_an_entry_is_named_as_its_owner_knows_it_even_when_its_name_is_damaged(
    one: Broken, expected: str
) -> None:
    assert name(one) == expected


def finding_of(one: Broken) -> Finding:
    [finding] = history_findings(seen(broken=(one,)), BACKUP)
    return finding


def test_a_change_from_outside_is_said_plainly_and_can_be_accepted() -> None:
    assert finding_of(broken()) == Finding(
        "fault",
        "seals",
        "The session of 20 Nov 2026, 08:15, Article 1: pain before was changed by something other "
        "than unkink, or damaged.",
        "Compare it with a backup. If it is as you want it, `unkink doctor --accept` takes it as "
        "it stands.",
    )


def test_where_a_backup_has_it_as_it_was_it_says_so() -> None:
    one = broken(before={**RATING, "pain": 5}, backup_at=BACKUP.made_at)
    assert "In the backup of 19 Nov 2026 it says: pain 5, not 9." in finding_of(one).advice
    gone = broken(state="gone", row={}, found=None, before=RATING, backup_at=BACKUP.made_at)
    assert "In the backup of 19 Nov 2026 it is still there." in finding_of(gone).advice


def test_of_many_differences_three_are_said_and_long_texts_are_cut() -> None:
    before = {"a": 1, "b": None, "c": "x" * 100, "d": 4, "e": 5, "same": 6}
    one = broken(before=before, row={"b": 2, "c": "", "d": 5, "e": 6, "same": 6})
    assert differences(one) == (
        f"a 1, not nothing; b nothing, not 2; c {'x' * 59}…, not nothing; and 2 more"
    )


@pytest.mark.parametrize(
    "row",
    [
        {"note": "\udcff"},
        {"started_at": "2026-13-01T00:00:00Z"},
        {"day": "2026-02-30"},
        {"day": None},
    ],
    ids=ascii,
)
def test_what_unkink_could_not_show_cannot_be_accepted(row: dict[str, Any]) -> None:
    advice = finding_of(broken(row={**RATING, **row})).advice
    assert "--accept" not in advice
    assert BACKUP.path in advice


def test_of_many_entries_the_first_are_named_and_the_rest_counted_unless_all_are_wanted() -> None:
    many = seen(broken=(broken(),) * (FIRST + 5))
    findings = history_findings(many)
    assert len(findings) == FIRST + 1
    assert findings[-1].what.startswith("5 more ")
    assert len(history_findings(many, is_whole=True)) == FIRST + 5
    assert len(history_findings(seen(broken=(broken(),) * FIRST))) == FIRST


@pytest.mark.parametrize(
    ("grades", "code"),
    [
        ([], 0),
        (["note"], 0),
        (["note", "fault"], 1),
        (["fault", "not looked", "note"], 2),
    ],
)
def test_the_exit_code_is_that_of_the_worst(grades: list[Any], code: int) -> None:
    assert exit_code(Finding(grade, "", "", "") for grade in grades) == code


def test_a_history_that_is_missing_beside_bad_backups_is_no_new_beginning_either() -> None:
    (finding,) = history_findings(Examined("/home/ann/unkink.db", "missing"), has_bad_backups=True)
    assert finding.grade == "fault"


@pytest.mark.parametrize(("place", "moves"), [("folder", True), ("link", True), ("empty", False)])
def test_only_what_a_restore_cannot_put_aside_has_to_be_moved_away(
    place: Place, *, moves: bool
) -> None:
    (finding,) = history_findings(Examined("/home/ann/unkink.db", place), BACKUP)
    assert ("Move it away" in finding.advice) is moves
