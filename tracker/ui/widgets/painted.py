"""A widget made of rows, of which only those that have changed are painted again."""

from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Row = list[tuple[str, str]]
"""Texts beside each other, each with the name of its look; "" is the look of the widget itself."""


class Painted(Widget):
    """Shows the rows that `rows_now` makes, from the top.

    For what moves all the time: it gives the screen its rows as they are. A look is the component
    class of that name after `PREFIX`.
    """

    PREFIX: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def rows_now(self) -> list[Row]:
        """Return the rows as they should be now."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Paint the rows that are not as they were."""
        before, self._rows = self._rows, self.rows_now()
        pairs = zip_longest(before, self._rows)
        if changed := [y for y, (old, new) in enumerate(pairs) if old != new]:
            height = changed[-1] - changed[0] + 1
            self.refresh(Region(0, changed[0], self.size.width, height))

    def on_resize(self) -> None:
        """Make all rows anew for the room that there is now."""
        self._rows = self.rows_now()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return row `y` of the room, in its colours."""
        row = self._rows[y] if y < len(self._rows) else []
        strip = Strip([Segment(text, self._style(look)) for text, look in row])
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def _style(self, look: str) -> Style:
        return self.get_component_rich_style(f"{self.PREFIX}--{look}") if look else self.rich_style
