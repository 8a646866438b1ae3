"""Some figures as they are drawn, dots and inks; UNKINK_DRAW=1 draws them anew, to be looked at."""

import os
from pathlib import Path

import pytest

from tracker.core.braille import Ink, Run
from tracker.core.figure import Figure, Moment
from tracker.core.ink import draw
from tracker.library import load
from tracker.paths import built_in

PICTURES = Path(__file__).parent / "pictures"
DRAW = bool(os.environ.get("UNKINK_DRAW"))

LIBRARY = load(built_in(), None)
LETTERS = {None: " ", Ink.ROOM: "r", Ink.FAR: "f", Ink.BODY: "b", Ink.WORKING: "w"}

DRAWN = [
    "knee-to-chest held 40x11",
    "knee-to-chest held 40x11 mirrored",
    "knee-to-chest both-knees held 70x22",
    "active-hamstring ready 16x5",
    "active-hamstring seated held 40x11 mirrored",
    "cat-cow cat 40x11",
    "cat-cow seated cow 24x8",
    "external-rotators held 70x22",
    "flexion-rotation held 40x11",
    "hip-flexor held 40x11",
    "internal-rotators start 60x20",
    "knee-rolls other 40x11 mirrored",
    "pelvic-tilt standing held 40x11",
    "prone-press-up held 24x8",
    "trunk-rotation held 40x11",
    "trunk-rotation seated held 40x11",
]
"""A stretch, its variation, a pose, the cells across and down, and whether it is mirrored."""


def picture(drawn: str) -> list[list[Run]]:
    words = drawn.removesuffix(" mirrored").split()
    columns, rows = map(int, words[-1].split("x"))
    stretch = LIBRARY.stretch(words[0]).vary(words[1] if len(words) == 4 else None)
    figure = Figure.of(stretch)
    assert figure
    moment = Moment(figure.poses[words[-2]], drawn.endswith(" mirrored"))
    return draw(figure, moment, columns, rows)


def as_text(rows: list[list[Run]]) -> str:
    cells = ["".join(text for text, _ in row) for row in rows]
    inks = ["".join(LETTERS[ink] * len(text) for text, ink in row).rstrip() for row in rows]
    return "\n".join([*cells, *inks]) + "\n"


@pytest.mark.parametrize("drawn", DRAWN)
def test_a_figure_is_drawn_as_it_is_in_its_picture(drawn: str) -> None:
    text = as_text(picture(drawn))
    file = PICTURES / f"{drawn.replace(' ', '-')}.txt"
    if DRAW:
        PICTURES.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def test_every_kept_picture_is_drawn() -> None:
    assert {file.stem for file in PICTURES.iterdir()} == {one.replace(" ", "-") for one in DRAWN}
