"""Summary: one session as it is stored, and nothing that the rows do not say."""

from tests.ui.stage import Stage


async def test_a_finished_session_says_what_was_held_and_both_ratings(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(38)
        await visit.press("3", "enter")
        assert visit.lines[0].endswith("Fri 20 Nov 2026, 07:05")
        for words in (
            "Done.",
            "Held 0:03 of 0:03 planned",
            "Pain 5 → 3 (before → after)",
            "one session cannot tell whether stretching changed it",
        ):
            assert words in " ".join(visit.text.split())
        assert "● Knee to chest           0:01 of 0:01   1/1 in full" in visit.text
        assert "● Trunk rotation          0:02 of 0:02   2/2 in full" in visit.text


async def test_a_part_is_shown_as_a_part(stage: Stage) -> None:
    async with stage.practising() as visit:
        await visit.let_pass(10 + 2 + 0.6)
        await visit.press("n", "s", "s")
        assert "◐ Knee to chest           0:01 of 0:01   0/1 in full" in visit.text


async def test_without_ratings_nothing_is_said_about_a_change(stage: Stage) -> None:
    stage.add_session(before=None, after=None)
    async with stage.open("h", "enter") as visit:
        assert "Pain   not rated" in visit.text
        assert "one session cannot tell" not in visit.text


async def test_a_single_rating_is_no_change(stage: Stage) -> None:
    stage.add_session(before=None, after=4)
    async with stage.open("h", "enter") as visit:
        assert "Pain   – → 4" in visit.text
        assert "one session cannot tell" not in visit.text


async def test_a_note_of_many_lines_does_not_push_the_rest_away(stage: Stage) -> None:
    stage.add_session(note="\n".join(["slept badly"] * 30))
    async with stage.open("h", "enter") as visit:
        assert "slept badly slept badly" in visit.text
        assert "tell whether stretching changed it." in visit.text


async def test_a_note_is_shown(stage: Stage) -> None:
    stage.add_session(note="slept badly")
    async with stage.open("h", "enter") as visit:
        assert "Note   slept badly" in visit.text


async def test_a_session_left_open_is_not_finished_yet(stage: Stage) -> None:
    async with stage.practising():
        pass
    async with stage.open("escape", "h", "enter") as visit:
        assert "Not finished yet." in visit.text
        for key in ("enter", "escape", "q"):
            await visit.press(key)
            assert visit.where == "History"
            await visit.press("enter")


async def test_of_pain_that_rose_it_is_not_said_that_high_pain_drops(stage: Stage) -> None:
    stage.add_session(before=3, after=5)
    async with stage.open("h", "enter") as visit:
        assert "One session cannot tell whether stretching changed it." in visit.text
        assert "tends to drop" not in visit.text
