"""What a person has answered about safety, what has to be asked again, and what that stops.

The rules are those of sections 4.1 and 4.2 of the project's clinical notes.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, Final, Literal, NamedTuple, get_args

from tracker.core.flags import FLAGS, Flag

WORDS_VERSION: Final = "1"
"""The version of all words about safety; another one is shown, and accepted, anew."""

WORDS_DATE: Final = "November 2026"

ASK_AGAIN_DAYS: Final = 30
AWAY_DAYS: Final = 28
RISE_ABOVE_USUAL: Final = 3
STILL_WORSE_BY: Final = 2
SEVERE_FROM: Final = 8

Kind = Literal[
    "disclaimer",
    "red flags",
    "acknowledged",
    "screening",
    "ask again",
    "next day",
    "half dose",
    "dropped",
    "notice",
    "peg",
]
Page = Literal["disclaimer", "signs", "screening"]
Eases = Literal["bending", "arching", "neither", "don't know"]

SIGN_WORDS: Final = r"\b(numb|bladder|bowel|incontinen|urin|genital|faint|chest pain|both legs)"
"""Words in a note after which the warning signs are asked for again: stems of those of tier A."""

SINCE_WEEKS: Final = (0, 2, 6, 12)
"""The least that each answer to "since when" means, in weeks."""


class Answered(NamedTuple):
    """One stored answer: what was asked, the version of its words, what was said, the row's id."""

    kind: Kind
    words_version: str
    answers: Mapping[str, Any]
    day: date
    at: datetime
    id: str = ""


class Signs(NamedTuple):
    """The answers to the warning signs, one a tier: see them now, soon, or when it suits.

    None is what was not asked any more, after a yes to the first.
    """

    now: bool
    soon: bool | None = None
    routine: bool | None = None


class Screening(NamedTuple):
    """The flags that were ticked, what eases the back, and how long it has hurt.

    `since_weeks` is the least that the answer means: 0, 2, 6 or 12; None: not said.
    """

    flags: frozenset[Flag] = frozenset()
    eases: Eases | None = None
    since_weeks: int | None = None


class NextDay(NamedTuple):
    """How the day after a session was: the pain, None where it was not said, and what is usual."""

    session: str
    pain: int | None
    usual: float
    day: date

    @property
    def is_worse(self) -> bool:
        """Return whether it was still two above the usual."""
        return self.pain is not None and self.pain >= self.usual + STILL_WORSE_BY


class Safety(NamedTuple):
    """Everything that holds now of what was answered; None: never asked.

    `signs_day` is None, too, where the signs were asked for in other words.
    """

    accepted: str | None = None
    signs: Signs | None = None
    signs_at: datetime | None = None
    signs_day: date | None = None
    acknowledged: bool = True
    screening: Screening | None = None
    screening_day: date | None = None
    screening_version: str | None = None
    ask_again_at: datetime | None = None
    next_days: tuple[NextDay, ...] = ()
    half_dose: bool = False
    dropped: frozenset[str] = frozenset()
    dismissed: Mapping[str, date] = {}

    @property
    def is_blocked(self) -> bool:
        """Return whether an emergency sign stands there that nobody has acknowledged."""
        return not self.acknowledged

    @property
    def is_complete(self) -> bool:
        """Return whether all lists of signs were asked for, not only the one that cannot wait."""
        return self.signs is not None and None not in self.signs

    @property
    def flags(self) -> frozenset[Flag]:
        """Return the flags that were ticked last."""
        return self.screening.flags if self.screening else frozenset()


def tells_of_a_sign(note: str) -> bool:
    """Return whether a note has a word that an emergency sign would be told in."""
    return re.search(SIGN_WORDS, note, re.IGNORECASE) is not None


def read_answers(rows: Iterable[Answered]) -> Safety:
    """Return what holds after these answers, given in the order in which they were made.

    An emergency sign stands until it is acknowledged, whatever is answered afterwards. An answer
    without what belongs to it (somebody else wrote in the file) says nothing.
    """
    safety = Safety()
    for row in rows:
        with suppress(KeyError, TypeError, ValueError):
            safety = _after(safety, row)
    return safety


class Now(NamedTuple):
    """What the asking depends on: the day, the last session's, and the rating that was just given.

    `rating` and `usual` are None where there is none.
    """

    day: date
    last_session: date | None = None
    rating: int | None = None
    rated_at: datetime | None = None
    usual: float | None = None
    severe_at: datetime | None = None


def due(safety: Safety, now: Now) -> tuple[Page, ...]:
    """Return the pages that have to be answered before a session, in their order."""
    pages: list[Page] = []
    if safety.accepted != WORDS_VERSION:
        pages.append("disclaimer")
    if _signs_are_due(safety, now):
        pages.append("signs")
    if safety.screening_version != WORDS_VERSION:
        pages.append("screening")
    return tuple(pages)


def _signs_are_due(safety: Safety, now: Now) -> bool:
    asked, asked_at = safety.signs_day, safety.signs_at
    if asked is None or asked_at is None or not safety.is_complete:
        return True
    away = now.last_session is not None and (now.day - now.last_session).days >= AWAY_DAYS
    if away and now.last_session is not None and (asked - now.last_session).days < AWAY_DAYS:
        return True
    since = [safety.ask_again_at, now.severe_at, now.rated_at if _has_leapt(now) else None]
    passed = (now.day - asked).days
    if passed < -1:  # the clock was ahead then; a day begins at another hour by now at the most
        return True
    return passed >= ASK_AGAIN_DAYS or any(at and at > asked_at for at in since)


def _has_leapt(now: Now) -> bool:
    """Return whether the pain is three or more above what is usual."""
    if now.rating is None or now.usual is None:
        return False
    return now.rating >= now.usual + RISE_ABOVE_USUAL


def _after(safety: Safety, row: Answered) -> Safety:
    """Return what holds after one more answer."""
    said = row.answers
    match row.kind:
        case "disclaimer":
            return safety._replace(accepted=row.words_version)
        case "red flags":
            signs = Signs(bool(said["now"]), said.get("soon"), said.get("routine"))
            stands = safety.is_blocked or signs.now
            day = row.day if row.words_version == WORDS_VERSION else None
            return safety._replace(
                signs=signs, signs_at=row.at, signs_day=day, acknowledged=not stands
            )
        case "acknowledged":  # and everything is asked anew before the next session
            return safety._replace(acknowledged=True, signs=None, signs_at=None, signs_day=None)
        case "screening":
            return safety._replace(
                screening=_screening(said),
                screening_day=row.day,
                screening_version=row.words_version,
            )
        case "ask again":
            return safety._replace(ask_again_at=row.at)
        case "next day":
            pain = None if said["pain"] is None else int(said["pain"])
            check = NextDay(str(said["session"]), pain, float(said["usual"]), row.day)
            return safety._replace(next_days=(*safety.next_days, check))
        case "half dose":
            return safety._replace(half_dose=bool(said["on"]))
        case "dropped":
            one = frozenset([str(said["stretch"])])
            left = safety.dropped | one if said["on"] else safety.dropped - one
            return safety._replace(dropped=left)
        case "notice":
            dismissed = {**safety.dismissed, str(said["rule"]): row.day}
            return safety._replace(dismissed=dismissed)
        case _:
            return safety


def _screening(said: Mapping[str, Any]) -> Screening:
    """Return a screening; what is not known any more says nothing."""
    flags = frozenset(flag for flag in FLAGS if flag in said.get("flags", ()))
    eases = next((one for one in get_args(Eases) if one == said.get("eases")), None)
    since = said.get("since_weeks")
    return Screening(flags, eases, since if since in SINCE_WEEKS else None)
