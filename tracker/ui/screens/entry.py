"""A small form: a session that was done elsewhere, or what is to be changed about one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tracker.core.errors import TrackerError
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.title_bar import TitleBar


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form: its id, what it is called, what may be written, and what stands there."""

    id: str
    name: str
    hint: str
    value: str = ""


Save = Callable[[dict[str, str]], None]
"""Takes the texts by the ids of their fields; raises TrackerError when one cannot be taken."""


class EntryScreen(Room[bool]):
    """Shows a form; returns whether it was saved. What `save` refuses is said, nothing is lost."""

    DEFAULT_CSS = """
    EntryScreen #form { height: 1fr; padding: 1 2; }
    EntryScreen .name { color: $muted; }
    EntryScreen Input { margin-bottom: 1; height: 1; border: none; background: $panel; }
    EntryScreen #wrong { color: $warning; }
    """
    ABOUT = "Fill in what you know and leave the rest empty: what is not rated stays missing."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s",
            "save",
            "Save",
            id="entry.save",
            key_display="⏎",  # Enter itself comes as Input.Submitted
            tooltip="Save all fields",
        ),
        Binding(
            "tab,down", "app.focus_next", "Next field", id="entry.next", tooltip="To the next field"
        ),
        Binding("up", "app.focus_previous", "Up", show=False, tooltip="To the field before"),
        Binding("f1", "app.help", "Help", id="entry.help", tooltip="What the keys do"),
        Binding("escape", "close", "Back", id="entry.close", tooltip="Back, nothing saved"),
    ]

    def __init__(self, title: str, fields: Sequence[Field], save: Save) -> None:
        super().__init__()
        self._headline = title
        self._fields = fields
        self._save = save

    def compose(self) -> ComposeResult:
        """Lay out the fields under each other."""
        yield TitleBar(self._headline)
        with Vertical(id="form"):
            for field in self._fields:
                yield Static(Content(f"{field.name} · {field.hint}"), classes="name")
                yield Input(field.value, id=field.id, compact=True)
            yield Static(Content(""), id="wrong")
        yield KeyBar()

    def on_input_submitted(self) -> None:
        """Save, whichever field Enter was pressed in."""
        self.action_save()

    def action_save(self) -> None:
        """Give the texts away; stay, and say why, when they are refused."""
        texts = {field.id: self.query_one(f"#{field.id}", Input).value for field in self._fields}
        try:
            self._save(texts)
        except TrackerError as error:
            self.query_one("#wrong", Static).update(Content(str(error)))
        else:
            self.dismiss(True)

    def action_close(self) -> None:
        """Go back; nothing is saved."""
        self.dismiss(False)
