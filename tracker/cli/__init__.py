"""The commands, and the only place where the parts are put together and a clock is read."""

import sys

from tracker import __version__
from tracker.core.errors import TrackerError
from tracker.core.text import clean


def main() -> None:
    """Run the command line; every expected error is one sentence, with exit code 2.

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
        sys.stderr.write(f"unkink: {clean(str(error))}\n")
        sys.exit(2)
