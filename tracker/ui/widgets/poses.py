"""The poses of a stretch beside each other, as one looks at them while reading."""

from typing import Final

from tracker.core.braille import BLANK
from tracker.core.figure import Figure, Moment
from tracker.ui.widgets.figure_view import FigureView, drawn
from tracker.ui.widgets.painted import Row

COLUMNS: Final = 36
"""The widest that one pose is drawn."""

FEWEST: Final = 24
"""Columns under which a pose is left out instead."""

GAP: Final = 2


class Poses(FigureView):
    """Shows the starting position and where the stretch goes from there, standing still."""

    DEFAULT_CSS = "Poses { height: 9; margin: 1 0 0 2; }"

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure
        self._poses = [pose for name, pose in figure.poses.items() if name != "ready"]

    def rows_now(self) -> list[Row]:
        """Return the drawings; where there is no room for all, the last ones say most."""
        columns, rows = self.size
        across = min(len(self._poses), max(1, (columns + GAP) // (FEWEST + GAP)))
        width = min(COLUMNS, (columns + GAP) // across - GAP)
        drawings = [
            drawn(self._figure, Moment(pose, False), width, rows) for pose in self._poses[-across:]
        ]
        gap = (BLANK * GAP, "")
        return [
            [cell for drawing in beside for cell in (*drawing, gap)][:-1]
            for beside in zip(*drawings, strict=True)
        ]
