"""The history's forms and its filter: add, edit and find sessions."""

import sqlite3
from contextlib import closing

from textual.widgets import Input

from tests.ui.stage import Stage
from tracker.ui.widgets.lines import Lines


async def test_a_session_done_elsewhere_is_added_with_what_was_filled_in(stage: Stage) -> None:
    async with stage.open("h", "a") as visit:
        assert visit.where == "Entry"
        assert "Add a session that was done elsewhere" in visit.lines[0]
        await visit.press(*"bedtime", "tab", *"2026-11-18 06:30", "down", "7", "enter")
        assert visit.where == "History"
        assert "Bedtime" in visit.text
        assert visit.lines[0].endswith("1 session")
    session = stage.session()
    assert (session.routine, session.source, session.outcome) == ("bedtime", "logged", "finished")
    assert (session.pain_before, session.pain_after) == (7, None)
    assert f"{session.started_at:%d %H:%M}" == "18 06:30"


async def test_what_cannot_be_read_is_said_and_nothing_is_lost(stage: Stage) -> None:
    async with stage.open("h", "a", "tab", "tab", *"eleven", "enter") as visit:
        assert visit.where == "Entry"
        assert "Pain before: 'eleven' is no whole number" in visit.text
        assert visit.screen.query_one("#before", Input).value == "eleven"
        await visit.press("escape")
        assert visit.where == "History"
    assert stage.sessions() == []


async def test_a_routine_that_there_is_none_of_is_refused(stage: Stage) -> None:
    async with stage.open("h", "a", *"bedtmie", "ctrl+s") as visit:
        assert "there is no routine 'bedtmie'" in visit.text
        assert "bedtime" in visit.text
    assert stage.sessions() == []


async def test_ratings_and_note_of_a_session_can_be_changed_and_taken_away(stage: Stage) -> None:
    stage.add_session(before=5, after=3)
    async with stage.open("h", "e") as visit:
        assert visit.lines[0].startswith(" Bedtime, 19 Nov 2026, 07:05")
        await visit.press("backspace", "6", "down", "backspace", "up", "down", "down", *"calm")
        await visit.press("enter")
        assert "6 → –" in visit.text
    session = stage.session()
    assert (session.pain_before, session.pain_after, session.note) == (6, None, "calm")
    assert len(stage.rows("SELECT * FROM change")) == 3


async def test_leaving_the_form_changes_nothing(stage: Stage) -> None:
    stage.add_session()
    before = stage.session()
    async with stage.open("h", "e", "backspace", "9", "escape") as visit:
        assert visit.where == "History"
    assert stage.session() == before


async def test_a_note_that_is_left_alone_stays_as_it_is_whatever_it_holds(stage: Stage) -> None:
    note = "  as another program\u202e wrote it\x85 "
    stage.add_session(note="", before=7)
    with closing(sqlite3.connect(stage.database)) as connection, connection:
        connection.execute("UPDATE session SET note = ?", [note])
    async with stage.open("h", "e") as visit:
        await visit.press("backspace", "6", "enter")
        assert visit.where == "History"
    assert (stage.session().pain_before, stage.session().note) == (6, note)


async def test_the_filter_finds_by_routine_and_by_note_and_goes_away(stage: Stage) -> None:
    stage.add_session(name="Bedtime", days_ago=1)
    stage.add_session(name="Morning", days_ago=2, note="before bed")
    stage.add_session(name="Morning", days_ago=3)
    async with stage.open("h", "slash", *"bed") as visit:
        assert visit.lines[0].endswith("2 sessions")
        await visit.press("enter")
        assert isinstance(visit.app.focused, Lines)
        await visit.press("slash", *"x")
        assert visit.lines[0].endswith("0 sessions")
        assert "Nothing found." in visit.text
        await visit.press("escape")
        assert visit.where == "History"
        assert visit.lines[0].endswith("3 sessions")
        await visit.press("escape")
        assert visit.where == "Today"


async def test_letters_in_the_filter_are_letters_and_no_keys(stage: Stage) -> None:
    stage.add_session(name="dequaths")
    async with stage.open("h", "slash", *"dequaths") as visit:
        assert visit.where == "History"
        assert visit.lines[0].endswith("1 session")
    assert len(stage.sessions()) == 1


async def test_a_form_under_a_lock_says_so_and_keeps_what_was_typed(stage: Stage) -> None:
    stage.add_session()
    async with stage.open("h", "e", "down", "down", *"calm") as visit:
        with stage.locked():
            await visit.press("enter")
            assert visit.where == "Entry"
            assert "ot saved" in visit.text
        await visit.press("enter")
        assert visit.where == "History"
    assert stage.session().note == "calm"
