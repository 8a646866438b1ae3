"""A list of sentences, each with a dot before it, and its further lines set in."""

from collections.abc import Iterator
from textwrap import wrap

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

INDENT = 2


class Bullets(Widget):
    """Shows sentences under each other."""

    DEFAULT_CSS = "Bullets { height: auto; }"

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__()
        self._sentences = sentences

    def show(self, sentences: tuple[str, ...]) -> None:
        """Show other sentences."""
        self._sentences = sentences
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines they take in so many columns."""
        return len([*self._lines(width)])

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> Iterator[Content]:
        for sentence in self._sentences:
            first, *rest = wrap(sentence, max(1, width - INDENT))
            yield Content.assemble(("· ", "$muted"), first)
            yield from (Content(" " * INDENT + line) for line in rest)
