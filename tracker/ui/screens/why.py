"""Says where the numbers of a chart come from: the rule, and every row behind them."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tracker.core import words
from tracker.core.text import clean
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.lines import Lines
from tracker.ui.widgets.title_bar import TitleBar

ROOM_FOR_TEXT: Final = 30
SHORT_ID: Final = 8
"""How much of an id is shown where not all of it has room."""


class Row(NamedTuple):
    """One stored row: its day, what it says, and its id."""

    day: date
    text: str
    id: str


class WhyScreen(Room[None]):
    """Shows the rule of a chart over its rows, the newest first."""

    DEFAULT_CSS = """
    WhyScreen #rule { padding: 1 2 0 2; max-height: 80%; }
    WhyScreen #rows { padding: 1 1 0 1; }
    """
    AUTO_FOCUS = "#rows"
    ABOUT = "By which rule the numbers were made, and the rows of your file that they came from."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,w", "close", "Back", id="why.close", tooltip="Back to the chart"),
    ]

    def __init__(self, title: str, rule: Sequence[str], rows: Sequence[Row]) -> None:
        super().__init__()
        self._title = title
        self._rule = rule
        self._rows = rows

    def compose(self) -> ComposeResult:
        """Lay out the rule over the rows."""
        yield TitleBar(f"Why · {self._title}", words.count(len(self._rows), "row"))
        yield Static(Content("\n").join(map(Content, self._rule)), id="rule")
        rows = sorted(self._rows, key=lambda row: row.day, reverse=True)
        yield Lines(rows, _drawn, empty=Content("No rows stand behind it yet."), id="rows")
        yield KeyBar()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def _drawn(row: Row, width: int) -> Content:
    left = f"{row.day:%Y-%m-%d}  {clean(row.text)}"
    id_ = row.id if width >= len(row.id) + ROOM_FOR_TEXT else row.id[:SHORT_ID]
    said = Content(left).truncate(max(0, width - len(id_) - 2), ellipsis=True, pad=True)
    return Content.assemble(said, "  ", (id_, "$muted"))
