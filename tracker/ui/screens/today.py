"""The first screen: what can be done now, and how this week and the last ones went."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tracker.core import words
from tracker.core.glance import daily_medians, monday, week
from tracker.core.record import local_day
from tracker.core.routine import Routine
from tracker.core.text import clean
from tracker.offers import Offers
from tracker.settings import Settings
from tracker.store import Store
from tracker.ui.screens.room import Room, attempt
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.lines import Lines
from tracker.ui.widgets.routine_card import BadFile, RoutineCard, RoutineFacts
from tracker.ui.widgets.strips import PainStrip, WeekStrip
from tracker.ui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from tracker.ui.asking import Asked

STRIP_DAYS: Final = 12 * 7
NOTHING: Final = Content("No routine could be read.")


class TodayScreen(Room[None]):
    """Lists the routines; asks the app to start, and to open the other screens."""

    ABOUT = (
        "Choose a routine with the arrow keys; Enter starts it. First comes one question about "
        "your pain, then the stretches, then the question again."
    )
    UNSEEN_KEYS = Room.UNSEEN_KEYS | {"q"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", id="today.start", tooltip="Start this routine"),
        Binding(
            "r",
            "resume",
            "Resume",
            id="today.resume",
            tooltip="Go on with the session that was not finished",
        ),
        Binding("a", "ask", "Open", id="today.ask", tooltip="Answer, or read what stands there"),
        Binding(
            "f",
            "whole",
            "Full dose",
            id="today.whole",
            tooltip="Do the whole dose of everything again",
        ),
        Binding("t", "app.trends", "Trends", id="today.trends", tooltip="See your pain over weeks"),
        Binding("h", "app.history", "History", id="today.history", tooltip="See all sessions"),
        Binding(
            "d", "details", "Details", id="today.details", tooltip="Read how each stretch is done"
        ),
        Binding("q", "app.quit", "Quit", id="today.quit", tooltip="Leave unkink"),
        Binding(
            "p",
            "day",
            "Day's pain",
            id="today.day",
            tooltip="Rate the last 24 hours on average, on any day",
        ),
        Binding(
            "comma",
            "app.settings",
            "Settings",
            id="today.settings",
            tooltip="Change how unkink looks, sounds and counts",
        ),
        Binding(
            "s",
            "app.safety",
            "Safety",
            id="today.safety",
            tooltip="Answer the questions about safety anew",
        ),
    ]

    class Start(Message):
        """A routine is to be started."""

        def __init__(self, routine: Routine) -> None:
            super().__init__()
            self.routine = routine

    class GoOn(Message):
        """The unfinished session is to be gone on with."""

    class Ask(Message):
        """What Today has to ask is to be asked, or how strong the pain of the day was."""

        def __init__(self, *, day: bool = False) -> None:
            super().__init__()
            self.day = day

    class Whole(Message):
        """The whole dose of everything is to be done again."""

    class Read(Message):
        """A routine is to be read."""

        def __init__(self, routine: Routine) -> None:
            super().__init__()
            self.routine = routine

    def __init__(
        self,
        offers: Callable[[], Offers],
        store: Store,
        now: Callable[[], datetime],
        settings: Callable[[], Settings],
        glance: "Glance",
        asked: "Callable[[], Asked | None]",
    ) -> None:
        super().__init__()
        self._offers = offers
        self._store = store
        self._asking = asked
        self._asked: Asked | None = None
        self._now = now
        self._settings = settings
        self.was_left = False
        self._glance = glance

    def compose(self) -> ComposeResult:
        """Lay out the list and the two panels on the left, the card on the right."""
        glance = self._glance
        title = "unkink · sample data" if glance.is_sample else "unkink"
        yield TitleBar(title, self._headline)
        yield Lines(_rows(self._offers()), self._draw, empty=NOTHING, id="routines")
        yield RoutineCard(self._now, self._settings)
        yield WeekStrip(week(glance.sessions, glance.day))
        yield PainStrip(glance.pain, shown=self._shows_pain)
        yield Static(id="asked")
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the list, which the cursor starts in."""
        self.query_one("#routines", Lines).border_title = "Routines"
        self._show_card()

    def on_screen_resume(self) -> None:
        """Read anew when one comes back: a session may have been added."""
        if self.was_left:
            self.reload()

    def reload(self) -> None:
        """Read the history anew."""
        attempt(self, self._read)

    def _read(self) -> None:
        day = local_day(self._now(), self._settings().day_begins)
        self._glance = glance = read_glance(self._store, day)
        self.query_one(WeekStrip).marks = week(glance.sessions, glance.day)
        strip = self.query_one(PainStrip)
        strip.days, strip.shown = glance.pain, self._shows_pain
        self.query_one(TitleBar).right = self._headline
        self.query_one("#routines", Lines).show(_rows(self._offers()), NOTHING)
        self._show_card()
        self._ask()

    def show_asked(self) -> None:
        """Show what is to be asked or said, where there is anything."""
        attempt(self, self._ask)

    def _ask(self) -> None:
        self._asked = self._asking()
        asked = self.query_one("#asked", Static)
        if self._asked is not None:
            asked.update(Content(self._asked.line))
        asked.display = self._asked is not None
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done: to start what can be read, to resume what is open."""
        if action == "resume":
            return self._glance.is_unfinished
        if action == "ask":
            return self._asked is not None and self._asked.about is not None
        if action == "whole":
            safety = self._offers().safety
            return safety.half_dose or bool(safety.dropped)
        return action not in ("start", "details") or isinstance(self._row, Routine)

    def on_screen_suspend(self) -> None:
        """Remember that another screen was opened."""
        self.was_left = True

    def on_lines_moved(self) -> None:
        """Show the card of the row under the cursor."""
        attempt(self, self._show_card)
        self.refresh_bindings()

    def on_lines_chosen(self) -> None:
        """Start what was chosen."""
        self.action_start()

    def action_start(self) -> None:
        """Ask the app to start the routine under the cursor."""
        if isinstance(row := self._row, Routine):
            self.post_message(self.Start(row))

    def action_resume(self) -> None:
        """Ask the app to offer the unfinished session again."""
        self.post_message(self.GoOn())

    def action_ask(self) -> None:
        """Ask the app for what stands below the panels."""
        self.post_message(self.Ask())

    def action_day(self) -> None:
        """Ask the app for the pain of the day."""
        self.post_message(self.Ask(day=True))

    def action_whole(self) -> None:
        """Ask the app to undo what was done less."""
        self.post_message(self.Whole())

    def action_details(self) -> None:
        """Ask the app for the page of the routine under the cursor."""
        if isinstance(row := self._row, Routine):
            self.post_message(self.Read(row))

    @property
    def _shows_pain(self) -> bool:
        return self._settings().attention != "low"

    @property
    def _headline(self) -> str:
        day = self._glance.day
        done = {day for day, _ in self._glance.sessions}
        this_week = words.this_week(len(done), self._settings().weekly_target)
        return " · ".join(filter(None, [f"{day:%a} {day.day} {day:%b}", this_week]))

    @property
    def _row(self) -> Routine | BadFile | None:
        row = self.query_one("#routines", Lines).row
        return row if isinstance(row, Routine | BadFile) else None

    def _show_card(self) -> None:
        row = self._row
        if isinstance(row, Routine):
            last = self._store.last_session(row.id)
            said = self._offers().notes(row.id)
            self.query_one(RoutineCard).shown = RoutineFacts(
                row, last, self._glance.day, said, self._shows_pain
            )
        else:
            self.query_one(RoutineCard).shown = row

    def _draw(self, row: Routine | BadFile, width: int) -> Content:
        if isinstance(row, BadFile):
            return Content.styled(f"! {clean(row.file.name)}", "$warning").truncate(
                width, ellipsis=True
            )
        length = words.clock(self._offers().seconds(row.id)) if row.items else "left out"
        name = Content(clean(row.name)).truncate(width - len(length) - 1, ellipsis=True, pad=True)
        return Content.assemble(name, " ", (length, "$muted"))


class Glance(NamedTuple):
    """What Today shows of a history: this week's sessions, the pain of the last weeks."""

    day: date
    sessions: list[tuple[date, bool]]
    pain: tuple[float | None, ...]
    is_sample: bool
    is_unfinished: bool


def read_glance(store: Store, day: date) -> Glance:
    """Return what Today shows on a day. Raises StoreError."""
    ratings = store.ratings("before", day - timedelta(days=STRIP_DAYS))
    return Glance(
        day,
        store.week_marks(monday(day)),
        daily_medians(ratings, day, STRIP_DAYS),
        store.is_sample(),
        store.unfinished() is not None,
    )


def _rows(offers: Offers) -> list[Routine | BadFile]:
    bad = groupby(offers.library.faults, key=lambda fault: fault.file)
    return [*offers.routines, *(BadFile(file, tuple(faults)) for file, faults in bad)]
