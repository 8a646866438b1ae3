"""The first screen: what can be done now, and how this week and the last ones went."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from tracker.core import words
from tracker.core.glance import daily_medians, monday, week
from tracker.core.plan import plan, total_seconds
from tracker.core.record import local_day
from tracker.core.routine import Routine
from tracker.library import Fault, Library
from tracker.store import Store
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.lines import Lines
from tracker.ui.widgets.routine_card import RoutineCard
from tracker.ui.widgets.strips import PainStrip, WeekStrip
from tracker.ui.widgets.title_bar import TitleBar

STRIP_DAYS: Final = 12 * 7


@dataclass(frozen=True, slots=True)
class BadFile:
    """A routine file that is left out, with everything that is wrong with it."""

    file: Path
    faults: tuple[Fault, ...]


class TodayScreen(Screen[None]):
    """Lists the routines; asks the app to start, and to open the other screens."""

    ABOUT: Final = (
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
        self.library = library
        self.store = store
        self.now = now
        self._day = local_day(now())

    def compose(self) -> ComposeResult:
        """Lay out the list and the two panels on the left, the card on the right."""
        yield TitleBar("unkink · sample data" if self.store.is_sample() else "unkink")
        nothing = Content("No routine could be read.")
        with Horizontal():
            with Vertical(id="left"):
                yield Lines(_rows(self.library), _draw, empty=nothing, id="routines")
                yield WeekStrip(id="week")
                yield PainStrip(id="pain")
            yield RoutineCard(id="card")
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the list, which the cursor starts in."""
        routines = self.query_one("#routines")
        routines.border_title = "Routines"
        routines.focus()

    def on_screen_resume(self) -> None:
        """Read the history anew, for it may have grown."""
        self._day = local_day(self.now())
        outcomes = self.store.outcomes(monday(self._day))
        since = self._day - timedelta(days=STRIP_DAYS)
        self.query_one(WeekStrip).marks = week(outcomes, self._day)
        ratings = self.store.ratings("before", since)
        self.query_one(PainStrip).days = daily_medians(ratings, self._day, STRIP_DAYS)
        this_week = words.count(len(outcomes), "session") + " this week" if outcomes else ""
        self.query_one(TitleBar).right = " · ".join(
            filter(None, [f"{self._day:%a} {self._day.day} {self._day:%b}", this_week])
        )
        self.call_after_refresh(self._show_card)

    def on_lines_moved(self) -> None:
        """Show the card of the row under the cursor."""
        self._show_card()

    def on_lines_chosen(self) -> None:
        """Start what was chosen."""
        self.action_start()

    def on_resize(self) -> None:
        """Lay the card out anew for its new width."""
        self.call_after_refresh(self._show_card)

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
        card = self.query_one(RoutineCard)
        row = self._row
        if isinstance(row, Routine):
            card.show_routine(row, self.store.last_session(row.id), self._day)
        elif row is not None:
            card.show_faults(row.file, row.faults)


def _rows(library: Library) -> list[Routine | BadFile]:
    bad = groupby(library.faults, key=lambda fault: fault.file)
    return [*library.routines.values(), *(BadFile(file, tuple(faults)) for file, faults in bad)]


def _draw(row: Routine | BadFile, width: int) -> Content:
    if isinstance(row, BadFile):
        return Content.styled(f"! {row.file.name}", "$warning").truncate(width, ellipsis=True)
    length = words.clock(total_seconds(plan(row)))
    name = Content(row.name).truncate(width - len(length) - 1, ellipsis=True, pad=True)
    return Content.assemble(name, " ", (length, "$muted"))
