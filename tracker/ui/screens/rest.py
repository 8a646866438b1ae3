"""Two minutes of rest by the clock, after which it is asked whether the pain has gone down."""

from collections.abc import Callable
from math import ceil
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.core import words
from tracker.core.hurting import REST_SECONDS
from tracker.core.player import Reading
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.title_bar import TitleBar

LOOKS_SECONDS = 0.25


class RestScreen(Room[bool]):
    """Counts the rest down; true when it is over, false when the session is to end instead."""

    DEFAULT_CSS = """
    RestScreen #rest { align: center middle; height: 1fr; }
    RestScreen #rest Static { text-align: center; margin-bottom: 1; }
    RestScreen #left { text-style: bold; color: $primary; }
    RestScreen #why { color: $muted; }
    """
    ABOUT = (
        "The stretch has ended because the pain rose. Rest as you like; after two minutes one "
        "question tells whether it has settled."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "e",
            "end",
            "End the session here",
            id="rest.end",
            tooltip="End the session here; all of it is kept",
        )
    ]

    def __init__(self, stretch: str, clock: Callable[[], Reading]) -> None:
        super().__init__()
        self._stretch = stretch
        self._clock = clock
        self._began = clock().monotonic

    def compose(self) -> ComposeResult:
        """Lay out the time left under what to do with it."""
        yield TitleBar(self._stretch, "a rest")
        with Vertical(id="rest"):
            yield Static(Content("This stretch ends here, because the pain rose."))
            yield Static(Content("Rest in whatever position is easy."))
            yield Static(id="left")
            yield Static(Content("Then say once more how strong it is."), id="why")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to look at the clock."""
        self.look()
        self.set_interval(LOOKS_SECONDS, self.look)

    def look(self) -> None:
        """Show what is left of the rest, and end with it."""
        passed = self._clock().monotonic - self._began
        left = REST_SECONDS - passed
        if left <= 0 and self.is_active:
            self.dismiss(True)
            return
        shown = Content(words.clock(ceil(max(0.0, min(left, REST_SECONDS)))))
        static = self.query_one("#left", Static)
        if static.content != shown:
            static.update(shown)

    def action_end(self) -> None:
        """End the session instead of resting."""
        self.dismiss(False)
