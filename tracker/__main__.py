"""Lets `python -m tracker` do what `unkink` does."""

from tracker.cli import main

main()
