"""How the chart's widget turns coloured text into lines, and when it asks for another drawing."""

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.strip import Strip

from tracker.ui.widgets.chart_view import ChartView, strips

RED = "\x1b[38;2;200;10;20m"


class OneChart(App[None]):
    """An app that is nothing but a chart."""

    def compose(self) -> ComposeResult:
        yield ChartView()

    @property
    def chart(self) -> ChartView:
        return self.query_one(ChartView)


class Recorder:
    """A drawing of its own size that remembers how often it was asked for."""

    def __init__(self, sign: str = "x") -> None:
        self.sign = sign
        self.asked: list[tuple[int, int]] = []

    def __call__(self, width: int, height: int) -> str:
        self.asked.append((width, height))
        return "\n".join([self.sign * width] * height)


def rows(app: OneChart) -> list[str]:
    return [app.chart.render_line(y).text for y in range(app.chart.size.height)]


def pieces(line: Strip) -> list[tuple[str, str | None]]:
    """The words of a line, each with its colour."""
    colours = [part.style.color if part.style else None for part in line]
    return [
        (part.text, str(colour.triplet.hex) if colour and colour.triplet else None)
        for part, colour in zip(line, colours, strict=True)
    ]


# Colour codes


def test_text_takes_the_colour_before_it_until_the_reset() -> None:
    (line,) = strips(f"a{RED}b\x1b[0mc")
    assert pieces(line) == [("a", None), ("b", "#c80a14"), ("c", None)]


def test_a_colour_holds_on_over_the_end_of_a_line() -> None:
    first, second = strips(f"{RED}a\nb\x1b[m")
    assert pieces(first) == [("a", "#c80a14")]
    assert pieces(second) == [("b", "#c80a14")]


def test_what_is_blank_has_the_look_of_what_is_before_it() -> None:
    (line,) = strips(f"  {RED}b\x1b[0m  {RED}c\x1b[0m")
    assert pieces(line) == [("  ", None), ("b  ", "#c80a14"), ("c", "#c80a14")]


def test_a_control_character_is_not_blank() -> None:
    (line,) = strips(f"{RED}b\x1b[0m\x1f")
    assert pieces(line) == [("b", "#c80a14"), ("·", None)]


def test_where_no_code_says_otherwise_text_looks_as_what_it_is_drawn_on() -> None:
    base = Style.parse("#0000ff on #102030")
    (line,) = strips(f"a{RED}b\x1b[0mc\x1b[1md", base)
    assert pieces(line) == [("a", "#0000ff"), ("b", "#c80a14"), ("c", "#0000ff"), ("d", "#0000ff")]
    assert {part.style.bgcolor for part in line if part.style} == {base.bgcolor}


def test_a_colour_among_other_codes_is_found() -> None:
    (line,) = strips("\x1b[0;1;38;2;1;2;3;4ma")
    assert pieces(line) == [("a", "#010203")]


def test_a_colour_beyond_its_range_is_the_brightest() -> None:
    (line,) = strips("\x1b[38;2;999;0;0ma")
    assert pieces(line) == [("a", "#ff0000")]


@pytest.mark.parametrize("codes", ["48;2;1;2;3", "1", "138;2;1;2;3", "31"])
def test_codes_without_a_24_bit_foreground_colour_nothing(codes: str) -> None:
    (line,) = strips(f"\x1b[{codes}ma")
    assert pieces(line) == [("a", None)]


@pytest.mark.parametrize(
    "escape",
    [
        "\x1b[2J", "\x1b[?1049h", "\x1b[10;5H", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\",
        "\x1bPq\x1b\\", "\x1bc", "\x1b(B", "\x1b7", "\x1b",
    ],
)  # fmt: skip
def test_an_escape_that_is_no_colour_is_dropped(escape: str) -> None:
    (line,) = strips(f"a{escape}")
    assert line.text == "a"


@pytest.mark.parametrize("sign", ["\x07", "\x9b", "\x00", "\u202e"])
def test_control_characters_in_the_text_become_dots(sign: str) -> None:
    (line,) = strips(f"a{sign}b")
    assert line.text == "a·b"


# The widget


async def test_before_there_is_a_drawing_the_room_is_empty() -> None:
    app = OneChart()
    async with app.run_test(size=(20, 5)):
        assert rows(app) == [" " * 20] * 5


async def test_a_drawing_is_asked_for_once_at_the_size_there_is() -> None:
    app, draw = OneChart(), Recorder()
    async with app.run_test(size=(20, 5)) as pilot:
        app.chart.show(draw)
        await pilot.pause()
        app.chart.refresh()
        await pilot.pause()
        assert rows(app) == ["x" * 20] * 5
        assert draw.asked == [(20, 5)]


async def test_a_drawing_is_asked_for_again_when_the_size_changes() -> None:
    app, draw = OneChart(), Recorder()
    async with app.run_test(size=(20, 5)) as pilot:
        app.chart.show(draw)
        await pilot.pause()
        await pilot.resize_terminal(30, 7)
        await pilot.pause()
        assert rows(app) == ["x" * 30] * 7
        assert draw.asked[-1] == (30, 7)


async def test_another_drawing_takes_the_place_of_the_first() -> None:
    app = OneChart()
    async with app.run_test(size=(20, 5)) as pilot:
        app.chart.show(Recorder())
        await pilot.pause()
        app.chart.show(Recorder("y"))
        await pilot.pause()
        assert rows(app) == ["y" * 20] * 5


async def test_a_drawing_of_another_size_is_filled_up_or_cut() -> None:
    app = OneChart()
    async with app.run_test(size=(6, 3)) as pilot:
        app.chart.show(lambda width, height: "short\nmuch too long")
        await pilot.pause()
        assert rows(app) == ["short ", "much t", "      "]


async def test_markup_in_a_drawing_is_text() -> None:
    app = OneChart()
    async with app.run_test(size=(30, 3)) as pilot:
        app.chart.show(lambda width, height: "[@click=app.quit]Tap[/] [/b]")
        await pilot.pause()
        assert rows(app)[0] == "[@click=app.quit]Tap[/] [/b]  "


async def test_the_background_of_a_drawing_is_that_of_the_screen() -> None:
    app = OneChart()
    async with app.run_test(size=(10, 3)) as pilot:
        app.chart.show(lambda width, height: f"{RED}a\x1b[0mb")
        app.screen.styles.background = "#102030"
        await pilot.pause()
        backgrounds = {part.style.bgcolor for part in app.chart.render_line(0) if part.style}
        assert {str(each.triplet.hex) for each in backgrounds if each and each.triplet} == {
            "#102030"
        }
