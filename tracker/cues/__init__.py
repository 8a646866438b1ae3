"""Tones and voice, through programs that the machine already has."""

from tracker.cues.cues import Cues
from tracker.cues.recording import Recording

__all__ = ["Cues", "Recording"]
