"""The one table of what may be set; the checks, the screen and the command follow it."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from tracker.library.rules import Rule
from tracker.settings.value import Settings, Value

LONGEST: Final = 20
"""Characters of an emergency number."""

THEMES: Final = ("dark", "light")
ATTENTION: Final = ("usual", "low")


class Setting(NamedTuple):
    """One setting: its rule, what the screen calls it, and the group that it stands in.

    A threshold may only be made stricter, so its default is the most that its rule allows.
    """

    rule: Rule
    name: str
    group: str

    @property
    def key(self) -> str:
        """Return the key in the file."""
        return self.rule.key

    @property
    def default(self) -> Value:
        """Return what holds where nothing was set."""
        default: Value = Settings._field_defaults[self.key]
        return default


def _flag(key: str, about: str) -> Rule:
    return Rule(key, "flag", about)


def _whole(key: str, lowest: int, highest: int, about: str) -> Rule:
    return Rule(key, "whole", about, lowest=lowest, highest=highest)


def _group(group: str, *named: tuple[str, Rule]) -> Iterator[Setting]:
    return (Setting(rule, name, group) for name, rule in named)


_ALL: Final = (
    *_group(
        "Cues",
        ("Voice", _flag("voice", "Says aloud what comes next, in this computer's voice.")),
        ("Tones", _flag("tones", "A soft tone when something begins and when it ends.")),
        ("Bell", _flag("bell", "Rings the terminal's own bell, over a network too.")),
        ("Flash", _flag("flash", "Lights up the screen for a moment, in a quiet room.")),
    ),
    *_group(
        "Looks",
        ("Moving figure", _flag("motion", "The figure moves with you; without, it stays still.")),
        ("Colours", Rule("theme", "choice", "The colours of all screens.", choices=THEMES)),
    ),
    *_group(
        "Pain",
        (
            "Rise that ends a stretch",
            _whole(
                "stretch_ends_at_rise",
                1,
                2,
                "This much above the rating before ends a stretch.",
            ),
        ),
        (
            "Pain that ends a session",
            _whole("session_ends_at", 4, 6, "The session ends when the pain reaches this."),
        ),
        (
            "Pain too strong to start",
            _whole("no_session_from", 6, 8, "With this rating before, or more, no session starts."),
        ),
        (
            "Emergency number",
            Rule("emergency_number", "text", "Whom to call when it cannot wait.", longest=LONGEST),
        ),
    ),
    *_group(
        "Week",
        (
            "Day begins at",
            _whole("day_begins", 0, 12, "Until this hour it is still the day before."),
        ),
        (
            "Days a week",
            _whole("weekly_target", 1, 7, "On how many days of a week you want to stretch."),
        ),
        (
            "Attention to pain",
            Rule(
                "attention",
                "choice",
                "low: no pain figures or daily questions on Today.",
                choices=ATTENTION,
            ),
        ),
    ),
)

SETTINGS: Final[Mapping[str, Setting]] = {one.key: one for one in _ALL}
"""Every setting by its key, in the order of the screen."""

RULES: Final = {key: one.rule for key, one in SETTINGS.items()}
