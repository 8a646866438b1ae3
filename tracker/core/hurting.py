"""What follows from "this hurts": ease off, end the stretch, or end the session.

The rules are those of section 4.2 of the project's clinical notes: product rules round the traffic
light that physiotherapists use (0–3 fine, 4–5 acceptable if it settles, 6–10 too much).
"""

from typing import Final, Literal, NamedTuple

Feeling = Literal["sore", "sharp", "warning sign"]
"""Sore; sharp, spreading, tingling or dizzy; or one of the signs of an emergency."""

Way = Literal["ease off", "end stretch", "end session"]
StartOf = Literal["as planned", "gentle", "not now"]

Reason = Literal[
    "warning sign",
    "sharp or spreading",
    "pain reached the limit",
    "pain rose from a high start",
    "pain rose",
    "pain stayed up",
    "no number",
    "no number before",
    "inside the limits",
    "own choice",
]

ACCEPTABLE_FROM: Final = 4
"""Where "acceptable if it settles" begins in the traffic light."""

REST_SECONDS: Final = 120.0
"""How long one rests before it is asked whether the pain has gone down again."""


class Limits(NamedTuple):
    """The rating before a session (None: skipped), and the three thresholds, each 0–10."""

    before: int | None
    rise: int = 2
    ends_at: int = 6
    not_from: int = 8


class Verdict(NamedTuple):
    """What is to be done, and why; `rest` means to rest and to be asked again."""

    way: Way
    reason: Reason
    rest: bool = False


def start_of(limits: Limits) -> StartOf:
    """Return what may start with this rating before; one that was skipped stops nothing."""
    if limits.before is None or limits.before < min(limits.ends_at, limits.not_from):
        return "as planned"
    return "not now" if limits.before >= limits.not_from else "gentle"


def judge(pain: int | None, feeling: Feeling | None, limits: Limits) -> Verdict:
    """Return what follows from a pain 0–10 (None: skipped) and from what it feels like."""
    if feeling == "warning sign":
        return Verdict("end session", "warning sign")
    if pain is not None and (reason := _too_much(pain, limits)):
        return Verdict("end session", reason)
    rises = pain is not None and _has_risen(pain, limits)
    if feeling == "sharp":
        return Verdict("end stretch", "sharp or spreading", rest=rises)
    if pain is None:
        return Verdict("end stretch", "no number")
    if rises:
        return Verdict("end stretch", "pain rose", rest=True)
    if limits.before is None and pain >= ACCEPTABLE_FROM:
        return Verdict("end stretch", "no number before")
    return Verdict("ease off", "inside the limits")


def judge_rested(pain: int | None, limits: Limits, feeling: Feeling | None = None) -> Verdict:
    """Return what follows from the pain after the rest; without a number nobody can tell."""
    if feeling == "warning sign":
        return Verdict("end session", "warning sign")
    if feeling == "sharp":
        return Verdict("end session", "sharp or spreading")
    if pain is None:
        return Verdict("end session", "no number")
    if _too_much(pain, limits) or _has_risen(pain, limits):
        return Verdict("end session", "pain stayed up")
    return Verdict("end stretch", "pain rose")


def _too_much(pain: int, limits: Limits) -> Reason | None:
    """Return why a session cannot go on with this pain; None where it can."""
    started_high = limits.before is not None and limits.before >= limits.ends_at
    if not started_high:
        return "pain reached the limit" if pain >= limits.ends_at else None
    assert limits.before is not None
    return "pain rose from a high start" if pain > limits.before else None


def _has_risen(pain: int, limits: Limits) -> bool:
    return limits.before is not None and pain >= limits.before + limits.rise
