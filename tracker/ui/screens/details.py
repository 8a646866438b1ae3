"""A routine to read: how each stretch of it is done, and where its numbers come from."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tracker.core import words
from tracker.core.figure import Figure
from tracker.core.page import item_dose, stretch_head, stretch_page
from tracker.core.plan import plan, total_seconds
from tracker.core.routine import Item, Routine
from tracker.core.stretch import Stretch
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.page import Page
from tracker.ui.widgets.poses import Poses
from tracker.ui.widgets.title_bar import TitleBar


class DetailsScreen(Room[bool]):
    """Shows all of a routine; returns whether it is to be started now."""

    DEFAULT_CSS = """
    DetailsScreen #notes { color: $warning; margin-bottom: 1; }
    DetailsScreen .note { margin-bottom: 1; }
    DetailsScreen .body { margin: 1 1 1 2; }
    """
    ABOUT = (
        "How every stretch of this routine is done, who should ask first, and where its numbers "
        "come from."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", id="details.start", tooltip="Start this routine"),
        Binding("escape,d", "close", "Back", id="details.close", tooltip="Back to Today"),
    ]

    def __init__(self, routine: Routine, notes: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._routine = routine
        self._notes = notes

    def compose(self) -> ComposeResult:
        """Lay out one long page."""
        routine = self._routine
        yield TitleBar(routine.name, words.clock(total_seconds(plan(routine))))
        with Page():
            for words_of_it in filter(None, (routine.about, routine.note)):
                yield Static(Content(words_of_it), classes="note")
            if self._notes:
                yield Static(Content("\n").join(map(Content, self._notes)), id="notes")
            for nth, item in enumerate(routine.items, start=1):
                yield Static(Content("\n").join(_heading(nth, item)), classes="heading")
                if figure := Figure.of(item.stretch):
                    yield Poses(figure)
                yield Static(Content("\n").join(_words(item.stretch)), classes="body")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrow keys scroll at once."""
        self.query_one(Page).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to start only where anything is left to do."""
        return action != "start" or bool(self._routine.items)

    def action_start(self) -> None:
        """Go back and start."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(False)


def _heading(nth: int, item: Item) -> Iterator[Content]:
    yield Content.styled(f"{nth} {item.stretch.name}", "bold $primary")
    yield Content.styled(stretch_head(item.stretch, item_dose(item)), "$muted")


def _words(stretch: Stretch) -> Iterator[Content]:
    for label, text in stretch_page(stretch):
        if label.isdigit():
            yield Content.assemble((f"{label} ", "$muted"), text)
        else:
            yield Content.assemble((f"{label}: ", "bold"), text)
