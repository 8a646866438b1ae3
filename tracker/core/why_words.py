"""Says for each chart by which rule its numbers were made, in sentences for whoever asks why."""

from typing import Final, Literal

Chart = Literal["pain", "dose", "calendar", "routines", "function"]

RULES: Final[dict[Chart, tuple[str, ...]]] = {
    "pain": (
        "A dot is the median of a day's ratings. The line is the median of the days around it.",
        "A trend needs 14 rated days over 21 days, out of the last 56; after a gap of more than "
        "14 days they begin anew. Its slope is the median of the slopes between all pairs of days "
        "(Theil–Sen). Whether it falls or rises is decided by the Mann–Kendall test, made stricter "
        "because neighbouring days are alike, and said only when two weeks running agree.",
        "Meaningfully lower: the mean of the last 7 rated days is at least 2 points and 30 % below "
        "that of the first 7, counted from the fourth day of your log.",
    ),
    "dose": (
        "Held seconds are those of holds and repetitions, as they were written down step by step. "
        "Planned are those of the routines as you began them; a session done elsewhere has none.",
        "The pain of a week is the median of its days before sessions. That dose and pain go "
        "together, or do not, does not tell which brings about which.",
    ),
    "calendar": (
        "A day counts when a session began on it, whether it was stopped early or not.",
        "Days marked ill or away take their share of the week's target with them, and break "
        "nothing. This week is not over: it never counts against you.",
    ),
    "routines": (
        "The change is the pain after a session less the pain before it, in sessions with both. "
        "Better and worse are changes of 2 or more; a change of 1 is inside a rating's own noise.",
        "Routines are compared among sessions that began with a similar pain, within 1 of what is "
        "usual: pain that is high at the start tends to drop anyway. The interval has the true "
        "median with 95 % confidence (binomial). Under 8 sessions nothing is said.",
        "Under it: how often a stretch hurt, out of its holds and repetitions, with where the true "
        "number is with 95 % confidence (Wilson).",
    ),
    "function": (
        "The PEG is the mean of three answers, 0 to 10, once a week: pain on average, enjoyment of "
        "life, general activity (Krebs 2009). It needs all three.",
        "The day's average is what you rated for the last 24 hours, on any day. With 14 such days "
        "the trend is judged by them, since they do not depend on when you stretch.",
    ),
}
"""What `w` says first, by chart."""
