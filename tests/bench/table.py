"""Prints what was measured as one aligned table, with a foot that says what the words mean."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version
from statistics import median

from tests.bench.bench import Bench
from tests.bench.budget import Row, Sample, holds, in_doubt
from tests.bench.statistic import interval, ratios

HEADINGS = ("row", "budget", "measured", "beside it", "ratio", "mark", "remark")

FOOT = """\
measured     the median; in brackets the middle half of the runs; after a slash the 95th percentile
beside it    a bare program in the same minutes, in turn: hello (a Textual app with one Label),
             python -c pass, counter (a number that two keys change, beside a clock at 10 Hz)
ratio        for the budgets in hellos: the median of each run against the hello next to it; in
             brackets where the true one is, with 95 % confidence
first-paint  from just before the process is made to the read after which the screen first shows
             the routines and the key bar of Today (hello: its label)
settled      from the same start to the last moment at which output came or the processor time of
             the process grew (all threads, sampled every 5 ms, in steps of 10 ms) before 300 ms
             of neither
memory       the most physical memory held (VmHWM) on settled Today, in MB of 10^6 bytes
version      user and system time of the whole `unkink --version`
key          in practice, from the write of a key to the read after which its change is shown
trends, history, help
             from the write of the key on Today to the read after which the text on the screen
             stayed as it was for 200 ms; 15 openings in each process after the first
quit         from the write of q on settled Today to the end of the process
practice, practice-large
             processor time while the figure tilts the pelvis, at 80×24 and at 120×40
rest         processor time of Today while nobody does anything
cues         how late a cue of a session of over twenty minutes comes to what sounds it, against
             the plan and the earliest cue: 95th percentile and worst"""


def print_table(results: Sequence[tuple[Row, Sample]], bench: Bench) -> None:
    """Print a line for each row, the foot, and on what machine and file this was."""
    lines = [HEADINGS, *(cells(row, sample) for row, sample in results)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join(padded).rstrip())
    print(f"\n{FOOT}\n\n{circumstances(bench)}")


def cells(row: Row, sample: Sample) -> tuple[str, ...]:
    """Return the words of one line, a cell for each heading."""
    beside = f"{row.beside} {row.budget.summary(sample.bare, row.unit)}" if sample.bare else ""
    known = (row.name, row.budget.words(row.unit))
    if sample.missing or not sample.ours:
        reason = " ".join((sample.missing or "nothing came back").split())
        return (*known, "-", beside, "", "-", f"not measured: {reason}")
    ratio = multiple(sample) if row.budget.in_hellos else ""
    mark = "within" if holds(row.budget, sample) else "over"
    doubt = "perhaps not: more --runs would tell" if in_doubt(row.budget, sample) else ""
    remark = "; ".join(filter(None, (doubt, sample.remark)))
    return (*known, row.budget.summary(sample.ours, row.unit), beside, ratio, mark, remark)


def multiple(sample: Sample) -> str:
    """Return how many hellos unkink took, and between which numbers that really is."""
    each = ratios(sample.ours, sample.bare)
    low, high = interval(each)
    return f"{median(each):.2f} ({low:.2f}–{high:.2f})"


def circumstances(bench: Bench) -> str:
    """Return one paragraph: the versions, the machine and how busy it is, the file."""
    load = os.getloadavg()[0]
    file = f"an empty file ({bench.big_file_missing})" if bench.big_file_missing else "ten years"
    return (
        f"{bench.runs} processes a row; Python {platform.python_version()}, Textual "
        f"{version('textual')}, {sys.platform}, {os.cpu_count()} processors, load {load:.1f}; "
        f"Today on {file}"
    )
