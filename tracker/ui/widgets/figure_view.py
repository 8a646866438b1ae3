"""The moving figure, drawn as large as its room; only rows that have changed are painted."""

from functools import lru_cache
from itertools import zip_longest
from typing import ClassVar, Final

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tracker.core.braille import Ink, Run
from tracker.core.figure import Figure, Moment
from tracker.core.ink import draw

LOOKS: Final[dict[Ink | None, str]] = {
    None: "figure-view--room",
    Ink.ROOM: "figure-view--room",
    Ink.FAR: "figure-view--far",
    Ink.BODY: "figure-view--body",
    Ink.WORKING: "figure-view--working",
}
SMALLEST: Final = (16, 5)
"""Columns and rows under which nobody could make out what a figure does."""

_drawn = lru_cache(192)(draw)


class FigureView(Widget):
    """Shows a figure at a moment; nothing where there is none, or too little room."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*LOOKS.values()}
    DEFAULT_CSS = """
    FigureView .figure-view--room { color: $border; }
    FigureView .figure-view--far { color: $foreground 60%; }
    FigureView .figure-view--body { color: $foreground; }
    FigureView .figure-view--working { color: $primary; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Figure, Moment] | None = None
        self._rows: list[list[Run]] = []

    def show(self, figure: Figure | None, moment: Moment | None) -> None:
        """Show a figure at a moment."""
        self._shown = (figure, moment) if figure and moment else None
        before, self._rows = self._rows, self._draw_rows()
        pairs = zip_longest(before, self._rows)
        if changed := [y for y, (old, new) in enumerate(pairs) if old != new]:
            height = changed[-1] - changed[0] + 1
            self.refresh(Region(0, changed[0], self.size.width, height))

    def on_resize(self) -> None:
        """Draw it anew, as large as it may be now."""
        self._rows = self._draw_rows()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return row `y` of the room, in its colours."""
        runs = self._rows[y] if y < len(self._rows) else []
        segments = [Segment(text, self.get_component_rich_style(LOOKS[ink])) for text, ink in runs]
        return Strip(segments, sum(len(text) for text, _ in runs)).extend_cell_length(
            self.size.width, self.rich_style
        )

    def _draw_rows(self) -> list[list[Run]]:
        columns, rows = self.size
        if self._shown is None or columns < SMALLEST[0] or rows < SMALLEST[1]:
            return []
        return _drawn(*self._shown, columns, rows)
