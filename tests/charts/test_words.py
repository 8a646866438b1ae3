"""The words around a chart: its legend and its dates."""

import re
from datetime import date

import pytest

from tests.charts.samples import FRIDAY, NONE, canvas_of, chart, series
from tracker.charts.canvas import Canvas
from tracker.charts.dates import marks
from tracker.charts.series import AFTER, BEFORE
from tracker.core.series import Point, Series

# The legend


def test_the_legend_names_n() -> None:
    twice = Series("before", (Point(FRIDAY, 5.0, ("a", "b")),))
    line = chart(twice, series("after", {1: 4, 2: 5, 3: 6}))[0]
    assert line.strip() == f"{BEFORE} before, n 2   {AFTER} after, n 3"


def test_a_series_without_ratings_is_not_in_the_legend() -> None:
    assert "before" not in chart(NONE, series("after", {1: 4}))[0]


@pytest.mark.parametrize(
    ("width", "legend"),
    [
        (80, "● before, n 300   ○ after, n 300   ─ median of 7 days   a dot: 1 week"),
        (70, "● before, n 300  ○ after, n 300  ─ median of 7 days  a dot: 1 week"),
        (60, "● before, n 300   ○ after, n 300   ─ median   dot: 1 week"),
        (40, "● before, n 300   ○ after, n 300"),
        (57, "● before, n 300  ○ after, n 300  ─ median  dot: 1 week"),
        (20, "● n 300   ○ n 300"),
    ],
)
def test_a_narrow_legend_says_less_but_never_leaves_out_n(width: int, legend: str) -> None:
    before = series("before", dict.fromkeys(range(300), 6.0))
    after = series("after", dict.fromkeys(range(300), 3.0))
    assert chart(before, after, days=365, width=width)[0].strip() == legend


def test_a_legend_too_long_for_any_wording_is_cut_to_the_width() -> None:
    before = series("before", dict.fromkeys(range(10_000), 6.0))
    after = series("after", dict.fromkeys(range(10_000), 3.0))
    line = chart(before, after, days=10_000, width=20)[0]
    assert line == "   ● n 10000 ○ n 100"


# The dates


@pytest.mark.parametrize("width", [20, 33, 58, 80, 118, 200])
@pytest.mark.parametrize("days", [7, 28, 84, 366, 367, 730, 3650, 20_000])
def test_the_dates_are_mondays_and_none_is_cut_or_touches_another(days: int, width: int) -> None:
    words = chart(series("before", {0: 5}), days=days, width=width)[-1][3:]
    found = re.findall(r"\S+ \S+", words)
    shape = r"[A-Z][a-z]{2} \d{4}" if days > 366 else r"\d{1,2} [A-Z][a-z]{2}"
    assert found
    assert all(re.fullmatch(shape, each) for each in re.split(r" {2,}", words.strip()))
    marked = marks(canvas_of(days, width))
    assert [text for _, text in marked] == found
    assert all(day.weekday() == 0 for day, _ in marked)


def test_a_time_without_a_monday_is_marked_at_its_first_day() -> None:
    assert chart(series("before", {0: 5}), days=3)[-1].strip() == "18 Nov"


def test_a_year_in_which_no_month_of_marks_is_left_keeps_what_marks_it_has() -> None:
    narrow = Canvas(date(2024, 1, 2), date(2025, 1, 4), 9, 11, 0)
    assert len(marks(narrow)) == 1
