"""The one module that imports plotext, and only when a chart is wanted: signs, rules and axes."""

import re
from typing import Any, Final

from tracker.charts.canvas import AROUND, GUTTER, MOST_PAIN, Canvas, Cell, Palette
from tracker.charts.dates import marks
from tracker.charts.series import AFTER, BEFORE, BOTH, Line

RULE: Final = "┈"
_BACKGROUND: Final = re.compile(r"\x1b\[48;[\d;]*m")


def available() -> bool:
    """Return whether charts can be drawn here; for some machines there is no plotext."""
    try:
        import plotext  # noqa: F401 - only importing it tells whether its kernel loads
    except (ImportError, OSError):
        return False
    return True


def drawn(
    before: set[Cell], after: set[Cell], line: Line, canvas: Canvas, palette: Palette | None
) -> list[str]:
    """Return the lines of canvas, axis and dates; dots lie over the line, the line over rules.

    They are as wide as gutter and canvas, coloured where there is a palette. Signs and rules are
    set into the built figure cell by cell: as plotext's signals and lines they cost twice as much.
    """
    signs = {cell: (sign, "median" if whole else "faint") for cell, (sign, whole) in line.items()}
    signs |= dict.fromkeys(before, (BEFORE, "before"))
    signs |= dict.fromkeys(after, (AFTER, "after"))
    signs |= dict.fromkeys(before & after, (BOTH, "before"))
    pains = range(0, MOST_PAIN + 1, 2 if canvas.rows > MOST_PAIN else 5)
    page, top = _frame(canvas, pains, palette).build(), canvas.rows - 1
    rule = _stamp(RULE * canvas.columns, "grid", palette)
    for pain in pains[1:]:
        page.insert(GUTTER, top - canvas.row(pain), rule)
    stamps = {sign: _stamp(*sign, palette) for sign in set(signs.values())}
    for (column, row), sign in signs.items():
        page.insert(GUTTER + column, top - row, stamps[sign])
    return _BACKGROUND.sub("", page.string(palette is None).rstrip("\n")).split("\n")


def _frame(canvas: Canvas, pains: range, palette: Palette | None) -> Any:
    """Return plotext's one figure with its axis and the words along it, every setting set anew."""
    import plotext  # costs more than all the drawing: only a chart pays for it

    plotext.terminal.limit(False, False)
    figure = plotext.figure
    figure.plot_size(canvas.columns + GUTTER, canvas.rows + AROUND - 1)
    figure.canvas("default")
    figure.axes(False)
    figure.axes(True, axis="x", side="lower", pixel=_pixel("grid", palette))
    across, up = figure.ruler("x", "lower"), figure.ruler("y", "left")
    across.lim(0, canvas.columns)
    across.alignment(lim="edge")
    dates = marks(canvas)
    across.ticks([canvas.x(day.toordinal()) for day, _ in dates], [words for _, words in dates])
    up.lim(0, MOST_PAIN)
    up.ticks([canvas.height(canvas.row(pain)) for pain in pains], [f"{pain:>2} " for pain in pains])
    for ruler in (across, up):
        ruler.pixel(_pixel("text", palette))
    return figure


def _stamp(text: str, colour: str, palette: Palette | None) -> Any:
    """Return a row of signs to insert into a page."""
    import plotext

    return plotext.colorize(text, _pixel(colour, palette)).matrix()


def _pixel(colour: str, palette: Palette | None) -> Any:
    import plotext

    return plotext.pixel(getattr(palette, colour, "default"), "default")
