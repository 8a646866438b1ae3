"""Says which call of a routine is due at which second, without any player or clock."""

from tracker.core.calls import Call, closing, schedule
from tracker.core.plan import plan
from tracker.core.routine import Routine


def timetable(one: Routine) -> list[tuple[float, Call]]:
    """Return every call of a routine with its second, straight from the schedules of its steps."""
    steps = plan(one)
    calls: dict[float, Call] = {}
    begun = 0.0
    for step, before in zip(steps, [None, *steps[:-1]], strict=True):
        for due in schedule(one, step, step.seconds, before):
            at = round(begun + due.at, 6)
            other = calls.get(at, Call())
            calls[at] = Call(due.call.words or other.words, due.call.tone or other.tone)
        begun += step.seconds
        if call := closing(step):
            calls[round(begun, 6)] = call
    calls[round(begun, 6)] = Call("done", "end")
    return sorted(calls.items(), key=lambda entry: entry[0])
