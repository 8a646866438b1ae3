"""How many rows a text takes."""

from collections.abc import Iterable

from textual.content import Content


def rows(lines: Iterable[Content], width: int) -> int:
    """Return how many rows of `width` columns the lines take once they are wrapped."""
    return sum(1 if line.cell_length <= width else len(line.wrap(max(1, width))) for line in lines)
