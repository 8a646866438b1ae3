"""Asks what hurts after x: how much, and what it is like; both may be skipped."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.core import words
from tracker.core.hurting import Feeling
from tracker.core.safety_words import CENTRALISING, FEELINGS, LET_GO, WARNING_HINT
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.pain_scale import PainScale
from tracker.ui.widgets.title_bar import TitleBar

KEYS: Final[dict[Feeling, str]] = {"sore": "a", "sharp": "b", "warning sign": "w"}


@dataclass(frozen=True, slots=True)
class Hurt:
    """What was said: a pain 0–10 and a feeling, each None where it was skipped."""

    pain: int | None = None
    feeling: Feeling | None = None


class HurtScreen(Room[Hurt]):
    """Returns how much it hurts and what it is like."""

    DEFAULT_CSS = """
    HurtScreen Center { height: auto; margin: 0 0 1 0; }
    HurtScreen #question #feelings { width: auto; text-align: left; }
    HurtScreen #lead, HurtScreen #hint { color: $muted; }
    HurtScreen #ask { text-style: bold; }
    HurtScreen.-tall #question Static { margin-bottom: 1; }
    """
    ABOUT = (
        "The clock stands still. Say how strong the pain is and what it is like; either may be "
        f"skipped. {CENTRALISING}"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "Go on", id="hurt.go", tooltip="Keep this answer"),
        Binding(
            "s",
            "skip",
            "Skip: ends the stretch",
            id="hurt.skip",
            tooltip="Say no number; the stretch ends",
        ),
        Binding("a", "feel('sore')", "Sore", show=False, tooltip="It is sore, like a strong pull"),
        Binding(
            "b",
            "feel('sharp')",
            "Sharp",
            show=False,
            tooltip="It is sharp, spreading, tingling or dizzy",
        ),
        Binding(
            "w",
            "feel('warning sign')",
            "Sign",
            show=False,
            tooltip="It is one of the warning signs",
        ),
    ]

    LEAD: ClassVar[str] = LET_GO
    RIGHT: ClassVar[str] = "this hurts"

    def __init__(self, stretch: str) -> None:
        super().__init__()
        self._stretch = stretch
        self._feeling: Feeling | None = None

    def compose(self) -> ComposeResult:
        """Lay out both questions in the middle of the screen."""
        yield TitleBar(self._stretch, self.RIGHT)
        with Vertical(id="question"):
            yield Static(Content(self.LEAD), id="lead")
            yield Static(Content(words.QUESTION_NOW), id="ask")
            with Center():
                yield PainScale()
            with Center():
                yield Static(Content("\n").join(self._feelings()), id="feelings")
            yield Static(Content(WARNING_HINT), id="hint")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Go on only where something was said."""
        if action != "confirm":
            return True
        return self._feeling is not None or self.query_one(PainScale).pain is not None

    def on_pain_scale_changed(self) -> None:
        """Offer to go on."""
        self.refresh_bindings()

    def action_feel(self, feeling: Feeling) -> None:
        """Say what it is like; the same key again takes it back."""
        self._feeling = None if self._feeling == feeling else feeling
        self.query_one("#feelings", Static).update(Content("\n").join(self._feelings()))
        self.refresh_bindings()

    def action_confirm(self) -> None:
        """Return what was said."""
        self.dismiss(Hurt(self.query_one(PainScale).pain, self._feeling))

    def action_skip(self) -> None:
        """Return what was felt, and no number."""
        self.dismiss(Hurt(None, self._feeling))

    def _feelings(self) -> Iterator[Content]:
        for feeling, said in FEELINGS.items():
            on = feeling == self._feeling
            yield Content.assemble(
                ("✓ " if on else "  ", "bold $primary"),
                (f"{KEYS[feeling]} ", "$accent"),
                (said, "bold $primary" if on else "$foreground"),
            )


class HurtAgainScreen(HurtScreen):
    """Asks once more after the rest, where no number means the end of the session."""

    LEAD = "Two minutes have passed."
    RIGHT = "after the rest"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "s",
            "skip",
            "Skip: ends the session",
            id="hurt-again.skip",
            tooltip="Say no number; the session ends",
        ),
    ]
