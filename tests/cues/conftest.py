"""Leaves out what needs programs written for a POSIX shell, where there is none."""

import sys

collect_ignore = ["test_cues.py"] if sys.platform == "win32" else []
