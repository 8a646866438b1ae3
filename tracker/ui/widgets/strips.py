"""The two small panels of Today: the marks of this week, and the bars of the last weeks' pain."""

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core import words
from tracker.core.glance import DayMark, bars

MARKS: Final[dict[DayMark, tuple[str, str]]] = {
    "full": ("●", "$success"),
    "part": ("◐", "$success"),
    "none": ("·", "$muted"),
    "ahead": (" ", ""),
}


QUIET: Final = "Not shown. t has it."


class WeekStrip(Widget):
    """Seven days with a mark each; today's letter stands out."""

    DEFAULT_CSS = "WeekStrip { padding: 0 1; }"

    marks: reactive[tuple[DayMark, ...]] = reactive((), layout=False)

    def __init__(self, marks: tuple[DayMark, ...]) -> None:
        super().__init__()
        self.set_reactive(WeekStrip.marks, marks)
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

    DEFAULT_CSS = "PainStrip { padding: 0 1; }"

    days: reactive[tuple[float | None, ...]] = reactive((), layout=False)
    shown: reactive[bool] = reactive(True, layout=False)

    def __init__(self, days: tuple[float | None, ...], *, shown: bool = True) -> None:
        super().__init__()
        self.set_reactive(PainStrip.days, days)
        self.set_reactive(PainStrip.shown, shown)

    def render(self) -> Content:
        """Return the bars, the latest day on the right."""
        if not self.shown:
            return Content.styled(QUIET, "$muted")
        days = self._shown()
        if not any(day is not None for day in days):
            return Content.styled("No ratings yet", "$muted")
        return Content.styled("\n".join(bars(days, self.content_size.height)), "$accent")

    def watch_days(self) -> None:
        """Say anew what is shown."""
        self._label()

    def watch_shown(self) -> None:
        """Say anew what is shown."""
        self._label()

    def on_resize(self) -> None:
        """Say anew how many weeks there is room for."""
        self._label()

    def _shown(self) -> tuple[float | None, ...]:
        weeks = min(self.content_size.width, len(self.days)) // 7
        return self.days[len(self.days) - 7 * weeks :]

    def _label(self) -> None:
        if not self.shown:
            self.border_title, self.border_subtitle = Content("Pain"), Content("")
            return
        days = self._shown()
        rated = sum(day is not None for day in days)
        self.border_title = Content(f"Pain before, {len(days) // 7} weeks")
        self.border_subtitle = Content(f"0–10, {words.count(rated, 'day')}" if rated else "")
