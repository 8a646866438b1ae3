"""Five charts of the last weeks, with what may be said of them and the rows behind them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.content import Content
from textual.events import ScreenResume
from textual.theme import Theme
from textual.widgets import Static

from tracker import charts
from tracker.core import words
from tracker.core.record import local_day
from tracker.core.targets import day_sentence
from tracker.core.why_words import RULES, Chart
from tracker.library import Library
from tracker.settings import Settings
from tracker.store import Store
from tracker.ui.screens.room import Room, attempt
from tracker.ui.views import TITLES, Period, View, Views
from tracker.ui.widgets.calendar import Calendar
from tracker.ui.widgets.chart_view import ChartView
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.title_bar import TitleBar

PERIODS: Final = (("4 weeks", 28), ("12 weeks", 84), ("a year", 365), ("all", None))
OTHER: Final = "Another chart: pain, dose, calendar, routines, function"
CHARTS: Final[tuple[Chart, ...]] = tuple(TITLES)


class TrendsScreen(Room[None]):
    """Draws the charts of a store, one at a time."""

    DEFAULT_CSS = """
    TrendsScreen #charts { height: 1; padding: 0 1; }
    TrendsScreen #said, TrendsScreen #caption { padding: 0 1; }
    TrendsScreen #caption { color: $muted; }
    TrendsScreen Calendar { display: none; }
    """
    AUTO_FOCUS = ""
    ABOUT = (
        "What your own ratings and sessions add up to. Nothing is called a trend before there is "
        "enough for it, days without a rating stay empty, and w says what every number is made "
        "of. n counts the rated days, ratings or sessions behind it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "1",
            "chart('pain')",
            "Charts",
            id="trends.charts",
            key_display="1–5",
            tooltip=OTHER,
        ),
        Binding("2", "chart('dose')", show=False, key_display="1–5", tooltip=OTHER),
        Binding("3", "chart('calendar')", show=False, key_display="1–5", tooltip=OTHER),
        Binding("4", "chart('routines')", show=False, key_display="1–5", tooltip=OTHER),
        Binding("5", "chart('function')", show=False, key_display="1–5", tooltip=OTHER),
        Binding(
            "left_square_bracket",
            "period(-1)",
            "Less",
            id="trends.shorter",
            tooltip="A shorter period",
        ),
        Binding(
            "right_square_bracket",
            "period(1)",
            "More",
            id="trends.longer",
            tooltip="A longer period",
        ),
        Binding("w", "why", "Why", id="trends.why", tooltip="By which rule, and from which rows"),
        Binding("escape", "close", "Back", id="trends.close", tooltip="Back to Today"),
    ]

    def __init__(
        self,
        library: Library,
        store: Store,
        now: Callable[[], datetime],
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__()
        names = words.stretch_names(library.stretches.values(), library.routines.values())
        self._store = store
        self._views = Views(store, names, settings)
        self._now = now
        self._settings = settings
        self._period = 1
        self._chart: Chart = "pain"
        self._has_left = False
        self._styled_in = ""
        self._view = self._made(self._chart, self._period)
        self._bar = TitleBar(TITLES[self._chart], PERIODS[self._period][0])
        self._tabs = Static(self._names(), id="charts")
        self._drawn, self._calendar = ChartView(self._view.draw), Calendar()
        self._said = Static(Content("\n").join(map(Content, self._view.said)), id="said")
        self._caption = Static(Content(self._view.caption), id="caption")

    def compose(self) -> ComposeResult:
        """Lay out the chart between the names of all of them and what may be said of it."""
        yield from (self._bar, self._tabs, self._drawn, self._calendar, self._said, self._caption)
        yield KeyBar()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Draw anew when one comes back: a rating may have been added, or the theme changed.

        Only in another theme does all the rest look otherwise than when one went away.
        """
        event.refresh_styles = self._styled_in != self.app.theme
        self._styled_in = self.app.theme
        if self._has_left:
            attempt(self, lambda: self._show(self._chart, self._period))

    def on_screen_suspend(self) -> None:
        """Remember that one went away, and whether the theme was another by then."""
        self._has_left = True
        if self._styled_in != self.app.theme:
            self._styled_in = ""

    def on_calendar_moved(self) -> None:
        """Say what is known of the day under the cursor."""
        self._say()

    def on_calendar_marked(self, message: Calendar.Marked) -> None:
        """Mark the day, and count anew."""

        def mark() -> None:
            self._store.mark_day(message.day, message.mark, self._now())
            self._show(self._chart, self._period)

        attempt(self, mark)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only periods that there are."""
        if action == "period" and isinstance(by := parameters[0], int):
            return 0 <= self._period + by < len(PERIODS)
        return True

    def action_chart(self, chart: Chart) -> None:
        """Show another chart."""
        attempt(self, lambda: self._show(chart, self._period))

    def action_period(self, by: int) -> None:
        """Show a longer or a shorter period."""
        attempt(self, lambda: self._show(self._chart, self._period + by))
        self.refresh_bindings()

    def action_why(self) -> None:
        """Show the rule and the rows behind the chart."""
        from tracker.ui.screens.why import WhyScreen

        def show() -> None:
            rows = list(self._view.rows())
            self.app.push_screen(WhyScreen(TITLES[self._chart], RULES[self._chart], rows))

        attempt(self, show)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _made(self, chart: Chart, period: int) -> View:
        """Return the view of a chart in a period."""
        days = PERIODS[period][1]
        until = local_day(self._now(), self._settings().day_begins)
        since = None if days is None else until - timedelta(days=days - 1)
        make = getattr(self._views, chart)
        view: View = make(Period(since, until), _palette(self.app.current_theme))
        return view

    def _show(self, chart: Chart, period: int) -> None:
        """Show a chart in a period; what is there stays where the history cannot be read."""
        self._view = self._made(chart, period)
        self._chart, self._period = chart, period
        self._bar.left, self._bar.right = TITLES[self._chart], PERIODS[self._period][0]
        if self._tabs.content != self._names():
            self._tabs.update(self._names(), layout=False)
        _put(self._caption, [self._view.caption])
        is_calendar = bool(self._view.days)
        if self._calendar.display != is_calendar:
            self._drawn.display, self._calendar.display = not is_calendar, is_calendar
        if self._view.days:
            self._calendar.show(self._view.days)
            self._calendar.focus()
        elif self._view.draw:
            self.set_focus(None)
            self._drawn.show(self._view.draw)
        self._say()

    def _names(self) -> Content:
        """Return the keys of the charts with their names, the one in front set off."""
        return Content("  ").join(
            Content.assemble(
                (f"{nth} ", "bold $accent"),
                (chart.capitalize(), "bold $primary" if chart == self._chart else "$muted"),
            )
            for nth, chart in enumerate(CHARTS, start=1)
        )

    def _say(self) -> None:
        """Show the sentences under the chart, those on the day under the cursor first."""
        said, days = self._view.said, self._view.days
        if days is not None:
            said = (day_sentence(self._calendar.day, days), *said)
        _put(self._said, said)


def _put(static: Static, lines: Sequence[str]) -> None:
    """Show these lines, or leave them as they are: the screen is laid out anew for others."""
    text = Content("\n").join(map(Content, lines))
    if static.content != text:
        static.update(text)
    if static.display != bool(text):
        static.display = bool(text)


def _palette(theme: Theme) -> charts.Palette:
    """Return the colours that a chart takes from a theme, as red, green and blue."""
    border = theme.variables.get("border", theme.foreground or "#808080")
    muted = theme.variables.get("muted", theme.foreground or "#808080")
    names = (theme.accent, theme.primary, theme.foreground, border, muted, theme.secondary)
    return charts.Palette(*(Color.parse(name or "#808080").rgb for name in names))
