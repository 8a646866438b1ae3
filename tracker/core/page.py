"""What is to be read about a stretch: the same lines on the details screen and in the commands."""

from collections.abc import Iterator

from tracker.core import words
from tracker.core.routine import Item
from tracker.core.stretch import POSITION_WORDS, Dose, Seed, Stretch


def stretch_head(stretch: Stretch, dose: str) -> str:
    """Return the line under a stretch's name: where, how much, what for."""
    where = POSITION_WORDS[stretch.position]
    return " · ".join(filter(None, [where, dose, stretch.target]))


def item_dose(item: Item) -> str:
    """Return the dose of an item with its sides: "30 s × 3 each leg"."""
    return " ".join(filter(None, [words.dose(item.dose), words.sides(item)]))


def own_dose(dose: Dose) -> str:
    """Return the dose of a stretch on its own, with its sides."""
    return words.dose(dose) + ("" if dose.sides == "none" else f" each {dose.sides}")


def stretch_page(stretch: Stretch) -> Iterator[tuple[str, str]]:
    """Yield each line as its label ("1", "Feel", …) and its text; labels without text are left out.

    The steps come first, numbered.
    """
    for nth, step in enumerate(stretch.steps, start=1):
        yield str(nth), step
    named = (
        ("Feel", stretch.feel),
        ("Stop at", stretch.not_feel),
        ("Avoid", ". ".join(stretch.mistakes)),
        ("Easier", stretch.easier),
        ("Ask first", ". ".join(stretch.ask_first)),
        ("Technique", stretch.technique.note if stretch.technique else ""),
        ("Article", _article(stretch.seed) if stretch.seed else ""),
        ("Usual dose", stretch.provenance),
    )
    yield from ((label, text) for label, text in named if text)


def _article(seed: Seed) -> str:
    title = f"“{seed.title}”" if seed.title else "its title was lost"
    numbers = f": “{seed.words}”" if seed.words else "; it gives no numbers"
    return f"article {seed.article}, {title}{numbers}"
