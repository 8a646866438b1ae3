"""History: every session, newest first, to open, to delete and to bring back."""

from tests.ui.stage import DESIGN_SIZE, NOW, SMALL_SIZE, Stage, Visit
from tracker.core.record import local_day
from tracker.ui.widgets.lines import Lines
from tracker.ui.widgets.session_rows import PAGE, Pages

WIDE_SIZE = (110, 30)


def rows(lines: list[str]) -> list[str]:
    return [line[3:] for line in lines if line[3:4] in ("●", "◐")]


async def test_sessions_are_listed_newest_first_with_what_is_known(stage: Stage) -> None:
    stage.add_session(name="Long ago", days_ago=400)
    stage.add_session(name="Yesterday's", before=5, after=3, note="slept well")
    stage.add_session(name="Half", days_ago=3, outcome="stopped", before=None, after=None)
    async with stage.open("h", size=WIDE_SIZE) as visit:
        assert visit.lines[0].endswith("3 sessions")
        found = [" ".join(row.split()) for row in rows(visit.lines)]
        assert found == [
            "● yesterday 07:05 Yesterday's 5 → 3 slept well",
            "◐ Tue 17 Nov 07:05 Half stopped early",
            "● Thu 16 Oct 2025 07:05 Long ago 5 → 3",
        ]


async def test_unfinished_and_sample_sessions_are_called_so(stage: Stage) -> None:
    async with stage.practising():
        pass
    stage.add_sample()
    async with stage.open("escape", "h", size=WIDE_SIZE) as visit:
        first, second, *_ = rows(visit.lines)
        assert "not finished" in first
        assert second.endswith("sample")
        assert visit.lines[0].endswith(f"{len(stage.sessions())} sessions")


async def test_a_small_terminal_says_it_by_the_mark(stage: Stage) -> None:
    stage.add_session(outcome="stopped", note="a note")
    async with stage.open("h", size=SMALL_SIZE) as visit:
        assert " ".join(rows(visit.lines)[0].split()) == "◐ yesterday 07:05 Bedtime 5 → 3"


async def test_an_empty_history_says_how_to_begin(stage: Stage) -> None:
    async with stage.open("h", "enter", "d", "u", "down", "end") as visit:
        assert visit.where == "History"
        assert "No sessions yet." in visit.text
        assert visit.lines[0].endswith("0 sessions")
        await visit.press("escape")
        assert visit.where == "Today"


async def test_enter_opens_the_session_under_the_cursor(stage: Stage) -> None:
    stage.add_session(name="First", days_ago=2)
    stage.add_session(name="Second", days_ago=1)
    async with stage.open("h", "down", "enter") as visit:
        assert visit.where == "Summary"
        assert visit.lines[0].startswith(" First ")
        await visit.press("escape")
        assert visit.where == "History"
        assert "▸ ● Wed 18 Nov" in visit.text


async def test_a_clicked_row_is_the_one_that_is_chosen(stage: Stage) -> None:
    for day, name in enumerate(["Newest", "Middle", "Oldest"], start=1):
        stage.add_session(name=name, days_ago=day)
    async with stage.open("h") as visit:
        await visit.click_text("Middle")
        assert next(row for row in visit.lines if "▸" in row).split()[-4:-3] == ["Middle"]
        await visit.click_text("Middle")
        assert visit.lines[0].startswith(" Middle ")


async def test_deleting_takes_a_session_out_of_everything_and_undo_brings_it_back(
    stage: Stage,
) -> None:
    stage.add_session("article-1", "Article 1")
    stage.add_session("bedtime", "Bedtime", days_ago=2)
    before = stage.sessions()
    async with stage.open("h") as visit:
        assert "Undo" not in visit.keys
        await visit.press("d")
        assert visit.lines[0].endswith("1 deleted, u brings the last back · 1 session")
        assert "Article 1" not in visit.text
        assert "u Undo" in visit.keys
        await visit.press("escape")
        assert "1 of 5 this week" in visit.lines[0]
        assert "Not done yet" in visit.text
    assert [session.routine for session in stage.sessions()] == ["bedtime"]
    assert len(stage.store.ratings("before")) == 1
    async with stage.open("h", "d", "d") as visit:
        assert "No sessions yet" in visit.text
        assert visit.lines[0].endswith("2 deleted, u brings the last back · 0 sessions")
        await visit.press("u", "u")
        assert visit.lines[0].endswith("2 sessions")
        assert "Undo" not in visit.keys
    assert stage.sessions() == before


async def test_undo_goes_back_one_deletion_at_a_time(stage: Stage) -> None:
    ids = [stage.add_session(days_ago=day) for day in (1, 2, 3)]
    async with stage.open("h", "d", "d", "u") as visit:
        assert [session.id for session in stage.sessions()] == ids[1:]
        await visit.press("u")
        assert [session.id for session in stage.sessions()] == ids
        assert visit.lines[0].endswith(" 3 sessions")


async def test_deleting_the_last_row_leaves_the_cursor_on_the_one_before(stage: Stage) -> None:
    for day in (1, 2, 3):
        stage.add_session(days_ago=day)
    async with stage.open("h", "end", "d") as visit:
        assert visit.screen.query_one(Lines).cursor == 1
        assert "▸ ● Wed 18 Nov" in visit.text


async def test_deleting_under_a_lock_says_so_and_deletes_nothing(stage: Stage) -> None:
    stage.add_session()
    async with stage.open("h") as visit:
        with stage.locked():
            await visit.press("d")
            assert visit.app.is_running
            assert "ot saved" in visit.text
        assert len(rows(visit.lines)) == 1
    assert len(stage.sessions()) == 1


def chosen(visit: Visit) -> str:
    """Return the name of the session under the cursor, as `add_sessions` has called it."""
    row = next(line for line in visit.lines if "▸" in line)
    return row[row.index("Nr ") :].strip()


async def test_two_hundred_sessions_are_read_a_page_at_a_time(stage: Stage) -> None:
    stage.add_sessions(200)
    async with stage.open("h") as visit:
        assert visit.lines[0].endswith("200 sessions")
        assert chosen(visit) == "Nr 0"
        await visit.press("pagedown", "pagedown")
        cursor = visit.screen.query_one(Lines).cursor
        assert chosen(visit) == f"Nr {cursor}"
        assert 2 * (DESIGN_SIZE[1] - 6) <= cursor <= 2 * DESIGN_SIZE[1]
        await visit.press("end")
        assert chosen(visit) == "Nr 199"
        await visit.press("pageup")
        assert chosen(visit) == f"Nr {199 - cursor // 2}"
        await visit.press("home")
        assert chosen(visit) == "Nr 0"


def test_pages_are_a_sequence_of_all_sessions(stage: Stage) -> None:
    stage.add_sessions(PAGE + 2)
    pages, all_of_them = Pages(stage.store), stage.sessions()
    assert list(pages) == all_of_them
    assert pages[-1] == all_of_them[-1]
    assert pages[PAGE - 1 : PAGE + 1] == all_of_them[PAGE - 1 : PAGE + 1]


async def test_days_are_counted_from_the_day_it_is(stage: Stage) -> None:
    stage.add_session(days_ago=1)
    async with stage.open("h") as visit:
        assert "yesterday" in visit.text
        assert stage.sessions()[0].started_at.date() < local_day(NOW)


async def test_a_note_of_two_lines_takes_one_row(stage: Stage) -> None:
    stage.add_session(name="Newest", note="one\ntwo\nthree")
    stage.add_session(name="Next", days_ago=2)
    async with stage.open("h") as visit:
        newest, following = (
            next(nth for nth, line in enumerate(visit.lines) if name in line)
            for name in ("Newest", "Next")
        )
        assert following == newest + 1
