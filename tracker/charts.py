"""Draws ratings as text for a terminal: a chart by plotext, or a table where plotext is missing."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import isfinite
from operator import attrgetter
from statistics import median
from textwrap import wrap
from typing import Any, Final

from tracker.core.text import clean
from tracker.core.trends import Point, Series, rolling_median, smoothing_width, unbroken

BEFORE: Final = "●"
AFTER: Final = "○"
BOTH: Final = "◉"
LINE: Final = "─"
UP: Final = ("╯", "╭")
DOWN: Final = ("╮", "╰")
MOST_PAIN: Final = 10
GUTTER: Final = 3
"""Columns left of the canvas, for "10 "."""
AROUND: Final = 3
"""Rows that are not canvas: the legend, the axis and its dates."""
FEWEST_COLUMNS: Final = 20
FEWEST_ROWS: Final = 6
CROWDED: Final = 3
"""With more days than this to a column, a dot is the median of whole weeks."""
YEAR: Final = 366
NOTHING: Final = "Nothing to show yet: no pain was rated in this time."
_BACKGROUND: Final = re.compile(r"\x1b\[48;[\d;]*m")

Colour = tuple[int, int, int]
"""Red, green and blue, 0–255 each."""
Cells = set[tuple[int, int]]
"""Places on the canvas: columns from the left, rows from the bottom."""
Line = dict[tuple[int, int], tuple[str, bool]]
"""The signs of a line by their cells, and whether each stands for a whole window of days."""
Column = tuple[int, Sequence[float], int, int]
"""A column, the values of the points in it, and where these start and end among all points."""
Parts = list[tuple[str, str]]
"""Words, each with the name of its colour in the palette."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart; the background stays the terminal's own."""

    before: Colour
    after: Colour
    median: Colour
    grid: Colour
    text: Colour

    @property
    def faint(self) -> Colour:
        """Return the colour of medians of fewer days than usual: half-way to the grid's."""
        red, green, blue = ((a + b) // 2 for a, b in zip(self.median, self.grid, strict=True))
        return red, green, blue


@dataclass(frozen=True, slots=True)
class _Canvas:
    """The cells between the axes, and where days and values fall on them."""

    since: date
    until: date
    columns: int
    rows: int
    air: int
    """Rows left free over the canvas, where that sets the rules at even distances."""

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def dot_weeks(self) -> int:
        """Return of how many weeks a dot is the median; 0 when every day has its own."""
        if self.days <= CROWDED * self.columns:
            return 0
        return -(-self.days // (7 * self.columns))

    def x(self, day: float) -> float:
        """Return how many columns from the left the middle of a day is, given as its ordinal."""
        columns = (day - self.since.toordinal() + 0.5) * self.columns / self.days
        return min(self.columns - 0.5, max(0.0, columns))

    def by_column(self, points: Sequence[Point], values: Sequence[float]) -> Iterator[Column]:
        """Yield the columns that have a dot, with the values that it is the median of.

        The days of one dot are counted from a Monday, so that dots stay as days go by.
        """
        days, start = 7 * self.dot_weeks or 1, 0
        buckets = [(point.day.toordinal() - 1) // days for point in points]
        where = {b: int(self.x(b * days + 1 + (days - 1) / 2)) for b in set(buckets)}
        for _, group in groupby(buckets, where.__getitem__ if self.dot_weeks else None):
            shared = list(group)
            end = start + len(shared)
            yield where[shared[0]], values[start:end], start, end
            start = end

    def row(self, value: float) -> int:
        """Return the row of a value 0–10, counted from the bottom."""
        return int(value / MOST_PAIN * (self.rows - 1) + 0.5)

    def height(self, row: int) -> float:
        """Return the value in the middle of a row, which plotext cannot round astray."""
        return row * MOST_PAIN / (self.rows - 1)


def available() -> bool:
    """Return whether charts can be drawn here; for some machines there is no plotext."""
    try:
        import plotext  # noqa: F401 - only importing it tells whether its kernel loads
    except (ImportError, OSError):
        return False
    return True


def pain_over_time(
    before: Series,
    after: Series,
    *,
    since: date,
    until: date,
    width: int,
    height: int,
    palette: Palette | None,
) -> str:
    """Return the chart of pain 0–10 before and after sessions, both days included.

    The text is `height` lines of `width` columns, with 24-bit colours, plain without a palette.
    Where a chart does not fit (below 20 × 6), the table stands there, cut to size.
    """
    first, second = (_within(series, since, until) for series in (before, after))
    if not first.points and not second.points:
        return _page(_nothing(width, height), width, height, palette)
    if width < FEWEST_COLUMNS or height < FEWEST_ROWS:
        table = as_table(before, after, since=since, until=until, width=width, height=height)
        return _page(table.split("\n"), width, height, palette)
    rows = height - AROUND
    air = (rows - 1) % 5 if rows > 6 * ((rows - 1) % 5) and rows > MOST_PAIN else 0
    canvas = _Canvas(since, until, width - GUTTER, rows - air, air)
    return _chart(first, second, canvas, palette)


def as_table(
    before: Series, after: Series, *, since: date, until: date, width: int, height: int
) -> str:
    """Return the latest weeks, newest last, in at most `height` lines of `width` columns.

    A week has the median of its days, the lowest and highest, and how many ratings these are.
    """
    series = [_within(each, since, until) for each in (before, after)]
    weeks = [_weeks(each) for each in series]
    rated = sorted({*weeks[0], *weeks[1]})
    if not rated:
        return "\n".join(line.strip() for line in _nothing(width, height))
    count = min((rated[-1] - rated[0]).days // 7 + 1, max(0, height))
    mondays = [rated[-1] - timedelta(7 * ago) for ago in reversed(range(count))]
    year = (until - since).days >= YEAR
    names = [each.name for each in series]
    rows = [_row(names, [week.get(day, []) for week in weeks], day, year) for day in mondays]
    return "\n".join(_aligned(rows, width))


def _within(series: Series, since: date, until: date) -> Series:
    """Return what may be drawn: days of the period, finite values, none beyond the axis."""
    points, day = series.points, attrgetter("day")
    period = points[bisect_left(points, since, key=day) : bisect_right(points, until, key=day)]
    kept = tuple(
        p if 0 <= p.value <= MOST_PAIN else Point(p.day, float(MOST_PAIN * (p.value > 0)), p.ids)
        for p in period
        if isfinite(p.value)
    )
    return Series(clean(series.name), kept)


def _chart(before: Series, after: Series, canvas: _Canvas, palette: Palette | None) -> str:
    dots = _dots(before.points, canvas), _dots(after.points, canvas)
    line = _median_line(before.points, canvas)
    parts = _legend(before, after, canvas, bool(line), bool(dots[0] & dots[1]))
    legend = "".join(_painted(text, palette, colour) for text, colour in parts)
    air = [" " * (GUTTER + canvas.columns)] * canvas.air
    return "\n".join([" " * GUTTER + legend, *air, *_drawing(*dots, line, canvas, palette)])


def _dots(points: Sequence[Point], canvas: _Canvas) -> Cells:
    """Return the cells that have a dot."""
    values = [point.value for point in points]
    return {(at, canvas.row(median(some))) for at, some, _, _ in canvas.by_column(points, values)}


def _median_line(points: Sequence[Point], canvas: _Canvas) -> Line:
    """Return the rolling median as a line of steps, with a free column between unbroken runs."""
    width = smoothing_width(len(points))
    line: Line = {}
    if width is None:
        return line
    free = 0
    for run in unbroken(points):
        levels = {at: level for at, level in _levels(run, width, canvas).items() if at >= free}
        if len(run) > 1 and levels:
            line |= _steps(levels)
            free = max(levels) + 2
    return line


def _levels(run: Sequence[Point], width: int, canvas: _Canvas) -> dict[int, tuple[int, bool]]:
    """Return the row of the median in each column, and whether its window was whole."""
    edge, last = width // 2, len(run) - width // 2
    return {
        at: (canvas.row(median(some)), end > edge and start < last)
        for at, some, start, end in canvas.by_column(run, rolling_median(run, width))
    }


def _steps(levels: dict[int, tuple[int, bool]]) -> Line:
    """Return the cells of a line that keeps each level until the next, and goes straight there."""
    line: Line = {}
    row, whole = levels[min(levels)]
    for column in range(min(levels), max(levels) + 1):
        old = row
        row, whole = levels.get(column, (row, whole))
        if row == old:
            line[column, row] = (LINE, whole)
            continue
        for between in range(min(old, row) + 1, max(old, row)):
            line[column, between] = ("│", whole)
        leave, arrive = UP if row > old else DOWN
        line[column, old], line[column, row] = (leave, whole), (arrive, whole)
    return line


def _drawing(
    before: Cells, after: Cells, line: Line, canvas: _Canvas, palette: Palette | None
) -> list[str]:
    """Return the lines of canvas, axis and dates; dots lie over the line, the line over rules."""
    signs = {cell: (sign, "median" if whole else "faint") for cell, (sign, whole) in line.items()}
    signs |= dict.fromkeys(before, (BEFORE, "before"))
    signs |= dict.fromkeys(after, (AFTER, "after"))
    signs |= dict.fromkeys(before & after, (BOTH, "before"))
    markers = {sign: _marker(*sign, palette) for sign in set(signs.values())}
    figure = _frame(canvas, palette)
    signal = figure.signal(
        [column + 0.5 for column, _ in signs],
        [canvas.height(row) for _, row in signs],
        marker=[markers[sign] for sign in signs.values()],
    )
    drawn = str(figure.draw(signal).build().string(palette is None)).rstrip("\n")
    return _BACKGROUND.sub("", drawn).split("\n")


def _frame(canvas: _Canvas, palette: Palette | None) -> Any:
    """Return plotext's one figure, emptied, with its axis, its rules and the words along them."""
    import plotext  # costs more than all the drawing: only a chart pays for it

    plotext.terminal.limit(False, False)
    figure = plotext.figure.clear()
    figure.plot_size(canvas.columns + GUTTER, canvas.rows + AROUND - 1)
    figure.canvas("default")
    figure.axes(False)
    figure.axes(True, axis="x", side="lower", pixel=_pixel(palette, "grid"))
    across, up = figure.ruler("x", "lower"), figure.ruler("y", "left")
    across.lim(0, canvas.columns)
    across.alignment(lim="edge")
    marks = _marks(canvas)
    across.ticks([canvas.x(day.toordinal()) for day, _ in marks], [words for _, words in marks])
    pains = range(0, MOST_PAIN + 1, 2 if canvas.rows > MOST_PAIN else 5)
    levels = [canvas.height(canvas.row(pain)) for pain in pains]
    up.lim(0, MOST_PAIN)
    up.ticks(levels, [f"{pain:>2} " for pain in pains])
    for level in levels[1:]:
        figure.line(level, style="dotted", pixel=_pixel(palette, "grid"))
    for ruler in (across, up):
        ruler.pixel(_pixel(palette, "text"))
    return figure


def _pixel(palette: Palette | None, colour: str) -> Any:
    import plotext

    return plotext.pixel(getattr(palette, colour, "default"), "default")


def _marker(sign: str, colour: str, palette: Palette | None) -> Any:
    import plotext

    return plotext.marker(sign, _pixel(palette, colour))


def _marks(canvas: _Canvas) -> list[tuple[date, str]]:
    """Return as many Mondays with their words as stand apart; the first day where there is none."""
    years = canvas.days > YEAR
    choices = (
        [(day, f"{day:%b} {day.year}" if years else _date(day)) for day in days]
        for days in _ever_fewer(canvas, years)
    )
    return next([(d, clean(w)) for d, w in marks] for marks in choices if _apart(marks, canvas))


def _ever_fewer(canvas: _Canvas, years: bool) -> list[list[date]]:
    """Return the Mondays (for years, the first of each month), then fewer, down to one."""
    first = canvas.since + timedelta(-canvas.since.weekday() % 7)
    count = (canvas.until - first).days // 7 + 1
    days = [first + timedelta(7 * nth) for nth in range(count)] or [canvas.since]
    choices = []
    for months in (1, 3, 6, 12) if years else ():
        days = [d for d in days if d.day <= 7 and (d.month - 1) % months == 0] or days
        choices.append(days)
    return [*choices, *(days[:: 2**doubled] for doubled in range(len(days).bit_length() + 1))]


def _apart(marks: Sequence[tuple[date, str]], canvas: _Canvas) -> bool:
    """Return whether two columns stay free between all words, each in the middle of its tick."""
    end = -2
    for day, words in marks:
        start = int(canvas.x(day.toordinal())) - len(words) // 2
        start = max(0, min(canvas.columns - len(words), start))
        if start < end + 2:
            return False
        end = start + len(words)
    return True


def _legend(before: Series, after: Series, canvas: _Canvas, line: bool, both: bool) -> Parts:
    """Return what the signs mean and how many ratings there are, as wide as the canvas."""
    kinds = (BEFORE, before, "before"), (AFTER, after, "after")
    rated = [(sign, s.name, s.n, colour) for sign, s, colour in kinds if s.points]
    dots = [(f"{sign} {name}, n {n}", colour) for sign, name, n, colour in rated]
    brief = [(f"{sign} n {n}", colour) for sign, _, n, colour in rated]
    shared = [(f"{BOTH} both", "before")] if both else []
    long, short = _explained(canvas.dot_weeks, smoothing_width(len(before.points)) if line else 0)
    choices: tuple[Parts, ...] = (long + shared, long, short + shared, short, [])
    for parts in [*(dots + choice for choice in choices), brief]:
        for gap in (3, 2):
            if sum(len(text) + gap for text, _ in parts) - gap <= canvas.columns:
                return _spread(parts, gap, canvas.columns)
    crammed = " ".join(text for text, _ in brief)[: canvas.columns]
    return [(crammed.ljust(canvas.columns), "text")]


def _explained(weeks: int, days: int | None) -> tuple[Parts, Parts]:
    """Return in long and in short what the line is the median of, and each dot, where any."""
    long, short = [], []
    if days:
        long.append((f"{LINE} median of {days} days", "median"))
        short.append((f"{LINE} median", "median"))
    if weeks:
        dot = f"dot: {weeks} week" + "s" * (weeks > 1)
        long.append((f"a {dot}", "text"))
        short.append((dot, "text"))
    return long, short


def _spread(parts: Parts, gap: int, columns: int) -> Parts:
    """Return the parts with gaps between them and the rest of the columns behind them."""
    spread = [part for text, colour in parts for part in ((" " * gap, "text"), (text, colour))][1:]
    return [*spread, (" " * (columns - sum(len(text) for text, _ in spread)), "text")]


def _painted(text: str, palette: Palette | None, colour: str) -> str:
    if palette is None or text.isspace():
        return text
    red, green, blue = getattr(palette, colour)
    return f"\x1b[38;2;{red};{green};{blue}m{text}\x1b[0m"


def _page(lines: Sequence[str], width: int, height: int, palette: Palette | None) -> str:
    """Return exactly so many lines of exactly so many columns."""
    rows = [line[: max(0, width)].ljust(width) for line in lines[: max(0, height)]]
    rows += [" " * width] * (height - len(rows))
    return "\n".join(_painted(row, palette, "text") for row in rows)


def _nothing(width: int, height: int) -> list[str]:
    """Return the sentence for a time without ratings, in the middle of the room."""
    lines = [line.center(width) for line in wrap(NOTHING, max(1, width))]
    return [""] * ((height - len(lines)) // 2) + lines[: max(0, height)]


def _date(day: date, year: bool = False) -> str:
    return f"{day.day} {day:%b}" + (f" {day.year}" if year else "")


def _weeks(series: Series) -> dict[date, list[Point]]:
    """Return the points of each week that has any, by its Monday."""
    weeks: dict[date, list[Point]] = {}
    for point in series.points:
        weeks.setdefault(point.day - timedelta(point.day.weekday()), []).append(point)
    return weeks


def _row(names: Sequence[str], weeks: Sequence[list[Point]], monday: date, year: bool) -> list[str]:
    """Return the cells of one week: its date, the pain of each series, and how many ratings."""
    counts = [str(sum(len(point.ids) for point in week)) for week in weeks]
    pains = [f"{name} {_range(week)}" for name, week in zip(names, weeks, strict=True)]
    return [_date(monday, year), *pains, "n " + ", ".join(dict.fromkeys(counts))]


def _range(points: Sequence[Point]) -> str:
    """Return the median with the lowest and the highest, or a dash where nothing was rated."""
    if not points:
        return "–"
    values = [point.value for point in points]
    return f"{round(median(values), 1):g} ({min(values):g}–{max(values):g})"


def _aligned(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return the cells under one another, with as many words and as much room as there is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    wide = len("week of ") + sum(widths) + 3 * (len(widths) - 1) <= width
    start, gap = ("week of ", "   ") if wide else ("", "  ")
    lines = (gap.join(map(str.ljust, row, widths)) for row in rows)
    return [(start + line)[: max(0, width)].rstrip() for line in lines]
