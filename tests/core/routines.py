"""Stretches, routines and a clock to test with."""

from typing import Final

from tracker.core.player import (
    Event,
    Finished,
    Player,
    Reading,
    Silence,
    StepEnded,
    StepStarted,
)
from tracker.core.routine import Item, Routine
from tracker.core.stretch import Dose, Position, Stretch

HELD: Final = Dose("held", reps=2, hold_seconds=5.0)
MOVED: Final = Dose("reps", reps=2, hold_seconds=5.0, move_seconds=3.0)
KEPT: Final = Dose("resting", reps=1, hold_seconds=60.0)
CAT_COW: Final = Dose("reps", reps=2, hold_seconds=5.0, move_seconds=1.0, halves=("cat", "cow"))


class FakeClock:
    """Two clocks that stand still until they are told to go on."""

    def __init__(self, monotonic: float = 1000.0, wall: float = 5000.0) -> None:
        self.monotonic = monotonic
        self.wall = wall

    def __call__(self) -> Reading:
        return Reading(self.monotonic, self.wall)

    def go(self, seconds: float, by_wall: float | None = None) -> None:
        """Let the seconds pass, by the wall clock as many unless it says otherwise."""
        self.monotonic += seconds
        self.wall += seconds if by_wall is None else by_wall


def stretch(
    name: str = "Knee to chest",
    dose: Dose = HELD,
    position: Position = "supine",
    variation: str | None = None,
    variations: tuple[Stretch, ...] = (),
) -> Stretch:
    return Stretch(
        id=name.lower().replace(" ", "-"),
        name=name,
        position=position,
        target="the low back",
        direction=("flexion",),
        steps=("Lie down.", "Draw one knee in."),
        feel="A mild stretch.",
        not_feel="Pain down the leg.",
        mistakes=("Pulling hard", "Rushing"),
        easier="Hold behind the thigh.",
        ask_first=("A recent operation", "Osteoporosis"),
        dose=dose,
        provenance="From the article.",
        seed=None,
        technique=None,
        variation=variation,
        variations=variations,
    )


def routine(*items: Item) -> Routine:
    return Routine("mine", "Mine", "for me", "", items)


def told(events: tuple[Event, ...]) -> list[str]:
    """Say each event in a few words: "started 6", "ended 5 done 3 > 6", "silence 60"."""
    return [_told(event) for event in events]


def _told(event: Event) -> str:
    match event:
        case StepStarted(index):
            return f"started {index}"
        case StepEnded(index, _, seconds, outcome, next_index):
            return f"ended {index} {outcome} {seconds:g} > {next_index}"
        case Silence(seconds):
            return f"silence {seconds:g}"
        case Finished():
            return "finished"


def ended(events: tuple[Event, ...]) -> list[StepEnded]:
    return [event for event in events if isinstance(event, StepEnded)]


def run(player: Player, clock: FakeClock, seconds: float, every: float = 0.5) -> tuple[Event, ...]:
    """Tick for so many seconds, a whole number of ticks; return all that came of it."""
    events: tuple[Event, ...] = ()
    for _ in range(round(seconds / every)):
        clock.go(every)
        events += player.tick()
    return events
