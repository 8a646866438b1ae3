"""Draws the contact sheet as an SVG that is read well on a light page and on a dark one."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from tracker.core.braille import BLANK, DOTS_HIGH, DOTS_WIDE, Ink, Run, dots_of

if TYPE_CHECKING:
    from tracker.cli.figures import Plate

DOT: Final = 3.0
"""The distance of two dots, in pixels."""

MARGIN: Final = 16.0
TITLE: Final = 30.0
CAPTION: Final = 16.0
ACROSS: Final = 3
"""Poses beside each other; a figure with fewer leaves its places empty."""

COLOURS: Final = {
    Ink.ROOM: ("#b8b2a4", "#4c565e"),
    Ink.FAR: ("#6f6a5e", "#a5afb5"),
    Ink.BODY: ("#22282c", "#e4e9ec"),
    Ink.WORKING: ("#1f7a66", "#74c7ac"),
}
"""Each ink on a light page, and on a dark one."""


def picture(sheet: "Sequence[Plate]") -> str:
    """Return the whole sheet as one SVG document."""
    first = next(iter(sheet[0].poses.values()))
    columns, rows = sum(len(text) for text, _ in first[0]), len(first)
    width, height = columns * DOTS_WIDE * DOT, rows * DOTS_HIGH * DOT
    body, y = [], MARGIN
    for plate in sheet:
        body.append(_text(MARGIN, y + 20, plate.title, "title"))
        y += TITLE
        for nth, (name, drawing) in enumerate(plate.poses.items()):
            x = MARGIN + nth % ACROSS * (width + MARGIN)
            top = y + nth // ACROSS * (height + CAPTION + MARGIN)
            body.append(_text(x, top + 10, name, "pose"))
            body.extend(_drawing(drawing, x, top + CAPTION))
        y += -(-len(plate.poses) // ACROSS) * (height + CAPTION + MARGIN)
    whole = MARGIN + ACROSS * (width + MARGIN)
    return "\n".join([_head(whole, y), *body, "</svg>", ""])


def _head(width: float, height: float) -> str:
    light, dark = (
        " ".join(f".{ink.name} {{ stroke: {both[page]} }}" for ink, both in COLOURS.items())
        for page in (0, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">\n'
        f"<style>path {{ stroke-width: {DOT * 0.8:g}; stroke-linecap: round; "
        f"stroke-dasharray: 0 {DOT:g}; fill: none }} text {{ font-family: sans-serif; "
        f"fill: {COLOURS[Ink.BODY][0]} }} .title {{ font-size: 15px; font-weight: bold }} "
        f".pose {{ font-size: 11px }} {light} @media (prefers-color-scheme: dark) {{ {dark} "
        f"text {{ fill: {COLOURS[Ink.BODY][1]} }} }}</style>"
    )


def _text(x: float, y: float, text: str, look: str) -> str:
    return f'<text class="{look}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def _drawing(rows: Sequence[Sequence[Run]], x: float, y: float) -> Iterator[str]:
    """Yield one path an ink: a line of dots for every row of dots that it has."""
    lines: dict[Ink, list[str]] = {ink: [] for ink in Ink}
    for nth, row in enumerate(rows):
        column = 0
        for text, ink in row:
            if ink is not None:
                lines[ink].extend(_lines(text, column, nth, x, y))
            column += len(text)
    for ink, parts in lines.items():
        if parts:
            yield f'<path class="{ink.name}" d="{"".join(parts)}"/>'


def _lines(text: str, column: int, row: int, x: float, y: float) -> Iterator[str]:
    for below, dots in enumerate(dots_of(text)):
        top = y + (row * DOTS_HIGH + below + 0.5) * DOT
        for start, length in _stretches(dots):
            left = x + (column * DOTS_WIDE + start + 0.5) * DOT
            yield f"M{left:g} {top:g}h{(length - 1) * DOT + 0.01:g}"


def _stretches(dots: str) -> Iterator[tuple[int, int]]:
    """Yield where each stretch of dots begins, and how many there are."""
    start = 0
    for part in dots.split(BLANK):
        if part:
            yield start, len(part)
        start += len(part) + 1
