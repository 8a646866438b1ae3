"""Leads through the steps by the player's clock; every key is a verb of the player."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Final, Literal

from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from tracker.core import cue, words
from tracker.core.figure import Figure
from tracker.core.plan import total_seconds
from tracker.core.player import Event, Finished, Player, Silence, StepEnded
from tracker.core.routine import Routine
from tracker.cues import Sounds
from tracker.journal import Journal
from tracker.settings import Settings
from tracker.ui.calling import Calling
from tracker.ui.left import Left
from tracker.ui.screens.practice_keys import KEYS
from tracker.ui.screens.room import Room
from tracker.ui.widgets.countdown import Countdown
from tracker.ui.widgets.figure_view import FRAMES, FigureView
from tracker.ui.widgets.guide import Guide
from tracker.ui.widgets.key_bar import KeyBar
from tracker.ui.widgets.progress import Progress
from tracker.ui.widgets.title_bar import TitleBar

LONGEST_WAIT: Final = 0.5
"""Seconds between two looks at the clock at the most, well under the player's two."""

FLASH_SECONDS: Final = 0.2


class PracticeScreen(Room[Left]):
    """Runs a player to its end or to a stop; writes each step that ends into the journal.

    It starts at once, or (`at_once` false) when the person says so.
    """

    DEFAULT_CSS = """
    PracticeScreen {
        layout: grid;
        grid-size: 2;
        grid-columns: 3fr 2fr;
        grid-rows: 1 5fr 4fr 1 1 1;
    }
    PracticeScreen TitleBar, PracticeScreen Guide, PracticeScreen Static, PracticeScreen Progress {
        column-span: 2;
    }
    PracticeScreen FigureView { margin: 0 1; }
    PracticeScreen.-narrow { grid-columns: 1fr 24; }
    PracticeScreen.-tall { grid-rows: 1 3fr 2fr 1 1 1; }
    PracticeScreen.-tall Guide { margin-top: 1; }
    PracticeScreen.-flash { background: $primary 40%; }
    PracticeScreen Static { padding: 0 1; height: auto; }
    """
    ABOUT = (
        "Follow the words and the seconds. Stop whenever you want: what you did is kept, and it "
        "counts. x says that it hurts, and stops the clock at once."
    )
    UNSEEN_KEYS = Room.UNSEEN_KEYS | {"space", "enter", "pagedown", "escape", "s", "x"}
    UNSEEN = "Space pauses or goes on, s stops, x: it hurts."
    BINDINGS = KEYS

    def __init__(
        self,
        routine: Routine,
        player: Player,
        journal: Journal,
        *,
        at_once: bool = True,
        settings: Settings,
        sounds: Sounds | None = None,
        care: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.routine = routine
        self.player = player
        self.journal = journal
        self._message = "" if at_once else cue.READY
        self._at_once = at_once
        self._was_paused = True
        self._settings = settings
        self._calling = Calling(routine, sounds)
        self._timer: Timer | None = None
        self._whole = total_seconds(player.steps)
        self._moving: Timer | None = None
        self._care = care or [""] * len(routine.items)
        self._figures = [Figure.of(item.stretch) for item in routine.items]

    def compose(self) -> ComposeResult:
        """Lay out the figure beside the countdown, the words under both, what comes below."""
        yield TitleBar(self.routine.name)
        yield FigureView()
        yield Countdown()
        yield Guide()
        yield Static(Content(""), id="message")
        yield Progress()
        yield Static(Content(""), id="next")
        yield KeyBar()

    def on_mount(self) -> None:
        """Start the clock, or wait for a key where one comes back in the middle."""
        self._moving = self.set_interval(1 / FRAMES, self._move)
        self._after(self.player.resume() if self._at_once else ())

    def on_screen_suspend(self) -> None:
        """Pause while another screen hides the clock."""
        if self.player.phase == "running":
            self.action_pause()

    def action_pause(self) -> None:
        """Stop the clock."""
        self._message = cue.PAUSED
        self._after(self.player.pause())

    def action_go_on(self) -> None:
        """Let the clock run."""
        self._message = ""
        self._after(self.player.resume())

    def action_verb(self, verb: Literal["next", "back", "restart", "next_item"]) -> None:
        """Do one of the player's verbs that take nothing."""
        do: Callable[[], tuple[Event, ...]] = getattr(self.player, verb)
        self._after(do())

    def action_lengthen(self, seconds: int) -> None:
        """Make the step in hand longer or shorter.

        Whole seconds do not move the next look, which sees to the progress: so what this key
        changes stands in one corner, and is painted fast.
        """
        events = self.player.lengthen(float(seconds))
        self._write(events)
        self._call(events)
        if self.player.phase != "over":
            self._show()

    def action_stop(self) -> None:
        """End the session here."""
        events = self.player.stop()
        self._write(events)
        self._calling.hush()
        if not any(isinstance(event, Finished) for event in events):
            self.dismiss(Left("stopped", self.player.index, "own choice"))

    def action_hurt(self) -> None:
        """Stand still and mark the step in hand; what follows is asked elsewhere."""
        events = self.player.hurt()
        self._write(events)
        self._calling.hush()
        if not any(isinstance(event, Finished) for event in events):
            self.dismiss(Left("hurt", self.player.index))

    def action_mute(self) -> None:
        """Fall silent, or sound again from the next cue on."""
        self._calling.mute()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to pause only what runs, and to mute only where something may sound."""
        runs = self.player.phase == "running"
        offered = {"pause": runs, "go_on": not runs, "mute": self._calling.sounds is not None}
        return offered.get(action, True)

    def _call(self, events: tuple[Event, ...]) -> None:
        """Sound the cues that are due, and show them by bell and flash where that is wanted."""
        rings = self._calling.call(self.player, events)
        if rings and self._settings.bell:
            self.app.bell()
        if rings and self._settings.flash:
            self.add_class("-flash")
            self.set_timer(FLASH_SECONDS, lambda: self.remove_class("-flash"))

    def _tick(self) -> None:
        self.journal.flush()
        self._after(self.player.tick())

    def _after(self, events: tuple[Event, ...]) -> None:
        self._write(events)
        self._call(events)
        if self.player.phase == "over":
            return
        self._show()
        self._show_figure()
        self.query_one(Progress).part = 1 - self.player.total_remaining / self._whole
        self._wait()

    def _move(self) -> None:
        """Look at the clock for the figure alone; whatever else has happened goes its usual way."""
        if self.player.phase != "running":
            return
        if events := self.player.tick():
            self._after(events)
        else:
            self._call(())
            self._show_figure()

    def _show_figure(self) -> None:
        player, moves = self.player, self._settings.motion
        figure = self._figures[player.step.item]
        self.query_one(FigureView).follow(figure, player.step, player.elapsed, moves=moves)

    def _write(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case StepEnded():
                    self.journal.end_step(event)
                case Silence(seconds):
                    self._message = cue.silence(seconds)
                case Finished():
                    self.dismiss(Left("finished", len(self.player.steps)))

    def _wait(self) -> None:
        """Look again when the shown second changes, so that it changes on time."""
        if self._timer is not None:
            self._timer.stop()
        fraction = self.player.remaining % 1.0
        call = self._calling.next_in(self.player)
        waits = [LONGEST_WAIT, fraction or LONGEST_WAIT, call or LONGEST_WAIT]
        self._timer = self.set_timer(min(waits), self._tick)

    def _show(self) -> None:
        player, step = self.player, self.player.step
        item = self.routine.items[step.item]
        paused = player.phase == "paused"
        if self._was_paused != paused:
            self._was_paused = paused
            self.refresh_bindings()
        self.query_one(TitleBar).right = f"stretch {step.item + 1} of {len(self.routine.items)}"
        self.query_one(Guide).show(item, step, self._care[step.item])
        place = cue.place(item, step) or ("both sides" if item.sides else "")
        countdown = self.query_one(Countdown)
        countdown.heading = item.stretch.name.upper(), place
        countdown.show(
            cue.shown_seconds(player),
            "paused" if paused else cue.moment(item, step),
            f"{words.clock(ceil(player.total_remaining - cue.NEARLY))} left",
            still=paused,
        )
        self._say("#next", Content.styled(cue.coming(self.routine, player), "$muted"))
        message = self._message
        if self.journal.trouble:  # the end of the session says why, with more room for it
            message = cue.PAUSED_NOT_SAVED if paused else cue.NOT_SAVED
        self._say("#message", Content.styled(message or self._calling.message, "$warning"))

    def _say(self, where: str, what: Content) -> None:
        static = self.query_one(where, Static)
        if static.content != what:
            static.update(what)
