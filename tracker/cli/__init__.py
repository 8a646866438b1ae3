"""The commands, and the only place where the parts are put together and a clock is read."""

import sys

import click

from tracker import __version__
from tracker.cli.app import demo, open_app, start
from tracker.cli.history import history, trends
from tracker.cli.record import log, rate
from tracker.cli.routines import routines
from tracker.core.errors import TrackerError
from tracker.core.text import clean


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="unkink %(version)s")
@click.pass_context
def unkink(context: click.Context) -> None:
    """Guided stretching for a sore back, with an honest record of the pain.

    Without a command it opens the app.
    """
    if context.invoked_subcommand is None:
        open_app()


for command in (start, demo, routines, log, rate, history, trends):
    unkink.add_command(command)


def main() -> None:
    """Run the command line; every expected error is one sentence, with exit code 2."""
    try:
        unkink()
    except TrackerError as error:
        click.echo(f"unkink: {clean(str(error))}", err=True)
        sys.exit(2)
