"""The moving figure, drawn as large as its room."""

from functools import lru_cache
from math import floor
from typing import ClassVar, Final

from tracker.core.braille import Ink
from tracker.core.figure import Figure, Moment
from tracker.core.ink import draw
from tracker.core.plan import Step
from tracker.ui.widgets.painted import Painted, Row

LOOKS: Final[dict[Ink | None, str]] = {
    None: "",
    Ink.ROOM: "room",
    Ink.FAR: "far",
    Ink.BODY: "body",
    Ink.WORKING: "working",
}
SMALLEST: Final = (16, 5)
"""Columns and rows under which nobody could make out what a figure does."""

FRAMES: Final = 8
"""Pictures of a figure in a second, at the most: those of a breath or a still are the same."""

_drawn = lru_cache(192)(draw)


class FigureView(Painted):
    """Shows a figure at a moment; nothing where there is none, or too little room."""

    PREFIX = "figure-view"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "figure-view--room",
        "figure-view--far",
        "figure-view--body",
        "figure-view--working",
    }
    DEFAULT_CSS = """
    FigureView .figure-view--room { color: $border; }
    FigureView .figure-view--far { color: $foreground 60%; }
    FigureView .figure-view--body { color: $foreground; }
    FigureView .figure-view--working { color: $primary; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Figure, Moment] | None = None

    def show(self, figure: Figure | None, moment: Moment | None) -> None:
        """Show a figure at a moment."""
        self._shown = (figure, moment) if figure and moment else None
        self.repaint()

    def follow(self, figure: Figure | None, step: Step, elapsed: float, *, moves: bool) -> None:
        """Show a figure as it is so many seconds into a step, or standing still; None: nothing."""
        moment = None
        if figure is not None:
            looked = floor(min(elapsed, step.seconds) * FRAMES) / FRAMES
            moment = figure.at(step, looked) if moves else figure.still(step)
        self.show(figure, moment)

    def rows_now(self) -> list[Row]:
        """Return the figure in runs of one ink each."""
        return drawn(*self._shown, *self.size) if self._shown else []


def drawn(figure: Figure, moment: Moment, columns: int, rows: int) -> list[Row]:
    """Return a figure at a moment, as large as this room; nothing where that is too little."""
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        return []
    runs = _drawn(figure, moment, columns, rows)
    return [[(text, LOOKS[ink]) for text, ink in row] for row in runs]
