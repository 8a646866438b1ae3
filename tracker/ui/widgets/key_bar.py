"""The line at the bottom of every screen: its keys, as many as fit, the most needed first."""

from typing import Final

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

KEY_NAMES: Final = {
    "enter": "⏎",
    "space": "␣",
    "escape": "esc",
    "question_mark": "?",
    "plus": "+",
    "minus": "−",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "slash": "/",
    "pageup": "page up",
    "pagedown": "page down",
    "ctrl+p": "ctrl p",
    "ctrl+q": "ctrl q",
    "equals_sign": "=",
    "comma": ",",
}


def key_label(binding: Binding) -> str:
    """Return how a key is shown: "⏎", "n", "←"."""
    return binding.key_display or KEY_NAMES.get(binding.key, binding.key)


class KeyBar(Widget):
    """Shows the screen's bindings in their order, Enter first and help last."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; padding: 0 1; background: $surface; }"

    def on_mount(self) -> None:
        """Follow the keys as they come and go."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """Return the keys that fit, dropping from the end but for the one that explains them."""
        pieces = [self._piece(binding) for binding in self._shown()]
        width = self.content_size.width
        while len(pieces) > 2 and _length(pieces) > width:
            pieces.pop(-2)
        return Content("   ").join(pieces)

    def _shown(self) -> list[Binding]:
        active = self.screen.active_bindings.values()
        shown = [item.binding for item in active if item.enabled and item.binding.show]
        seen: dict[str, Binding] = {}
        for binding in shown:
            seen.setdefault(binding.action, binding)
        return sorted(seen.values(), key=_place)

    def _piece(self, binding: Binding) -> Content:
        return Content.assemble(
            (key_label(binding), "bold $accent"), " ", (binding.description, "$foreground 80%")
        )


def _place(binding: Binding) -> int:
    """Return where a key stands: Enter first, help last, all others as they come."""
    return {"enter": 0, "question_mark": 2}.get(binding.key, 1)


def _length(pieces: list[Content]) -> int:
    return sum(piece.cell_length for piece in pieces) + 3 * (len(pieces) - 1)
