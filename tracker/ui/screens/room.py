"""What all screens share: a sentence on what they are for, and classes for the size they have."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.events import Event, Key, Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from tracker.core.errors import TrackerError

Result = TypeVar("Result")

WIDTHS = [(0, "-narrow"), (76, "-medium"), (110, "-wide")]
HEIGHTS = [(0, "-low"), (34, "-tall")]
LEAST = Size(60, 20)
"""The smallest terminal in which every screen shows all that it has to say."""


class Room(Screen[Result]):
    """A screen that has the classes of its size from the first frame, and is laid out only once.

    `ABOUT` is what its help says first. While it does not fit, `UNSEEN_KEYS` are all that it hears,
    for nobody can agree to what they do not see; `UNSEEN` says what can be done with them. What is
    asked in the middle of a screen is its `#question`.
    """

    DEFAULT_CSS = """
    Room #question { align: center middle; height: 1fr; padding: 0 2; }
    Room #question > * { max-width: 76; }
    Room #question Static { text-align: center; }
    """
    ABOUT: ClassVar[str] = ""
    UNSEEN_KEYS: ClassVar[frozenset[str]] = frozenset({"ctrl+q", "ctrl+z"})
    UNSEEN: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self) -> None:
        super().__init__()
        self._too_small: Widget | None = None
        self.add_class(*size_classes(self.app.size), update=False)

    def hears(self, event: Event) -> bool:
        """Return whether a key, a click or a paste may do something here just now."""
        is_covered = self._too_small is not None and self._too_small.display
        return not is_covered or (isinstance(event, Key) and event.key in self.UNSEEN_KEYS)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Go, once: a second Enter before the screen is gone would take the next one along."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def on_resize(self, event: Resize) -> None:
        """Cover what does not fit: half a warning is worse than none."""
        is_small = event.size.width < LEAST.width or event.size.height < LEAST.height
        if is_small and self._too_small is None:
            from tracker.ui.widgets.too_small import TooSmall

            self._too_small = TooSmall(LEAST, self.UNSEEN)
            self.mount(self._too_small)
        elif self._too_small is not None:
            self._too_small.display = is_small


def attempt(shown_on: App[int] | Screen[Any], work: Callable[[], object]) -> bool:
    """Do something with the history; say so, and return False, when that cannot be just now."""
    try:
        work()
    except TrackerError as error:
        shown_on.notify(str(error), severity="error", markup=False)
        return False
    return True


def size_classes(size: Size) -> tuple[str, str]:
    """Return the classes of a size in cells: one for its width, one for its height."""
    width = [name for least, name in WIDTHS if size.width >= least][-1]
    height = [name for least, name in HEIGHTS if size.height >= least][-1]
    return width, height
