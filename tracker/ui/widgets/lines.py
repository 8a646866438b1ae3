"""A list with a cursor that draws only the rows one sees, so its length never matters."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Lines(Widget, can_focus=True):
    """Rows; `draw(row, width)` says how a row looks, on one line; `empty` stands for none."""

    DEFAULT_CSS = "Lines { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, tooltip="One row up"),
        Binding("down,j", "move(1)", "Down", show=False, tooltip="One row down"),
        Binding("pageup", "page(-1)", "Page up", show=False, tooltip="One page up"),
        Binding("pagedown", "page(1)", "Page down", show=False, tooltip="One page down"),
        Binding("home", "to(0)", "First", show=False, tooltip="To the first row"),
        Binding("end", "to(-1)", "Last", show=False, tooltip="To the last row"),
    ]

    cursor: reactive[int] = reactive(0, layout=False)

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, row: Any) -> None:
            super().__init__()
            self.row = row

    class Chosen(Message):
        """A row was clicked that the cursor stood on already."""

        def __init__(self, row: Any) -> None:
            super().__init__()
            self.row = row

    def __init__(
        self,
        rows: Sequence[Any],
        draw: Callable[[Any, int], Content],
        *,
        empty: Content,
        id: str | None = None,  # noqa: A002 - the name that Textual gives it
    ) -> None:
        super().__init__(id=id)
        self.rows = rows
        self._draw = draw
        self._empty = empty
        self._top = 0

    @property
    def row(self) -> Any | None:
        """Return the row under the cursor; None when there are no rows."""
        return self.rows[self.cursor] if self.rows else None

    def show(self, rows: Sequence[Any], empty: Content) -> None:
        """Show other rows, the cursor as near to where it was as may be."""
        self.rows = rows
        self._empty = empty
        self.action_to(min(self.cursor, len(rows) - 1))
        self.refresh()

    def render(self) -> Content:
        """Return the visible rows, the one under the cursor marked by a sign and a shade."""
        if not self.rows:
            return self._empty
        size = self.content_size
        self._keep_in_sight(size.height)
        shown = range(self._top, min(len(self.rows), self._top + size.height))
        return Content("\n").join([self._line(nth, size.width) for nth in shown])

    def _line(self, nth: int, width: int) -> Content:
        here = nth == self.cursor
        row = self._draw(self.rows[nth], width - 2).truncate(width - 2, pad=True)
        line = Content.assemble(("▸ " if here else "  ", "bold $primary"), row)
        return line.stylize("on $cursor") if here else line

    def _keep_in_sight(self, height: int) -> None:
        last_top = max(0, len(self.rows) - height)
        self._top = min(max(self._top, self.cursor - height + 1), self.cursor, last_top)

    def watch_cursor(self) -> None:
        """Tell who listens that the cursor moved."""
        if self.rows:
            self.post_message(self.Moved(self.rows[self.cursor]))

    def action_move(self, by: int) -> None:
        """Move the cursor by rows, stopping at both ends."""
        self.cursor = max(0, min(len(self.rows) - 1, self.cursor + by))

    def action_page(self, pages: int) -> None:
        """Move the cursor by what one sees at once."""
        self.action_move(pages * max(1, self.content_size.height - 1))

    def action_to(self, nth: int) -> None:
        """Put the cursor on a row, -1 being the last."""
        self.cursor = max(0, len(self.rows) - 1 if nth < 0 else nth)

    def on_click(self, event: events.Click) -> None:
        """Move to the row that was clicked; choose it when it was the one already."""
        offset = event.get_content_offset(self)
        if offset is None or (nth := self._top + offset.y) >= len(self.rows):
            return
        if nth == self.cursor:
            self.post_message(self.Chosen(self.rows[nth]))
        self.cursor = nth
