"""The one module that imports plotext, and only when a chart is wanted: signs, rules, an axis."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from tracker.charts.canvas import AXIS, GUTTER, MOST_PAIN, Canvas, Cell
from tracker.charts.palette import Palette, painted

RULE: Final = "┈"
UNDER: Final = -1
"""The row of a panel that is its axis."""
_BACKGROUND: Final = re.compile(r"\x1b\[48;[\d;]*m")

Signs = dict[Cell, tuple[str, str]]
"""A sign for each cell that has one, and the name of its colour in the palette."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A plot: signs on so many columns and rows, rules under them, words around them.

    `beside` are words left of a row, right-aligned in the gutter; `along` are words below the
    axis, each with how many columns from the left it is. Without `along` there is no axis.
    """

    columns: int
    rows: int
    signs: Signs
    rules: Collection[int] = ()
    beside: Mapping[int, str] = field(default_factory=dict)
    along: Sequence[tuple[float, str]] = ()
    gutter: int = GUTTER


def available() -> bool:
    """Return whether charts can be drawn here; for some machines there is no plotext."""
    try:
        import plotext  # noqa: F401 - only importing it tells whether its kernel loads
    except (ImportError, OSError):
        return False
    return True


def drawn(panel: Panel, palette: Palette | None) -> list[str]:
    """Return the lines of a panel, as wide as gutter and columns, coloured with a palette.

    Signs and rules are set into the built figure cell by cell: as plotext's signals and lines they
    cost twice as much.
    """
    page, top = _frame(panel, palette).build(), panel.rows - 1
    rule = _stamp(RULE * panel.columns, "grid", palette)
    for row in panel.rules:
        page.insert(0, top - row, rule)
    stamps = {sign: _stamp(*sign, palette) for sign in set(panel.signs.values())}
    for (column, row), sign in panel.signs.items():
        page.insert(column, top - row, stamps[sign])
    lines = _BACKGROUND.sub("", page.string(palette is None).rstrip("\n")).split("\n")
    return [
        painted(_word(panel, top - nth), palette, "text") + line for nth, line in enumerate(lines)
    ]


def scale(canvas: Canvas) -> tuple[list[int], dict[int, str]]:
    """Return the rows with a rule, and the words beside rows, of an axis of pain 0–10."""
    pains = range(0, MOST_PAIN + 1, 2 if canvas.rows > MOST_PAIN else MOST_PAIN // 2)
    beside = {canvas.row(pain): str(pain) for pain in pains}
    return [row for row in beside if row], beside


def _word(panel: Panel, row: int) -> str:
    return f"{panel.beside.get(row, ''):>{panel.gutter - 1}} " if panel.gutter else ""


def _frame(panel: Panel, palette: Palette | None) -> Any:
    """Return plotext's one figure with its axis and the words along it, every setting set anew."""
    import plotext  # costs more than all the drawing: only a chart pays for it

    plotext.terminal.limit(False, False)
    figure = plotext.figure
    figure.plot_size(panel.columns, panel.rows + (AXIS if panel.along else 0))
    figure.canvas("default")
    figure.axes(False)
    if panel.along:
        figure.axes(True, axis="x", side="lower", pixel=_pixel("grid", palette))
    across = figure.ruler("x", "lower")
    across.lim(0, panel.columns)
    across.alignment(lim="edge")
    across.ticks([at for at, _ in panel.along], [word for _, word in panel.along])
    across.pixel(_pixel("text", palette))
    figure.ruler("y", "left").ticks([], [])
    return figure


@lru_cache(maxsize=256)
def _stamp(text: str, colour: str, palette: Palette | None) -> Any:
    """Return a row of signs to insert into a page, which takes a copy of it."""
    import plotext

    return plotext.colorize(text, _pixel(colour, palette)).matrix()


def _pixel(colour: str, palette: Palette | None) -> Any:
    import plotext

    return plotext.pixel(getattr(palette, colour, "default"), "default")
