"""The command line's own map: which command is in which module, loaded when it is called."""

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any, Final

import click

from tracker import __version__
from tracker.cli.opening import open_app
from tracker.core.text import clean

COMMANDS: Final = {
    "start": "tracker.cli.app",
    "demo": "tracker.cli.app",
    "routines": "tracker.cli.routines",
    "figures": "tracker.cli.figures",
    "log": "tracker.cli.record",
    "rate": "tracker.cli.record",
    "history": "tracker.cli.history",
    "trends": "tracker.cli.trends",
    "safety": "tracker.cli.safety",
    "cues": "tracker.cli.cues",
    "settings": "tracker.cli.settings",
    "doctor": "tracker.cli.doctor",
    "backup": "tracker.cli.backup",
    "restore": "tracker.cli.backup",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name; None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command that is wanted; a mistake in how it is called is told in clean text."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")  # an old terminal has not every letter
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise click.UsageError(clean(error.format_message()), error.ctx) from None


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="unkink %(version)s")
@click.pass_context
def unkink(context: click.Context) -> None:
    """Guided stretching for a sore back, with an honest record of the pain.

    Without a command it opens the app.
    """
    if context.invoked_subcommand is None:
        open_app()
