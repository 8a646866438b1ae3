"""Cues that only write down what they were given, for whoever wants to read it."""

from tracker.core.calls import Call


class Recording:
    """Keeps every call in `calls`, in order, and sounds nothing."""

    trouble = ""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def play(self, call: Call) -> None:
        """Write the call down."""
        self.calls.append(call)

    def hush(self) -> None:
        """Do nothing: nothing sounds."""

    def close(self) -> None:
        """Do nothing: nothing was opened."""
