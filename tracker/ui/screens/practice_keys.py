"""The keys of a practice, in the order of the bar."""

from typing import Final

from textual.binding import Binding, BindingType

PAUSES: Final = "space,enter,pagedown"

KEYS: Final[list[BindingType]] = [
    Binding(
        PAUSES,
        "pause",
        "Pause",
        id="practice.pause",
        tooltip="Stop the clock; the same key lets it run again",
    ),
    Binding(PAUSES, "go_on", "Go on", id="practice.go_on", tooltip="Let the clock run"),
    Binding("n", "verb('next')", "Next", id="practice.next", tooltip="Leave this step now"),
    Binding("b", "verb('back')", "Back", id="practice.back", tooltip="Back to the rep before"),
    Binding(
        "x",
        "hurt",
        "This hurts",
        id="practice.hurt",
        tooltip="Stop the clock at once, and say what hurts",
    ),
    Binding("s", "stop", "Stop", id="practice.stop", tooltip="End here; all of it is kept"),
    Binding(
        "plus,equals_sign",
        "lengthen(10)",
        "10 s",
        id="practice.more",
        key_display="+ −",
        tooltip="Ten seconds more, with + or =, or less, with −",
    ),
    Binding(
        "minus",
        "lengthen(-10)",
        "10 s",
        id="practice.less",
        key_display="+ −",
        show=False,
        tooltip="Ten seconds more, with + or =, or less, with −",
    ),
    Binding(
        "r",
        "verb('restart')",
        "Restart",
        id="practice.restart",
        tooltip="Begin this step again",
    ),
    Binding(
        "N",
        "verb('next_item')",
        "Next stretch",
        id="practice.skip",
        key_display="N",
        tooltip="Leave the rest of this stretch",
    ),
    Binding("m", "mute", "Mute", id="practice.mute", tooltip="No sound, or sound again"),
    Binding("escape", "pause", "Pause", show=False, tooltip="Pause"),
]
