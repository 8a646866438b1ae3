"""The two colour schemes: quiet paper and quiet night, with one warm and one cool accent."""

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="unkink-dark",
    primary="#7fb8a4",
    secondary="#93b1d1",
    accent="#e0b47c",
    warning="#e0b47c",
    error="#e0958a",
    success="#7fb8a4",
    foreground="#d8dee2",
    background="#14181b",
    surface="#1a1f23",
    panel="#232a2f",
    dark=True,
    variables={"border": "#3a454c", "muted": "#8f9ba3", "cursor": "#26343a", "track": "#333d43"},
)
LIGHT: Final = Theme(
    name="unkink-light",
    primary="#2c6a59",
    secondary="#38597c",
    accent="#8f540f",
    warning="#8f540f",
    error="#9c3f34",
    success="#2c6a59",
    foreground="#262b2f",
    background="#faf8f3",
    surface="#f3f0e8",
    panel="#e8e4d9",
    dark=False,
    variables={"border": "#c3bcab", "muted": "#666257", "cursor": "#e3ece4", "track": "#d8d2c3"},
)
THEMES: Final = {theme.name: theme for theme in (DARK, LIGHT)}
NAMES: Final[dict[str, str]] = {"dark": DARK.name, "light": LIGHT.name}
"""The name of the theme for each word of the settings."""
