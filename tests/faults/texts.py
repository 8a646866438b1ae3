"""R15: text that tries to act, through every screen and every command: shown, and never obeyed."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.cli.test_plain import Typist
from tests.faults.promise import Figure, Size, counted
from tests.faults.terminal_texts import SHOWN, leaks
from tests.ui.hostile import FORBIDDEN, library
from tests.ui.hostile_texts import ALL
from tests.ui.passage import Passage, spoil, through_all
from tests.ui.stage import Stage
from tracker.cli import main
from tracker.cli.output import print_wrapped
from tracker.cli.plain import PlainParts, PlainSession, sum_up
from tracker.core.safety import Safety
from tracker.core.text import beginning
from tracker.cues import Recording
from tracker.journal import Journal
from tracker.library import Library
from tracker.offers import Offers
from tracker.settings import Settings

AT_ONCE = 1
"""So many texts are led through the screens at the same time: a screen waits only so long."""

Texts = Mapping[str, str]
Said = tuple[str, str | None]
"""What was called, and all that it printed; None where it raised an error."""

BYTES = {"a byte that is no letter": "Z9\udcff", "a C1 as a byte": "Z9\udc9b31m\udc9d0;PWNED\udc9c"}
"""What an argument may hold that no file can: bytes that are no UTF-8."""

ARGUMENTS: tuple[tuple[str, ...], ...] = (
    *(("{}",), ("--{}",), ("history", "{}"), ("history", "--{}"), ("history", "--since", "{}")),
    *(("history", "--until", "{}"), ("trends", "--weeks", "{}"), ("trends", "{}"), ("rate", "{}")),
    *(("rate", "3", "--for", "{}"), ("log", "--note", "{}"), ("log", "--at", "{}")),
    *(("log", "--routine", "{}"), ("log", "--before", "{}"), ("log", "{}"), ("start", "{}")),
    *(("start", "--plain", "{}"), ("start", "{}", "{}"), ("demo", "{}"), ("figures", "{}")),
    *(("routines", "{}"), ("routines", "show", "{}"), ("routines", "check", "{}")),
    *(("routines", "list", "{}"), ("settings", "{}"), ("settings", "set", "{}", "1")),
    *(("settings", "set", "voice", "{}"), ("settings", "set", "theme", "{}")),
    *(("settings", "set", "emergency_number", "{}"), ("safety", "--flag", "{}")),
    *(("safety", "--eases", "{}"), ("safety", "{}"), ("cues", "{}"), ("cues", "test", "{}")),
)
"""Every place of the command line where a text may stand; "{}" is where."""

PRINTED = (
    *("history", "history --json", "trends", "trends --json", "trends --weeks 4", "safety"),
    *("safety --json", "settings", "settings --json", "routines list", "routines list --json"),
    *("routines check {files}", "settings set voice true", "log --before 3", "rate 3 --for now"),
)
"""What prints stored texts, names of files, or what is wrong with them."""


def measure(size: Size, folder: Path) -> list[Figure]:
    """Measure R15."""
    passages = list(_through_the_screens(size, folder))
    some = dict(islice(ALL.items(), 0, None, 8 if size == "quick" else 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNKINK_HOME", str(folder / "home"))
        arguments = list(_as_arguments(some, patch))
        printed = list(_all_printed(folder, patch))
        if size == "long":
            printed += _each_printed(folder, patch)
    figures = [
        *_screens(passages),
        _lines(f"{len(some) + len(BYTES)} texts at {len(ARGUMENTS)} places of a call", arguments),
        _lines(f"{len(ALL)} texts stored and in names of files, {len(PRINTED)} commands", printed),
        _lines(f"{len(some)} texts through a session in lines", list(_in_lines(some, folder))),
    ]
    return [*figures, _at_a_terminal(folder)] if size == "long" else figures


def _at_a_terminal(folder: Path) -> Figure:
    found = leaks(folder)
    told = f"{len(found)} leaks{': ' if found else ''}{', '.join(found[:2])}"
    return Figure(
        f"{len(SHOWN)} texts on a real terminal, byte by byte", "0 leaks", told, not found
    )


def _through_the_screens(size: Size, folder: Path) -> Iterator[Passage]:
    """Yield what became of each text; of all short ones in one, where there is little time."""
    texts: Mapping[str, str] = ALL
    if size == "quick":
        short = [text for text in ALL.values() if len(text) < 40 and "\x00" not in text]
        texts = {"all of them in one": " ".join(short)}
    folders = [folder / f"screens-{nth}" for nth, _ in enumerate(texts)]
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn")) as pool:
        yield from pool.map(_through, texts.values(), folders)


def _through(text: str, folder: Path) -> Passage:
    with redirect_stderr(io.StringIO()):  # what a death has to say is in the passage
        return asyncio.run(through_all(text, folder))


def _screens(passages: list[Passage]) -> Iterator[Figure]:
    leaks = [where for one in passages for where in one.leaks]
    deaths = [where for one in passages for where in one.deaths]
    changed = [where for one in passages for where in one.changed]
    seen = sum(len(one.seen) for one in passages)
    sinks = {where for one in passages for where in one.seen}
    broken = f"{len(passages)} texts through {len(sinks)} sinks of the screens"
    told = f"{len(leaks)} leaks, {len(deaths)} deaths, seen {seen} times"
    if leaks or deaths:
        told += f": {', '.join([*leaks, *deaths][:3])}"
    yield Figure(broken, "0 leaks, 0 deaths", told, not leaks and not deaths and bool(seen))
    words = f"{len(changed)} changed"
    yield Figure("what is stored of them", "unchanged", words, not changed)


def _lines(broken: str, said: list[Said]) -> Figure:
    """Return the figure of many texts that were printed; None is one that ended in an error."""
    deaths = [what for what, text in said if text is None]
    leaks = [what for what, text in said if text and FORBIDDEN.search(text.replace("\n", ""))]
    told = f"{counted(len(leaks), len(said))} leak, {len(deaths)} died"
    if leaks or deaths:
        told += f": {', '.join([*leaks, *deaths][:3])}"
    return Figure(broken, "0 leaks, 0 deaths", told, not leaks and not deaths)


def _as_arguments(texts: Texts, patch: pytest.MonkeyPatch) -> Iterator[Said]:
    for name, text in {**texts, **BYTES}.items():
        text = text.replace("\x00", "")  # no argument can hold one
        for words in ARGUMENTS:
            arguments = [word.replace("{}", text[:4000]) for word in words]
            yield f"{' '.join(words)}, {name}", _said(patch, arguments)


def _all_printed(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Said]:
    """Yield what the commands print of a history and a folder with all the texts in them."""
    yield from _printed(folder / "printed", ALL, patch)


def _each_printed(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Said]:
    """Yield what the commands print where there is one of the texts alone."""
    for nth, (name, text) in enumerate(ALL.items()):
        yield from _printed(folder / f"printed-{nth}", {name: text}, patch)


def _printed(home: Path, texts: Texts, patch: pytest.MonkeyPatch) -> Iterator[Said]:
    patch.setenv("UNKINK_HOME", str(home))
    stage = Stage(home)
    ids = [stage.add_session("evil", days_ago=nth + 1) for nth, _ in enumerate(texts)]
    for id_, text in zip(ids, texts.values(), strict=True):
        spoil(stage, id_, text)
    stage.close()
    files = [_file(home, text) for text in texts.values()]
    for command in PRINTED:
        words = command.split()
        said = _said(patch, [*words[:2], *map(str, files)] if words[-1] == "{files}" else words)
        yield f"{command}, {', '.join(texts)[:40]}", said
        if command == "history --json" and said is not None:
            stored = {session["routine_name"] for session in json.loads(said)}
            yield (
                f"{command}, as stored",
                "" if stored >= {*map(beginning, texts.values())} else None,
            )


def _file(home: Path, text: str) -> Path:
    """Put a bad routine into a folder, and the same into settings, under the name of the text."""
    short = "".join(sign for sign in text if sign not in "/\x00")
    while len(short.encode()) > 200:
        short = short[:-1]
    quoted = "".join(f"\\U{ord(sign):08x}" for sign in text[:100])
    (home / "routines").mkdir(exist_ok=True)
    (home / "settings.toml").write_text(f'theme = "{quoted}"\n"{quoted}" = 1\n', "utf-8")
    file = home / "routines" / f"{short}.toml"
    file.write_text(f'name = "{quoted}"\n"{quoted}" = "{quoted}"\n', "utf-8")
    return file


def _in_lines(texts: Texts, folder: Path) -> Iterator[Said]:
    for nth, (name, text) in enumerate(texts.items()):
        stage = Stage(folder / f"lines-{nth}")
        stage.database.parent.mkdir()
        try:
            yield name, _captured(partial(_lead, stage, library({"it": text})))
        finally:
            stage.close()


def _lead(stage: Stage, known: Library) -> None:
    """Lead through the routine of a hostile library in lines, with a pain, to its end."""
    offers = Offers(known, Safety())
    parts = PlainParts(
        Typist(stage.clock, ["5", "6", "1", "3", "3"], {14.0: "x"}),
        print_wrapped,
        stage.clock.read,
        stage.clock.now,
        Recording(),
        Settings(),
        offers,
        lambda rating: "",
        lambda rating: rating,
        lambda one: Journal(stage.store, one, stage.clock.now, day_begins=4),
    )
    journal = PlainSession(known.routine("evil-0"), parts).run()
    assert journal is not None
    print_wrapped(sum_up(stage.store.session(journal.session)))


def _said(patch: pytest.MonkeyPatch, arguments: list[str]) -> str | None:
    """Return all that `unkink` prints, called like this; None where it raises an error."""
    patch.setattr(sys, "argv", ["unkink", *arguments])
    return _captured(main)


def _captured(work: Callable[[], None]) -> str | None:
    out = io.StringIO()
    try:
        with redirect_stdout(out), redirect_stderr(out), suppress(SystemExit):
            work()
    except Exception:
        return None
    return out.getvalue()
