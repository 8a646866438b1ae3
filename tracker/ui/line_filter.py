"""The last gate before the terminal: no control character of anyone's text gets through."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tracker.core.text import clean


class ForeignTextFilter(LineFilter):
    """Shows a middle dot for every control or direction character on its way to the terminal.

    Those that took no column are left out, so that no line grows.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments, those that hold such characters replaced."""
        return [
            segment
            if segment.control or segment.text.isprintable()
            else Segment(clean(segment.text, cell_len), segment.style)
            for segment in segments
        ]
