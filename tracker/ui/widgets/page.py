"""A page to read: as long as it is, scrolled by the arrow keys."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll


class Page(VerticalScroll):
    """Holds texts under each other, with a narrow scroll bar when they do not fit."""

    DEFAULT_CSS = """
    Page {
        padding: 1 1 0 2;
        height: 1fr;
        scrollbar-size-vertical: 1;
        scrollbar-color: $border;
        scrollbar-background: $background;
    }
    Page Static { margin-right: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "down", "scroll_down", "Read on", id="page.down", key_display="↓", tooltip="Read on"
        ),
        Binding("up", "scroll_up", "Up", show=False, tooltip="One line back"),
        Binding("pagedown,space", "page_down", "Down", show=False, tooltip="One page on"),
        Binding("pageup", "page_up", "Up", show=False, tooltip="One page back"),
        Binding("home", "scroll_home", "Top", show=False, tooltip="To the top"),
        Binding("end", "scroll_end", "End", show=False, tooltip="To the end"),
    ]

    def watch_show_vertical_scrollbar(self) -> None:
        """Offer to read on from the moment there is more to read."""
        self.screen.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to read on only where there is more to read."""
        return action != "scroll_down" or self.show_vertical_scrollbar
