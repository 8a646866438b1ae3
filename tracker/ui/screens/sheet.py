"""A page of words with a question at its end: what the pages about safety have in common."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.page import Page
from tracker.ui.widgets.title_bar import TitleBar

Said = bool | None
"""Yes or no; None says that there is a warning sign."""


class Sheet(Room[Said]):
    """Shows a headline and paragraphs; its keys say yes or no, on some also: a warning sign."""

    DEFAULT_CSS = """
    Sheet Page { padding: 0 2; align: center middle; }
    Sheet Static { padding-bottom: 1; width: 100%; max-width: 72; }
    Sheet #headline { text-style: bold; }
    """

    def __init__(
        self, title: str, headline: str, paragraphs: Sequence[str], right: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self._headline = headline
        self._paragraphs = paragraphs
        self._right = right

    def compose(self) -> ComposeResult:
        """Lay out the words under each other."""
        yield TitleBar(self._title, self._right)
        with Page():
            yield Static(Content(self._headline), id="headline")
            for paragraph in self._paragraphs:
                yield Static(Content(paragraph))
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrow keys scroll at once."""
        self.query_one(Page).focus()

    def action_answer(self, yes: bool | None) -> None:
        """Return the answer; None says that there is a warning sign."""
        self.dismiss(yes)


class DisclaimerScreen(Sheet):
    """What unkink is and what it is not; true when it was read."""

    ABOUT = "What unkink is, and what it cannot be. It is shown once for each version of its words."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "I have read this", id="disclaimer.yes", tooltip="Go on"),
        Binding(
            "escape", "answer(False)", "Later", id="disclaimer.no", tooltip="No session until then"
        ),
    ]


class EmergencyScreen(Sheet):
    """What to do about an emergency sign; true when the person says that it was looked at."""

    DEFAULT_CSS = "EmergencyScreen #headline { color: $warning; }"
    ABOUT = (
        "You named a sign that needs help at once. No session starts until you say that it was "
        "looked at, or that it was said by mistake."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", "Back", id="emergency.back", tooltip="Back to Today"),
        Binding(
            "l",
            "answer(True)",
            "It was looked at, or a mistake",
            id="emergency.seen",
            tooltip="It was looked at, or ticked by mistake",
        ),
    ]


class AdviceScreen(Sheet):
    """Something to know before going on."""

    ABOUT = "Advice that follows from what you answered. It is not a diagnosis."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "answer(True)", "Go on", id="advice.go", tooltip="Go on")
    ]


def _sign(id_: str) -> Binding:
    """Return the key that says that there is a warning sign."""
    return Binding("w", "answer(None)", "A sign", id=id_, tooltip="One of them is there")


class RestDayScreen(Sheet):
    """Says that today is no day for a session; true when the rating is to be kept all the same."""

    ABOUT = "With this much pain no session starts. Your number can be kept as today's rating."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "answer(True)",
            "Keep rating",
            id="rest-day.keep",
            tooltip="Write this number down for today, without a session",
        ),
        _sign("rest-day.sign"),
        Binding(
            "escape", "answer(False)", "Back", id="rest-day.back", tooltip="Keep nothing, go back"
        ),
    ]


class RestNowScreen(Sheet):
    """Says that the last rating was too high for a session, where the question was skipped."""

    ABOUT = "With this much pain no session starts. A number below it, given anew, changes that."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,escape", "answer(True)", "Back", id="rest-now.back", tooltip="Back to Today"
        ),
        _sign("rest-now.sign"),
    ]


class GentleScreen(Sheet):
    """Offers the one routine for a day of much pain; true when it is to start."""

    ABOUT = "With this much pain only a gentle routine starts, and it ends if the pain rises."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "answer(True)", "Start the gentle one", id="gentle.go", tooltip="Start it"
        ),
        Binding("escape", "answer(False)", "Not today", id="gentle.no", tooltip="Back to Today"),
    ]


class OutcomeScreen(Sheet):
    """What follows from "this hurts"; true to go on, false to end the session here."""

    ABOUT = "Stopping for pain is right, and what you did counts all the same."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "answer(True)", "Go on", id="outcome.go", tooltip="Go on"),
        Binding(
            "e",
            "answer(False)",
            "End the session here",
            id="outcome.end",
            tooltip="End the session here; all of it is kept",
        ),
    ]


class EndScreen(Sheet):
    """Says that the session ends, and why."""

    ABOUT = "Stopping for pain is right, and what you did counts all the same."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,escape", "answer(True)", "Go on", id="end.go", tooltip="Go on")
    ]


class NoticeScreen(Sheet):
    """Something that the last weeks say; true when it need not be said again."""

    ABOUT = "What your last weeks say. It is shown once, and it is not a diagnosis."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "answer(True)", "I have read this", id="notice.read", tooltip="Put it away"
        ),
        Binding("escape", "answer(False)", "Later", id="notice.later", tooltip="Leave it on Today"),
    ]


class QuietScreen(Sheet):
    """Offers to show less of the pain on Today; true when that is wanted."""

    ABOUT = "Today can show less of your pain. Settings bring all of it back."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Show less", id="quiet.yes", tooltip="Show less on Today"),
        Binding("escape", "answer(False)", "Leave it as it is", id="quiet.no", tooltip="As it is"),
    ]


class OfferScreen(Sheet):
    """Offers to do less from now on; true when that is wanted."""

    ABOUT = "Doing less for a while is offered, never forced, and f on Today undoes it."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Do less", id="offer.yes", tooltip="Do less from now on"),
        Binding(
            "escape", "answer(False)", "Keep all of it", id="offer.no", tooltip="Change nothing"
        ),
    ]
