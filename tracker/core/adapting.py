"""What is left of a routine for one person: without what their answers leave out, perhaps less."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tracker.core.dosing import halved
from tracker.core.flags import FLAGS, Flag
from tracker.core.flat_back import without_long_blocks
from tracker.core.routine import Routine
from tracker.core.safety import Safety
from tracker.core.screening import (
    ASK_YOUR_TEAM,
    RULES,
    Screened,
    Warned,
    half_hidden_by,
    hidden_by,
    screened,
    warnings,
)
from tracker.core.stretch import Stretch

HALF_DOSE = "Half dose: holds and repetitions are halved."


class Adapted(NamedTuple):
    """A routine as it is done, what was taken from it, and whether the rest is halved.

    `routine.items` is empty where nothing is left.
    """

    routine: Routine
    screened: Screened
    dropped: tuple[Stretch, ...]
    too_long_flat: tuple[Stretch, ...]
    is_halved: bool

    @property
    def is_changed(self) -> bool:
        """Return whether it is not what its file says."""
        screened = self.screened
        fewer = screened.left_out or screened.halved or self.dropped or self.too_long_flat
        return bool(fewer or self.is_halved)


def adapt(routine: Routine, safety: Safety, stretches: Mapping[str, Stretch]) -> Adapted:
    """Return a routine as this person does it."""
    found = screened(routine, safety.flags, stretches)
    left = found.routine
    stretches_left = (item.stretch for item in left.items)
    dropped = {one.id: one for one in stretches_left if one.id in safety.dropped}
    kept = tuple(item for item in left.items if item.stretch.id not in safety.dropped)
    left = left._replace(items=kept)
    done = halved(left) if safety.half_dose else left
    too_long: tuple[Stretch, ...] = ()
    if any(RULES[flag].hides_long_flat for flag in safety.flags):
        done, too_long = without_long_blocks(done)
    return Adapted(done, found, tuple(dropped.values()), too_long, safety.half_dose)


def notes(adapted: Adapted) -> Iterator[str]:
    """Yield what is to be said about a routine that was adapted, a sentence a line."""
    found = adapted.screened
    if "recent-surgery" in {flag for one in found.left_out for flag in one.flags}:
        yield ASK_YOUR_TEAM
    for flags, names in _by_flags((one.flags, one.stretch.name) for one in found.left_out):
        yield f"Left out: {', '.join(names)} ({because(flags)})"
    for one in found.halved:
        yield f"Only one half of {one.stretch.name} ({because(one.flags)})"
    if adapted.dropped:
        sore = ", ".join(stretch.name for stretch in adapted.dropped)
        yield f"Left out: {sore} (two sore days after it)"
    if adapted.too_long_flat:
        flat = dict.fromkeys(stretch.name for stretch in adapted.too_long_flat)
        yield f"Left out: {', '.join(flat)} (too long flat on your back)"
    if adapted.is_halved:
        yield HALF_DOSE
    for alike, warned in _by_note(_warned(adapted)):
        yield f"With care: {alike}, {warned.note} ({because([warned.flag])})"


def stretch_notes(stretch: Stretch, safety: Safety) -> Iterator[str]:
    """Yield what is to be said about a stretch on its own, a sentence a line."""
    flags = [flag for flag in FLAGS if flag in safety.flags]
    if hidden := hidden_by(stretch, flags):
        yield f"Left out of your routines ({because(hidden)})"
        return
    if stretch.id in safety.dropped:
        yield "Left out of your routines (two sore days after it)"
    for half, flag in half_hidden_by(stretch, flags).items():
        yield f"Without the {half} half ({because([flag])})"
    for warned in warnings(stretch, flags):
        yield f"With care: {warned.note} ({because([warned.flag])})"


def in_order(routines: Iterable[Routine], eases: str | None) -> list[Routine]:
    """Return the routines, first those made for what eases the back, last those for the other."""
    if eases not in ("bending", "arching"):
        return list(routines)
    return sorted(routines, key=lambda one: (one.eases != eases) + (one.eases not in (eases, None)))


def because(flags: Iterable[Flag]) -> str:
    """Return the flags as a reason in few words."""
    return ", ".join(RULES[flag].short for flag in flags)


def _warned(adapted: Adapted) -> Iterator[Warned]:
    """Yield what is to be done with care of what is left."""
    left = [item.stretch for item in adapted.routine.items]
    return (one for one in adapted.screened.warned if one.stretch in left)


def _by_note(warned: Iterable[Warned]) -> Iterator[tuple[str, Warned]]:
    """Yield the names of the stretches that the same is said about, and what that is."""
    alike: dict[tuple[Flag, str], list[Warned]] = {}
    for one in warned:
        alike.setdefault((one.flag, one.note), []).append(one)
    for same in alike.values():
        yield ", ".join(one.stretch.name for one in same), same[0]


def _by_flags(
    left_out: Iterable[tuple[tuple[Flag, ...], str]],
) -> Iterator[tuple[tuple[Flag, ...], list[str]]]:
    """Yield the names that have their flags in common, each name once."""
    names: dict[tuple[Flag, ...], list[str]] = {}
    for flags, name in left_out:
        one = names.setdefault(flags, [])
        if name not in one:
            one.append(name)
    yield from names.items()
