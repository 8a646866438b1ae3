"""What is written down of a session as it happens, one entry after the other, and as JSON."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from tracker.core import words
from tracker.core.record import HurtRecord, SessionOutcome, StepRecord
from tracker.store.rows import NewAnswer, NewRating, NewSession
from tracker.store.store import Store


class Begun(NamedTuple):
    """A session that begins."""

    new: NewSession


class Stepped(NamedTuple):
    """A step of a session that ended; `id` is that of its row."""

    id: str
    session: str
    step: StepRecord


class Hurt(NamedTuple):
    """Something that hurt in a session; `id` is that of its row."""

    id: str
    session: str
    hurt: HurtRecord
    day_begins: int


class Ended(NamedTuple):
    """How a session ended, and the rating after it where one was given."""

    session: str
    outcome: SessionOutcome
    ended_at: datetime
    after: NewRating | None
    reason: str | None


class Said(NamedTuple):
    """An answer about safety: a warning sign that came up."""

    answer: NewAnswer


Entry: TypeAlias = Begun | Stepped | Hurt | Ended | Said


def enter(store: Store, entry: Entry) -> None:
    """Write an entry into a history, which may have it already. Raises StoreError."""
    match entry:
        case Begun(new):
            store.begin(new)
        case Stepped(id_, session, step):
            store.end_step(session, step, id_)
        case Hurt(id_, session, hurt, day_begins):
            store.hurt(session, hurt, day_begins, id_)
        case Ended(session, outcome, ended_at, after, reason):
            store.finish(session, outcome, ended_at, after, reason)
        case _:
            store.add(answers=[entry.answer])


def put_aside(store: Store, answers: list[NewAnswer]) -> None:
    """Keep answers elsewhere that the history did not take, under the id of the first."""
    if store.rescue:
        store.rescue.keep(answers[0].id, [Said(answer) for answer in answers], len(answers))


def told(entries: list[Entry]) -> str:
    """Return in words what these entries are, so that one knows what would be missing."""
    parts = ["the beginning of the session"] if any(isinstance(e, Begun) for e in entries) else []
    if steps := sum(isinstance(entry, Stepped) for entry in entries):
        parts.append(words.count(steps, "step"))
    if hurts := sum(isinstance(entry, Hurt) for entry in entries):
        parts.append(words.count(hurts, "time") + " that something hurt")
    for entry in entries:
        if isinstance(entry, Ended):
            rated = f" and the rating after it, {entry.after.pain}" if entry.after else ""
            parts.append(f"the end of the session{rated}")
        elif isinstance(entry, Said):
            parts.append("your answer about a warning sign")
    return ", ".join(parts)


def to_json(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON can hold it."""
    match entry:
        case Begun(new):
            values: dict[str, Any] = {"new": _texts(asdict(new))}
        case Stepped(step=step):
            values = {**entry._asdict(), "step": _texts(step._asdict())}
        case Hurt(hurt=hurt):
            values = {**entry._asdict(), "hurt": _texts(hurt._asdict())}
        case Ended(after=after):
            rating = None if after is None else _texts(asdict(after))
            values = {**_texts(entry._asdict()), "after": rating}
        case _:
            values = {"answer": _texts(asdict(entry.answer))}
    return {"entry": type(entry).__name__, **values}


def from_json(said: dict[str, Any]) -> Entry:
    """Return the entry of such a value. Raises KeyError, TypeError or ValueError for any other."""
    values = {key: value for key, value in said.items() if key != "entry"}
    match said["entry"]:
        case "Begun":
            return Begun(NewSession(**_instants(values["new"])))
        case "Stepped":
            return Stepped(**{**values, "step": StepRecord(**_instants(values["step"]))})
        case "Hurt":
            return Hurt(**{**values, "hurt": HurtRecord(**_instants(values["hurt"]))})
        case "Ended":
            after = values["after"]
            rating = None if after is None else NewRating(**_instants(after))
            return Ended(**{**_instants(values), "after": rating})
        case "Said":
            return Said(NewAnswer(**_instants(values["answer"])))
    raise ValueError(f"no entry: {said['entry']}")


def _texts(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}


def _instants(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: datetime.fromisoformat(value) if key == "at" or key.endswith("_at") else value
        for key, value in values.items()
    }
