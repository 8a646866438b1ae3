"""Tones and voice, through programs that the machine already has."""

from tracker.cues.cues import Cues
from tracker.cues.recording import Recording

Sounds = Cues | Recording
"""What a session is called out through."""

__all__ = ["Cues", "Recording", "Sounds"]
