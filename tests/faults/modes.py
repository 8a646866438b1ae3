"""What a program has asked of its terminal and not taken back."""

from __future__ import annotations

import re

SWITCH = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
KEYBOARD = re.compile(rb"\x1b\[([<>])[0-9]*u")
ON_AT_FIRST = {b"7", b"25"}
"""Line wrap and the cursor are on in a terminal that nobody has asked for anything."""


def modes_left(output: bytes) -> set[str]:
    """Return the private modes that stand other than at first, and "keyboard" if its stack does.

    The keyboard protocol of kitty pushes and pops: what is pushed twice has to be popped twice.
    """
    on = set(ON_AT_FIRST)
    for numbers, way in SWITCH.findall(output):
        for number in numbers.split(b";"):
            (on.add if way == b"h" else on.discard)(number)
    left = {number.decode() for number in on ^ ON_AT_FIRST}
    depth = 0
    for way in KEYBOARD.findall(output):
        depth = depth + 1 if way == b">" else max(0, depth - 1)
    return left | ({"keyboard"} if depth else set())
