"""Calls a session out, unless it is muted, and says when a bell may ring beside it."""

from collections.abc import Iterable
from typing import Final

from tracker.core.caller import Caller
from tracker.core.calls import RUNG
from tracker.core.player import Event, Player
from tracker.core.routine import Routine
from tracker.cues import Sounds

MUTED: Final = "Muted. m sounds again."


class Calling:
    """The calls of one routine on their way to what sounds; None sounds nothing."""

    def __init__(self, routine: Routine, sounds: Sounds | None) -> None:
        self.sounds = sounds
        self._caller = Caller(routine)
        self._muted = False

    def call(self, player: Player, events: Iterable[Event]) -> bool:
        """Sound what is due after these events; return whether a bell may ring for it."""
        due = self._caller.due(player, events)
        if self._muted:
            return False
        if self.sounds:
            for call in due:
                self.sounds.play(call)
        return any(call.tone in RUNG for call in due)

    def next_in(self, player: Player) -> float | None:
        """Return the seconds until the next call; None while the player stands still."""
        return self._caller.next_in(player)

    def mute(self) -> None:
        """Fall silent, or sound again from the next call on."""
        self._muted = not self._muted
        self.hush()

    def hush(self) -> None:
        """Cut off what sounds now."""
        if self.sounds:
            self.sounds.hush()

    @property
    def message(self) -> str:
        """Return why nothing sounds, where something should; empty otherwise."""
        if self.sounds is None:
            return ""
        if self._muted:
            return MUTED
        what = self.sounds.trouble.partition(":")[0]
        return f"{what} here. `unkink cues test` says why." if what else ""
