"""What hurts in a session is judged, written down at once, and says where it goes on."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.samples import AT
from tracker.core.hurting import Limits
from tracker.core.plan import plan
from tracker.hurts import Hurts
from tracker.journal import Journal
from tracker.library import load
from tracker.paths import built_in
from tracker.store import Store, open_store

LIBRARY = load(built_in(), None)
ROUTINE = LIBRARY.routine("article-1")
STEPS = plan(ROUTINE)
HOLD = next(nth for nth, step in enumerate(STEPS) if step.kind == "hold")
LAST = len(STEPS) - 1


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "unkink.db")) as store:
        yield store


def hurts_of(store: Store, before: int | None) -> tuple[Hurts, str]:
    journal = Journal(store, ROUTINE, lambda: AT, day_begins=4)
    journal.begin(LIBRARY.document(ROUTINE), before)
    return Hurts(journal, ROUTINE, Limits(before), lambda: AT), journal.session


def test_every_verdict_is_a_row_with_its_reason(store: Store) -> None:
    hurts, session = hurts_of(store, 3)
    hurts.judge(HOLD, 5, "sore")
    hurts.judge_rested(HOLD, 5, None)
    first, second = store.hurts(session)
    assert (first.stretch, first.side, first.pain, first.feeling) == (
        "knee-to-chest",
        "left",
        5,
        "sore",
    )
    assert (first.way, first.reason, first.rested) == ("end stretch", "pain rose", False)
    assert (second.way, second.reason, second.rested) == ("end session", "pain stayed up", True)


def test_easing_off_goes_on_at_the_easing_in_of_the_same_rep(store: Store) -> None:
    hurts, _ = hurts_of(store, 3)
    verdict = hurts.judge(HOLD, 4, None)
    at = hurts.goes_on_at(HOLD, verdict)
    assert at == HOLD - 1
    assert STEPS[at].kind == "ease in"


def test_after_a_stretch_that_ended_it_goes_on_at_the_setting_up_of_the_next(store: Store) -> None:
    hurts, _ = hurts_of(store, 3)
    at = hurts.goes_on_at(HOLD, hurts.judge(HOLD, None, None))
    assert at is not None
    assert (STEPS[at].kind, STEPS[at].item) == ("set-up", STEPS[HOLD].item + 1)


def test_after_the_last_stretch_there_is_nothing_to_go_on_with(store: Store) -> None:
    hurts, _ = hurts_of(store, 3)
    assert hurts.goes_on_at(LAST, hurts.judge(LAST, None, None)) is None


def test_it_knows_the_name_of_what_hurts(store: Store) -> None:
    assert hurts_of(store, None)[0].name(HOLD) == "Knee to chest"
