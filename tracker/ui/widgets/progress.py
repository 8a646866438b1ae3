"""One line that fills as the session goes on."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Progress(Widget):
    """Shows `part`, 0 to 1, in half columns, so that it is redrawn only when it has grown."""

    DEFAULT_CSS = "Progress { height: 1; margin: 0 1; }"

    part: reactive[float] = reactive(0.0, layout=False)

    def compute_halves(self) -> int:
        """Return how many half columns are full."""
        return round(max(0.0, min(1.0, self.part)) * 2 * max(1, self.content_size.width))

    halves: reactive[int] = reactive(0, layout=False)

    def render(self) -> Content:
        """Return the full part, its half column, and the rest of the track."""
        full, half = divmod(self.halves, 2)
        width = self.content_size.width
        done = "━" * full + "╸" * half
        return Content.assemble((done, "$primary"), ("━" * max(0, width - len(done)), "$track"))
