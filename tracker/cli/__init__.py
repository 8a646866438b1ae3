"""The commands, and the only place where the parts are put together and a clock is read."""

import sys
from contextlib import suppress

from tracker import __version__
from tracker.core.errors import TrackerError
from tracker.core.text import clean


def main() -> None:
    """Run the command line; every error is one sentence: exit code 2, or 1 for a fault of ours.

    The two calls that should answer at once, `unkink` and `unkink --version`, need no parser.
    """
    if sys.argv[1:] != ["--version"]:
        from tracker.private import dump_no_memory

        dump_no_memory()
    try:
        if sys.argv[1:] == ["--version"]:
            sys.stdout.write(f"unkink {__version__}\n")
        elif len(sys.argv) == 1:
            from tracker.cli.opening import open_app

            open_app()
        else:
            from tracker.cli.group import unkink

            unkink()
    except TrackerError as error:
        _leave(str(error), 2)
    except Exception as error:  # a fault of ours: no traceback reaches a person
        from tracker.cli.crash import told
        from tracker.cli.parts import now, places

        _leave(told(error, places().crash_log, now()), 1)


def _leave(sentence: str, code: int) -> None:
    """Say why on stderr, if anybody can still hear it, and leave with the exit code."""
    with suppress(OSError):
        sys.stderr.write(f"unkink: {clean(sentence)}\n")
    sys.exit(code)
