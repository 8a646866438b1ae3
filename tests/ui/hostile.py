"""Texts that try to act on the app or on the terminal, and a library that is full of them."""

import re
from pathlib import Path

from tests.ui.hostile_texts import ALL, MARK
from tests.ui.stage import BUILT_IN
from tracker.core.routine import Routine, item
from tracker.core.stretch import Technique
from tracker.library import Fault, Library

__all__ = ["COMMANDING", "COMMANDS", "FORBIDDEN", "MARK", "TEXTS", "library"]

SOME = (
    *("a click", "an end of nothing", "a path", "a link", "a title", "a colour", "a clipboard"),
    *("a title as C1s", "a NUL", "a right to left", "lines", "a very long one", "wide signs"),
    "signs and marks",
)
TEXTS = {name: ALL[name] for name in SOME}
"""One of each kind, where all of them would take too long."""
COMMANDING = {name: text for name, text in TEXTS.items() if "sign" not in name}
"""Those that more than look strange, which is all that the terminal of the tests can lay out."""
COMMANDS = ("\x1b]0;PWNED", "\x1b[31m", "\x1b]52;", "\x9b", "\x9d", "\x9c", "\x00", "\u202e")
"""What a terminal would obey of these texts; the app itself writes none of it."""
FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What no line of a screen or of a command may hold."""


def library(texts: dict[str, str]) -> Library:
    """Return a library of which every word is one of these texts, a routine and a fault each."""
    ids = [f"evil-{nth}" for nth in range(len(texts))]
    routines = {id_: _routine(id_, text) for id_, text in zip(ids, texts.values(), strict=True)}
    stretches = {f"{id_}-s": routine.items[0].stretch for id_, routine in routines.items()}
    faults = tuple(
        Fault(Path(f"/{text.replace('/', '')[:80]}.toml"), 1, text, text) for text in texts.values()
    )
    seconds = dict.fromkeys(routines, 60.0)
    return Library({**BUILT_IN.stretches, **stretches}, routines, faults, seconds)


def _routine(id_: str, text: str) -> Routine:
    stretch = BUILT_IN.stretches["knee-to-chest"]._replace(
        id=f"{id_}-s",
        name=text,
        target=text,
        steps=(text, text),
        feel=text,
        not_feel=text,
        mistakes=(text,),
        easier=text,
        ask_first=(text,),
        provenance=text,
        technique=Technique("replaced", text),
        variations=(),
    )
    return Routine(id_, text, text, text, (item(stretch, reps=1),))
