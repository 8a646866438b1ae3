"""Breaks what unkink stands on, and prints what was left of each promise."""
