"""Asks for the warning signs: one yes or no for each of three lists."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tracker.core.safety import Signs
from tracker.core.safety_words import LEADS, SIGNS
from tracker.ui.screens.room import Room
from tracker.ui.widgets.bullets import Bullets
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.page import Page
from tracker.ui.widgets.title_bar import TitleBar

TIERS = Signs._fields


class SignsScreen(Room[Signs | None]):
    """Returns the three answers; None when the person leaves without having answered all."""

    DEFAULT_CSS = """
    SignsScreen Page { padding: 1 2 0 2; }
    SignsScreen.-tall Page { padding: 3 4 0 4; }
    SignsScreen #lead { text-style: bold; padding-bottom: 1; }
    """
    ABOUT = (
        "Three short lists of things that stretching must not wait for. One yes or no each; your "
        "answers stay on this computer."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "answer(False)", "None of these", id="signs.no", tooltip="None of these"),
        Binding("y", "answer(True)", "Yes, one or more", id="signs.yes", tooltip="One or more"),
        Binding("escape", "back", "Back", id="signs.back", tooltip="The list before, or back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[bool] = []

    def compose(self) -> ComposeResult:
        """Lay out one list under its question."""
        yield TitleBar("Warning signs")
        with Page():
            yield Static(id="lead")
            yield Bullets(SIGNS[TIERS[0]])
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask the first question."""
        self.query_one(Page).focus()
        self._ask()

    def action_answer(self, yes: bool) -> None:
        """Take an answer, and ask the next question; a yes to the first cannot wait for others."""
        self._answers.append(yes)
        if len(self._answers) == len(TIERS) or self._answers == [True]:
            self.dismiss(Signs(*self._answers))
        else:
            self._ask()

    def action_back(self) -> None:
        """Ask the question before again, or leave."""
        if not self._answers:
            self.dismiss(None)
            return
        self._answers.pop()
        self._ask()

    def _ask(self) -> None:
        nth = len(self._answers)
        tier = TIERS[nth]
        self.query_one(TitleBar).right = f"{nth + 1} of {len(TIERS)}"
        self.query_one("#lead", Static).update(Content(LEADS[tier]))
        self.query_one(Bullets).show(SIGNS[tier])
        self.query_one(Page).scroll_home(animate=False)
