"""What one sees of a routine before starting it: the way through it, every dose, the last time."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core import words
from tracker.core.record import SessionRecord, local_day
from tracker.core.routine import Item, Routine
from tracker.library import Fault


class RoutineCard(Widget):
    """Shows one routine with its last session, or a file that could not be read and why."""

    DEFAULT_CSS = "RoutineCard { height: 1fr; padding: 0 1; }"

    content: reactive[Content] = reactive(Content(""), layout=False)

    def show_routine(self, routine: Routine, last: SessionRecord | None, today: date) -> None:
        """Show a routine; `last` is its latest ended session."""
        self.border_title = Content(routine.name)
        width = self.content_size.width or 40
        self.content = Content("\n").join([*_lines(routine, width), Content(""), _last(last, today)])

    def show_faults(self, file: Path, faults: tuple[Fault, ...]) -> None:
        """Show what is wrong with a file, fault by fault."""
        self.border_title = Content(file.name)
        head = Content.styled("This file is left out until it is mended:", "$warning")
        found = [Content(f"· {_place(fault)}{fault.message}") for fault in faults]
        self.content = Content("\n").join([head, Content(""), *found])

    def render(self) -> Content:
        """Return what was last chosen to be shown."""
        return self.content


def _place(fault: Fault) -> str:
    line = f"line {fault.line}: " if fault.line is not None else ""
    return f"{line}{fault.field}: " if fault.field else line


def _lines(routine: Routine, width: int) -> Iterator[Content]:
    if routine.about:
        yield Content(routine.about)
    yield Content.styled(words.positions(routine), "$muted")
    yield Content("")
    name_width = max(len(item.stretch.name) for item in routine.items)
    for nth, item in enumerate(routine.items, start=1):
        yield _item_line(nth, item, min(name_width, width - 16), width)
    replaced = [item.stretch.name for item in routine.items if _is_replaced(item)]
    if replaced:
        yield Content("")
        yield Content.styled(f"Technique rewritten: {', '.join(replaced)}", "$muted")


def _item_line(nth: int, item: Item, name_width: int, width: int) -> Content:
    name = Content(item.stretch.name).truncate(name_width, ellipsis=True, pad=True)
    dose = f"{words.dose(item.dose):<10}"
    sides = words.sides(item)
    line = Content.assemble((f"{nth:>2} ", "$muted"), name, "  ", dose)
    if sides and line.cell_length + len(sides) + 1 <= width:
        line += Content.styled(f" {sides}", "$muted")
    return line


def _is_replaced(item: Item) -> bool:
    technique = item.stretch.technique
    return technique is not None and technique.status == "replaced"


def _last(last: SessionRecord | None, today: date) -> Content:
    if last is None:
        return Content.styled("Not done yet", "$muted")
    when = words.day(local_day(last.started_at), today)
    change = words.pain_change(last)
    early = ", stopped early" if last.outcome == "stopped" else ""
    pain = Content.assemble(", pain ", (change, "bold")) if change else Content("")
    return Content.assemble(("Last: ", "$muted"), when, early, pain)
