"""What one session was: how it ended, what was held, and the pain on both sides of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tracker.core import words
from tracker.core.record import HurtRecord, SessionRecord, StepRecord
from tracker.core.safety_words import FEELINGS, WAYS, reason
from tracker.core.tally import Tally, by_stretch
from tracker.core.text import one_line
from tracker.ui.screens.room import Room
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.page import Page
from tracker.ui.widgets.title_bar import TitleBar


class SummaryScreen(Room[None]):
    """Shows one session as it is stored."""

    DEFAULT_CSS = """
    SummaryScreen #facts { margin-bottom: 1; }
    SummaryScreen #caption { color: $muted; margin-bottom: 1; }
    """
    ABOUT = "What this session was. Nothing here says that stretching caused a change."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q", "close", "Go on", id="summary.close", tooltip="Back")
    ]

    def __init__(
        self,
        session: SessionRecord,
        steps: Sequence[StepRecord],
        names: Mapping[words.StretchKey, str],
        hurts: Sequence[HurtRecord] = (),
    ) -> None:
        super().__init__()
        self._hurts = hurts
        self._session = session
        self._tallies = by_stretch(steps)
        self._names = names

    def compose(self) -> ComposeResult:
        """Lay out the facts in one column."""
        session = self._session
        yield TitleBar(session.routine_name, f"{session.started_at:%a} {words.when(session)}")
        with Page():
            yield Static(Content("\n").join(self._facts()), id="facts")
            if session.pain_before is not None and session.pain_after is not None:
                rose = session.pain_after > session.pain_before
                caption = words.RISE_CAPTION if rose else words.DELTA_CAPTION
                yield Static(Content(caption), id="caption")
            yield Static(Content("\n").join([self._line(tally) for tally in self._tallies]))
        yield KeyBar()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _facts(self) -> Iterator[Content]:
        session = self._session
        yield Content.styled(_headline(session), "bold $foreground")
        yield Content("")
        if session.held_seconds is not None:
            planned = session.planned_seconds
            of = "" if planned is None else f" of {words.clock(planned)} planned"
            yield _fact("Held", f"{words.clock(session.held_seconds)}{of}")
        yield _fact("Pain", _pain(session))
        if session.reason and session.reason != "own choice":
            yield _fact("Why", reason(session.reason))
        if session.note:
            yield _fact("Note", session.note)
        for hurt in self._hurts:
            yield _fact("Hurt", self._hurt(hurt))

    def _hurt(self, hurt: HurtRecord) -> str:
        name = words.stretch_name(self._names, hurt.stretch, hurt.variation)
        side = f", {hurt.side}" if hurt.side else ""
        rested = ", after a rest" if hurt.rested else ""
        pain = "" if hurt.pain is None else f"{hurt.pain}"
        feeling = "" if hurt.feeling is None else FEELINGS[hurt.feeling]
        said = ", ".join(filter(None, [pain, feeling])) or "no number"
        return f"{name}{side}{rested}: {said} → {WAYS[hurt.way]}"

    def _line(self, tally: Tally) -> Content:
        name = Content(one_line(words.stretch_name(self._names, tally.stretch, tally.variation)))
        whole = tally.done == tally.of
        return Content.assemble(
            ("● " if whole else "◐ ", "$success" if whole else "$muted"),
            name.truncate(21, ellipsis=True, pad=True),
            f"  {words.clock(tally.held_seconds):>5}",
            (f" of {words.clock(tally.planned_seconds)}", "$muted"),
            (f"   {tally.done}/{tally.of} in full", "$muted"),
        )


def _headline(session: SessionRecord) -> str:
    if session.outcome == "stopped" and session.reason not in (None, "own choice"):
        return "Ended early, and rightly. It counts all the same."
    if session.outcome == "stopped":
        return "Stopped early. It counts all the same."
    if session.outcome is None:
        return "Not finished yet."
    return "Done." if session.in_full else "Done, some of it left out."


def _pain(session: SessionRecord) -> str:
    change = words.pain_change(session)
    return f"{change}   (before → after)" if change else "not rated"


def _fact(name: str, value: str) -> Content:
    return Content.assemble((f"{name:<7}", "$muted"), one_line(value))
