"""Whatever is in a file: clean faults, or a routine that survives being written and read."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.errors import RoutineError
from tracker.core.text import first_forbidden
from tracker.library import Fault, Library, check, load, routine_from_document
from tracker.library.rules import ITEM, OWN_STRETCH, ROUTINE, SEED, TECHNIQUE, VARIATION
from tracker.paths import built_in

LIBRARY = load(built_in(), None)
KEYS = sorted({*ROUTINE, *ITEM, *OWN_STRETCH, *SEED, *TECHNIQUE, *VARIATION, "x", "é", "a b"})
CHOICES = sorted({word for rule in OWN_STRETCH.values() for word in rule.choices})

scalars = (
    st.text(max_size=80)
    | st.sampled_from(CHOICES + sorted(LIBRARY.stretches))
    | st.integers(-2, 4000)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.none()
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=20,
)
documents = st.dictionaries(st.sampled_from(KEYS), values, max_size=8)


def toml(value: Any) -> str:
    """Return the value in TOML, tables in line; None, which TOML has not, as a date."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)} = {toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",\n".join(toml(one) for one in value) + "]"
    if isinstance(value, str):
        return quoted(value)
    if value is None:
        return "2026-11-20"
    return str(value).lower()


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def check_bytes(content: bytes, folder: str = "routines") -> tuple[Fault, ...]:
    with tempfile.TemporaryDirectory() as root:
        file = Path(root, folder, "x.toml")
        file.parent.mkdir()
        file.write_bytes(content)
        return check(file, LIBRARY)


def assert_clean(faults: tuple[Fault, ...]) -> None:
    assert len(faults) <= 51
    assert not any(first_forbidden(str(fault)) for fault in faults)


@settings(deadline=None)
@given(
    st.binary(max_size=300) | st.text(alphabet="[]{}.,=\"'\\#\na1 ", max_size=120).map(str.encode)
)
def test_any_bytes_give_faults_and_never_an_error(content: bytes) -> None:
    faults = check_bytes(content)
    assert faults
    assert_clean(faults)


@settings(max_examples=300, deadline=None)
@given(documents, st.sampled_from(["routines", "stretches"]))
def test_any_document_gives_faults_and_never_an_error(document: Any, folder: str) -> None:
    lines = "".join(f"{quoted(key)} = {toml(value)}\n" for key, value in document.items())
    assert_clean(check_bytes(lines.encode("utf-8", "replace"), folder))


@settings(max_examples=300, deadline=None)
@given(values)
def test_any_json_gives_a_routine_or_one_clean_sentence(value: Any) -> None:
    with pytest.raises(RoutineError) as caught:
        routine_from_document("x", json.dumps(value))
    assert not first_forbidden(str(caught.value))


words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)
seconds = st.integers(1, 60) | st.floats(1, 60)
doses = st.one_of(
    st.fixed_dictionaries(
        {"style": st.sampled_from(["held", "resting"]), "hold_seconds": seconds},
        optional={"turns": st.booleans()},
    ),
    st.fixed_dictionaries(
        {"style": st.just("reps"), "move_seconds": seconds},
        optional={"hold_seconds": seconds, "halves": st.lists(words, min_size=1, max_size=2)},
    ),
).flatmap(lambda dose: st.integers(1, 3).map(lambda reps: {**dose, "reps": reps}))
optional = {
    "target": words,
    "feel": words,
    "mistakes": st.lists(words, max_size=2),
    "direction": st.lists(st.sampled_from(OWN_STRETCH["direction"].choices), max_size=2),
    "sides": st.sampled_from(["leg", "none"]),
}
body = {"name": words, "steps": st.lists(words, min_size=1, max_size=3)}
variations = st.tuples(st.fixed_dictionaries(body, optional=optional), st.just({}) | doses).map(
    lambda pair: {**pair[0], **pair[1]}
)
seeds = st.fixed_dictionaries(
    {"article": st.sampled_from([1, 2])},
    optional={"title": words, "hold_seconds": st.lists(seconds, min_size=1, max_size=2)},
)
stretches = st.tuples(
    st.fixed_dictionaries(
        {**body, "position": st.sampled_from(["supine", "seated"])},
        optional={
            **optional,
            "seed": seeds,
            "technique": st.just({"status": "replaced", "note": "why"}),
            "variations": st.dictionaries(st.sampled_from(["v1", "v2"]), variations),
        },
    ),
    doses,
).map(lambda pair: {**pair[0], **pair[1]})


@st.composite
def routines(draw: st.DrawFn) -> Any:
    own: Any = draw(st.dictionaries(st.sampled_from(["s1", "s2"]), stretches, min_size=1))
    items = []
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from([*own, "knee-to-chest", "cat-cow"]))
        item = {
            "stretch": name,
            **draw(
                st.fixed_dictionaries(
                    {}, optional={"reps": st.integers(1, 4), "rest_seconds": st.integers(0, 5)}
                )
            ),
        }
        if name in own and own[name].get("variations"):
            item["variation"] = draw(st.sampled_from(list(own[name]["variations"])))
        if name == "knee-to-chest":
            item["side"] = draw(st.sampled_from(["left", "right"]))
        items.append(item)
    return {"name": draw(words), "items": items, "stretches": own}


@settings(max_examples=60, deadline=None)
@given(routines())
def test_every_good_routine_comes_back_from_its_document(document: Any) -> None:
    lines = "".join(f"{quoted(key)} = {toml(value)}\n" for key, value in document.items())
    with tempfile.TemporaryDirectory() as root:
        Path(root, "mine.toml").write_bytes(lines.encode())
        library = load(built_in(), Path(root), Path(root, "cache"))
        again = load(built_in(), Path(root), Path(root, "cache"))
    assert library.faults == ()
    assert again == library
    text = library.document(library.routine("mine"))
    rebuilt = routine_from_document("mine", text)
    assert rebuilt == library.routine("mine")
    own = Library(rebuilt_stretches(text), {"mine": rebuilt})
    assert own.document(own.routine("mine")) == text


def rebuilt_stretches(text: str) -> Any:
    from tracker.library.make import make_stretch

    return {id_: make_stretch(id_, table) for id_, table in json.loads(text)["stretches"].items()}
