"""The cue schedule: what is said and sounded at which second of a step, for one who cannot look."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from tracker.core import cue, words
from tracker.core.plan import Step
from tracker.core.routine import Routine
from tracker.core.stretch import POSITION_WORDS

Tone = Literal["begin", "end", "switch", "tick"]

RUNG: Final[frozenset[Tone]] = frozenset({"begin", "end", "switch"})
"""The tones for which a bell may ring, or a screen light up: three ticks in a row would alarm."""

HALFWAY_FROM_SECONDS: Final = 20.0
"""The shortest hold of which half is worth telling."""

TICKS_FROM_SECONDS: Final = 6.0
"""The shortest step whose last seconds are ticked."""

TICKS_BEFORE_ZERO: Final = (3.0, 2.0, 1.0)

HELD_PART_FROM_SECONDS: Final = 5.0
"""The shortest held part of a rep that gets a word of its own."""


@dataclass(frozen=True, slots=True)
class Call:
    """One cue: the words to be said ("" for none), and the tone to be sounded (None for none)."""

    words: str = ""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A call, and the second of its step at which it is due."""

    at: float
    call: Call


TICK: Final = Call("", "tick")
HALFWAY: Final = Call("halfway")
END: Final = Call("", "end")
PAUSED: Final = Call("paused")
GO_ON: Final = Call("go on")
DONE: Final = Call("done", "end")


def schedule(
    routine: Routine, step: Step, length: float, before: Step | None = None
) -> tuple[Due, ...]:
    """Return the calls of one step in order.

    `length` is the step's in seconds, with what the person added or took. `before` is the step
    that was last called out: what it said already is not said again, None says all of it.
    """
    calls = [Due(0.0, Call(_opening(routine, step, before), _tone(step)))]
    calls += _within(routine, step, length)
    return tuple(sorted(calls, key=lambda due: due.at))


def closing(step: Step) -> Call | None:
    """Return the call of a step that came to its end by the clock; None where there is none."""
    return END if step.kind == "hold" else None


def _tone(step: Step) -> Tone | None:
    if step.kind == "hold":
        return "begin"
    return "switch" if step.kind == "switch" else None


def _within(routine: Routine, step: Step, length: float) -> Iterator[Due]:
    """Yield the calls after the first one."""
    if step.kind == "hold" and length >= HALFWAY_FROM_SECONDS:
        yield Due(length / 2, HALFWAY)
    if step.kind in ("hold", "set-up") and length >= TICKS_FROM_SECONDS:
        for seconds in TICKS_BEFORE_ZERO:
            yield Due(length - seconds, TICK)
    if step.kind == "rep" and step.hold_seconds >= HELD_PART_FROM_SECONDS:
        yield from _held_part(routine, step, length)


def _held_part(routine: Routine, step: Step, length: float) -> Iterator[Due]:
    """Yield where a rep is held, and where it is let go again.

    Of two halves each moves straight into its hold, and the next one's word lets it go; any other
    rep moves there and back, and is let go by a tone.
    """
    there_and_back = len(routine.items[step.item].dose.halves) < 2
    moving = step.seconds - step.hold_seconds
    there = moving / 2 if there_and_back else moving
    yield Due(there, Call("hold"))
    if there_and_back:
        yield Due(length - there, END)


def _opening(routine: Routine, step: Step, before: Step | None) -> str:
    """Return what is said as the step begins: where this is, unless it was said, and what to do."""
    item = routine.items[step.item]
    side = words.side(item, step)
    if step.kind == "set-up":
        name = item.stretch.name
        follows = before is not None and before.item < step.item
        return _sentences(
            f"next: {name}" if follows else name,
            _position(routine, step, before),
            side,
        )
    if step.kind == "switch":
        return _sentences(cue.moment(item, step), side)
    moved = before is None or before.item != step.item
    turned = before is None or before.side != step.side
    where = [item.stretch.name if moved else "", side if moved or turned else ""]
    what = _what(routine, step)
    return _sentences(*where, what) if any(where) else what


def _what(routine: Routine, step: Step) -> str:
    """Return the word for a step; a rep is counted, unless its half has a name."""
    if step.kind == "rep":
        return step.half or words.number(step.rep)
    return cue.moment(routine.items[step.item], step)


def _position(routine: Routine, step: Step, before: Step | None) -> str:
    """Return the starting position; empty where one is in it already."""
    position = routine.items[step.item].stretch.position
    if before is not None and step.item:
        before_it = routine.items[step.item - 1].stretch.position
        return "" if position == before_it else POSITION_WORDS[position]
    return POSITION_WORDS[position]


def _sentences(*parts: str) -> str:
    """Return the parts that are not empty as sentences, which a voice keeps apart."""
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts if part)
