"""Every size of terminal: what does not fit is covered, and what runs goes on."""

import pytest

from tests.ui.stage import Stage, Visit

SAID = "unkink needs a window of 60 × 20."


async def resize(visit: Visit, columns: int, lines: int) -> None:
    await visit.pilot.resize_terminal(columns, lines)
    await visit.pilot.pause()


@pytest.mark.parametrize("size", [(59, 20), (60, 19), (40, 10)], ids=str)
@pytest.mark.parametrize("keys", [(), ("h",), ("t",), ("enter",)], ids=str)
async def test_a_screen_that_does_not_fit_says_how_large_it_has_to_be(
    stage: Stage, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with stage.open(*keys) as visit:
        await resize(visit, *size)
        assert " ".join(visit.text.split()).startswith(SAID)


async def test_nothing_of_a_practice_that_does_not_fit_is_left_over(stage: Stage) -> None:
    async with stage.practising() as visit:
        await resize(visit, 59, 19)
        shown = [line.strip() for line in visit.lines if line.strip()]
    assert shown == [
        SAID,
        "Make this one larger.",
        "Space pauses or goes on, s stops, x: it hurts.",
    ]


async def test_nobody_agrees_to_what_they_cannot_see(stage: Stage) -> None:
    stage.is_answered = False
    async with stage.open("enter", size=(50, 14)) as visit:
        asks = visit.where
        await visit.press("enter", "enter", "1", "n", "enter")
        await visit.click_text("unkink")
        assert visit.where == asks
    assert stage.store.answers() == []


async def test_a_number_typed_unseen_is_no_rating(stage: Stage) -> None:
    async with stage.open("enter") as visit:
        await resize(visit, 50, 14)
        await visit.press("7", "enter", "enter")
        await resize(visit, 80, 24)
        assert visit.where == "CheckIn"
    assert stage.sessions() == []


async def test_a_session_can_be_stopped_unseen(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(11)
        await resize(visit, 50, 14)
        await visit.press("n", "s")
        await resize(visit, 80, 24)
        assert "You stopped here." in visit.text
    assert [step.outcome for step in stage.steps()] == ["done", "cut short"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)], ids=str)
async def test_a_terminal_that_is_large_enough_is_never_covered(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.open() as visit:
        await resize(visit, 30, 8)
        await resize(visit, *size)
        assert SAID not in visit.text
        assert "Article 1" in visit.text


async def test_a_screen_opened_in_a_small_terminal_is_covered_from_the_start(stage: Stage) -> None:
    async with stage.open(size=(40, 12)) as visit:
        assert SAID in " ".join(visit.text.split())


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (500, 200)], ids=str)
async def test_a_session_goes_on_in_any_size_and_back(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(11)
        await resize(visit, *size)
        await visit.let_pass(2.5)
        await resize(visit, 80, 24)
        assert SAID not in visit.text
        await visit.let_pass(3)
    assert [(step.kind, step.outcome) for step in stage.steps()][:3] == [
        ("set-up", "done"),
        ("ease in", "done"),
        ("hold", "done"),
    ]
