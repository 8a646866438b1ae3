"""`unkink figures`: every pose on one sheet, in the terminal and as the README's picture."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.shell import ROOT, call, say
from tracker.core.errors import RoutineError, TrackerError

SVG = "{http://www.w3.org/2000/svg}"


def test_every_stretch_and_variation_is_on_the_sheet() -> None:
    lines = say("figures")
    assert "Knee to chest, on your back" in lines
    assert "Seated rotation, seated" in lines
    assert lines.count("start") + sum(line.startswith("start ") for line in lines) == 27


def test_one_stretch_comes_with_its_variations() -> None:
    lines = say("figures", "hip-flexor")
    assert [line for line in lines if "," in line] == [
        "Hip flexor, half-kneeling",
        "Standing hip flexor, standing",
    ]


def test_poses_stand_beside_each_other_where_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "130")
    lines = say("figures", "cat-cow")
    assert lines[1].split() == ["start", "cat", "cow"]
    assert {len(line) for line in lines[2:13]} == {3 * 40 + 2 * 2}
    monkeypatch.setenv("COLUMNS", "80")
    assert say("figures", "cat-cow")[1] == "start"


def test_without_a_terminal_no_colour_code_is_printed() -> None:
    assert not any("\x1b" in line for line in say("figures", "knee-to-chest"))


def test_the_other_side_is_another_picture() -> None:
    assert say("figures", "knee-to-chest") != say("figures", "knee-to-chest", "--mirrored")


def test_what_is_no_stretch_has_no_figure() -> None:
    with pytest.raises(RoutineError, match="article-1 is a routine; figures are of stretches"):
        call("figures", "article-1")
    with pytest.raises(RoutineError, match="Did you mean cat-cow"):
        call("figures", "cat-cov")


def test_the_picture_is_an_svg_with_a_name_for_every_figure(tmp_path: Path) -> None:
    file = tmp_path / "sheet.svg"
    assert say("figures", "cat-cow", "knee-rolls", "--svg", file) == [f"6 figures in {file}"]
    texts = [text.text for text in ET.parse(file).iter(f"{SVG}text")]
    assert texts[:4] == ["Cat-cow, on all fours", "start", "cat", "cow"]
    assert texts[-4:] == ["Knee rolls, on your back", "start", "held", "other"]


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="cannot be written: No such file or directory"):
        call("figures", "cat-cow", "--svg", tmp_path / "no" / "sheet.svg")


def test_the_picture_in_the_readme_is_the_sheet_as_it_is(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "(docs/figures.svg)" in readme
    file = tmp_path / "sheet.svg"
    say("figures", "--svg", file)
    kept = (ROOT / "docs" / "figures.svg").read_text("utf-8")
    assert file.read_text("utf-8") == kept, "`unkink figures --svg docs/figures.svg` draws it anew"
