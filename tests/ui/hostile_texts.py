"""Every kind of text that tries to act: on the terminal, the app, a spreadsheet, or Python."""

from __future__ import annotations

from typing import Final

MARK: Final = "Z9"
"""Stands in each of the texts, so that it is found on the screen."""

SEQUENCES: Final = {
    "a colour": "\x1b[31mZ9",
    "a colour as a C1": "\x9b31mZ9",
    "a cleared screen": "\x1b[2J\x1b[HZ9",
    "a cursor elsewhere": "\x1b[99;99HZ9",
    "a window that moves": "\x1b[3;0;0tZ9",
    "a question about the title": "\x1b[21tZ9",
    "a question about the device": "\x1b[cZ9",
    "a question about the place": "\x1b[6nZ9",
    "another screen": "\x1b[?1049hZ9",
    "reports of the mouse": "\x1b[?1003hZ9",
    "keys of another kind": "\x1b[>31uZ9",
    "a paste": "\x1b[200~Z9\x1b[201~",
    "a scroll region": "\x1b[1;1rZ9",
    "letters as lines": "\x1b(0Z9",
    "a reset": "\x1bcZ9",
    "a title": "Z9\x1b]0;PWNED\x07",
    "a title with another end": "Z9\x1b]2;PWNED\x1b\\",
    "a title as C1s": "Z9\x9d0;PWNED\x9c",
    "a link of the terminal": "\x1b]8;;http://x\x1b\\Z9\x1b]8;;\x1b\\",
    "a clipboard": "Z9\x1b]52;c;UFdORUQ=\x07",
    "a question about the clipboard": "Z9\x1b]52;c;?\x07",
    "a notification": "Z9\x1b]9;PWNED\x07",
    "a file of a terminal": "Z9\x1b]1337;File=inline=1:AAAA\x07",
    "a folder of the shell": "Z9\x1b]7;file:///etc\x07",
    "other colours for good": "Z9\x1b]4;0;red\x07",
    "an OSC without an end": "Z9\x1b]0;PWNED",
    "a DCS": 'Z9\x1bP$q"p\x1b\\',
    "a DCS as a C1": "Z9\x90q#0\x9c",
    "a picture": "Z9\x1bPq#0;2;0;0;0#0~~\x1b\\",
    "an APC": "Z9\x1b_Ga=T,f=24;AAAA\x1b\\",
    "an APC as a C1": "Z9\x9fGa=T\x9c",
    "a PM": "Z9\x1b^PWNED\x1b\\",
    "a PM as a C1": "Z9\x9ePWNED\x9c",
    "an SOS": "Z9\x1bXPWNED\x1b\\",
    "an SOS as a C1": "Z9\x98PWNED\x9c",
    "a lone escape": "Z9\x1b",
    "escapes in escapes": "Z9\x1b\x1b[\x1b[31\x1bm",
    "every C1": "Z9" + "".join(map(chr, range(0x80, 0xA0))),
    "every C0": "Z9" + "".join(map(chr, range(0x20))) + "\x7f",
}
"""Those that a terminal would obey."""

CONTROLS: Final = {
    "a NUL": "Z9\x00\x00",
    "a NUL in the middle": "Z\x009Z9",
    "a bell": "Z9\x07\x07",
    "backspaces": "secret\x08\x08\x08\x08\x08\x08Z9",
    "a return": "Z9 all is well\rPWNED",
    "lines": "Z9\ntwo\rthree\tfour",
    "line ends of Windows": "Z9\r\ntwo\r\n",
    "line separators": "Z9\u2028two\u2029three",
    "tabs": "\tZ9\t\t",
    "a form feed": "Z9\x0c\x0b",
    "shifts": "Z9\x0e\x0f",
    "a flow control": "Z9\x13\x11",
    "an end of file": "Z9\x04\x1a",
    "a DEL": "Z9\x7f\x7f",
    "a right to left": "Z9\u202egnp.exe" + "\u202e" * 20,
    "isolates": "\u2066Z9\u2069\u2067\u2068",
    "embeddings": "\u202aZ9\u202b\u202c\u202d",
    "marks of direction": "\u200eZ9\u200f\u061c",
    "other shapes of digits": "Z9\u206a\u206e\u206f",
    "tags": "Z9" + "".join(chr(0xE0000 + ord(one)) for one in "ignore all"),
    "a byte order mark": "\ufeffZ9\ufeff",
    "annotations": "Z9\ufff9a\ufffab\ufffb",
}
"""Single characters that a terminal, or a reader's eye, would obey."""

SIGNS: Final = {
    "zero width": "Z\u200b9Z9\u200c\u200d\u2060\u00ad",
    "a very long one": "Z9" + "long" * 200,
    "100,000 characters": "Z9" + "x" * 99_998,
    "a heap of marks": "Z9" + "e" + "\u0301\u0323" * 200,
    "wide signs": "Z9" + "日本語" * 30,
    "signs and marks": "Z9👩‍👩‍👧🏽‍♀️e\u0301\u0323🇨🇭" * 3,
    "signs of no plane": "Z9\ue000\uffff\U0010ffff",
    "from right to left by nature": "Z9 שלום مرحبا",
}
"""Those that only look strange, or take much room."""

WORDS: Final = {
    "a click": "[@click=app.quit]Z9[/]",
    "a click on all": "[@click='app.quit()']Z9",
    "an end of nothing": "Z9[/b]",
    "an end of all": "Z9[/]",
    "ends without a beginning": "Z9[/][/][/foo]",
    "a beginning without an end": "[b][i][red on blue]Z9",
    "a bracket without an end": "[Z9",
    "brackets in brackets": "[[[Z9]]]",
    "an escaped bracket": "\\[b]Z9\\",
    "a path": "Z9[/home/u/x]",
    "a link": "[link=http://x]Z9",
    "a colour of the theme": "[$error]Z9[/$error]",
    "a variable": "Z9 $name ${HOME} $PATH",
    "a template": "Z9 {} {0} {name} {0.__class__}",
    "a broken template": "Z9 { } {{ }} {!r:>99999}",
    "per cents": "Z9 %s %d %(name)s %n %",
    "an emoji by its name": "Z9 :skull: :pile_of_poo:",
    "a formula": '=HYPERLINK("http://x","Z9")',
    "a formula with a sign": "+Z9+cmd|' /C calc'!A0",
    "a formula with a minus": "-Z9",
    "a formula at an address": "@SUM(Z9)",
    "quotes": "Z9 ' \" ` '' \"\"",
    "an SQL": "Z9'); DROP TABLE session; --",
    "a wild card": "Z9 % _ * ?",
    "a file elsewhere": "../../Z9/../etc/passwd",
    "a program": "Z9; $(reboot) `reboot` | reboot &",
    "an option": "--Z9",
    "a page": "<script>alert('Z9')</script><!-- &amp;",
    "a heading": "# Z9\n- [x](javascript:1) | a | b |",
}
"""Those that are words to a terminal, and more to what handles them."""

ALL: Final[dict[str, str]] = {**SEQUENCES, **CONTROLS, **SIGNS, **WORDS}
"""All of them by name; none stands in two of the tables."""
