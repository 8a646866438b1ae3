"""Draws what is stored as text for a terminal: charts by plotext, or tables where it is missing.

Importing this room does not import plotext; `available` and the first chart do.
"""

from tracker.charts.dose import dose_under_pain
from tracker.charts.drawing import available
from tracker.charts.function import function_over_time
from tracker.charts.pain import pain_over_time
from tracker.charts.palette import Palette
from tracker.charts.routines import routines_compared
from tracker.charts.table import as_table

__all__ = [
    "Palette",
    "as_table",
    "available",
    "dose_under_pain",
    "function_over_time",
    "pain_over_time",
    "routines_compared",
]
