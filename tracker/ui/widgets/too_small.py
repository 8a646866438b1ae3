"""Covers a screen that does not fit into the terminal, and says how large it has to be."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class TooSmall(Widget):
    """The words that stand there instead, until the terminal has the `least` size, in cells.

    `more` are further words, on what can be done meanwhile.
    """

    DEFAULT_CSS = """
    TooSmall {
        layer: too-small; dock: top; width: 100%; height: 100%; background: $background;
        content-align: center middle; text-align: center;
    }
    """

    def __init__(self, least: Size, more: str) -> None:
        super().__init__()
        wanted = f"unkink needs a window of {least.width} × {least.height}."
        self._words = Content("\n".join(filter(None, [wanted, "Make this one larger.", more])))

    def render(self) -> Content:
        """Return the words."""
        return self._words
