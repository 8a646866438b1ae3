"""The stretches and routines that come with unkink, as they are."""

import pytest

from tracker.core.plan import plan, total_seconds
from tracker.library import Library, load, routine_from_document
from tracker.paths import built_in


@pytest.fixture(scope="module")
def library() -> Library:
    return load(built_in(), None)


def test_the_built_in_content_has_no_faults(library: Library) -> None:
    assert [str(fault) for fault in library.faults] == []
    assert len(library.stretches) == 11
    assert len(library.routines) == 8


def test_every_built_in_routine_comes_back_from_its_document(library: Library) -> None:
    for id_, routine in library.routines.items():
        assert routine_from_document(id_, library.document(routine)) == routine


def test_every_built_in_routine_lasts_what_the_design_says(library: Library) -> None:
    lasts = {id_: total_seconds(plan(one)) for id_, one in library.routines.items()}
    assert lasts == library.seconds
    assert {id_: f"{s // 60:.0f}:{s % 60:02.0f}" for id_, s in lasts.items()} == {
        "article-1": "9:50",
        "article-2": "18:05",
        "article-2-short": "8:45",
        "morning-5": "4:28",
        "desk-break": "6:05",
        "bedtime": "7:30",
        "bends-easier": "7:55",
        "arching-easier": "7:25",
    }
