"""Asks what must be known of a person: the flags, what eases the back, since when it hurts."""

from collections.abc import Iterator
from typing import ClassVar, Final, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tracker.core.flags import FLAGS, Flag
from tracker.core.safety import Eases, Screening
from tracker.core.safety_words import EASES, SINCE
from tracker.core.screening import RULES
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.lines import Lines
from tracker.ui.widgets.title_bar import TitleBar

Question = Literal["eases", "since"]
Row = Flag | Question

ROWS: Final[tuple[Row, ...]] = (*FLAGS, "eases", "since")
QUESTIONS: Final[dict[Row, str]] = {
    "eases": "What eases your back",
    "since": "How long it has hurt",
}
ABOUTS: Final[dict[Row, str]] = {
    "eases": "← and → choose. It orders the routines, and nothing is concluded from it.",
    "since": "← and → choose. Old pain is not asked about as often.",
}
NOT_SAID: Final = "not said"
NAME_WIDTH: Final = 24


class ScreeningScreen(Room[Screening | None]):
    """Returns what was ticked and chosen; None when the person goes back."""

    DEFAULT_CSS = """
    ScreeningScreen #lead { padding: 0 2; margin-top: 1; text-style: bold; }
    ScreeningScreen #list { padding: 0 1; height: 11; }
    ScreeningScreen #about { padding: 0 3; margin-top: 1; color: $muted; height: 2; }
    ScreeningScreen.-tall #lead { margin-top: 2; margin-bottom: 1; }
    """
    AUTO_FOCUS = "#list"
    ABOUT = (
        "Tick what is true for you. Some stretches are then left out or done with care, each with "
        "the reason beside it. Nothing ticked means: none of these."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep these", id="screening.keep", tooltip="Keep these answers"),
        Binding(
            "space", "tick", "Tick", id="screening.tick", tooltip="Tick, or take the tick away"
        ),
        Binding(
            "right", "step(1)", "Choose", id="screening.on", key_display="← →", tooltip="Choose"
        ),
        Binding("left", "step(-1)", show=False, key_display="← →", tooltip="Choose"),
        *(
            Binding(
                str(nth), f"tick_row({nth - 1})", show=False, tooltip="Tick the row of a number"
            )
            for nth in range(1, len(FLAGS) + 1)
        ),
        Binding("escape", "back", "Back", id="screening.back", tooltip="Back, nothing changed"),
    ]

    def __init__(self, known: Screening | None) -> None:
        super().__init__()
        known = known or Screening()
        self._flags = set(known.flags)
        self._eases = known.eases
        self._since = known.since_weeks

    def compose(self) -> ComposeResult:
        """Lay out the list over what explains the row under the cursor."""
        yield TitleBar("About your back")
        yield Static(Content("Tick what is true for you. None of these? Press Enter."), id="lead")
        yield Lines(ROWS, self._draw, empty=Content(""), id="list")
        yield Static(Content(_about(ROWS[0])), id="about")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to tick flags and to choose the rest."""
        if not self.is_mounted or action not in ("tick", "step"):
            return True
        return (self._row in FLAGS) == (action == "tick")

    def on_lines_moved(self) -> None:
        """Explain the row that the cursor came to."""
        self.query_one("#about", Static).update(Content(_about(self._row)))
        self.refresh_bindings()

    def on_lines_chosen(self) -> None:
        """Tick what was clicked."""
        self.action_tick()
        self.action_step(1)

    def action_tick(self) -> None:
        """Tick the flag under the cursor, or take the tick away."""
        if self._row in FLAGS:
            self._flags ^= {self._row}
            self.query_one(Lines).refresh()

    def action_tick_row(self, nth: int) -> None:
        """Go to a flag and tick it."""
        self.query_one(Lines).action_to(nth)
        self.action_tick()

    def action_step(self, by: int) -> None:
        """Choose the next answer or the one before, "not said" among them."""
        if self._row == "eases":
            eases: list[Eases | None] = [None, *EASES]
            self._eases = eases[(eases.index(self._eases) + by) % len(eases)]
        elif self._row == "since":
            since = [None, *SINCE]
            self._since = since[(since.index(self._since) + by) % len(since)]
        self.query_one(Lines).refresh()

    def action_keep(self) -> None:
        """Return the answers."""
        self.dismiss(Screening(frozenset(self._flags), self._eases, self._since))

    def action_back(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    @property
    def _row(self) -> Row:
        return ROWS[self.query_one(Lines).cursor]

    def _draw(self, row: Row, width: int) -> Content:
        return Content.assemble(*self._parts(row)).truncate(width, ellipsis=True)

    def _parts(self, row: Row) -> Iterator[str | tuple[str, str]]:
        if row == "eases" or row == "since":
            yield f"{QUESTIONS[row]:<{NAME_WIDTH}}"
            said = self._said(row)
            yield "‹ ", "$accent"
            yield said or NOT_SAID, "bold $primary" if said else "$muted"
            yield " ›", "$accent"
            return
        on = row in self._flags
        yield "[✓] " if on else "[ ] ", "bold $primary" if on else "$muted"
        yield f"{FLAGS.index(row) + 1} ", "$muted"
        yield RULES[row].label, "bold" if on else "$foreground"

    def _said(self, row: Question) -> str:
        if row == "eases":
            return EASES[self._eases] if self._eases else ""
        return "" if self._since is None else SINCE[self._since]


def _about(row: Row) -> str:
    """Return what the row means in full."""
    if row == "eases" or row == "since":
        return ABOUTS[row]
    return RULES[row].words
