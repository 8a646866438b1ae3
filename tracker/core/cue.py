"""What the player's place means to a person: the word for the moment, and what comes next."""

from math import ceil
from typing import Final

from tracker.core import words
from tracker.core.plan import Step
from tracker.core.player import Player
from tracker.core.routine import Item, Routine

NEARLY: Final = 1e-3
"""Seconds by which a look at the clock may come early and still show the next second."""

PAUSED: Final = "Paused. Space goes on, s ends the session here."
NOT_SAVED: Final = "Not saved yet, still trying. You can go on."
PAUSED_NOT_SAVED: Final = "Paused: space goes on. Not saved yet, still trying."
READY: Final = "Space goes on from here when you are ready."


def moment(item: Item, step: Step) -> str:
    """Return the one word or two for what to do in this step."""
    if step.kind == "rep":
        return f"{step.half or 'move'}, hold" if step.hold_seconds else step.half or "move"
    return {
        "set-up": "get ready",
        "ease in": "ease in",
        "hold": "stay" if item.dose.style == "resting" else "hold",
        "ease out": "ease out slowly",
        "switch": "turn over" if item.dose.turns else "switch sides",
        "rest": "rest",
    }[step.kind]


def place(item: Item, step: Step) -> str:
    """Return the side and the count of a step: "left leg · 2 of 3"; empty where there are none."""
    count = f"{step.rep} of {step.reps}" if step.rep and step.reps > 1 else ""
    return " · ".join(filter(None, [words.side(item, step), count]))


def coming(routine: Routine, player: Player) -> str:
    """Return what begins after the rep in hand: another side, stretch, rep, or the end."""
    here = player.step
    for step in player.steps[player.index + 1 :]:
        item = routine.items[step.item]
        if step.item != here.item:
            return f"next: {item.stretch.name}"
        if step.kind == "switch":
            return f"next: {words.side(item, step)}"
        if step.rep != here.rep and here.rep:
            return f"next: {step.rep} of {step.reps}"
    return "next: done"


def shown_seconds(player: Player) -> str:
    """Return the seconds left of the step in hand as they are shown: whole, never 0 too early."""
    left = ceil(player.remaining - NEARLY)
    return str(left) if left < 100 else words.clock(left)


def silence(seconds: float) -> str:
    """Return what to say when nothing was heard for so many seconds; negative: set back."""
    if seconds < 0:
        return "The clock was set back, so this stands still. Space goes on, r starts it again."
    return (
        f"Nothing was heard for {words.clock(seconds)}, and nothing of it counts. "
        "Space goes on, r starts this again, s ends here."
    )
