"""Texts that try to act on the app or on the terminal, and a library that is full of them."""

import re
from pathlib import Path

from tests.ui.stage import BUILT_IN
from tracker.core.routine import Routine, item
from tracker.core.stretch import Technique
from tracker.library import Fault, Library

MARK = "Z9"
"""Stands in each of the texts, so that it is found on the screen."""

TEXTS = {
    "a click": "[@click=app.quit]Z9[/]",
    "an end of nothing": "Z9[/b]",
    "a path": "Z9[/home/u/x]",
    "a link": "[link=http://x]Z9",
    "a title": "Z9\x1b]0;PWNED\x07",
    "a colour": "\x1b[31mZ9",
    "a clipboard": "Z9\x1b]52;c;UFdORUQ=\x07",
    "a C1": "Z9\x9b31m\x9d0;PWNED\x9c",
    "a NUL": "Z9\x00\x00",
    "a right to left": "Z9\u202egnp.exe" + "\u202e" * 20,
    "lines": "Z9\ntwo\rthree\tfour",
    "a very long one": "Z9" + "long" * 200,
    "wide signs": "Z9" + "日本語" * 30,
    "signs and marks": "Z9👩‍👩‍👧🏽‍♀️e\u0301\u0323🇨🇭" * 3,
}
COMMANDING = {name: text for name, text in TEXTS.items() if "sign" not in name}
"""Those that more than look strange, which is all that the terminal of the tests can lay out."""
COMMANDS = ("\x1b]0;PWNED", "\x1b[31m", "\x1b]52;", "\x9b", "\x9d", "\x9c", "\x00", "\u202e")
"""What a terminal would obey of these texts; the app itself writes none of it."""
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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
