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
from tracker.core.targets import CalendarFacts, Mark, TargetWeek

MARK: Final = "Mark the day as ill, away or rest; the same key takes it back"
WEEK: Final = 7
LABELS: Final = 5
"""Columns of the names of the days."""

WIDEST: Final = 6
"""Columns of a week where there is room for more."""

ROOM_FOR_AIR: Final = 20
"""Rows from which on there is a free one after each day."""

LEGEND: Final = "● done  ◐ stopped early  2 twice  i ill  a away  r rest"
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
        Binding(
            "i",
            "mark('ill')",
            "Mark",
            id="calendar.ill",
            key_display="i a r",
            tooltip=MARK,
        ),
        Binding("a", "mark('away')", show=False, key_display="i a r", tooltip=MARK),
        Binding("r", "mark('rest')", show=False, key_display="i a r", tooltip=MARK),
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
        airy = self.content_size.height >= ROOM_FOR_AIR
        rows = [self._weekday(self.facts, mondays, nth, wide) for nth in range(WEEK)]
        lines = [
            Content.styled(" " * LABELS + _months(mondays, wide), "$muted"),
            *(
                [line for row in rows for line in (row, Content(""))]
                if airy
                else [*rows, Content("")]
            ),
            self._counts(self.facts, mondays, wide),
            Content(""),
            Content.styled(LEGEND, "$muted"),
        ]
        return Content("\n").join(lines)

    def _shown(self, facts: CalendarFacts) -> tuple[list[date], int]:
        """Return the weeks that have room, the one of the cursor among them, and their width.

        They end with the last week, or else with that of the cursor.
        """
        first, last, here = (monday(day) for day in (facts.since, facts.until, self.day))
        count = (last - first).days // WEEK + 1
        room = max(1, self.content_size.width - LABELS)
        wide = max(1, min(WIDEST, room // count))
        fits = min(count, room // wide)
        end = last if (last - here).days < WEEK * fits else here
        return [end - timedelta(days=WEEK * back) for back in reversed(range(fits))], wide

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
        cells = [Content.styled(f"{'days':<{LABELS}}", "$muted")]
        for first in mondays:
            text, style = _count(weeks.get(first))
            cells.append(Content.styled(text.ljust(wide), style))
        return Content("").join(cells)


def _count(week: TargetWeek | None) -> tuple[str, str]:
    """Return on how many days of a week there were sessions; a dash where none was wanted."""
    if week is None:
        return "", ""
    if not week.wanted and not week.done:
        return "–", "$muted"
    return str(week.done), "bold $success" if week.is_met else "$muted"


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
    """Return the name of each month over its first week; one that has no room gives way."""
    names = [*_named(mondays)]
    line = ""
    for nth, (column, name) in enumerate(names):
        room = (names[nth + 1][0] - column) * wide if nth + 1 < len(names) else len(name)
        if room >= len(name):
            line = line.ljust(column * wide) + name
    return line[: len(mondays) * wide]


def _named(mondays: list[date]) -> Iterator[tuple[int, str]]:
    """Yield the column and the name of each month that begins in a week; January has its year."""
    month = 0
    for nth, first in enumerate(mondays):
        last = first + timedelta(days=WEEK - 1)
        if last.month != month:
            month = last.month
            yield nth, f"{last.year} " if month == 1 else f"{last:%b} "
