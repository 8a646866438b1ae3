"""The poses of a stretch beside each other, as one looks at them while reading."""

from typing import Final

from textual.geometry import Size

from tracker.core.braille import BLANK
from tracker.core.figure import Figure, Moment
from tracker.ui.widgets.figure_view import FigureView, drawn
from tracker.ui.widgets.painted import Row

COLUMNS: Final = 36
"""The widest that one pose is drawn."""

FEWEST: Final = 24
"""Columns under which a pose is left out instead."""

ROWS: Final = 9
GAP: Final = 2


class Poses(FigureView):
    """Shows the starting position and where the stretch goes from there, standing still.

    It is as high as they are: one who lies down needs few rows.
    """

    DEFAULT_CSS = "Poses { height: auto; margin: 1 0 0 2; }"

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure
        self._poses = [pose for name, pose in figure.poses.items() if name != "ready"]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows the poses need, in so many columns."""
        return len(self._beside(width))

    def rows_now(self) -> list[Row]:
        """Return the drawings."""
        return self._beside(self.size.width)

    def _beside(self, columns: int) -> list[Row]:
        """Return the poses side by side; where not all have room, the last ones say most."""
        across = min(len(self._poses), max(1, (columns + GAP) // (FEWEST + GAP)))
        width = min(COLUMNS, (columns + GAP) // across - GAP)
        drawings = [
            drawn(self._figure, Moment(pose, False), width, ROWS) for pose in self._poses[-across:]
        ]
        rows = [*zip(*drawings, strict=True)]
        while rows and _is_empty(rows[0]):
            rows.pop(0)
        gap = (BLANK * GAP, "")
        return [[cell for row in beside for cell in (*row, gap)][:-1] for beside in rows]


def _is_empty(beside: tuple[Row, ...]) -> bool:
    return not any(text.strip(BLANK) for row in beside for text, _ in row)
