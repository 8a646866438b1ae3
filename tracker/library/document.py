"""Reads a routine back from the document that a library has written of it."""

import json
from typing import Final

from tracker.core.errors import RoutineError
from tracker.core.routine import Routine
from tracker.library.faults import ProblemsError, echo, field_name
from tracker.library.links import Known
from tracker.library.make import make_routine
from tracker.library.read import composed
from tracker.library.wording import found

MAX_CHARACTERS: Final = 8 * 1024 * 1024
"""The longest document; the largest file, nothing left to be inherited, comes to less."""


def routine_from_text(id_: str, text: str) -> Routine:
    """Return the routine, as `tracker.library.routine_from_document` does."""
    try:
        if len(text) > MAX_CHARACTERS:
            raise ValueError(f"{len(text):,} characters, wanted at most {MAX_CHARACTERS:,}")
        table = composed(json.loads(text))
        if not isinstance(table, dict):
            raise ValueError(f"{found(table)}, wanted a table")
        return make_routine(id_, table, Known({}, {})).routine
    except ProblemsError as error:
        problem = error.problems[0]
        reason = f"field '{field_name(problem.place)}': {problem.message}"
    except RecursionError:
        reason = "it is nested too deep"
    except ValueError as error:
        reason = str(error)
    raise RoutineError(f"the document of the routine '{echo(id_)}' is at fault: {reason}")
