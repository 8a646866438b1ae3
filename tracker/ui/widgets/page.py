"""A page to read: as long as it is, scrolled by the arrow keys."""

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
