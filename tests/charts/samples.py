"""Series to draw, and the charts and tables of them, drawn by the real plotext."""

import re
from datetime import date, timedelta

from tracker import charts
from tracker.charts import Palette
from tracker.charts.canvas import Canvas
from tracker.core.series import Point, Series
from tracker.core.trends import Trend, look

FRIDAY = date(2026, 11, 20)
PALETTE = Palette(
    before=(224, 180, 124),
    after=(127, 184, 164),
    median=(216, 222, 226),
    grid=(60, 68, 74),
    text=(150, 160, 168),
    trend=(147, 177, 209),
)
SGR = re.compile(r"\x1b\[(?:0|38;2;\d+;\d+;\d+)m")


def series(name: str, values: dict[int, float]) -> Series:
    """A series by days ago; every day one rating."""
    days = sorted(values, reverse=True)
    return Series(
        name,
        tuple(Point(FRIDAY - timedelta(ago), values[ago], (f"{name}{ago}",)) for ago in days),
    )


NONE = series("none", {})


def chart(
    before: Series = NONE,
    after: Series = NONE,
    *,
    days: int = 84,
    width: int = 80,
    height: int = 19,
    palette: Palette | None = None,
    trend: Trend | None = None,
    meaningful: float | None = None,
) -> list[str]:
    """The lines of a chart that ends on FRIDAY."""
    since = FRIDAY - timedelta(days - 1)
    drawn = charts.pain_over_time(
        before,
        after,
        since=since,
        until=FRIDAY,
        width=width,
        height=height,
        palette=palette,
        trend=trend,
        meaningful=meaningful,
    )
    return drawn.split("\n")


def falling(days: int = 56, first: float = 8, a_day: float = -0.1) -> Trend:
    """The trend of so many days up to FRIDAY that lie on one line."""
    points = series("before", {ago: first + a_day * (days - 1 - ago) for ago in range(days)}).points
    trend = look(points)
    assert trend is not None
    return trend


def canvas(lines: list[str]) -> list[str]:
    """The rows between the axes, highest first, without legend and words."""
    top = next(n for n, line in enumerate(lines) if line.startswith("10 "))
    return [line[3:] for line in lines[top:-2]]


def table(before: Series, after: Series, days: int = 84, width: int = 80, height: int = 20) -> str:
    """The table of days that end on FRIDAY."""
    since = FRIDAY - timedelta(days - 1)
    return charts.as_table(before, after, since=since, until=FRIDAY, width=width, height=height)


def canvas_of(days: int, width: int) -> Canvas:
    """The canvas of so many days up to FRIDAY in a chart of so many columns, eleven rows high."""
    return Canvas(FRIDAY - timedelta(days - 1), FRIDAY, width - 3, 11, 0)
