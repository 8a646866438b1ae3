"""The figure of a stretch as one looks at it before doing it: it moves through once, then rests."""

from collections.abc import Callable
from datetime import datetime
from math import floor

from textual.timer import Timer

from tracker.core.figure import OPENING_SECONDS, Figure
from tracker.core.stretch import Stretch
from tracker.ui.widgets.figure_view import FRAMES, FigureView


class Preview(FigureView):
    """Shows a stretch in its starting position, and moves when it is played."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._stretch: Stretch | None = None
        self._figure: Figure | None = None
        self._began: datetime | None = None
        self._timer: Timer | None = None

    def rest(self, stretch: Stretch | None) -> None:
        """Show a stretch where it starts; None shows nothing."""
        self._stop()
        self._take(stretch)
        self._show_at(0.0)

    def play(self, stretch: Stretch | None) -> None:
        """Move once through a stretch, from its start and back there."""
        self.rest(stretch)
        self._began = self._now()
        self._timer = self.set_interval(1 / FRAMES, self.look)

    def look(self) -> None:
        """Look at the clock, and show where the stretch is by now."""
        passed = (self._now() - self._began).total_seconds() if self._began else OPENING_SECONDS
        if not 0 <= passed < OPENING_SECONDS:  # it is over, or the clock was set
            self._stop()
            passed = OPENING_SECONDS
        self._show_at(floor(passed * FRAMES) / FRAMES)

    @property
    def is_resting(self) -> bool:
        """Return whether it stands still."""
        return self._timer is None

    def _take(self, stretch: Stretch | None) -> None:
        if stretch is not self._stretch:
            self._stretch = stretch
            self._figure = Figure.of(stretch) if stretch else None

    def _show_at(self, elapsed: float) -> None:
        self.show(self._figure, self._figure.shown_once(elapsed) if self._figure else None)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
