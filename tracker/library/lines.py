"""Finds the line of every key in TOML text, and refuses text that would be slow to parse."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tracker.library.faults import Place

MAX_LINE: Final = 2_000
MAX_KEY_PARTS: Final = 4
MAX_DEPTH: Final = 8
MAX_KEYS: Final = 3_000
MAX_ENTRIES: Final = 12 * MAX_KEYS
"""Of all lists together: no rule lets a list have more than twelve."""

_TOKEN: Final = re.compile(
    r'''
      (?P<name> """ (?: [^"\\] | \\. | "(?!"") )*+ "{3,5}
              | \'\'\' (?: [^'] | '(?!'') )*+ '{3,5}
              | " (?: [^"\\\n] | \\[^\n] )*+ "
              | ' [^'\n]* '
              | [^\s\[\]{},.=\#"']+ )
    | (?P<comment> \#[^\n]* )
    | (?P<mark> [\[\]{},=\n] )
    | (?P<open> ["'] )
    ''',
    re.VERBOSE | re.DOTALL,
)


class TooMuchError(Exception):
    """The text goes past a limit; `line` is where, from 1."""

    def __init__(self, line: int, message: str) -> None:
        """Take the line and the sentence to show."""
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class _Bracket:
    """An open bracket in a value: of an array, whose next entry is `index`, or of a table."""

    place: Place
    is_array: bool
    index: int = 0


class _Scan:
    """Walks the tokens of one text; knows the table, the key and the brackets it is in."""

    def __init__(self) -> None:
        self.lines: dict[Place, int] = {}
        self._line = 1
        self._keys = 0
        self._listed = 0
        self._table: Place = ()
        self._entries: dict[Place, int] = {}
        self._brackets: list[_Bracket] = []
        self._start_statement()

    def take(self, text: str, is_name: bool) -> None:
        """Take the next token: a name (any string, key or number) or a mark."""
        if is_name:
            self._name(text)
        elif text == "\n":
            if not self._brackets:
                self._start_statement()
        elif text == "[":
            self._open_square()
        elif text == "]":
            self._close_square()
        elif text == "{":
            self._open(is_array=False)
        elif text == "}":
            self._close()
        elif text == ",":
            self._comma()
        else:
            self._equals()
        self._line += text.count("\n")

    def _start_statement(self) -> None:
        self._parts: list[str] = []
        self._in_key = True
        self._header = 0
        self._here: Place = ()

    def _name(self, text: str) -> None:
        if not self._in_key:
            self._mark_entry()
            return
        self._parts.append(text.strip("\"'"))
        if len(self._parts) > MAX_KEY_PARTS:
            raise TooMuchError(self._line, f"a key has more than {MAX_KEY_PARTS} parts")

    def _equals(self) -> None:
        if self._in_key:
            self._here = self._outer() + tuple(self._parts)
            self._note(self._here)
            self._in_key = False

    def _outer(self) -> Place:
        return self._brackets[-1].place if self._brackets else self._table

    def _note(self, place: Place) -> None:
        self._keys += 1
        if self._keys > MAX_KEYS:
            raise TooMuchError(self._line, f"there are more than {MAX_KEYS:,} keys")
        self.lines.setdefault(place, self._line)

    def _open_square(self) -> None:
        if self._in_key:
            self._header += 1
        else:
            self._open(is_array=True)

    def _close_square(self) -> None:
        if not self._header:
            self._close()
        elif self._parts:
            self._table = self._resolved()
            self._note(self._table)
            self._parts = []

    def _resolved(self) -> Place:
        """Return the place of a header: in arrays of tables that is inside the newest entry."""
        place: Place = ()
        for nth, part in enumerate(self._parts, 1):
            place = (*place, part)
            if self._header > 1 and nth == len(self._parts):
                self.lines.setdefault(place, self._line)
                self._entries[place] = self._entries.get(place, -1) + 1
            if place in self._entries:
                place = (*place, self._entries[place])
        return place

    def _open(self, is_array: bool) -> None:
        self._mark_entry()
        if len(self._brackets) == MAX_DEPTH:
            raise TooMuchError(self._line, f"brackets are more than {MAX_DEPTH} deep")
        self._brackets.append(_Bracket(self._here, is_array))
        self._in_key = not is_array
        self._parts = []

    def _close(self) -> None:
        if self._brackets:
            self._brackets.pop()
        self._in_key = False

    def _comma(self) -> None:
        if self._brackets and self._brackets[-1].is_array:
            self._brackets[-1].index += 1
        else:
            self._in_key = True
            self._parts = []

    def _mark_entry(self) -> None:
        """In an array, note where its next entry is."""
        if self._brackets and self._brackets[-1].is_array:
            bracket = self._brackets[-1]
            self._here = (*bracket.place, bracket.index)
            self._listed += 1
            if self._listed > MAX_ENTRIES:
                raise TooMuchError(self._line, f"the lists have more than {MAX_ENTRIES:,} entries")
            self.lines.setdefault(self._here, self._line)


def scan(text: str) -> dict[Place, int]:
    """Return the line of each key, table and entry; raise TooMuchError past a limit."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            raise TooMuchError(number, f"the line has more than {MAX_LINE:,} characters")
    walk = _Scan()
    for token, is_name in _tokens(text):
        walk.take(token, is_name)
    return walk.lines


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "open":
            return  # a string without an end: tomllib says where
        if found.lastgroup != "comment":
            yield found[0], found.lastgroup == "name"
