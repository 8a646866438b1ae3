"""What a person can set, as one value, with what holds where nothing was set."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from tracker.core.record import DAY_STARTS_AT

if TYPE_CHECKING:
    from tracker.core.hurting import Limits

Value = bool | int | str
"""What one setting may hold."""


class Settings(NamedTuple):
    """Every setting by its key in the file.

    Cues are `voice`, `tones`, `bell` and `flash`; none of them is a choice as good as any.
    `motion` false means still drawings. Pain is 0–10: a stretch ends when it is
    `stretch_ends_at_rise` above the rating before, a session when it reaches `session_ends_at`,
    and none starts from `no_session_from` on. `day_begins` is an hour, `weekly_target` a number
    of days. `emergency_number` is empty where none was given. With low `attention` Today shows no
    pain and asks for none by the day.
    """

    voice: bool = True
    tones: bool = True
    bell: bool = False
    flash: bool = False
    motion: bool = True
    theme: Literal["dark", "light"] = "dark"
    stretch_ends_at_rise: int = 2
    session_ends_at: int = 6
    no_session_from: int = 8
    emergency_number: str = ""
    day_begins: int = DAY_STARTS_AT
    weekly_target: int = 5
    attention: Literal["usual", "low"] = "usual"

    def limits(self, before: int | None) -> "Limits":
        """Return the limits of a session with this rating before it (0–10, None: skipped)."""
        from tracker.core.hurting import Limits

        return Limits(before, self.stretch_ends_at_rise, self.session_ends_at, self.no_session_from)
