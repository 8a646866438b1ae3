"""The words about safety: the same on the screens, in the commands and in plain mode.

Their meaning is that of sections 4.1 to 4.4 of the project's clinical notes. A change of meaning
is a new `WORDS_VERSION`, and everybody is asked anew.
"""

from collections.abc import Mapping
from typing import Final

from tracker.core.escalation import Rule
from tracker.core.hurting import Feeling, Limits, Reason, Verdict, Way
from tracker.core.plan import plan, total_seconds
from tracker.core.routine import Routine
from tracker.core.safety import WORDS_DATE, WORDS_VERSION, Eases
from tracker.core.words import clock

DISCLAIMER: Final = (
    "unkink gives general information. It is not medical advice, not a medical device, and it "
    "neither diagnoses nor treats. It is for adults, not for emergencies.",
    "It was written from public sources and two articles; three of their techniques are "
    "replaced. No clinician has reviewed it.",
    "Stretching alone has limited evidence, and nothing here is promised. Stop at sharp or "
    "spreading pain, tingling or dizziness: x says so at any time.",
    "If any of the questions that follow is a yes, ask someone who knows your back first. What "
    "you enter stays on this computer unless you export it.",
)
VERSION_LINE: Final = f"Words version {WORDS_VERSION}, {WORDS_DATE}"

SIGNS_NOW: Final = (
    "numbness, tingling or odd feeling between the legs, or round the genitals, buttocks or back "
    "passage",
    "trouble passing or holding urine, or not feeling a full bladder",
    "newly losing control of the bowels, or not feeling them move",
    "a new change in sexual function or feeling",
    "weak, numb or painful legs on BOTH sides, one leg getting weaker, or an unsteady walk",
    "a bad fall, a crash or a blow",
    "chest pain, fainting, or sudden severe pain in belly and back",
)
SIGNS_SOON: Final = (
    "fever, chills, or feeling very unwell",
    "cancer, now or in the past; losing weight without a reason",
    "pain that never eases, whatever the position, and wakes you",
    "fragile bones, long-term steroids, or sudden pain after a small fall",
    "weak immunity, a recent infection, injected drugs",
    "new weakness or numbness in one leg",
    "a first back pain before about 20 or after about 55, or pain mostly in the upper back",
)
SIGNS_ROUTINE: Final = (
    "no better after some weeks",
    "it worries you",
    "it limits your work, your sleep or your mood",
)

LEADS: Final = {
    "now": "Do you have back pain with any of these, new or getting worse?",
    "soon": "Is any of these true for you?",
    "routine": "And any of these?",
}
SIGNS: Final = {"now": SIGNS_NOW, "soon": SIGNS_SOON, "routine": SIGNS_ROUTINE}

STOP_NOW: Final = "Stop here, and get help now."
EMERGENCY: Final = (
    "What you said yes to has to be seen at once, especially if it is new or getting worse. "
    "{call} or go to an emergency department now. Do not drive yourself.",
    "Such causes are uncommon, and early treatment matters.",
)
CALL: Final = "Call your emergency number"
TIER_ADVICE: Final = {
    "soon": "Speak to a doctor today or tomorrow about it, before you stretch.",
    "routine": "Book a routine appointment. It is not urgent, and it is worth it.",
}
NO_DIAGNOSIS: Final = "This is not a diagnosis."
NOTHING_TICKED: Final = ("Nothing you ticked needs urgent care.", "That is not a diagnosis.")

EASES: Final[Mapping[Eases, str]] = {
    "bending": "bending or sitting",
    "arching": "arching, standing or walking",
    "neither": "neither",
    "don't know": "don't know",
}
SINCE: Final[Mapping[int, str]] = {
    0: "under 2 weeks",
    2: "2 to 6 weeks",
    6: "6 to 12 weeks",
    12: "over 12 weeks",
}

FEELINGS: Final[Mapping[Feeling, str]] = {
    "sore": "sore, like a strong pull",
    "sharp": "sharp, spreading, tingling or dizzy",
    "warning sign": "a warning sign",
}
LET_GO: Final = "Let go slowly, and come back to where it is easy."
WARNING_HINT: Final = (
    "Warning signs: numb between the legs, bladder or bowel trouble, both legs weak, chest pain, "
    "fainting."
)
CENTRALISING: Final = (
    "Leg pain that draws back towards the spine is no reason to stop, even if the back itself is "
    "sorer for a moment."
)

KEPT: Final = "Stopping was right. What you did is kept, and it counts."

REASONS: Final[Mapping[Reason, str]] = {
    "warning sign": "a warning sign",
    "sharp or spreading": "sharp or spreading pain",
    "pain reached the limit": "the pain reached your limit",
    "pain rose from a high start": "the pain rose from a high start",
    "pain rose": "the pain rose",
    "pain stayed up": "the pain stayed up after a rest",
    "no number": "no number given",
    "no number before": "pain, with no rating before to compare with",
    "inside the limits": "inside your limits",
    "own choice": "your own choice",
}
"""Every reason that is stored, as it is said."""

WAYS: Final[Mapping[Way, str]] = {
    "ease off": "eased off",
    "end stretch": "ended that stretch",
    "end session": "ended the session",
}

NOTICES: Final[Mapping[Rule, tuple[str, str]]] = {
    "severe days": (
        "Your pain has been severe three days running.",
        "Please have it looked at within days. unkink will ask about the warning signs once more "
        "before the next session.",
    ),
    "three stops": (
        "Three times in two weeks something hurt enough to stop.",
        "Stopping was right. Give your routines a pause, and have someone who knows backs look at "
        "it before you go on.",
    ),
    "worse weeks": (
        "Your last seven days were clearly worse than your first.",
        "Their mean is at least 2 points higher. Please contact a professional within a week.",
    ),
    "worse questionnaires": (
        "Two weekly questionnaires running were clearly worse.",
        "Please have it reviewed by a professional.",
    ),
    "no better after six weeks": (
        "Six weeks, and your pain is about where it was.",
        "Back pain of a new kind mostly eases within four to six weeks. Please have it looked at "
        "now; stretching on its own is not doing enough.",
    ),
    "no better after two weeks": (
        "Two weeks, and your pain is about where it was.",
        "That is common. If it worries you or does not begin to ease, ask a doctor or a "
        "physiotherapist; nothing is urgent about it.",
    ),
    "monthly review": (
        "A month has passed: would you like to look back?",
        "Old pain changes slowly. The trends show your weeks; how much it gets in the way of your "
        "days says more than a single number.",
    ),
}
"""What Today says for each rule: the line, and the page behind it."""


def emergency(number: str) -> tuple[str, ...]:
    """Return what to do about an emergency sign; `number` is empty where none was set."""
    call = f"Call {number}" if number else CALL
    return (STOP_NOW, *(paragraph.format(call=call) for paragraph in EMERGENCY))


def reason(stored: str) -> str:
    """Return a stored reason as it is said; one that is not known is said as it is stored."""
    return next((said for known, said in REASONS.items() if known == stored), stored)


def rest_day(pain: int) -> tuple[str, ...]:
    """Return what is said instead of a session when the pain before it is too strong."""
    return (
        f"{pain} is a lot of pain. Today is a day for rest, not for stretching.",
        f"{WARNING_HINT} With any of these, get help now.",
        f"Speak to a doctor today or tomorrow if any of these is true: {'; '.join(SIGNS_SOON)}.",
        f"Book a routine appointment if it is {SIGNS_ROUTINE[0]}, if {SIGNS_ROUTINE[1]}, or if "
        f"{SIGNS_ROUTINE[2]}.",
    )


def gentle_only(pain: int, gentle: Routine | None) -> tuple[str, ...]:
    """Return what is said when only the gentle routine may start; None: nothing of it is left."""
    if gentle is None:
        return (
            f"{pain} is too much for a usual session, and nothing gentle enough is left.",
            "Your answers leave out all of the gentle routine. Rest today.",
        )
    length = clock(total_seconds(plan(gentle)))
    return (
        f"{pain} is too much for a usual session.",
        f"What is left for such a day is {gentle.name} at half dose: {length}, all of it lying "
        "down. It ends as soon as the pain rises.",
        "Resting is just as good a choice.",
    )


def outcome_words(verdict: Verdict, limits: Limits) -> tuple[str, ...]:
    """Return what follows from "this hurts", and why, for a session with these limits."""
    if verdict.way == "end session":
        return ("The session ends here.", _why(verdict, limits), KEPT)
    if verdict.way == "end stretch":
        return (
            "This stretch ends here.",
            _why(verdict, limits),
            "The next one waits until you are ready.",
            KEPT,
        )
    return (
        "Ease off, and go on smaller.",
        "Go half as far as before. The same hold begins again, gently, when you say so.",
        CENTRALISING,
    )


def _why(verdict: Verdict, limits: Limits) -> str:
    """Return the reason of a verdict as a sentence."""
    match verdict.reason:
        case "sharp or spreading":
            return (
                "Sharp or spreading pain, tingling and dizziness are reasons to stop at once. "
                "If you are dizzy, stay down until it has passed."
            )
        case "pain reached the limit":
            return f"The pain has reached {limits.ends_at}, which is too much to go on with."
        case "pain rose from a high start":
            return f"It was {limits.before} before, and it has risen."
        case "pain rose":
            return f"It was {limits.before} before; {limits.rise} more ends a stretch."
        case "pain stayed up":
            return f"It has not settled: it was {limits.before} before."
        case "no number":
            return "Without a number unkink cannot tell how much it is, so it takes no chances."
        case "no number before":
            return "There is no rating from before to compare with, so unkink takes no chances."
        case _:
            return f"{REASONS[verdict.reason].capitalize()}."


LESS_ATTENTION: Final = (
    "Would less about pain on Today do you good?",
    "Young pain mostly passes, and looking at it every day does not help it to. Today would show "
    "no pain figures and ask nothing by the day; the question before and after a session stays.",
    "The trends stay where they are, and Settings bring everything back.",
)
"""What is offered while the pain is younger than six weeks."""


def half_dose_offer(usual: float) -> tuple[str, ...]:
    """Return what is offered when the day after a session is worse than usual."""
    return (
        "Your pain is still 2 or more above your usual.",
        f"Your usual is {usual:g}. Shall holds and repetitions be halved from the next session on?",
        "f on Today brings the whole dose back whenever you want.",
    )


def leave_out_offer(stretch: str) -> tuple[str, ...]:
    """Return what is offered after two sore days running, about a stretch that hurt."""
    return (
        f"Two sore days running, and the {stretch} hurt.",
        "Shall it be left out of all routines for now?",
        "f on Today brings it back whenever you want.",
    )
