"""The command that shows pain over weeks, with what may be said of it."""

import shutil
from datetime import date, timedelta
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from tracker.cli.output import print_json, print_line
from tracker.cli.parts import load_settings, open_history, places, today
from tracker.core import words
from tracker.core.series import daily
from tracker.core.verdict_words import change_sentence, sentence

if TYPE_CHECKING:
    from tracker.progress import Progress
    from tracker.store import Store


@click.command()
@click.option(
    "--weeks", type=click.IntRange(1, 520), default=12, show_default=True, help="How far back."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with the ids of the rows.")
def trends(weeks: int, as_json: bool) -> None:
    """Print pain before and after sessions, over weeks, and what may be said of it.

    The verdict is always that of the last eight weeks.
    """
    from tracker.progress import read_progress

    until = today(places())
    since = until - timedelta(days=7 * weeks - 1)
    with open_history(places()) as store:
        progress = read_progress(store, until)
        if as_json:
            from tracker.cli.trend_facts import trend_facts

            target = load_settings(places()).values.weekly_target
            print_json(trend_facts(store, progress, since, until, target))
        else:
            _print_chart(store, progress, since, until)


def _print_chart(store: "Store", progress: "Progress", since: date, until: date) -> None:
    before = daily("before", store.ratings("before", since, until))
    after = daily("after", store.ratings("after", since, until))
    columns, rows = shutil.get_terminal_size((80, 24))
    width = min(columns, 120)
    said = [sentence(progress.verdict), change_sentence(progress.change)]
    if not before.points and not after.points:
        weeks = words.count(((until - since).days + 1) // 7, "week")
        print_line(f"No ratings before or after sessions in {weeks}.")
        for line in _wrapped(said if progress.verdict.n else [], width):
            print_line(line)
        return
    from tracker import charts

    below = _wrapped([*said, words.CHART_CAPTION], width)
    height = max(12, min(rows - len(below) - 1, 24))
    chart = charts.pain_over_time(
        before, after, since=since, until=until, width=width, height=height, palette=None
    )
    for line in [*chart.splitlines(), *below]:
        print_line(line)


def _wrapped(said: list[str], width: int) -> list[str]:
    return [line for text in said for line in wrap(text, width)]
