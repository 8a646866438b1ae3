"""Routine files that are made to hurt: too big, too deep, endless, no files at all."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

LARGEST = 256 * 1024
LINES = 130
"""So many lines of 2,000 characters are a file of the largest size."""

HEAD = 'name = "Bomb"\n'
ITEM = '[[items]]\nstretch = "knee-to-chest"\n'
DRAWN = (
    HEAD + 'position = "standing"\nsteps = ["Stand."]\nstyle = "held"\nhold_seconds = 5\nreps = 2\n'
    '[figure]\nview = "side"\nfacing = "right"\nworks = "leg"\n'
)


def _filled(piece: str, head: str = HEAD, end: str = "") -> bytes:
    """Return the pieces in lines of just under 2,000 characters, as many as a file may have."""
    line = piece * (1990 // len(piece)) + "\n"
    return (head + line * (LARGEST // len(line) - 1) + end).encode()


CONTENTS: dict[str, bytes] = {
    "nothing": b"",
    "40 KB of dots": b"." * 40_000,
    "a key of 20,000 parts": b"a" + b".a" * 20_000 + b" = 1",
    "a key of 900 parts in a line": b"a" + b".a" * 900 + b" = 1",
    "a header of 900 parts": b"[a" + b".a" * 900 + b"]",
    "a quoted key of 400 parts": b"'a'" + b".'a'" * 400 + b" = 1",
    "an inline key of 900 parts": b"x = {a" + b".a" * 900 + b" = 1}",
    "dots on every line": (b"." * 1990 + b"\n") * LINES,
    "keys of four parts": b"".join(b"a%d.b.c.d = 1\n" % n for n in range(2900)),
    "arrays in arrays": b"name = " + b"[" * 900 + b"]" * 900,
    "tables in tables": b"name = " + b"{a = " * 380 + b"1" + b"}" * 90,
    "an array over many lines": b"name = [\n" * 20_000,
    "brackets": b"[" * LARGEST,
    "brackets on every line": b"[\n" * (LARGEST // 2),
    "closed brackets": _filled("]"),
    "flat arrays in an array": _filled("[[[[[]]]]],", HEAD + "steps = [\n", "]"),
    "an array of numbers": _filled("1,", HEAD + "steps = [\n", "]"),
    "an array of empty tables": _filled("{},", HEAD + "items = [\n", "]"),
    "an array of empty texts": _filled("'',", HEAD + "steps = [\n", "]"),
    "an array of infinities": _filled("1e9999,", HEAD + "steps = [\n", "]"),
    "an array of dates": _filled("2020-01-01T00:00:00Z,", HEAD + "steps = [\n", "]"),
    "a number of a million digits": b"place = " + b"9" * 1_000_000,
    "a number of 100,000 digits": b"place = " + b"9" * 100_000,
    "a number of 1,900 digits": b"place = " + b"9" * 1_900,
    "a hex number of a million digits": b"place = 0x" + b"f" * 1_000_000,
    "a hex number of 1,900 digits": b"place = 0x" + b"f" * 1_900,
    "a number with a huge exponent": b"place = 1e" + b"9" * 1_900,
    "nan and infinity": ITEM.encode() + b"hold_seconds = nan\nrest_seconds = inf\n",
    "a date that is none": b"name = 9999-99-99T99:99:99Z",
    "a byte order mark": b"\xef\xbb\xbf" + (HEAD + ITEM).encode(),
    "UTF-16": (HEAD + ITEM).encode("utf-16"),
    "UTF-16 without a mark": (HEAD + ITEM).encode("utf-16-be"),
    "UTF-32": (HEAD + ITEM).encode("utf-32"),
    "UTF-7": b"+AG4AYQBtAGU- = 1",
    "Latin-1": "name = 'Dehnübung'".encode("latin-1"),
    "half a character": b"name = '\xe6\x97'",
    "a lone surrogate": "name = '\ud800'".encode("utf-8", "surrogatepass"),
    "an escaped surrogate": b'name = "\\ud800"',
    "overlong UTF-8": b"name = '\xc0\xaf'",
    "NULs": b"\x00" * LARGEST,
    "a NUL in a name": b"name = 'a\x00b'",
    "an endless line": b"#" * LARGEST,
    "an endless line of text": b"name = '" + b"a" * (LARGEST - 10) + b"'",
    "more than 256 KB": b"#\n" * LARGEST,
    "50 MB": b"# 50 MB\n" * (50_000_000 // 8),
    "256 KB of keys": b"".join(b"k%d = 1\n" % n for n in range(20_000)),
    "3,000 keys": b"".join(b"k%d = 1\n" % n for n in range(3_000)),
    "3,000 tables": b"".join(b"[k%d]\n" % n for n in range(3_000)),
    "3,000 items": (HEAD + ITEM * 1_450).encode(),
    "3,000 long keys that are nearly right": "".join(
        f"{'stretch' * 10}{n} = 1\n" for n in range(2_990)
    ).encode(),
    "60 items of 46 misspelt keys": (
        HEAD + "".join(ITEM + "".join(f"rep{n}{k} = 1\n" for k in range(46)) for n in range(60))
    ).encode(),
    "2,900 poses": (DRAWN + "".join(f"[figure.poses.helt{n}]\n" for n in range(2_900))).encode(),
    "1,400 variations with a figure": (
        DRAWN + "".join(f"[variations.v{n}.figure.poses]\nx = 1\n" for n in range(1_400))
    ).encode(),
    "2,900 stretches of one's own": (
        HEAD + ITEM + "".join(f"[stretches.s{n}]\n" for n in range(2_900))
    ).encode(),
    "a text without an end": b"name = 'a" + b"\nb = 1" * 40_000,
    "a long text without an end": b'name = """' + b"a\n" * 120_000,
    "quotes": b"'" * LARGEST,
    "three quotes on every line": b"'''\n" * (LARGEST // 4),
    "three quotes after a backslash": b'"""\\"""\n' * (LARGEST // 8),
    "a text of escapes": _filled("\\u0041", 'name = """\n', '"""'),
    "a text of backslashes": _filled("\\\\", 'name = """\n', '"""'),
    "a text of marks without a letter": _filled("\u0301\u0316", "name = '''\n")[: LARGEST - 9],
    "a text of joined people": _filled("👩‍👩‍👧", "name = '''\n")[: LARGEST - 9],
    "texts that turn round": b'name = "\\u202e\\u2066"\nabout = "\\U000E0041"',
    "keys that turn round": b'"\\u202enoitatoR" = 1\n"\\u001b[2J" = 1\n',
    "raw directions": "name = '\u202eb'\n'\u2066' = 1".encode(),
    "an escape sequence": b"name = '\x1b]52;c;UFdORUQ=\x07'",
    "keys that are the same but for their form": "'é' = 1\n'e\u0301' = 2".encode(),
    "an escape in its comment": b"# \x1b]0;PWNED\x07\nname = 1",
    "carriage returns": b"name = 'a'\r\rabout = 'b'\r",
    "spaces": _filled(" "),
    "strange spaces": _filled("\u3000"),
    "line ends": b"\n" * LARGEST,
    "commas": _filled(","),
    "equals signs": _filled("="),
    "YAML": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "JSON": b'{"name": "Mine", "items": []}',
    "a program": b"\x7fELF" + bytes(range(256)) * 400,
}
"""What a file says that is made to hurt."""


def _pipe(file: Path) -> None:
    os.mkfifo(file)


def _folder(file: Path) -> None:
    file.mkdir()


def _socket(file: Path) -> None:
    here = Path.cwd()
    os.chdir(file.parent)  # the path of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(file.name)
    finally:
        os.chdir(here)


def _link(target: str) -> Callable[[Path], None]:
    return lambda file: file.symlink_to(target)


def _forbidden(file: Path) -> None:
    file.write_bytes((HEAD + ITEM).encode())
    file.chmod(0)


NO_FILES: dict[str, Callable[[Path], None]] = {
    "nothing there": lambda file: None,
    "a named pipe": _pipe,
    "a folder": _folder,
    "a socket": _socket,
    "a link to /dev/zero": _link("/dev/zero"),
    "a link to /dev/random": _link("/dev/random"),
    "a link to the terminal": _link("/dev/tty"),
    "a link to nowhere": _link("/nowhere/at/all"),
    "a link to itself": _link("bomb.toml"),
    "a link to what the system knows": _link("/proc/self/mem"),
    "no permission": _forbidden,
}
"""What is no file that may be read, each with how it is made."""


def lay(name: str, folder: Path) -> Path:
    """Put the bomb with this name into the folder, and return where it is."""
    file = folder / "bomb.toml"
    folder.mkdir(parents=True)
    if name in CONTENTS:
        file.write_bytes(CONTENTS[name])
    else:
        NO_FILES[name](file)
    return file
