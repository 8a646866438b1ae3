"""The words of the stretch in hand: its name, the side, how it is done, and what to look out for."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core import cue
from tracker.core.plan import Step
from tracker.core.routine import Item


class Guide(Widget):
    """Shows one item of a routine at one step of it."""

    DEFAULT_CSS = "Guide { width: 3fr; height: 1fr; padding: 0 1; }"

    content: reactive[Content] = reactive(Content(""), layout=False)

    def show(self, item: Item, step: Step) -> None:
        """Show this item, and where in it the step is."""
        stretch = item.stretch
        place = cue.place(item, step) or ("both sides" if item.sides else "")
        lines = [
            Content.styled(stretch.name.upper(), "bold $foreground"),
            Content.styled(place, "$primary"),
            Content(""),
            *(
                Content.assemble((f"{nth} ", "$muted"), words)
                for nth, words in enumerate(stretch.steps, start=1)
            ),
            Content(""),
        ]
        if stretch.feel:
            lines.append(Content.assemble(("Feel: ", "bold $success"), stretch.feel))
        if stretch.not_feel:
            lines.append(Content.assemble(("Stop at: ", "bold $warning"), stretch.not_feel))
        if stretch.technique is not None and stretch.technique.status == "replaced":
            lines.append(Content.styled("Technique rewritten, not the article's (d tells).", "$muted"))
        self.content = Content("\n").join(lines)

    def render(self) -> Content:
        """Return the words."""
        return self.content
