"""Covers a screen that does not fit into the terminal, and says how large it has to be."""

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static


class TooSmall(Static):
    """The words that stand there instead, until the terminal has the `least` size, in cells."""

    DEFAULT_CSS = """
    TooSmall {
        layer: too-small; dock: top; width: 100%; height: 100%; background: $background;
        content-align: center middle; text-align: center;
    }
    """

    def __init__(self, least: Size) -> None:
        wanted = f"unkink needs a window of {least.width} × {least.height}."
        super().__init__(Content(f"{wanted}\nMake this one larger. A session goes on."))
