"""Reads one file, once and within limits, and parses it: bytes → text → a document."""

import re
from pathlib import Path
from typing import Final, NamedTuple, cast

from tracker.core.text import clean
from tracker.library.faults import Fault, FaultsError, Lines
from tracker.library.files import read_bytes
from tracker.library.rules import Table

MAX_BYTES: Final = 256 * 1024
_BOM: Final = b"\xef\xbb\xbf"


class UnreadableError(FaultsError):
    """A file could not be read this time; next time, with not a byte changed, it may be."""


class Document(NamedTuple):
    """What a file says, all texts in NFC, and the line of each key; `table` is not yet checked."""

    file: Path
    table: Table
    lines: Lines


def read_document(file: Path) -> Document:
    """Return the document in a TOML file; raise FaultsError if it cannot be read or parsed."""
    return parse_document(file, read_content(file))


def read_content(file: Path) -> bytes:
    """Return the bytes of a file, at most one more than 256 KB; raise UnreadableError."""
    try:
        return read_bytes(file, MAX_BYTES)
    except OSError as error:
        reason = error.strerror or str(error)
    except ValueError:
        reason = "no file can have this name"
    raise UnreadableError((Fault(file, None, "", clean(f"cannot be read: {reason}")),))


def parse_document(file: Path, content: bytes) -> Document:
    """Return the document in these bytes of a file; raise FaultsError if there is none."""
    from tracker.library.lines import TooMuchError, scan

    text = _decoded(file, content)
    try:
        lines = scan(text)
        table = _parsed(text)
    except TooMuchError as error:
        raise _fault(file, str(error), error.line) from None
    except RecursionError:
        raise _fault(file, "tables or lists are nested too deep") from None
    except ValueError as error:  # TOMLDecodeError, and what slips past it, such as huge numbers
        raise _syntax_fault(file, text, str(error)) from None
    return Document(file, table, lines)


def composed(value: object) -> object:
    """Return the value with every text in it, keys included, in Unicode's form NFC."""
    if isinstance(value, str):
        return value if value.isascii() else _nfc(value)
    if isinstance(value, dict):
        return {_nfc(key): composed(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [composed(entry) for entry in value]
    return value


def _decoded(file: Path, content: bytes) -> str:
    if len(content) > MAX_BYTES:
        line = content.count(b"\n", 0, MAX_BYTES) + 1
        raise _fault(file, f"is larger than {MAX_BYTES // 1024} KB, which end here", line)
    if content.startswith(_BOM):
        raise _fault(file, "starts with a byte order mark; save it as UTF-8 without one", 1)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _fault(file, f"is not UTF-8 at byte {error.start + 1}", line) from None


def _parsed(text: str) -> Table:
    import tomllib  # slow to import and to run: the cache makes it needless on most starts

    return cast(Table, composed(tomllib.loads(text)))


def _syntax_fault(file: Path, text: str, message: str) -> FaultsError:
    """Return the parser's message as a fault, with the line that it names, or else the last."""
    at = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if at:
        return _fault(file, f"is not TOML: {message[: at.start()]} at column {at[2]}", int(at[1]))
    return _fault(file, f"is not TOML: {message}", text.count("\n") + 1)


def _nfc(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)


def _fault(file: Path, message: str, line: int | None = None) -> FaultsError:
    return FaultsError((Fault(file, line, "", clean(message)),))
