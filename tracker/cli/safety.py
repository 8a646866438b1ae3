"""The questions about safety without a screen: read them, answer them, see what was answered."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, get_args

import click

from tracker.cli.output import print_json, print_line
from tracker.cli.parts import load_settings, now, open_history, places
from tracker.core.errors import StoreError, TrackerError
from tracker.core.escalation import Course, Rule, notice, three_stops
from tracker.core.flags import FLAGS
from tracker.core.record import local_day
from tracker.core.safety import Eases, Kind, Safety, Signs, due, read_answers
from tracker.core.safety_words import (
    DISCLAIMER,
    EASES,
    LEADS,
    NOTHING_TICKED,
    NOTICES,
    SIGNS,
    SINCE,
    TIER_ADVICE,
    VERSION_LINE,
    emergency,
)
from tracker.core.screening import RULES

if TYPE_CHECKING:
    from tracker.settings import Settings
    from tracker.store import Store

TIERS: Final = {f"sign-{tier}": tier for tier in Signs._fields}
"""The name on the command line of a yes to each list of warning signs."""

UNANSWERED: Final = (
    "some questions about safety come before a session. `unkink safety` shows them and how to "
    "answer them here; the app asks them, too."
)
FRESH: Final = timedelta(hours=1)
"""How long the answers to the warning signs hold for a rating that is given after them."""

BLOCKED: Final = (
    "a warning sign stands, and no session starts. `unkink safety` says what to do about it."
)
STANDS: Final = "A sign that needs help at once was said to be there, and it stands."
LOOKED_AT: Final = "`unkink safety --looked-at` says that it was looked at, or a mistake."
PUT_AWAY: Final = "`unkink safety --read` puts this away."


@click.command()
@click.option("--none", "is_none", is_flag=True, help="None of the signs, and none of the flags.")
@click.option(
    "--flag",
    "names",
    multiple=True,
    type=click.Choice([*TIERS, *FLAGS]),
    help="This one is true, all others not; may be repeated.",
)
@click.option("--eases", type=click.Choice(get_args(Eases)), help="What eases the back.")
@click.option(
    "--since-weeks",
    type=click.Choice([str(weeks) for weeks in SINCE]),
    help="For how many weeks it has hurt, at the least.",
)
@click.option("--looked-at", is_flag=True, help="The emergency sign was looked at, or a mistake.")
@click.option("--read", "is_read", is_flag=True, help="Put away what your weeks say.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def safety(
    is_none: bool,
    names: tuple[str, ...],
    eases: Eases | None,
    since_weeks: str | None,
    looked_at: bool,
    is_read: bool,
    as_json: bool,
) -> None:
    """Show the questions about safety with your answers, or answer them.

    --none or --flag answer all of them at once, and say that you have read them.
    """
    if is_none and names:
        raise TrackerError("--none and --flag contradict each other.")
    if looked_at and "sign-now" in names:
        raise TrackerError("--looked-at and --flag sign-now contradict each other.")
    if (eases or since_weeks) and not (is_none or names):
        raise TrackerError("--eases and --since-weeks go with --none or --flag.")
    where = places()
    settings = load_settings(where).values
    with open_history(where) as store:
        if is_none or names:
            _answer(store, settings, names, eases, since_weeks)
        if looked_at:
            record(store, settings, "acknowledged", {})
        rule = _notice(store, settings)
        if is_read and rule:
            record(store, settings, "notice", {"rule": rule})
            rule = None
        found = read_answers(store.answers())
        if as_json:
            print_json(facts(found))
            return
        if not (is_none or names or looked_at or is_read):
            _print_questions()
        _print_answers(found, settings)
        if rule:
            print_line(f"{' '.join(NOTICES[rule])} {PUT_AWAY}")


def left_to_answer(store: "Store", settings: "Settings", rating: int | None = None) -> str:
    """Return what stands against a session with this rating before it; empty where nothing does.

    Answers that are fresh hold for the rating: it is given anew each time, and would always be the
    younger one.
    """
    from tracker.course import read_now

    found, at = read_answers(store.answers()), now()
    if found.is_blocked:
        return BLOCKED
    if found.signs_at is not None and timedelta() <= at - found.signs_at <= FRESH:
        rating = None
    today = local_day(at, settings.day_begins)
    if due(found, read_now(store, found, at, today, rating)):
        return UNANSWERED
    held = three_stops(_course(store, settings), found)
    return f"{' '.join(NOTICES['three stops'])} {PUT_AWAY}" if held else ""


def _notice(store: "Store", settings: "Settings") -> Rule | None:
    """Return what the weeks say now."""
    return notice(_course(store, settings), read_answers(store.answers()))


def _course(store: "Store", settings: "Settings") -> Course:
    from tracker.course import read_course

    return read_course(store, local_day(now(), settings.day_begins))


def record(store: "Store", settings: "Settings", kind: Kind, said: Mapping[str, object]) -> None:
    """Write one answer."""
    from tracker.store.rows import NewAnswer

    store.add(answers=[NewAnswer(kind, said, now(), settings.day_begins)])


def record_for_sure(
    store: "Store", settings: "Settings", kind: Kind, said: Mapping[str, object]
) -> None:
    """Write one answer, or keep it elsewhere until the history takes it."""
    from tracker.store.entries import put_aside
    from tracker.store.rows import NewAnswer

    answer = NewAnswer(kind, said, now(), settings.day_begins)
    try:
        store.add(answers=[answer])
    except StoreError:
        put_aside(store, [answer])


def facts(found: Safety) -> dict[str, Any]:
    """Return the answers as `safety --json` prints them; null is what was never asked."""
    screening = found.screening
    return {
        "accepted_version": found.accepted,
        "signs": None if found.signs is None else found.signs._asdict(),
        "signs_answered_at": None if found.signs_at is None else found.signs_at.isoformat(),
        "is_blocked": found.is_blocked,
        "flags": None if screening is None else sorted(screening.flags),
        "eases": None if screening is None else screening.eases,
        "since_weeks": None if screening is None else screening.since_weeks,
        "half_dose": found.half_dose,
        "left_out": sorted(found.dropped),
    }


def _answer(
    store: "Store",
    settings: "Settings",
    names: tuple[str, ...],
    eases: Eases | None,
    since_weeks: str | None,
) -> None:
    signs = {tier: name in names for name, tier in TIERS.items()}
    known = read_answers(store.answers()).screening
    weeks = known.since_weeks if known else None
    record(store, settings, "disclaimer", {"accepted": True})
    record(store, settings, "red flags", signs)
    screening = {
        "flags": [name for name in names if name in FLAGS],
        "eases": eases or (known.eases if known else None),
        "since_weeks": weeks if since_weeks is None else int(since_weeks),
    }
    record(store, settings, "screening", screening)


def _print_questions() -> None:
    for paragraph in DISCLAIMER:
        print_line(paragraph)
    print_line(f"{VERSION_LINE}.")
    for name, tier in TIERS.items():
        print_line()
        print_line(f"--flag {name}: {LEADS[tier]}")
        for sign in SIGNS[tier]:
            print_line(f"  - {sign}")
    print_line()
    for flag in FLAGS:
        print_line(f"--flag {flag}: {RULES[flag].words}")
    print_line()
    print_line("--none: none of all these.")
    print_line()


def _print_answers(found: Safety, settings: "Settings") -> None:
    """Print what was answered, and what follows from it."""
    if found.is_blocked:
        for paragraph in (STANDS, *emergency(settings.emergency_number), LOOKED_AT):
            print_line(paragraph)
        print_line()
    if found.signs is None or found.screening is None or found.accepted is None:
        print_line("Not answered yet.")
        return
    said = found.screening
    answered_at = f" on {found.signs_at:%Y-%m-%d}" if found.signs_at else ""
    ticked = [name for name, tier in TIERS.items() if getattr(found.signs, tier)]
    print_line(f"Warning signs, answered{answered_at}: {', '.join(ticked) or 'none'}.")
    print_line(f"Flags: {', '.join(sorted(said.flags)) or 'none'}.")
    print_line(f"Eased by: {EASES[said.eases] if said.eases else 'not said'}.")
    since = "not said" if said.since_weeks is None else SINCE[said.since_weeks]
    print_line(f"It has hurt: {since}.")
    if found.is_blocked:
        return
    for tier in ("soon", "routine"):
        if getattr(found.signs, tier):
            print_line(TIER_ADVICE[tier])
    if not any(found.signs):
        print_line(" ".join(NOTHING_TICKED))
