"""unkink: guided stretching for a sore back, with an honest pain record."""

__version__ = "0.1.0"
