"""The palette: what can be done from anywhere, found by typing a part of its name."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.lines import Lines
from tracker.ui.widgets.title_bar import TitleBar

NONE: Content = Content.styled("  Nothing is called that.", "$muted")


class PaletteScreen(Room[Callable[[], object] | None]):
    """Shows commands, and returns what the chosen one does; None for none."""

    DEFAULT_CSS = """
    PaletteScreen Input { margin: 1 1; height: 1; border: none; background: $panel; }
    PaletteScreen Lines { padding: 0 1; }
    """
    ABOUT = "Type a part of what you want to do, choose it with the arrows, and press Enter."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "choose", "Do it", id="palette.choose", key_display="⏎", tooltip="Do it"),
        Binding("down", "move(1)", "Next", show=False, tooltip="One command down"),
        Binding("up", "move(-1)", "Before", show=False, tooltip="One command up"),
        Binding("escape", "close", "Back", id="palette.close", tooltip="Back, nothing done"),
    ]

    def __init__(self, commands: Sequence[SystemCommand]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Lay out the line to type in over the commands."""
        yield TitleBar("What do you want to do?")
        yield Input(placeholder="a part of its name", compact=True)
        yield Lines(self._commands, _row, empty=NONE)
        yield KeyBar()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what is called that."""
        part = message.value.casefold().strip()
        found = [one for one in self._commands if part in f"{one.title} {one.help}".casefold()]
        self.query_one(Lines).show(found, NONE)

    def on_input_submitted(self) -> None:
        """Do what the cursor stands on."""
        self.action_choose()

    def on_lines_chosen(self) -> None:
        """Do what was clicked."""
        self.action_choose()

    def action_move(self, by: int) -> None:
        """Move the cursor while the words are typed."""
        self.query_one(Lines).action_move(by)

    def action_choose(self) -> None:
        """Return what the command under the cursor does."""
        if (command := self.query_one(Lines).row) is not None:
            self.dismiss(command.callback)

    def action_close(self) -> None:
        """Go back; nothing is done."""
        self.dismiss(None)


def _row(command: SystemCommand, width: int) -> Content:
    title = Content(command.title.ljust(18))
    return Content.assemble(title, Content.styled(command.help, "$muted"))
