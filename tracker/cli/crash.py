"""Tells of a fault in unkink itself: a sentence to the person, where it was to a file."""

import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tracker import __version__
from tracker.core.text import clean
from tracker.private import replace_file


def told(error: BaseException, file: Path, at: datetime) -> str:
    """Write down where the error came from, and return the sentence that says so.

    Neither has its message or any value, which may be what a person has entered. The file is
    replaced, mode 0600; where it cannot be written the sentence has to do. Never raises.
    """
    where = "and could not write down where"
    with suppress(OSError):
        replace_file(file, "\n".join(account(error, at)).encode(), is_lasting=False)
        where = f"where it was stands in {clean(str(file))}, with nothing that you entered"
    return (
        f"something is wrong in unkink itself ({type(error).__name__}), so it had to stop. "
        f"What was saved is safe; {where}."
    )


def account(error: BaseException, at: datetime) -> Iterator[str]:
    """Yield the lines of the file: what ran, and for every error in the chain its calls."""
    yield f"unkink {__version__}, Python {platform.python_version()}, {sys.platform}, {at:%c}"
    for link in _chain(error):
        yield f"\n{type(link).__name__}, called from:"
        for frame in traceback.extract_tb(link.__traceback__, limit=-50):
            yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
    yield ""


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield the error, then what it came out of."""
    link: BaseException | None = error
    for _ in range(10):
        if link is None:
            return
        yield link
        link = link.__cause__ or link.__context__


def _short(file: str) -> str:
    """Return the end of a path: the beginning may name a person."""
    return "/".join(Path(file).parts[-3:])
