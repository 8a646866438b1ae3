"""Explains the screen one comes from: what it is for, and every key that works on it."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar, key_label
from tracker.ui.widgets.page import Page
from tracker.ui.widgets.title_bar import TitleBar


class HelpScreen(Room[None]):
    """Shows the keys of another screen, each with what it does."""

    DEFAULT_CSS = """
    HelpScreen #about { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,enter,q,question_mark,f1", "close", "Back", id="help.close", tooltip="Back"
        ),
    ]

    def __init__(self, about: str, bindings: Sequence[Binding]) -> None:
        super().__init__()
        self._about = about
        self._explained = bindings

    def compose(self) -> ComposeResult:
        """Lay out the sentence over the table."""
        keys: dict[str, list[str]] = {}
        for binding in self._explained:
            if binding.tooltip:
                labels = keys.setdefault(binding.tooltip, [])
                labels += [label] if (label := key_label(binding)) not in labels else []
        width = max((cell_len(" ".join(labels)) for labels in keys.values()), default=0)
        rows = [
            Content.assemble((f"{' '.join(labels):>{width}}", "bold $accent"), f"   {what}")
            for what, labels in keys.items()
        ]
        yield TitleBar("Help")
        with Page():
            yield Static(Content(self._about), id="about")
            yield Static(Content("\n").join(rows))
        yield KeyBar()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
