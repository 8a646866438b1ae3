"""Puts the screens together; knows which one opens which, and nothing else."""

import os
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final

os.environ.setdefault("TEXTUAL_FPS", "120")  # read at import: half the wait for a changed screen

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from tracker.core import words
from tracker.core.errors import RoutineError
from tracker.core.record import local_day
from tracker.core.routine import Routine
from tracker.library import Library, routine_from_document
from tracker.settings import Settings, SettingsFile, Value, read, save
from tracker.store import Store
from tracker.ui.driver import driver_class
from tracker.ui.line_filter import ForeignTextFilter
from tracker.ui.screens.room import Room, attempt
from tracker.ui.screens.today import TodayScreen, read_glance
from tracker.ui.theme import DARK, NAMES, THEMES

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from tracker.core.player import Reading
    from tracker.cues import Sounds
    from tracker.ui.session import SessionStory

    Surroundings = Callable[[Settings], AbstractContextManager[Sounds]]
    """Opens what sounds in a session, and closes it; meanwhile the screen stays awake."""

FOREIGN_TEXT: Final = ForeignTextFilter()
"""One for all: a row keeps what each filter made of it, and finds it again by the filter."""


class UnkinkApp(App[int]):
    """The application.

    `start` is the id of a routine to go straight to; `painted` is called after the first frame.
    Without `surroundings` a session is silent, and the screen may go dark.
    """

    TITLE = "unkink"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", id="app.help", tooltip="What the keys do"),
        Binding("ctrl+q", "quit", "Quit", show=False, tooltip="Leave unkink, but not in a session"),
    ]

    theme: Reactive[str] = Reactive(DARK.name)

    def __init__(
        self,
        library: Library,
        store: Store,
        *,
        clock: "Callable[[], Reading]",
        now: Callable[[], datetime],
        settings: SettingsFile,
        surroundings: "Surroundings | None" = None,
        start: str | None = None,
        painted: Callable[[], None] | None = None,
    ) -> None:
        self.set_reactive(UnkinkApp.theme, NAMES[settings.values.theme])  # the style sheet needs it
        super().__init__(driver_class=driver_class())
        self._settings = settings
        self._surroundings = surroundings
        self._library = library
        self._store = store
        self._clock = clock
        self._now = now
        self._start = start
        self._painted = painted
        self._in_session = False
        for theme in THEMES.values():
            self.register_theme(theme)
        day = local_day(now(), settings.values.day_begins)
        self._glance = read_glance(store, day)  # a bad file is told before any screen

    def get_theme(self, theme_name: str) -> Theme | None:
        """Return a theme by its name, ours even while the app is being made.

        So the style sheet is made with them, and not made again before the first frame.
        """
        return THEMES.get(theme_name) or super().get_theme(theme_name)

    def get_default_screen(self) -> Screen[None]:
        """Return Today, which everything else is opened from."""
        self._today = TodayScreen(
            self._library, self._store, self._now, self._current, self._glance
        )
        return self._today

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters, and behind them the one that foreign text cannot pass."""
        return [*super().get_line_filters(), FOREIGN_TEXT]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return what the palette offers: nothing that writes a picture of one's pain to disk."""
        yield SystemCommand("Light or dark", "Change between the two", self.action_light_or_dark)
        if self._may_set:
            yield SystemCommand("Settings", "Look, sound, limits", self.action_settings)
        yield SystemCommand("Help", "What the keys do here", self.action_help)
        if not self._in_session:
            yield SystemCommand("Quit", "Leave unkink", self.action_quit)

    def on_mount(self) -> None:
        """Go on with what was left open, or to the routine that was asked for."""
        self.call_after_refresh(self._first)

    def _first(self) -> None:
        if self._painted is not None:
            self._painted()
        self._tell_faults()
        self.run_worker(self._begin())

    async def _begin(self) -> None:
        resumed = await self._offer()
        if self._start is not None and not resumed:
            await self._tell(self._library.routine(self._start))

    def on_today_screen_start(self, message: TodayScreen.Start) -> None:
        """Start the routine that was chosen on Today."""
        self._practise(message.routine)

    def on_today_screen_read(self, message: TodayScreen.Read) -> None:
        """Open the page of the routine that was chosen on Today."""
        from tracker.ui.screens.details import DetailsScreen

        def start(now: bool | None) -> None:
            if now:
                self._practise(message.routine)

        self.push_screen(DetailsScreen(message.routine), start)

    def on_today_screen_go_on(self) -> None:
        """Offer the unfinished session again."""
        self.run_worker(self._offer())

    def action_history(self) -> None:
        """Open the history."""
        from tracker.ui.screens.history import HistoryScreen

        def show() -> None:
            self._show(HistoryScreen(self._library, self._store, self._now, self._current))

        attempt(self, show)

    def action_trends(self) -> None:
        """Open the trends, the same screen each time: the second time it need not be made."""
        from tracker.ui.screens.trends import TrendsScreen

        if not self.is_screen_installed("trends"):
            screen = TrendsScreen(self._store, self._now, self._current)
            self.install_screen(screen, "trends")
        attempt(self, lambda: self._show("trends"))

    def action_settings(self) -> None:
        """Open the settings, as they stand in the file by now."""
        from tracker.ui.screens.settings import SettingsScreen

        if self._may_set:
            self._take(read(self._settings.path))
            self.clear_notifications()  # the screen names the mistakes itself
            self._show(SettingsScreen(lambda: self._settings, self._set))

    def action_help(self) -> None:
        """Explain the screen in front."""
        from tracker.ui.screens.help import HelpScreen

        if isinstance(self.screen, Room) and not isinstance(self.screen, HelpScreen):
            bindings = [active.binding for active in self.screen.active_bindings.values()]
            self.push_screen(HelpScreen(self.screen.ABOUT, bindings))

    def action_light_or_dark(self) -> None:
        """Change between the dark and the light theme, for good where that can be saved."""
        theme = "dark" if self.theme == NAMES["light"] else "light"
        self.theme = NAMES[theme]
        attempt(self, lambda: self._set("theme", theme))

    async def action_quit(self) -> None:
        """Leave, unless a session is under way: that is stopped first, by its own key."""
        if self._in_session:
            self.notify("A session is under way: s stops it and keeps what was done.", markup=False)
        else:
            self.exit(0)

    def _current(self) -> Settings:
        return self._settings.values

    def _set(self, key: str, value: Value) -> None:
        self._take(save(self._settings.path, key, value))

    def _take(self, found: SettingsFile) -> None:
        """Let the settings hold from now on; colours that could not be saved stay until they do."""
        old, self._settings = self._settings, found
        if found.values.theme != old.values.theme:
            self.theme = NAMES[found.values.theme]

    @property
    def _may_set(self) -> bool:
        """Return whether the settings may be opened: not in a session, and not twice."""
        return not self._in_session and all(screen.id != "settings" for screen in self.screen_stack)

    def _tell_faults(self) -> None:
        faults = len(self._settings.faults)
        if faults:
            what = f"{self._settings.path.name} has {words.count(faults, 'mistake')}"
            self.notify(f"{what}. Press , to see them.", severity="warning", markup=False)

    def _show(self, screen: Screen[None] | str) -> None:
        self.push_screen(screen)

    def _practise(self, routine: Routine) -> None:
        if not self._in_session:
            self._in_session = True  # before the worker runs: a key may come twice
            self.run_worker(self._tell(routine))

    async def _tell(self, routine: Routine) -> None:
        await self._in_story(routine, lambda story: story.begin(self._library.document(routine.id)))

    async def _offer(self) -> bool:
        """Ask what to do with an unfinished session; return whether it was gone on with."""
        from tracker.ui.screens.resume import ResumeScreen

        unfinished = self._store.unfinished()
        if unfinished is None:
            return False
        session, at = unfinished.session, unfinished.next_index
        try:
            routine = routine_from_document(session.routine or "", unfinished.document)
        except RoutineError:
            routine = None
        choice = await self.push_screen_wait(ResumeScreen(unfinished, routine))
        if choice == "resume" and routine is not None:
            await self._in_story(routine, lambda story: story.resume(session.id, at))
            return True
        if choice == "keep":
            last_sign = self._store.last_sign(session.id)
            attempt(self, lambda: self._store.finish(session.id, "stopped", last_sign))
            self._today.reload()
        return False

    async def _in_story(
        self, routine: Routine, tell: "Callable[[SessionStory], Awaitable[None]]"
    ) -> None:
        """Tell a session from beginning to end; the app cannot be left meanwhile."""
        from tracker.ui.session import SessionStory

        settings = self._current()
        around = self._surroundings(settings) if self._surroundings else nullcontext()
        self._in_session = True
        try:
            with around as sounds:
                story = SessionStory(
                    self,
                    self._store,
                    routine,
                    clock=self._clock,
                    now=self._now,
                    settings=settings,
                    sounds=sounds,
                )
                await tell(story)
        finally:
            self._in_session = False
