"""Plays calls on this machine: words by a voice, tones by a player, each cutting off its last."""

import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from tracker.core.calls import Call, Tone
from tracker.cues.channel import Channel
from tracker.cues.programs import Program, players, voices
from tracker.cues.sounding import Sound, told
from tracker.cues.tones import tone_seconds, write_tone


class ToneFolder:
    """A private temporary folder, with a tone in it from when that is first asked for."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def file(self, tone: Tone) -> Path:
        """Return the file of a tone. Raises OSError when it cannot be written."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(
                prefix="unkink-cues-", ignore_cleanup_errors=True
            )
        file = Path(self._folder.name, f"{tone}.wav")
        if not file.exists():
            write_tone(tone, file)
        return file

    def close(self) -> None:
        """Remove the folder, if it was made."""
        if self._folder is not None:
            self._folder.cleanup()


class Cues:
    """Plays calls with `voice`, with `tones`, or both.

    `speakers` and `tone_players` are the programs to try, in their order; None takes those of
    this platform. To be closed, or used in a `with`.
    """

    def __init__(
        self,
        *,
        voice: bool = True,
        tones: bool = True,
        speakers: Sequence[Program] | None = None,
        tone_players: Sequence[Program] | None = None,
    ) -> None:
        self._folder = ToneFolder()
        speakers = voices(sys.platform) if speakers is None else speakers
        tone_players = players(sys.platform) if tone_players is None else tone_players
        self._voice = Channel(speakers) if voice else None
        self._tones = Channel(tone_players) if tones else None

    def play(self, call: Call) -> None:
        """Sound a call, the words after the tone; returns at once."""
        lead = 0.0
        if call.tone and self._tones and self._tones.works:
            lead = tone_seconds(call.tone)
            self._tones.play(Sound(file=partial(self._folder.file, call.tone)))
        if call.words and self._voice:
            self._voice.play(Sound(call.words, after=lead))

    def hush(self) -> None:
        """Cut off everything that sounds now."""
        for channel in (self._voice, self._tones):
            if channel:
                channel.hush()

    @property
    def trouble(self) -> str:
        """Return one sentence for the screen on what cannot sound here; empty while it may."""
        silent = [
            (what, told(channel.faults) or "nothing here can make them")
            for what, channel in (("voice", self._voice), ("tones", self._tones))
            if channel and not channel.works
        ]
        if not silent:
            return ""
        wanted = sum(1 for channel in (self._voice, self._tones) if channel)
        what = "sound" if len(silent) == wanted else silent[0][0]
        return f"No {what}: {'; '.join(why for _, why in silent)}."

    def close(self) -> None:
        """Fall silent, leave no program running and no file behind. May be called again."""
        for channel in (self._voice, self._tones):
            if channel:
                channel.close()
        self._folder.close()

    def __enter__(self) -> "Cues":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
