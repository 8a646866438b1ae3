"""Seals a row: a short checksum of what it says, by which a change from outside is found."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

DIGITS: Final = 16


def seal(table: str, row: Mapping[str, object]) -> str:
    """Return 16 hexadecimal digits, which are others when any value of the row is another.

    A column without a value says nothing, so that one which is added later breaks no seal. Every
    sealed file was sealed by this very text: another one needs a change of the schema.
    """
    said = {column: value for column, value in row.items() if value is not None}
    text = json.dumps([table, said], sort_keys=True, separators=(",", ":"), default=repr)
    return sha256(text.encode("ascii")).hexdigest()[:DIGITS]
