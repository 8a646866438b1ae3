"""How commands print: JSON for programs, cleaned text for people."""

import json
import shutil
import sys
from collections.abc import Iterable
from textwrap import wrap

import click

from tracker.core.text import clean


def print_json(value: object) -> None:
    """Print a value as JSON, in the words of any alphabet."""
    click.echo(json.dumps(value, ensure_ascii=True, indent=2))


def print_line(text: str = "", *, err: bool = False, end: str = "\n") -> None:
    """Print one line that nobody's text can break out of; `end` is what follows it."""
    click.echo(clean(text) + end, err=err, nl=False)


def print_wrapped(text: str = "", *, end: str = "\n") -> None:
    """Print a text, on a terminal in lines that break between words."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    if not width or len(text) < width or end != "\n":
        print_line(text, end=end)
        return
    indent = " " * (len(text) - len(text.lstrip()))
    for line in wrap(text.strip(), width - 1, initial_indent=indent, subsequent_indent=indent):
        print_line(line)


def columns(rows: Iterable[Iterable[str]]) -> Iterable[str]:
    """Return the rows as lines, each column as wide as its widest cell."""
    table = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
