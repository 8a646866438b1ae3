"""The line at the top of every screen: what it is on the left, where one stands on the right."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class TitleBar(Widget):
    """One line; both texts are plain, whatever they hold."""

    DEFAULT_CSS = "TitleBar { height: 1; padding: 0 1; color: $muted; }"

    left: reactive[str] = reactive("", layout=False)
    right: reactive[str] = reactive("", layout=False)

    def __init__(self, left: str, right: str = "") -> None:
        super().__init__()
        self.set_reactive(TitleBar.left, left)
        self.set_reactive(TitleBar.right, right)

    def render(self) -> Content:
        """Return both texts pushed apart; the left one gives way when the room is short."""
        width = self.content_size.width
        right = Content(self.right)
        room = max(0, width - right.cell_length - 2)
        left = Content.styled(self.left, "bold $foreground").truncate(room, ellipsis=True)
        gap = max(1, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * gap, right)
