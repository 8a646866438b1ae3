"""A figure is drawn as large as its room allows, what works in the strongest ink.

UNKINK_DRAW=1 draws the pictures anew, to be looked at.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from tracker.core.body import HEAD_RADIUS, Pose
from tracker.core.braille import BLANK, FULL, Canvas, Ink, Run, dots_of
from tracker.core.figure import Figure, Moment
from tracker.core.ink import Pen, Scale, curved, draw, fit
from tracker.core.stretch import Sketch, Stretch
from tracker.library import load
from tracker.paths import built_in

PICTURES = Path(__file__).parent / "pictures"
DRAW = bool(os.environ.get("UNKINK_DRAW"))

LETTERS = {None: " ", Ink.ROOM: "r", Ink.FAR: "f", Ink.BODY: "b", Ink.WORKING: "w"}

PICTURED = [
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


LIBRARY = load(built_in(), None)
DRAWN = [one for main in LIBRARY.stretches.values() for one in (main, *main.variations)]
SIZES = [(40, 11), (24, 8), (70, 22)]

each = pytest.mark.parametrize("one", DRAWN, ids=[f"{o.id} {o.variation or ''}" for o in DRAWN])


def figure(one: Stretch) -> Figure:
    assert one.sketch
    return Figure(one, one.sketch)


def of(id_: str, **changes: Any) -> Figure:
    stretch = LIBRARY.stretch(id_)
    assert stretch.sketch
    return Figure(stretch, stretch.sketch._replace(**changes))


def inks(rows: list[list[Run]]) -> set[Ink]:
    return {ink for row in rows for _, ink in row if ink is not None}


def cells(rows: list[list[Run]], ink: Ink) -> int:
    return sum(len(text) for row in rows for text, one in row if one is ink)


def dots(rows: list[list[Run]], ink: Ink) -> int:
    runs = [text for row in rows for text, one in row if one is ink]
    return sum(line.count(FULL) for text in runs for line in dots_of(text))


def text(rows: list[list[Run]]) -> list[str]:
    return ["".join(run for run, _ in row) for row in rows]


@each
@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_every_pose_fills_exactly_the_room_that_it_has(
    one: Stretch, columns: int, rows: int
) -> None:
    drawn = figure(one)
    for pose in drawn.poses.values():
        for mirrored in (False, True):
            picture = draw(drawn, Moment(pose, mirrored), columns, rows)
            assert {len(line) for line in text(picture)} == {columns}
            assert len(picture) == rows


@each
def test_a_figure_is_as_large_as_its_room_allows(one: Stretch) -> None:
    drawn = figure(one)
    seen = [text(draw(drawn, Moment(pose, False), 40, 11)) for pose in drawn.poses.values()]
    body = [line for picture in seen for line in picture]
    used = max(len(line.strip(BLANK)) for line in body)
    high = max(sum(line.strip(BLANK) != "" for line in picture) for picture in seen)
    assert used >= 36 or high >= 10


@each
def test_what_works_is_set_off_from_the_rest(one: Stretch) -> None:
    assert one.sketch
    drawn = figure(one)
    picture = draw(drawn, Moment(drawn.held, False), 40, 11)
    assert Ink.BODY in inks(picture)
    assert (Ink.WORKING in inks(picture)) == (one.sketch.works != "none")


def test_from_the_side_the_far_leg_is_thinner_than_the_near_one() -> None:
    drawn = of("knee-to-chest")
    picture = draw(drawn, Moment(drawn.ready, False), 40, 11)
    assert 0 < dots(picture, Ink.FAR) < 0.7 * dots(picture, Ink.WORKING)


def test_from_the_front_neither_leg_is_far() -> None:
    drawn = figure(LIBRARY.stretch("trunk-rotation").vary("seated"))
    assert Ink.FAR not in inks(draw(drawn, Moment(drawn.held, False), 40, 11))


def test_both_legs_are_set_off_where_both_work() -> None:
    one = draw(of("trunk-rotation", works="leg"), Moment(of("trunk-rotation").start, False), 40, 11)
    two = draw(of("trunk-rotation"), Moment(of("trunk-rotation").start, False), 40, 11)
    assert cells(two, Ink.WORKING) > cells(one, Ink.WORKING)


def test_the_floor_goes_from_edge_to_edge() -> None:
    drawn = of("cat-cow")
    last = text(draw(drawn, Moment(drawn.start, False), 40, 11))[-1]
    assert BLANK not in last


@pytest.mark.parametrize(
    ("change", "more"), [({"chair": 60.0}, 10), ({"wall": -90.0}, 8), ({"pillow": [-68, 0.5]}, 0)]
)
def test_furniture_is_drawn_beside_the_floor(change: dict[str, object], more: int) -> None:
    bare = of("cat-cow")
    furnished = of("cat-cow", **change)
    before = cells(draw(bare, Moment(bare.start, False), 60, 20), Ink.ROOM)
    after = cells(draw(furnished, Moment(furnished.start, False), 60, 20), Ink.ROOM)
    assert after >= before + more


def test_a_mirrored_figure_is_the_mirror_of_the_other() -> None:
    drawn = of("knee-to-chest")
    there = draw(drawn, Moment(drawn.held, False), 40, 11)
    back = draw(drawn, Moment(drawn.held, True), 40, 11)
    left = [sum(char != BLANK for char in line[:20]) for line in text(there)[:-1]]
    right = [sum(char != BLANK for char in line[20:]) for line in text(back)[:-1]]
    assert max(abs(a - b) for a, b in zip(left, right, strict=True)) <= 2


def test_all_poses_of_a_figure_have_one_scale() -> None:
    drawn = of("prone-press-up")
    down, up = (draw(drawn, Moment(pose, False), 40, 11) for pose in drawn.poses.values())
    assert text(down)[-1][30:] == text(up)[-1][30:]


def test_a_curve_goes_through_all_its_points() -> None:
    points = [0j, 10 + 5j, 20 + 5j, 30j]
    drawn = [point for point, _ in curved(points, [1, 2, 3, 4])]
    assert drawn[::5] == pytest.approx(points)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_a_curve_through_points_in_a_line_goes_evenly_along_it(count: int) -> None:
    points = [10 * nth * (1 + 1j) for nth in range(count)]
    drawn = [point for point, _ in curved(points, [1.0] * count)]
    assert drawn == pytest.approx([2 * nth * (1 + 1j) for nth in range(5 * (count - 1) + 1)])


def test_a_sketch_with_both_feet_and_hands_by_side_is_drawn_too() -> None:
    start = {"hip": [0, 9], "neck": [-50, 9]}
    ends = {"this_hand": [13, 4], "other_hand": [12, 4], "this_foot": [42, 8]}
    sketch = Sketch("side", "up", "leg", {"start": {**start, **ends, "other_foot": [50, 8]}})
    drawn = Figure(LIBRARY.stretch("knee-to-chest"), sketch)
    assert inks(draw(drawn, Moment(drawn.start, False), 40, 11)) == set(Ink)


def holes(one: Figure, columns: int, rows: int) -> int:
    """Return how many single dots are left out of the left quarter, the head of one who lies."""
    picture = text(draw(one, Moment(one.start, False), columns, rows))
    lines = [line[: columns // 2] for row in picture for line in dots_of(row)]
    return sum(
        line[x] == BLANK and {line[x - 1], line[x + 1], above[x], below[x]} == {FULL}
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        for x in range(1, len(line) - 1)
    )


def test_who_looks_at_the_viewer_has_a_face_where_the_head_is_large_enough() -> None:
    assert holes(of("internal-rotators"), 60, 20) >= 3
    assert holes(of("internal-rotators"), 16, 5) == 0
    assert holes(of("knee-to-chest"), 60, 20) == 0


def body() -> Pose:
    """One who stands and looks at the viewer, 100 cm from the corner."""
    start = of("trunk-rotation").start
    return start._replace(spine=(100 + 40j, 100 + 56j, 100 + 75j, 100 + 90j), head=100 + 107j)


def sketched(dots_per_cm: float, columns: int = 120, rows: int = 60) -> tuple[Pen, Canvas]:
    canvas = Canvas(columns, rows)
    return Pen(canvas, Scale(dots_per_cm, 0, canvas.height)), canvas


@pytest.mark.parametrize(
    ("dots_per_cm", "nose", "has_face"),
    [
        (1.0, 0, True),
        (1.0, 1.9, True),
        (1.0, -1.9j, True),
        (1.0, 2, False),
        (1.0, 2.5, False),
        (0.31, 0, True),
        (0.3, 0, False),
        (0.25, 0, False),
    ],
)
def test_a_face_is_left_out_of_a_head_that_looks_here_and_is_large_enough(
    dots_per_cm: float, nose: complex, has_face: bool
) -> None:
    pen, canvas = sketched(dots_per_cm)
    pose = body()
    pen.head(pose._replace(nose=pose.head + nose))
    before = list(canvas.runs())
    x, y = Scale(dots_per_cm, 0, canvas.height).place(pose.head)
    canvas.disc(x, y, 0.8 * HEAD_RADIUS * dots_per_cm, Ink.BODY)
    assert (list(canvas.runs()) != before) is has_face


def test_a_head_is_three_dots_across_however_small_all_is() -> None:
    pen, canvas = sketched(0.05, 10, 5)
    pen.head(body()._replace(nose=body().head))
    lines = [line for row in text(list(canvas.runs())) for line in dots_of(row)]
    assert max(line.count(FULL) for line in lines) == 3


def test_a_stroke_without_length_is_as_thick_as_it_begins() -> None:
    drawn = []
    for widths in ([10.0, 2.0], [10.0, 10.0]):
        pen, canvas = sketched(1.0, 30, 10)
        pen.stroke([20 + 20j, 20 + 20j], widths, Ink.BODY)
        drawn.append(list(canvas.runs()))
    assert drawn[0] == drawn[1]


def test_furniture_is_a_centimetre_thick_where_that_is_more_than_a_dot() -> None:
    bare, walled = of("cat-cow"), of("cat-cow", wall=-90.0)
    rooms = [
        dots(draw(one, Moment(one.start, False), 400, 200), Ink.ROOM) for one in (bare, walled)
    ]
    assert rooms[1] - rooms[0] > 2 * 700


def test_what_reaches_under_the_floor_however_little_has_room_below_it() -> None:
    canvas = Canvas(40, 11)
    _, under = fit((-0.5j, 150 + 20j), canvas, mirrored=False).place(-0.5j)
    _, floor = fit((0j, 150 + 20j), canvas, mirrored=False).place(0j)
    assert under < floor == canvas.height - 1.5


def test_legs_that_both_work_are_both_drawn_so() -> None:
    both = LIBRARY.stretch("knee-to-chest").vary("both-knees")
    assert Ink.FAR not in inks(draw(figure(both), Moment(figure(both).held, False), 40, 11))


def test_a_trunk_that_works_hides_the_arm_beside_it() -> None:
    tilt = of("pelvic-tilt")
    other = of("pelvic-tilt", works="none")
    trunk = [dots(draw(one, Moment(one.held, False), 40, 11), Ink.WORKING) for one in (tilt, other)]
    assert trunk[0] > 150
    assert trunk[1] == 0


# As it is drawn


def pictured(drawn: str) -> list[list[Run]]:
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


@pytest.mark.parametrize("drawn", PICTURED)
def test_a_figure_is_drawn_as_it_is_in_its_picture(drawn: str) -> None:
    text = as_text(pictured(drawn))
    file = PICTURES / f"{drawn.replace(' ', '-')}.txt"
    if DRAW:
        PICTURES.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def test_every_kept_picture_is_drawn() -> None:
    assert {file.stem for file in PICTURES.iterdir()} == {one.replace(" ", "-") for one in PICTURED}
