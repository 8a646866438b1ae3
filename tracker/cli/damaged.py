"""Offers the newest good backup where the history cannot be opened, in plain lines."""

import sys
from typing import Final

from tracker.cli.keys import Keys
from tracker.cli.output import print_wrapped
from tracker.core.errors import DamageError
from tracker.paths import Paths

ASK_SECONDS: Final = 1.0
YES: Final = ("r", "R")
CHOICES: Final = (
    "r               restore that backup; what is there now is kept beside it",
    "any other key   leave everything as it is",
)


def offer_backup(error: DamageError, where: Paths) -> None:
    """Say what was found, and restore the newest good backup if that is wanted.

    Otherwise everything stays as it is, and the program ends with 2. Raises the same error when
    there is no backup, and StoreError when it cannot be restored.
    """
    if error.backup is None:
        raise error
    with Keys() as keys:  # before anything is said, so that no key comes too early
        for line in (f"unkink: {error}", "", *CHOICES):
            print_wrapped(line)
        key = _wait(keys)
    if key not in YES:
        print_wrapped("Nothing was changed.")
        sys.exit(2)
    from tracker.cli.backup import put_back, tell_restored

    tell_restored(put_back(where, error.backup), error.backup)


def _wait(keys: Keys) -> str:
    """Wait for one key; an ended input is none."""
    while not keys.has_ended:
        if key := keys.wait(ASK_SECONDS):
            return key
    return ""
