"""The check-in: one question, nothing preset, and no answer is an answer too."""

import pytest

from tests.ui.stage import Stage
from tracker.ui.widgets.pain_scale import PainScale

FRAME = "┏━━━┓"


async def test_nothing_is_preset(stage: Stage) -> None:
    async with stage.open("enter") as visit:
        assert visit.where == "CheckIn"
        assert FRAME not in visit.text
        assert visit.screen.query_one(PainScale).pain is None
        assert "How strong is your back pain right now?" in visit.text
        assert "0    1    2    3    4    5    6    7    8    9   10" in visit.text
        assert "Confirm" not in visit.keys


async def test_enter_does_nothing_before_a_number_is_chosen(stage: Stage) -> None:
    async with stage.open("enter", "enter") as visit:
        assert visit.where == "CheckIn"
        assert stage.sessions() == []


@pytest.mark.parametrize(
    ("keys", "pain", "word"),
    [
        ("0", 0, "no pain"),
        ("3", 3, "mild"),
        ("4", 4, "moderate"),
        ("9", 9, "severe"),
        ("t", 10, "severe"),
        ("right", 0, "no pain"),
        ("left", 10, "severe"),
        ("right left", 0, "no pain"),
        ("left right", 10, "severe"),
        ("5 right", 6, "moderate"),
        ("5 left left", 3, "mild"),
        ("2 7", 7, "severe"),
    ],
)
async def test_a_number_is_framed_named_and_kept(
    stage: Stage, keys: str, pain: int, word: str
) -> None:
    async with stage.practising() as visit:
        await visit.press("s", *keys.split())
        assert visit.text.count(FRAME) == 1
        assert f"┃{pain:^3}┃" in visit.text
        assert f"{pain} · {word}" in visit.text
        assert visit.keys.startswith("⏎ Confirm")
        await visit.press("enter")
        assert visit.where == "Summary"
    assert stage.session().pain_after == pain
    assert stage.rows("SELECT asked_for, pain FROM rating") == [("before", 5), ("after", pain)]


async def test_a_number_can_be_clicked(stage: Stage) -> None:
    async with stage.open("enter") as visit:
        await visit.pilot.click(PainScale, offset=(8 * 5 + 2, 1))
        assert "┃ 8 ┃" in visit.text


async def test_a_click_beside_the_numbers_chooses_none(stage: Stage) -> None:
    async with stage.open("enter") as visit:
        await visit.pilot.click(PainScale, offset=(12, 4))
        assert FRAME not in visit.text


async def test_the_keys_work_after_a_click_beside_the_scale(stage: Stage) -> None:
    async with stage.open("enter") as visit:
        await visit.click_text("How strong is")
        await visit.press("4", "enter")
    assert stage.session().pain_before == 4


async def test_skipping_stores_no_rating_and_not_a_zero(stage: Stage) -> None:
    async with stage.open("enter", "s") as visit:
        assert visit.where == "Practice"
    assert stage.session().pain_before is None
    assert stage.rows("SELECT * FROM rating") == []


async def test_skipping_after_a_choice_keeps_nothing_of_it(stage: Stage) -> None:
    async with stage.open("enter", "5", "s") as visit:
        assert visit.where == "Practice"
    assert stage.session().pain_before is None


@pytest.mark.parametrize("keys", [["escape"], ["5", "escape"]])
async def test_escape_begins_no_session(stage: Stage, keys: list[str]) -> None:
    async with stage.open("enter", *keys) as visit:
        assert visit.where == "Today"
    assert stage.rows("SELECT * FROM session") == []
    assert stage.rows("SELECT * FROM rating") == []
    assert stage.rows("SELECT * FROM routine_version") == []


async def test_the_question_after_a_finish_cannot_be_escaped(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.press("N", "N", "escape")
        assert visit.where == "CheckIn"
        assert "That was the last stretch." in visit.text
        assert "Back" not in visit.keys
        await visit.press("s")
    assert (stage.session().outcome, stage.session().pain_after) == ("finished", None)


async def test_the_rating_before_is_not_carried_over_to_the_one_after(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.press("N", "N")
        assert visit.where == "CheckIn"
        assert FRAME not in visit.text
        await visit.press("enter")
        assert visit.where == "CheckIn"


async def test_a_number_and_enter_typed_at_once_are_both_taken(stage: Stage) -> None:
    async with stage.open("enter") as visit:
        await visit.press_at_once("5", "enter")
        assert visit.where == "Practice"
    assert stage.session().pain_before == 5


async def test_a_start_from_the_shell_begins_at_the_question(stage: Stage) -> None:
    async with stage.open(start="bedtime") as visit:
        assert visit.where == "CheckIn"
        assert visit.lines[0].split() == ["Bedtime", "before"]
        await visit.press("escape")
        assert visit.where == "Today"
