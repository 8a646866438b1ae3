"""What one sees of a routine before starting it: the way through it, every dose, the last time."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core import words
from tracker.core.record import SessionRecord
from tracker.core.routine import Item, Routine
from tracker.core.text import clean
from tracker.library import Fault
from tracker.settings import Settings
from tracker.ui.widgets.room_for import rows

if TYPE_CHECKING:
    from tracker.ui.widgets.preview import Preview

LOWEST_FIGURE: Final = 6
HIGHEST_FIGURE: Final = 14
"""Rows between which a figure is shown."""

ROOM_FOR_NUMBERS: Final = 34
"""Columns from which on the items are numbered."""


class RoutineFacts(NamedTuple):
    """A routine, its latest ended session, the day it is looked at, and what was adapted in it.

    Without `shows_pain` the ratings of that session are left out.
    """

    routine: Routine
    last: SessionRecord | None
    today: date
    notes: tuple[str, ...] = ()
    shows_pain: bool = True


class BadFile(NamedTuple):
    """A routine file that is left out, with everything that is wrong with it."""

    file: Path
    faults: tuple[Fault, ...]


class RoutineCard(Widget):
    """Shows one routine with its last session, or a file that could not be read and why."""

    DEFAULT_CSS = "RoutineCard { padding: 0 1; } RoutineCard Preview { dock: bottom; }"

    shown: reactive[RoutineFacts | BadFile | None] = reactive(None, layout=False)

    def __init__(self, now: Callable[[], datetime], settings: Callable[[], Settings]) -> None:
        super().__init__()
        self._now = now
        self._settings = settings
        self._figure: Preview | None = None

    def on_mount(self) -> None:
        """Have the figure come after the first frame, which is sooner there without it."""
        self.call_after_refresh(self._add_figure)

    def _add_figure(self) -> None:
        from tracker.ui.widgets.preview import Preview

        self._figure = Preview(self._now)
        self.mount(self._figure)
        self._show_figure(moving=False)

    def on_resize(self) -> None:
        """Give the figure what room there is now."""
        self._show_figure(moving=False)

    def _show_figure(self, *, moving: bool) -> None:
        """Show the first stretch below the words, as large as they leave room for."""
        if self._figure is None:
            return
        room, stretch = 0, None
        if isinstance(self.shown, RoutineFacts):
            room = _figure_rows([*_facts(self.shown, self.content_size.width)], *self.content_size)
            items = self.shown.routine.items
            stretch = items[0].stretch if items else None
        self._figure.styles.height = room
        self.border_subtitle = Content(stretch.name if stretch and room else "")
        moves = moving and self._settings().motion
        (self._figure.play if moves else self._figure.rest)(stretch if room else None)

    def watch_shown(self, shown: RoutineFacts | BadFile | None) -> None:
        """Put the name into the frame."""
        if isinstance(shown, RoutineFacts):
            self.border_title = Content(shown.routine.name)
        elif shown is not None:
            self.border_title = Content(shown.file.name)
        self._show_figure(moving=True)

    def render(self) -> Content:
        """Return as much as there is room for."""
        if isinstance(self.shown, BadFile):
            return Content("\n").join(_fault_lines(self.shown))
        if self.shown is None:
            return Content("")
        return Content("\n").join(_card(self.shown, *self.content_size))


def _fault_lines(bad: BadFile) -> Iterator[Content]:
    yield Content.styled("This file is left out until it is mended:", "$warning")
    yield Content("")
    yield from (Content(f"· {_place(fault)}{fault.message}") for fault in bad.faults)


def _card(facts: RoutineFacts, width: int, height: int) -> Iterator[Content]:
    lines = [*_facts(facts, width)]
    yield from lines
    note = Content.styled(facts.routine.note, "$muted")
    room = height - _figure_rows(lines, width, height)
    if note and rows([*lines, Content(""), note], width) <= room:
        yield Content("")
        yield note


def _facts(facts: RoutineFacts, width: int) -> Iterator[Content]:
    yield from _lines(facts.routine, width)
    if facts.notes:
        yield Content("")
        yield from (Content.styled(note, "$warning") for note in facts.notes)
    yield Content("")
    yield _last(facts)


def _figure_rows(lines: list[Content], width: int, height: int) -> int:
    """Return how many rows under the lines a figure gets; 0 where they are too few."""
    room = height - 1 - rows(lines, width)
    return min(room, HIGHEST_FIGURE) if room >= LOWEST_FIGURE else 0


def _place(fault: Fault) -> str:
    line = f"line {fault.line}: " if fault.line is not None else ""
    return f"{line}{fault.field}: " if fault.field else line


def _lines(routine: Routine, width: int) -> Iterator[Content]:
    if routine.about:
        yield Content(routine.about)
    if not routine.items:
        return
    yield Content.styled(words.positions(routine), "$muted")
    yield Content("")
    yield from _table(routine, width)
    replaced = [item.stretch.name for item in routine.items if _is_replaced(item)]
    if replaced:
        yield Content("")
        yield Content.styled(f"Technique rewritten: {', '.join(replaced)}", "$muted")


def _table(routine: Routine, width: int) -> Iterator[Content]:
    """Yield a line for each item; number, sides and target only where all of them have room."""
    items = routine.items
    cells = [[clean(item.stretch.name), words.dose(item.dose)] for item in items]
    numbered = width >= ROOM_FOR_NUMBERS
    digits = len(str(len(items)))
    room = width - (digits + 1 if numbered else 0)
    for more in (
        [words.sides(item) for item in items],
        [clean(item.stretch.target) for item in items],
    ):
        wider = [[*row, cell] for row, cell in zip(cells, more, strict=True)]
        if sum(_widths(wider)) + 2 * len(wider[0]) - 2 > room:
            break
        cells = wider
    name_width, *widths = _widths(cells)
    name_width = min(name_width, room - sum(widths) - 2 * len(widths))
    for nth, (name, dose, *rest) in enumerate(cells, start=1):
        yield Content.assemble(
            (f"{nth:>{digits}} " if numbered else "", "$muted"),
            Content(name).truncate(name_width, ellipsis=True, pad=True),
            f"  {dose:<{widths[0]}}",
            *((f"  {cell:<{w}}", "$muted") for cell, w in zip(rest, widths[1:], strict=True)),
        )


def _widths(rows: list[list[str]]) -> list[int]:
    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]


def _is_replaced(item: Item) -> bool:
    technique = item.stretch.technique
    return technique is not None and technique.status == "replaced"


def _last(facts: RoutineFacts) -> Content:
    last = facts.last
    if last is None:
        return Content.styled("Not done yet", "$muted")
    when = words.day(last.day, facts.today)
    change = words.pain_change(last) if facts.shows_pain else ""
    early = ", stopped early" if last.outcome == "stopped" else ""
    pain = Content.assemble(", pain ", (change, "bold")) if change else Content("")
    return Content.assemble(("Last: ", "$muted"), when, early, pain)
