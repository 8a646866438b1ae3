"""Says what a backup is called, and which of many are kept."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal, NamedTuple, cast, get_args

Why = Literal["daily", "by-hand", "before-upgrade", "before-restore", "put-aside"]
"""What a backup was made for; "put-aside" is no backup, but a damaged file as it was found."""

DAYS: Final = 7
WEEKS: Final = 4
MONTHS: Final = 12
SURE: Final = timedelta(days=30)
"""How long a backup from before an upgrade or a restore is kept, whatever there is beside it."""

FOR_GOOD: Final[frozenset[Why]] = frozenset({"by-hand", "put-aside"})
"""What only the person may throw away."""

BEFORE: Final[frozenset[Why]] = frozenset({"before-upgrade", "before-restore"})
INSTANT: Final = "%Y%m%dT%H%M%SZ"
NAME: Final = re.compile(
    rf"unkink-(\d{{8}}T\d{{6}}Z)(?:\.(\d{{1,6}}))?-({'|'.join(get_args(Why))})\.db"
)


class Made(NamedTuple):
    """One backup by its name: when it was made (aware, whole seconds), and why.

    `nth` tells those of one second apart, from 0.
    """

    at: datetime
    nth: int
    why: Why

    @property
    def name(self) -> str:
        """Return the name of its file: "unkink-20261121T081530Z-daily.db"."""
        nth = f".{self.nth}" if self.nth else ""
        return f"unkink-{self.at.astimezone(UTC):{INSTANT}}{nth}-{self.why}.db"


def read_name(name: str) -> Made | None:
    """Return what the name of a file says, or None when it is not that of a backup."""
    found = NAME.fullmatch(name)
    if found is None:
        return None
    try:
        at = datetime.strptime(found[1], INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return None
    made = Made(at, int(found[2] or 0), cast("Why", found[3]))
    return made if made.name == name else None


def to_keep(made: Iterable[Made], newest_good: Made, day: Callable[[Made], date]) -> set[Made]:
    """Return those that are kept beside the newest good one, which is never dropped.

    They are the newest of each of the last 7 days that have one, then of 4 weeks (from Monday),
    then of 12 months, each counted where the rule before it has not kept the same one. `day`
    says which day one belongs to. What is younger than the newest good one (the clock was set
    back) is kept, and takes no one's place.
    """
    known = {*made, newest_good}
    younger = {one for one in known if one > newest_good}
    past = sorted(known - younger, reverse=True)
    kept = younger | {one for one in past if _is_sure(one, newest_good.at)}
    counted = [one for one in past if one.why not in FOR_GOOD]
    taken: set[Made] = set()
    taken |= _newest(counted, taken, DAYS, day)
    taken |= _newest(counted, taken, WEEKS, lambda one: day(one).isocalendar()[:2])
    taken |= _newest(counted, taken, MONTHS, lambda one: (day(one).year, day(one).month))
    return kept | taken | {newest_good}


def _is_sure(one: Made, now: datetime) -> bool:
    return one.why in FOR_GOOD or (one.why in BEFORE and now - one.at < SURE)


def _newest(
    newest_first: Iterable[Made],
    taken: Collection[Made],
    most: int,
    period: Callable[[Made], object],
) -> set[Made]:
    """Return the newest of each of the last periods, as far as it is not taken already."""
    seen: set[object] = set()
    kept: set[Made] = set()
    for one in newest_first:
        if len(kept) == most:
            break
        if (when := period(one)) not in seen:
            seen.add(when)
            if one not in taken:
                kept.add(one)
    return kept
