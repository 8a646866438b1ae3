"""Asks the three questions about the week, one after the other."""

from typing import Final

from textual.app import App

from tracker.core.peg import QUESTIONS
from tracker.ui.screens.check_in import Asked, CheckInScreen
from tracker.ui.widgets.pain_scale import Ends

TITLE: Final = "Your week"
SKIPPED: Final[dict[str, object]] = {"skipped": True}


async def ask_week(app: App[int]) -> dict[str, object] | None:
    """Return the answers by their names, or that they were skipped; None when one went back.

    Going back leads to the question before. One that is skipped skips all: without all three there
    is no score.
    """
    given: list[int] = []
    while len(given) < len(QUESTIONS):
        nth = len(given)
        _, question, ends = QUESTIONS[nth]
        asked = Asked(
            f"Question {nth + 1} of {len(QUESTIONS)}.", question, "once a week", Ends(*ends)
        )
        answer = await app.push_screen_wait(CheckInScreen(asked, TITLE))
        if answer is None and not given:
            return None
        if answer is None:
            given.pop()
        elif answer.pain is None:
            return SKIPPED
        else:
            given.append(answer.pain)
    return {one.name: pain for one, pain in zip(QUESTIONS, given, strict=True)}
