"""The contact sheet: every pose of every stretch side by side, in the terminal or as a picture."""

from collections.abc import Iterator
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from tracker.cli.output import print_line
from tracker.cli.parts import load_library, places
from tracker.cli.routines import find
from tracker.core import words
from tracker.core.braille import Ink, Run
from tracker.core.errors import RoutineError, TrackerError
from tracker.core.figure import Figure, Moment
from tracker.core.ink import draw
from tracker.core.routine import Routine
from tracker.core.stretch import POSITION_WORDS, Stretch

if TYPE_CHECKING:
    from tracker.library import Library

COLUMNS: Final = 40
ROWS: Final = 11
GAP: Final = 2
COLOURS: Final = {Ink.ROOM: "bright_black", Ink.FAR: "white", Ink.BODY: None, Ink.WORKING: "cyan"}


class Plate(NamedTuple):
    """One stretch of the sheet: its title, and each pose by name as rows of cells."""

    title: str
    poses: dict[str, list[list[Run]]]


@click.command()
@click.argument("ids", nargs=-1)
@click.option("--mirrored", is_flag=True, help="Show the other side.")
@click.option("--svg", type=click.Path(path_type=Path), help="Write a picture to this file.")
def figures(ids: tuple[str, ...], mirrored: bool, svg: Path | None) -> None:
    """Show the figures of all stretches, or of those with these IDS."""
    sheet = [plate(one, mirrored=mirrored) for one in chosen(load_library(places()), ids)]
    if svg is None:
        across = max(1, (get_terminal_size().columns + GAP) // (COLUMNS + GAP))
        for each in sheet:
            _print(each, across)
        return
    from tracker.cli.figure_sheet import picture

    try:
        svg.write_text(picture(sheet), encoding="utf-8")
    except OSError as error:
        raise TrackerError(f"{svg} cannot be written: {error.strerror}.") from error
    print_line(f"{words.count(len(sheet), 'figure')} in {svg}")


def chosen(library: "Library", ids: tuple[str, ...]) -> Iterator[Stretch]:
    """Yield the stretches with these ids, or all of them, each before its variations.

    Raises RoutineError for an id that no stretch has.
    """
    for id_ in ids or library.stretches:
        stretch = find(library, id_)
        if isinstance(stretch, Routine):
            raise RoutineError(f"{id_} is a routine; figures are of stretches.")
        yield from (one for one in (stretch, *stretch.variations) if one.sketch)


def plate(stretch: Stretch, *, mirrored: bool = False) -> Plate:
    """Return a stretch with all poses of its figure drawn."""
    assert stretch.sketch
    figure = Figure(stretch, stretch.sketch)
    title = f"{stretch.name}, {POSITION_WORDS[stretch.position]}"
    poses = {
        name: draw(figure, Moment(pose, mirrored), COLUMNS, ROWS)
        for name, pose in figure.poses.items()
    }
    return Plate(title, poses)


def _print(each: Plate, across: int) -> None:
    print_line(each.title)
    names = list(each.poses)
    for first in range(0, len(names), across):
        beside = names[first : first + across]
        print_line((" " * GAP).join(f"{name:<{COLUMNS}}" for name in beside).rstrip())
        for row in range(ROWS):
            cells = (_coloured(each.poses[name][row]) for name in beside)
            click.echo((" " * GAP).join(cells))
    print_line()


def _coloured(runs: list[Run]) -> str:
    return "".join(
        text if ink is None else click.style(text, fg=COLOURS[ink]) for text, ink in runs
    )
