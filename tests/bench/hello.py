"""The bare programs beside which unkink is measured: run as `python -P hello.py hello|counter`."""

from __future__ import annotations

import sys
from time import monotonic
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Label


class Hello(App[None]):
    """A Textual app with one Label: the unit "hello" of the budgets."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Show the one label."""
        yield Label("Hello, world")


class Counter(App[None]):
    """A number that `+` and `-` change, beside a clock that shows tenths of a second."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("plus", "count(1)", "More"),
        ("minus", "count(-1)", "Less"),
        ("q", "quit", "Quit"),
    ]

    def compose(self) -> ComposeResult:
        """Show the number and the clock."""
        yield Label("count 0", id="count")
        yield Label("clock 0.0", id="clock")

    def on_mount(self) -> None:
        """Start the clock."""
        self.count = 0
        self.mounted_at = monotonic()
        self.set_interval(0.1, self.show_time)

    def show_time(self) -> None:
        """Write the seconds since the start."""
        self.query_one("#clock", Label).update(f"clock {monotonic() - self.mounted_at:.1f}")

    def action_count(self, change: int) -> None:
        """Change the number and write it."""
        self.count += change
        self.query_one("#count", Label).update(f"count {self.count}")


if __name__ == "__main__":
    {"hello": Hello, "counter": Counter}[sys.argv[1]]().run()
