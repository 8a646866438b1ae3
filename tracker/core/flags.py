"""The names of the screening flags; what each of them does is in `screening`."""

from typing import Final, Literal, get_args

Flag = Literal[
    "fragile-bones",
    "worse-arching",
    "worse-bending",
    "leg-symptoms",
    "hip-replacement",
    "pregnant",
    "knee",
    "wrist-or-shoulder",
    "recent-surgery",
]
FLAGS: Final[tuple[Flag, ...]] = get_args(Flag)
