"""The first screen: what can be done now, and how this week and the last ones went."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from tracker.core import words
from tracker.core.glance import daily_medians, monday, week
from tracker.core.record import SessionOutcome, local_day
from tracker.core.routine import Routine
from tracker.library import Library
from tracker.store import Store
from tracker.ui.screens.room import Room, attempt
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.lines import Lines
from tracker.ui.widgets.routine_card import BadFile, RoutineCard, RoutineFacts
from tracker.ui.widgets.strips import PainStrip, WeekStrip
from tracker.ui.widgets.title_bar import TitleBar

STRIP_DAYS: Final = 12 * 7


class TodayScreen(Room[None]):
    """Lists the routines; asks the app to start, and to open the other screens."""

    ABOUT = (
        "Choose a routine with the arrow keys; Enter starts it. First comes one question about "
        "your pain, then the stretches, then the question again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", id="today.start", tooltip="Start this routine"),
        Binding("t", "app.trends", "Trends", id="today.trends", tooltip="See your pain over weeks"),
        Binding("h", "app.history", "History", id="today.history", tooltip="See all sessions"),
        Binding(
            "d", "details", "Details", id="today.details", tooltip="Read how each stretch is done"
        ),
        Binding("q", "app.quit", "Quit", id="today.quit", tooltip="Leave unkink"),
    ]

    class Start(Message):
        """A routine is to be started."""

        def __init__(self, routine: Routine) -> None:
            super().__init__()
            self.routine = routine

    class Read(Message):
        """A routine is to be read."""

        def __init__(self, routine: Routine) -> None:
            super().__init__()
            self.routine = routine

    def __init__(self, library: Library, store: Store, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._rows = _rows(library)
        self._seconds = library.seconds
        self._store = store
        self._now = now
        self._day = local_day(now())
        self._left = False

    def compose(self) -> ComposeResult:
        """Lay out the list and the two panels on the left, the card on the right."""
        nothing = Content("No routine could be read.")
        outcomes = self._outcomes()
        sample = " · sample data" if self._store.is_sample() else ""
        yield TitleBar(f"unkink{sample}", self._date(len(outcomes)))
        yield Lines(self._rows, self._draw, empty=nothing, id="routines")
        yield RoutineCard()
        yield WeekStrip(week(outcomes, self._day))
        yield PainStrip(self._pain())
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the list, which the cursor starts in."""
        self.query_one("#routines", Lines).border_title = "Routines"
        self._show_card()

    def on_screen_resume(self) -> None:
        """Read the history anew when one comes back, for it may have grown."""
        if self._left:
            attempt(self, self._read)

    def _read(self) -> None:
        self._day = local_day(self._now())
        outcomes = self._outcomes()
        self.query_one(WeekStrip).marks = week(outcomes, self._day)
        self.query_one(PainStrip).days = self._pain()
        self.query_one(TitleBar).right = self._date(len(outcomes))
        self._show_card()

    def on_screen_suspend(self) -> None:
        """Remember that another screen was opened."""
        self._left = True

    def on_lines_moved(self) -> None:
        """Show the card of the row under the cursor."""
        self._show_card()

    def on_lines_chosen(self) -> None:
        """Start what was chosen."""
        self.action_start()

    def action_start(self) -> None:
        """Ask the app to start the routine under the cursor."""
        if isinstance(row := self._row, Routine):
            self.post_message(self.Start(row))

    def action_details(self) -> None:
        """Ask the app for the page of the routine under the cursor."""
        if isinstance(row := self._row, Routine):
            self.post_message(self.Read(row))

    @property
    def _row(self) -> Routine | BadFile | None:
        row = self.query_one("#routines", Lines).row
        return row if isinstance(row, Routine | BadFile) else None

    def _show_card(self) -> None:
        row = self._row
        if isinstance(row, Routine):
            last = self._store.last_session(row.id)
            self.query_one(RoutineCard).shown = RoutineFacts(row, last, self._day)
        else:
            self.query_one(RoutineCard).shown = row

    def _date(self, done: int) -> str:
        this_week = f" · {words.count(done, 'session')} this week" if done else ""
        return f"{self._day:%a} {self._day.day} {self._day:%b}{this_week}"

    def _outcomes(self) -> list[tuple[date, SessionOutcome]]:
        return self._store.outcomes(monday(self._day))

    def _pain(self) -> tuple[float | None, ...]:
        since = self._day - timedelta(days=STRIP_DAYS)
        return daily_medians(self._store.ratings("before", since), self._day, STRIP_DAYS)

    def _draw(self, row: Routine | BadFile, width: int) -> Content:
        if isinstance(row, BadFile):
            return Content.styled(f"! {row.file.name}", "$warning").truncate(width, ellipsis=True)
        length = words.clock(self._seconds[row.id])
        name = Content(row.name).truncate(width - len(length) - 1, ellipsis=True, pad=True)
        return Content.assemble(name, " ", (length, "$muted"))


def _rows(library: Library) -> list[Routine | BadFile]:
    bad = groupby(library.faults, key=lambda fault: fault.file)
    return [*library.routines.values(), *(BadFile(file, tuple(faults)) for file, faults in bad)]
