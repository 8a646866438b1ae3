"""The table that stands in for a chart."""

from tests.charts.samples import NONE, series, table
from tracker.charts.table import NOTHING


def test_the_table_names_weeks_medians_ranges_and_n() -> None:
    before = series("before", {0: 4, 1: 5, 2: 7, 7: 6})
    after = series("after", {0: 2, 1: 4, 2: 5, 7: 6})
    assert table(before, after).split("\n") == [
        "week of 9 Nov    before 6 (6–6)   after 6 (6–6)   n 1",
        "week of 16 Nov   before 5 (4–7)   after 4 (2–5)   n 3",
    ]


def test_the_table_has_the_latest_weeks_newest_last() -> None:
    lines = table(series("before", {7 * week: 5 for week in range(9)}), NONE, height=3).split("\n")
    assert [line[8:14] for line in lines] == ["2 Nov ", "9 Nov ", "16 Nov"]


def test_a_week_without_ratings_stays_missing_in_the_table() -> None:
    lines = table(series("before", {0: 5, 14: 5}), series("after", {0: 4})).split("\n")
    assert lines[0].split()[3:] == ["Nov", "before", "5", "(5–5)", "after", "–", "n", "1,", "0"]
    assert lines[1].split()[3:] == ["Nov", "before", "–", "after", "–", "n", "0"]


def test_the_table_names_the_year_when_there_is_more_than_one() -> None:
    assert table(series("before", {0: 5}), NONE, days=400).startswith("week of 16 Nov 2026")


def test_a_narrow_table_leaves_words_out_and_is_cut_at_the_width() -> None:
    before, after = series("before", {0: 5}), series("after", {0: 4})
    assert table(before, after, width=44) == "16 Nov  before 5 (5–5)  after 4 (4–4)  n 1"
    assert table(before, after, width=16) == "16 Nov  before 5"
    assert table(before, after, width=-1) == ""
    assert table(before, after, height=0) == ""


def test_an_empty_table_says_that_there_is_nothing_yet() -> None:
    assert table(NONE, NONE, height=1) == NOTHING
