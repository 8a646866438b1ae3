"""A calendar of days, a column a week, with a cursor: what was done, and what could not be."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core.glance import monday
from tracker.core.targets import CalendarFacts, Mark

LABELS: Final = 4
"""Columns of the names of the days."""

LEGEND: Final = "● done  ◐ stopped early  2 that many  i ill  a away  r rest  · nothing"
LETTERS: Final[dict[Mark, str]] = {"ill": "i", "away": "a", "rest": "r"}
MOST: Final = 9


class Calendar(Widget, can_focus=True):
    """Shows days and how many of a week had a session; the cursor starts on the last day."""

    DEFAULT_CSS = "Calendar { height: 1fr; padding: 1 1 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, tooltip="The day before"),
        Binding("down,j", "move(1)", "Down", show=False, tooltip="The day after"),
        Binding("left", "move(-7)", "Left", show=False, tooltip="A week before"),
        Binding("right", "move(7)", "Right", show=False, tooltip="A week after"),
        Binding("i", "mark('ill')", "Ill", id="calendar.ill", tooltip="I was ill, or take it back"),
        Binding(
            "a", "mark('away')", "Away", id="calendar.away", tooltip="I was away, or take it back"
        ),
        Binding(
            "r",
            "mark('rest')",
            "Rest",
            id="calendar.rest",
            tooltip="A day of rest, or take it back",
        ),
    ]

    day: reactive[date] = reactive(date.min, layout=False)
    facts: reactive[CalendarFacts | None] = reactive(None, layout=False)

    class Moved(Message):
        """The cursor stands on another day."""

    class Marked(Message):
        """A day is to be marked; None takes the mark away."""

        def __init__(self, day: date, mark: Mark | None) -> None:
            super().__init__()
            self.day = day
            self.mark = mark

    def show(self, facts: CalendarFacts) -> None:
        """Show other days, the cursor where it was, if that is among them."""
        self.facts = facts
        self.day = min(max(self.day, facts.since), facts.until) if self._was_shown else facts.until

    @property
    def _was_shown(self) -> bool:
        return self.day != date.min

    def watch_day(self) -> None:
        """Tell who listens that the cursor moved."""
        self.post_message(self.Moved())

    def action_move(self, days: int) -> None:
        """Move the cursor by days, within the period."""
        if self.facts is not None:
            day = self.day + timedelta(days=days)
            self.day = min(max(day, self.facts.since), self.facts.until)

    def action_mark(self, mark: Mark) -> None:
        """Ask for the day under the cursor to be marked, or for its mark to be taken away."""
        if self.facts is not None:
            now = self.facts.marks.get(self.day)
            self.post_message(self.Marked(self.day, None if now == mark else mark))

    def render(self) -> Content:
        """Return the months, a line for each day of the week, and the days of each week."""
        if self.facts is None:
            return Content("")
        mondays, wide = self._shown(self.facts)
        lines = [
            Content.styled(" " * LABELS + _months(mondays, wide), "$muted"),
            *(self._weekday(self.facts, mondays, nth, wide) for nth in range(7)),
            Content(""),
            self._counts(self.facts, mondays, wide),
            Content(""),
            Content.styled(LEGEND, "$muted"),
        ]
        return Content("\n").join(lines)

    def _shown(self, facts: CalendarFacts) -> tuple[list[date], int]:
        """Return the weeks that have room, the one of the cursor among them, and their width."""
        first, last = monday(facts.since), monday(facts.until)
        count = (last - first).days // 7 + 1
        room = max(1, self.content_size.width - LABELS)
        wide = next((wide for wide in (3, 2, 1) if count * wide <= room), 1)
        fits = min(count, room // wide)
        end = min(last, max(monday(self.day), first + timedelta(days=7 * (fits - 1))))
        if (last - monday(self.day)).days < 7 * fits:
            end = last
        return [end - timedelta(days=7 * back) for back in range(fits - 1, -1, -1)], wide

    def _weekday(self, facts: CalendarFacts, mondays: list[date], nth: int, wide: int) -> Content:
        name = f"{mondays[0] + timedelta(days=nth):%a}"
        here = self.day.weekday() == nth
        cells: list[Content] = [Content.styled(f"{name:<{LABELS}}", "bold" if here else "$muted")]
        for first in mondays:
            day = first + timedelta(days=nth)
            sign, style = _sign(facts, day)
            cell = Content.styled(sign.ljust(wide), style)
            cells.append(cell.stylize("reverse", 0, 1) if day == self.day else cell)
        return Content("").join(cells)

    def _counts(self, facts: CalendarFacts, mondays: list[date], wide: int) -> Content:
        """Return on how many days of each week there were sessions; met ones stand out."""
        weeks = {week.monday: week for week in facts.weeks}
        cells = [Content.styled(f"{'days':<{LABELS}}"[:LABELS], "$muted")]
        for first in mondays:
            week = weeks.get(first)
            met = week is not None and week.is_met
            text = "" if week is None else str(week.done)
            cells.append(Content.styled(text.ljust(wide), "bold $success" if met else "$muted"))
        return Content("").join(cells)


def _sign(facts: CalendarFacts, day: date) -> tuple[str, str]:
    """Return the sign of a day and its style: what was done first, then what was marked."""
    if not facts.since <= day <= facts.until:
        return " ", ""
    done, mark = facts.days.get(day), facts.marks.get(day)
    if done is not None:
        if done.sessions > 1:
            return str(min(MOST, done.sessions)), "bold $success"
        return ("◐", "$success") if done.stopped else ("●", "$success")
    if mark is not None:
        return LETTERS[mark], "$accent"
    return "·", "$muted"


def _months(mondays: list[date], wide: int) -> str:
    """Return the names of the months over the week that their first day is in, where they fit."""
    line = ""
    for nth, name in _named(mondays):
        at = nth * wide
        if at >= len(line):
            line = line.ljust(at) + name
    return line[: len(mondays) * wide]


def _named(mondays: list[date]) -> Iterator[tuple[int, str]]:
    """Yield the column and the name of each month that begins in a week."""
    month = 0
    for nth, first in enumerate(mondays):
        last = first + timedelta(days=6)
        if last.month != month:
            month = last.month
            yield nth, f"{last:%b} " if month != 1 else f"{last.year} "
