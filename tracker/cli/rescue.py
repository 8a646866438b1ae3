"""Offers the newest good backup where the history cannot be opened, in plain lines."""

import sys

from tracker.cli.keys import Keys
from tracker.cli.output import print_wrapped
from tracker.cli.parts import now
from tracker.core.errors import DamageError
from tracker.core.text import clean
from tracker.paths import Paths

ASK_SECONDS = 1.0
YES = ("r", "R")


def offer_backup(error: DamageError, where: Paths) -> None:
    """Say what was found, and restore the newest good backup if that is wanted.

    Otherwise everything stays as it is, and the program ends with 2. Raises the same error when
    there is no backup, and StoreError when it cannot be restored.
    """
    if error.backup is None:
        raise error
    print_wrapped(f"unkink: {clean(str(error))}")
    print_wrapped()
    print_wrapped("r         restore that backup; what is there now is kept beside it")
    print_wrapped("any other key   leave everything as it is")
    if _key() not in YES:
        print_wrapped("Nothing was changed.")
        sys.exit(2)
    from tracker.cli.backup import tell_restored
    from tracker.store.restoring import restore

    tell_restored(restore(where.database, error.backup, now()), error.backup)


def _key() -> str:
    """Wait for one key; an ended input is none."""
    with Keys() as keys:
        while not keys.has_ended:
            if key := keys.wait(ASK_SECONDS):
                return key
    return ""
