"""Textual's app as unkink needs it: it lets no foreign text act, and leaves without a traceback."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.events import Event, InputEvent, Paste
from textual.filter import ANSIToTruecolor, LineFilter
from textual.worker import WorkerFailed

from tracker.ui.line_filter import ForeignTextFilter
from tracker.ui.screens.room import Room

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

FOREIGN_TEXT: Final = ForeignTextFilter()
"""One for all: a row keeps what each filter made of it, and finds it again by the filter."""


class QuietApp(App[int]):
    """An app that ends with an exit code; `fault` is the error that ended it, if one did."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters, and behind them the one that foreign text cannot pass.

        All but the first: it gives the terminal's own colours, and what is dim, 24-bit colours.
        There are none of these here, and it would copy every line for nothing.
        """
        needed = (one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor))
        return [*needed, FOREIGN_TEXT]

    async def on_event(self, event: Event) -> None:
        """Keep from a screen what it does not hear."""
        is_input = isinstance(event, (InputEvent, Paste))
        if is_input and isinstance(self.screen, Room) and not self.screen.hears(event):
            return
        await super().on_event(event)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: "DOMNode | None" = None,
        namespaces: "Mapping[str, DOMNode] | None" = None,
    ) -> bool:
        """Do what a key stands for, but not on a screen that nobody has seen yet."""
        if not self.screen.is_mounted:
            return False
        return await super().run_action(action, default_namespace, namespaces)

    def action_command_palette(self) -> None:
        """Open a palette of our own: Textual's fails, and ends the app, where keys come fast."""
        from tracker.ui.screens.palette import PaletteScreen

        def do(chosen: Callable[[], object] | None) -> None:
            if chosen is not None:
                self.call_next(chosen)

        if not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen(list(self.get_system_commands(self.screen))), do)

    def _handle_exception(self, error: Exception) -> None:
        """Take an error for a fault, unless the app is leaving and its screens are half gone."""
        if not self._exit:
            super()._handle_exception(error)

    @property
    def fault(self) -> BaseException | None:
        """Return the error that ended the app, None where none did."""
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) else error

    def panic(self, *renderables: object) -> None:
        """Leave without the account that Textual gives, which shows what a person has entered."""
        self._close_messages_no_wait()

    _fatal_error = panic
