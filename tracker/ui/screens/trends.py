"""Pain before and after over weeks, as points, with what smooths them and nothing more."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.content import Content
from textual.theme import Theme
from textual.widgets import Static

from tracker import charts
from tracker.core import words
from tracker.core.record import local_day
from tracker.core.series import daily
from tracker.settings import Settings
from tracker.store import Store
from tracker.ui.screens.room import Room, attempt
from tracker.ui.widgets.chart_view import ChartView, Draw
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.title_bar import TitleBar

PERIODS: Final = (("4 weeks", 28), ("12 weeks", 84), ("a year", 365), ("all", None))


class TrendsScreen(Room[None]):
    """Draws the ratings of a store."""

    DEFAULT_CSS = """
    TrendsScreen #caption { padding: 0 1; color: $muted; }
    """
    ABOUT = (
        "Pain before and after sessions, each dot a day, on the whole scale from 0 to 10. Days "
        "without a rating stay empty."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left_square_bracket",
            "period(-1)",
            "Shorter",
            id="trends.shorter",
            tooltip="A shorter period",
        ),
        Binding(
            "right_square_bracket",
            "period(1)",
            "Longer",
            id="trends.longer",
            tooltip="A longer period",
        ),
        Binding("escape", "close", "Back", id="trends.close", tooltip="Back to Today"),
    ]

    def __init__(
        self, store: Store, now: Callable[[], datetime], settings: Callable[[], Settings]
    ) -> None:
        super().__init__()
        self._store = store
        self._now = now
        self._settings = settings
        self._period = 1
        self._left = False

    def compose(self) -> ComposeResult:
        """Lay out the chart over its caption."""
        yield TitleBar("Pain before and after sessions", PERIODS[self._period][0])
        yield ChartView(self._drawing())
        yield Static(Content(words.CHART_CAPTION), id="caption")
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """Draw anew when one comes back: a rating may have been added, or the theme changed."""
        if self._left:
            attempt(self, self._show)

    def on_screen_suspend(self) -> None:
        """Remember that one went away."""
        self._left = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only periods that there are."""
        if action == "period" and isinstance(by := parameters[0], int):
            return 0 <= self._period + by < len(PERIODS)
        return True

    def action_period(self, by: int) -> None:
        """Show a longer or a shorter period."""
        self._period += by
        attempt(self, self._show)
        self.refresh_bindings()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _show(self) -> None:
        self.query_one(TitleBar).right = PERIODS[self._period][0]
        self.query_one(ChartView).show(self._drawing())

    def _drawing(self) -> Draw:
        days = PERIODS[self._period][1]
        until = local_day(self._now(), self._settings().day_begins)
        since = None if days is None else until - timedelta(days=days - 1)
        before = daily("before", self._store.ratings("before", since))
        after = daily("after", self._store.ratings("after", since))
        rated = [point.day for series in (before, after) for point in series.points]
        draw = partial(
            charts.pain_over_time,
            before,
            after,
            since=since or min(rated, default=until),
            until=until,
            palette=_palette(self.app.current_theme),
        )
        return lambda width, height: draw(width=width, height=height)


def _palette(theme: Theme) -> charts.Palette:
    """Return the colours that a chart takes from a theme, as red, green and blue."""
    border = theme.variables.get("border", theme.foreground or "#808080")
    muted = theme.variables.get("muted", theme.foreground or "#808080")
    names = (theme.accent, theme.primary, theme.foreground, border, muted)
    return charts.Palette(*(Color.parse(name or "#808080").rgb for name in names))
