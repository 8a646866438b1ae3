"""The words of the stretch in hand: how it is done, and what to look out for."""

from collections.abc import Iterator
from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core.plan import Step
from tracker.core.routine import Item
from tracker.core.stretch import Stretch
from tracker.ui.widgets.room_for import rows

MORE: Final = Content.styled("More as you move.", "$muted")


class Guide(Widget):
    """Shows one item of a routine at one step of it.

    Where not all of it has room, the way in is shown while setting up; what to stop at, and the
    steps that had no room before, while stretching.
    """

    DEFAULT_CSS = "Guide { padding: 0 1; }"

    shown: reactive[tuple[Item, Step, str] | None] = reactive(None, layout=False)

    def show(self, item: Item, step: Step, care: str = "") -> None:
        """Show this item, where in it the step is, and what care it is to be done with."""
        self.shown = item, step, care

    def render(self) -> Content:
        """Return the words that have room."""
        if self.shown is None:
            return Content("")
        item, step, care = self.shown
        stretch = item.stretch
        first = [_labelled("With care: ", "bold $warning", care)] if care else []
        how = [_labelled(f"{nth} ", "$muted", text) for nth, text in enumerate(stretch.steps, 1)]
        signs = list(_signs(stretch))
        roomy = [*first, *how, Content(""), *signs]
        if rows(roomy, self.content_size.width) <= self.content_size.height:
            return Content("\n").join(roomy)
        width, height = self.content_size
        way_in = _whole([*first, *how, *signs], width, height - 1)
        if step.kind == "set-up":
            return Content("\n").join([*way_in, MORE])
        left = how[max(0, len(way_in) - len(first)) :] or how
        return Content("\n").join(_whole([*first, *signs[:1], *left, *signs[1:]], width, height))


def _whole(lines: list[Content], width: int, height: int) -> list[Content]:
    """Return the lines that have room, none of them cut in its middle."""
    while lines and rows(lines, width) > height:
        lines = lines[:-1]
    return lines


def _signs(stretch: Stretch) -> Iterator[Content]:
    if stretch.not_feel:
        yield _labelled("Stop at: ", "bold $warning", stretch.not_feel)
    if stretch.feel:
        yield _labelled("Feel: ", "bold $success", stretch.feel)
    if stretch.technique is not None and stretch.technique.status == "replaced":
        yield Content.styled("Technique rewritten, not the article's.", "$muted")


def _labelled(label: str, style: str, text: str) -> Content:
    return Content.assemble((label, style), text)
