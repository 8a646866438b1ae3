"""Puts the screens together; knows which one opens which, and nothing else."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from tracker.core import words
from tracker.core.errors import StoreError
from tracker.core.record import local_day
from tracker.library import Library
from tracker.offers import Offers
from tracker.settings import Settings, SettingsFile, Value, read, save
from tracker.store import Store
from tracker.ui.driver import driver_class
from tracker.ui.gate import Gate
from tracker.ui.quiet_app import QuietApp
from tracker.ui.screens.room import Room, attempt
from tracker.ui.screens.today import TodayScreen, read_glance
from tracker.ui.starting import Starting
from tracker.ui.theme import DARK, NAMES, THEMES

if TYPE_CHECKING:
    from tracker.core.player import Reading
    from tracker.ui.asking import Asking
    from tracker.ui.starting import Alone, Surroundings

TELL_SECONDS: Final = 30.0
"""How long a sentence stands that nobody has asked for."""


class UnkinkApp(QuietApp):
    """The application.

    `start` is the id of a routine to go straight to; `painted` is called after the first frame.
    Without `surroundings` a session is silent, and the screen may go dark; without `alone` other
    windows are not looked at.
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
        alone: "Alone | None" = None,
        start: str | None = None,
        painted: Callable[[], None] | None = None,
    ) -> None:
        self.set_reactive(UnkinkApp.theme, NAMES[settings.values.theme])  # the style sheet needs it
        super().__init__(driver_class=driver_class())
        self._settings = settings
        self._library = library
        self._store = store
        self._now = now
        self._start = start
        self._painted = painted
        self._is_leading = False
        self._to_tell: list[str] = []
        self._gate = Gate(self, store, now=now, settings=self._current, changed=self._adapt)
        self._offers = Offers(library, self._gate.safety)
        self._starting = Starting(
            self,
            store,
            self._gate,
            lambda: self._offers,
            clock=clock,
            now=now,
            settings=self._current,
            surroundings=surroundings,
            alone=alone,
        )
        for theme in THEMES.values():
            self.register_theme(theme)
        day = local_day(now(), settings.values.day_begins)
        self._glance = read_glance(store, day)  # a bad file is told before any screen

    @cached_property
    def _asking(self) -> "Asking":
        from tracker.ui.asking import Asking

        known = self._store, self._gate
        return Asking(self, *known, now=self._now, settings=self._current, change=self._set)

    def get_theme(self, theme_name: str) -> Theme | None:
        """Return a theme by its name, ours even while the app is being made.

        So the style sheet is made with them, and not made again before the first frame.
        """
        return THEMES.get(theme_name) or super().get_theme(theme_name)

    def get_default_screen(self) -> Screen[None]:
        """Return Today, which everything else is opened from."""
        self._today = TodayScreen(
            lambda: self._offers,
            self._store,
            self._now,
            self._current,
            self._glance,
            lambda: self._asking.due(),
        )
        return self._today

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return what the palette offers: nothing that writes a picture of one's pain to disk."""
        yield SystemCommand("Light or dark", "Change between the two", self.action_light_or_dark)
        if self._may_set:
            yield SystemCommand("Settings", "Look, sound, limits", self.action_settings)
        yield SystemCommand("Help", "What the keys do here", self.action_help)
        if not self._starting.is_busy:
            yield SystemCommand("Quit", "Leave unkink", self.action_quit)

    def on_mount(self) -> None:
        """Go on with what was left open, or to the routine that was asked for."""
        self.call_after_refresh(self._first)

    def _first(self) -> None:
        if self._painted is not None:
            self._painted()
        self._tell_faults()
        self._is_leading = True
        self.run_worker(self._begin())

    async def _begin(self) -> None:
        await self._tell(self._open_up)
        if self._today.was_left or self._glance.is_unfinished:  # that may have been ended
            self._today.reload()

    async def _open_up(self) -> None:
        passed = self._glance.is_sample or await self._gate.open()
        self._today.show_asked()
        if passed and not await self._starting.offer_unfinished() and self._start is not None:
            await self._session(self._start)

    def on_today_screen_start(self, message: TodayScreen.Start) -> None:
        """Start the routine that was chosen on Today."""
        self._begin_session(message.routine.id)

    def on_today_screen_ask(self, message: TodayScreen.Ask) -> None:
        """Ask what Today has to ask, or for the pain of the day."""
        self._alone(self._asking.ask_day if message.day else self._asking.ask)

    def on_today_screen_whole(self) -> None:
        """Do the whole dose of everything again."""
        if attempt(self, self._asking.do_all_again):
            self._today.reload()

    def action_safety(self) -> None:
        """Ask the questions about safety anew."""
        self._alone(self._gate.ask_again)

    def on_today_screen_read(self, message: TodayScreen.Read) -> None:
        """Open the page of the routine that was chosen on Today."""
        from tracker.ui.screens.details import DetailsScreen

        def start(now: bool | None) -> None:
            if now:
                self._begin_session(message.routine.id)

        id_ = message.routine.id
        self.push_screen(DetailsScreen(self._offers.routine(id_), self._offers.notes(id_)), start)

    def on_today_screen_go_on(self) -> None:
        """Offer the unfinished session again."""
        self._alone(self._starting.offer_unfinished)

    def action_history(self) -> None:
        """Open the history."""
        from tracker.ui.screens.history import HistoryScreen

        known = self._library, self._store, self._now, self._current
        attempt(self, lambda: self.push_screen(HistoryScreen(*known)))

    def action_trends(self) -> None:
        """Open the trends, the same screen each time: the second time it need not be made."""
        from tracker.ui.screens.trends import TrendsScreen

        def show() -> None:
            if not self.is_screen_installed("trends"):
                screen = TrendsScreen(self._library, self._store, self._now, self._current)
                self.install_screen(screen, "trends")
            self.push_screen("trends")

        attempt(self, show)

    def action_settings(self) -> None:
        """Open the settings, as they stand in the file by now."""
        from tracker.ui.screens.settings import SettingsScreen

        if self._may_set:
            self._take(read(self._settings.path))
            self.clear_notifications()  # the screen names the mistakes itself
            self.push_screen(SettingsScreen(lambda: self._settings, self._set))

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
        if self._starting.is_busy:
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
        return not self._starting.is_busy and all(
            screen.id != "settings" for screen in self.screen_stack
        )

    def _tell_faults(self) -> None:
        faults = len(self._settings.faults)
        if faults:
            what = f"{self._settings.path.name} has {words.count(faults, 'mistake')}"
            self.notify(f"{what}. Press , to see them.", severity="warning", markup=False)

    def tell_at_rest(self, sentence: str) -> None:
        """Tell what went wrong, but not over the seconds of a session or a question about pain."""
        if self._is_leading:
            self._to_tell.append(sentence)
        else:
            self.notify(sentence, severity="error", timeout=TELL_SECONDS, markup=False)

    def _begin_session(self, id_: str) -> None:
        self._alone(lambda: self._session(id_))

    def _alone(self, work: Callable[[], Awaitable[object]]) -> None:
        """Do what leads through screens, one at a time: a key may come twice before the first."""
        if not self._is_leading:
            self._is_leading = True  # before the worker runs
            self.run_worker(self._lead(work))

    async def _lead(self, work: Callable[[], Awaitable[object]]) -> None:
        await self._tell(work)
        self._today.reload()

    async def _tell(self, work: Callable[[], Awaitable[object]]) -> None:
        """Tell a story on the screens; where the history cannot be used just now, say so."""
        try:
            await work()
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)
        finally:
            self._is_leading = False
            while self._to_tell:
                self.tell_at_rest(self._to_tell.pop(0))

    async def _session(self, id_: str) -> None:
        if self._gate.safety.is_blocked or await self._asking.may_start():
            await self._starting.begin(id_)

    def _adapt(self) -> None:
        """Offer what the answers leave, after one was given."""
        self._offers = Offers(self._library, self._gate.safety)
