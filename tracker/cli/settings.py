"""The commands around the settings file: print what holds, change one value, say where it is."""

import json
import sys
from typing import Any

import click

from tracker.cli.output import columns, print_json, print_line
from tracker.cli.parts import load_settings, places
from tracker.settings import SettingsFile, save


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def settings(context: click.Context, as_json: bool) -> None:
    """Print every setting with where it comes from; exit 1 if something in the file is wrong."""
    if context.invoked_subcommand is not None:
        return
    found = load_settings(places())
    if as_json:
        print_json(facts(found))
    else:
        for line in columns(
            (key, json.dumps(value, ensure_ascii=False), _source(found, key))
            for key, value in found.values._asdict().items()
        ):
            print_line(line)
        _report(found)
    sys.exit(1 if found.faults else 0)


@settings.command("set")
@click.argument("key")
@click.argument("value")
def set_one(key: str, value: str) -> None:
    """Set KEY to VALUE; everything else in the file stays as it is."""
    from tracker.settings.checks import typed

    found = save(places().settings, key, typed(key, value))
    now = json.dumps(getattr(found.values, key), ensure_ascii=False)
    print_line(f"{key} = {now}, {_source(found, key)} of {found.path}")
    _report(found)


@settings.command("path")
def print_path() -> None:
    """Print where the settings file is, or would be."""
    print_line(str(places().settings))


def facts(found: SettingsFile) -> dict[str, Any]:
    """Return the settings as `settings --json` prints them; the line is null for a default."""
    return {
        "path": str(found.path),
        "settings": [
            {
                "key": key,
                "value": value,
                "default": found.values._field_defaults[key],
                "line": found.lines.get(key),
            }
            for key, value in found.values._asdict().items()
        ],
        "faults": [
            {"line": fault.line, "field": fault.field, "message": fault.message}
            for fault in found.faults
        ],
    }


def _source(found: SettingsFile, key: str) -> str:
    return f"line {found.lines[key]}" if key in found.lines else "default"


def _report(found: SettingsFile) -> None:
    for fault in found.faults:
        print_line(f"left out: {fault}", err=True)
