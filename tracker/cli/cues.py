"""The command that tries out the sound of this machine."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from tracker.cli.output import print_json, print_line
from tracker.core.errors import TrackerError

if TYPE_CHECKING:
    from tracker.cues.trial import Trial

HEARD: Final = (
    "unkink cannot hear. If you heard nothing, look at the volume and at where this machine sends "
    "its sound. The screen shows every cue as well."
)
SILENT: Final = "Nothing can sound here. The screen shows every cue as well."


@click.group()
def cues() -> None:
    """The voice and the tones that lead you when you cannot look."""


@cues.command("test")
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Write sound files there instead of playing.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def test_cues(folder: Path | None, as_json: bool) -> None:
    """Sound each kind of cue, and say what sounded it; exit 1 if nothing could."""
    from tracker.cues.trial import play_each, write_each

    try:
        trials = play_each(sys.platform) if folder is None else write_each(sys.platform, folder)
        done = list(_print_each(trials, quiet=as_json))
    except OSError as error:
        raise TrackerError(f"{error.filename or folder}: {error.strerror}.") from error
    sounded = any(trial.used for trial in done)
    if as_json:
        print_json([trial_facts(trial) for trial in done])
    elif folder is None:
        print_line(HEARD if sounded else SILENT)
    sys.exit(0 if sounded else 1)


def trial_facts(trial: "Trial") -> dict[str, Any]:
    """Return what came of one cue as `cues test --json` prints it."""
    return {
        "kind": trial.kind,
        "what": trial.what,
        "used": trial.used or None,
        "failed": [{"program": name, "why": why} for name, why in trial.faults],
        "file": None if trial.file is None else str(trial.file),
    }


def trial_line(trial: "Trial") -> str:
    """Return what came of one cue as people read it."""
    from tracker.cues.sounding import told
    from tracker.cues.trial import seconds_of

    why = told(trial.faults)
    if not trial.used:
        return f"no {trial.kind}: {why or 'no program for it is known here'}"
    if trial.file is not None:
        return f"{trial.kind}: {trial.file}, {seconds_of(trial.file):.1f} s"
    what = f"'{trial.what}'" if trial.kind == "voice" else trial.what
    return f"{trial.kind}: {trial.used}, {what}" + (f" ({why})" if why else "")


def _print_each(trials: Iterable["Trial"], *, quiet: bool) -> Iterator["Trial"]:
    for trial in trials:
        if not quiet:
            print_line(trial_line(trial))
        yield trial
