"""The five charts of the trends, what is said under them, and w: the rows behind every number."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.ui.stage import DESIGN_SIZE, NOW, SMALL_SIZE, Stage, Visit
from tracker.cli.trend_facts import trend_facts
from tracker.core.verdict_words import sentence
from tracker.core.why_words import RULES, Chart
from tracker.progress import read_progress
from tracker.store.rows import NewAnswer, NewRating
from tracker.ui.screens.why import WhyScreen

TODAY = NOW.date()
SIZES = [SMALL_SIZE, DESIGN_SIZE, (120, 40)]
KEYS: dict[Chart, str] = {
    "pain": "1",
    "dose": "2",
    "calendar": "3",
    "routines": "4",
    "function": "5",
}
SINCE = TODAY - timedelta(days=83)


def flat(visit: Visit) -> str:
    return " ".join(visit.text.split())


def facts(stage: Stage) -> dict[str, Any]:
    progress = read_progress(stage.store, TODAY)
    found: dict[str, Any] = json.loads(
        json.dumps(trend_facts(stage.store, progress, SINCE, TODAY, 5))
    )
    return found


def ids(visit: Visit) -> set[str]:
    """Return the ids of all rows that the screen in front lists."""
    assert isinstance(visit.screen, WhyScreen)
    return {row.id for row in visit.screen._rows}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("chart", KEYS)
async def test_every_chart_is_drawn_at_every_size(
    stage: Stage, chart: Chart, size: tuple[int, int]
) -> None:
    stage.add_sample()
    async with stage.open("t", KEYS[chart], size=size) as visit:
        assert visit.where == "Trends"
        assert "12 weeks" in visit.lines[0]
        assert all(len(line) <= size[0] for line in visit.lines)
        assert "esc Back" in visit.keys or size == SMALL_SIZE
        assert "%" not in visit.text


async def test_the_verdict_on_the_screen_is_that_of_the_command(stage: Stage) -> None:
    stage.add_sample()
    async with stage.open("t") as visit:
        assert facts(stage)["sentence"] in flat(visit)
        assert facts(stage)["meaningful_change"]["sentence"] in flat(visit)


async def test_a_clear_fall_is_said_with_its_n_and_its_period(stage: Stage) -> None:
    for nth in range(40):
        stage.add_session(days_ago=40 - nth, before=9 - nth // 5, after=None)
    async with stage.open("t") as visit:
        assert "Pain before sessions is falling, about 1.4 points a week (n 40," in flat(visit)
        assert "⠒ trend" in visit.text
        assert "meaningfully lower" in visit.text


async def test_below_the_gate_no_word_of_a_trend_is_said(stage: Stage) -> None:
    for nth in range(13):
        stage.add_session(days_ago=40 - 3 * nth, before=8 - nth // 2)
    async with stage.open("t") as visit:
        assert "Not enough yet for a trend: 13 of 14 rated days" in flat(visit)
        assert "falling" not in visit.text


async def test_where_days_are_rated_the_verdict_is_under_function(stage: Stage) -> None:
    stage.add_session(days_ago=4)
    averages = [NewRating("day", 5, NOW - timedelta(days=back)) for back in range(25)]
    stage.store.add(ratings=averages)
    async with stage.open("t") as visit:
        assert "Judged by your daily averages: see 5." in visit.text
        await visit.press("5")
        assert sentence(read_progress(stage.store, TODAY).verdict) in flat(visit)
        assert "n 25" in flat(visit)


async def test_stretches_that_hurt_are_counted_out_of_their_holds(stage: Stage) -> None:
    stage.add_sample()
    async with stage.open("t", "4") as visit:
        (sore,) = facts(stage)["sore_stretches"]
        said = f"Knee to chest hurt {sore['times']} times in {sore['holds']} holds: "
        assert said + f"{sore['per_hundred']:.1f} in 100 (" in flat(visit)


@pytest.mark.parametrize("chart", KEYS)
async def test_w_says_the_rule_and_lists_the_rows(stage: Stage, chart: Chart) -> None:
    stage.add_sample()
    async with stage.open("t", KEYS[chart], "w") as visit:
        assert visit.where == "Why"
        assert RULES[chart][0] in flat(visit)
        found = ids(visit)
        assert visit.lines[0].endswith(f"{len(found)} rows")
        await visit.press("w")
        assert visit.where == "Trends"
    known = {
        id_
        for sql in (
            "SELECT id FROM rating UNION SELECT id FROM session",
            "SELECT id FROM questionnaire UNION SELECT day FROM day",
        )
        for (id_,) in stage.rows(sql)
    }
    assert found
    assert found <= known


async def test_every_rating_behind_the_verdict_is_among_the_rows(stage: Stage) -> None:
    stage.add_sample()
    async with stage.open("t", "w") as visit:
        assert set(facts(stage)["window"]["ids"]) <= ids(visit)


async def test_every_session_behind_a_comparison_is_among_the_rows(stage: Stage) -> None:
    stage.add_sample()
    async with stage.open("t", "4", "w") as visit:
        behind = {id_ for one in facts(stage)["routines"] for id_ in one["ids"]}
        assert behind == ids(visit)


async def test_every_week_of_the_dose_has_its_sessions_among_the_rows(stage: Stage) -> None:
    stage.add_sample()
    async with stage.open("t", "2", "w") as visit:
        behind = {id_ for one in facts(stage)["weeks"] for id_ in one["ids"]}
        assert behind == ids(visit)


async def test_the_questionnaires_are_among_the_rows_of_function(stage: Stage) -> None:
    answers = {"pain": 5, "enjoyment": 5, "activity": 4}
    stage.store.add(answers=[NewAnswer("peg", answers, NOW)])
    async with stage.open("t", "5", "w") as visit:
        assert "PEG 4.7 5, 5, 4" in flat(visit)


async def test_with_nothing_behind_it_that_is_said(stage: Stage) -> None:
    async with stage.open("t", "w") as visit:
        assert "No rows stand behind it yet." in visit.text


@pytest.mark.parametrize("chart", KEYS)
async def test_an_empty_history_a_rating_of_1970_and_a_single_one_are_drawn(
    stage: Stage, chart: Chart
) -> None:
    async with stage.open("t", KEYS[chart]) as visit:
        assert visit.where == "Trends"
        stage.add_session(days_ago=20_000, before=3)
        stage.store.add(ratings=[NewRating("day", 4, NOW - timedelta(days=20_000))])
        await visit.press("right_square_bracket", "right_square_bracket")
        assert visit.lines[0].endswith("all")
        await visit.press("w", "w", "left_square_bracket")
        assert visit.where == "Trends"


async def test_a_chart_of_another_key_is_named_in_the_title(stage: Stage) -> None:
    async with stage.open("t") as visit:
        titles = []
        for key in KEYS.values():
            await visit.press(key)
            titles.append(visit.lines[0].split("  ")[0].strip())
    assert titles == ["Pain over time", "Dose under pain", "Calendar", "Each routine", "Function"]


async def test_a_file_that_cannot_be_read_just_now_leaves_today_open(stage: Stage) -> None:
    async with stage.open() as visit:
        with stage.locked("EXCLUSIVE"):
            await visit.press("t")
            assert visit.where == "Today"
            assert "cannot be read" in flat(visit)
        await visit.press("t")
        assert visit.where == "Trends"


@pytest.mark.parametrize("key", ["4", "right_square_bracket"])
async def test_a_file_that_cannot_be_read_just_now_leaves_the_chart_as_it_was(
    stage: Stage, key: str
) -> None:
    stage.add_sample()
    async with stage.open("t") as visit:
        with stage.locked("EXCLUSIVE"):
            await visit.press(key)
            assert visit.lines[0].split() == ["Pain", "over", "time", "12", "weeks"]
        await visit.press("w")
        assert RULES["pain"][0] in flat(visit)
