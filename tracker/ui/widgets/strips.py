"""The two small panels of Today: the marks of this week, and the bars of the last weeks' pain."""

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core.glance import DayMark, bars

MARKS: Final[dict[DayMark, tuple[str, str]]] = {
    "finished": ("●", "$success"),
    "stopped": ("◐", "$success"),
    "none": ("·", "$muted"),
    "ahead": (" ", ""),
}


class WeekStrip(Widget):
    """Seven days with a mark each; today's letter stands out."""

    DEFAULT_CSS = "WeekStrip { height: 4; padding: 0 1; }"

    marks: reactive[tuple[DayMark, ...]] = reactive((), layout=False)

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the name that Textual gives it
        super().__init__(id=id)
        self.border_title = "This week"
        self.border_subtitle = "● done ◐ in part"

    def render(self) -> Content:
        """Return the letters of the days over their marks."""
        today = sum(mark != "ahead" for mark in self.marks) - 1
        letters = [
            Content.styled(f"{letter}  ", "bold $foreground" if nth == today else "$muted")
            for nth, letter in enumerate("MTWTFSS")
        ]
        marks = [Content.styled(f"{MARKS[mark][0]}  ", MARKS[mark][1]) for mark in self.marks]
        return Content("").join([*letters, Content("\n"), *marks])


class PainStrip(Widget):
    """A bar a day for the pain before sessions, over as many whole weeks as there is room for."""

    DEFAULT_CSS = "PainStrip { height: 4; padding: 0 1; }"

    days: reactive[tuple[float | None, ...]] = reactive((), layout=False)

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the name that Textual gives it
        super().__init__(id=id)

    def render(self) -> Content:
        """Return the bars, and say in the title how many weeks and ratings they are."""
        weeks = min(self.content_size.width, len(self.days)) // 7
        days = self.days[len(self.days) - 7 * weeks :]
        rated = sum(day is not None for day in days)
        self.border_title = Content(f"Pain before, {weeks} weeks")
        if not rated:
            return Content.styled("No ratings yet", "$muted")
        self.border_subtitle = Content(f"0–10, {rated} days")
        return Content.styled("\n".join(bars(days, self.content_size.height)), "$accent")
